"""Repair that must hold as people grow: every later year is reckoned again, area by area."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.advice.refusals import AdviceError
from geo.advice.repair.clock import Clock
from geo.advice.repair.question import RepairQuestion
from geo.advice.repair.repairing import Verdict, repair
from geo.advice.repair.trying import Effort
from geo.advice.repair.words import place_sentences
from geo.advice.robustness.rates import one_rate
from geo.model import Measure, Pack
from geo.plan.ground import Ground
from geo.plan.measures import Measured
from geo.plan.state import State
from geo.plan.totals import Dates

LOW, HIGH, YEARS = -0.2, 0.3, 8


def test_a_proposal_fits_in_every_year_at_the_low_and_the_high_rate(pack: Pack) -> None:
    measured = Measured(State.of(pack), Ground.of(pack), Dates.of(pack))
    rates = one_rate(len(pack.units), LOW, HIGH)
    question = RepairQuestion("pcn", places=("MID",), create=2, growth=rates, years=YEARS)
    (found,) = repair(measured, question, Effort(seconds=1e6, rounds=3), Clock(1e6))
    assert found.verdict is Verdict.PROPOSALS
    base = pd.Series(
        pack.residents[pack.resident_date].total, index=pd.Index(pack.units.codes), dtype=float
    )
    for proposal in found.proposals:
        for area in proposal.areas:
            members = base[list(area.members)]
            for rate in (LOW, HIGH):
                for year in range(YEARS + 1):
                    grown = (members * (1 + rate / 100) ** year + 0.5).astype(int).sum()
                    assert 30_000 <= grown <= 50_000, (area.name, rate, year)


def test_the_arithmetic_says_that_it_is_of_every_date(toy_pack: Pack) -> None:
    """3,000 people become 3,000 × 1.1⁴ = 4,392, too many for two networks of 2,000."""
    measured = Measured(State.of(toy_pack), Ground.of(toy_pack), Dates.of(toy_pack))
    rates = one_rate(len(toy_pack.units), 0, 10)
    question = RepairQuestion("pcn", places=("PW",), create=0, growth=rates, years=4)
    (found,) = repair(measured, question, Effort(seconds=1e6, rounds=1), Clock(1e6), workers=1)
    assert found.verdict is Verdict.IMPOSSIBLE
    told = place_sentences(measured, found)
    assert told[1] == (
        "At least 3 primary care networks are needed if none may have more than 2,000 on any date "
        "asked for."
    )


def test_growth_is_of_residents_and_of_some_years(pack: Pack) -> None:
    measured = Measured(State.of(pack), Ground.of(pack), Dates.of(pack))
    rates = one_rate(len(pack.units), 0, 1)
    question = RepairQuestion("pcn", (Measure.LISTS,), growth=rates, years=0)
    with pytest.raises(AdviceError) as refused:
        repair(measured, question, Effort(), Clock(10))
    assert refused.value.faults == (
        "Only residents grow: ask for them, or for no growth.",
        "From 1 to 100 years of growth can be had, not 0.",
    )
