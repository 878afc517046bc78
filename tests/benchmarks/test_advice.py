"""How long advice takes: cutting each over-large network, finding strays, describing movers.

Run once as ordinary tests; measure with ``python -m pytest tests/benchmarks --benchmark-enable``.
"""

from __future__ import annotations

from typing import Any

import pytest

from geo.advice.splitting import propose_splits
from geo.advice.strays import find_strays
from geo.model import Pack
from geo.plan.equality import equality
from geo.plan.ground import Ground
from geo.plan.impact import find_impact
from geo.plan.measures import Measured
from geo.plan.state import State
from geo.plan.totals import Dates

RUSHCLIFFE, NOTTINGHAM_WEST, NEWARK, ROSEWOOD = "U12563", "U99463", "U65095", "U18267"


@pytest.fixture(scope="module")
def plan(pack: Pack) -> Measured:
    """The baseline, its networks measured."""
    measured = Measured(State.of(pack), Ground.of(pack), Dates.of(pack))
    measured.layer("pcn")
    return measured


@pytest.mark.benchmark(group="advice")
@pytest.mark.parametrize("area", [RUSHCLIFFE, NOTTINGHAM_WEST, NEWARK, ROSEWOOD])
def test_cutting_an_over_large_network(benchmark: Any, plan: Measured, area: str) -> None:
    assert len(benchmark(lambda: propose_splits(plan, "pcn", area))) >= 2


@pytest.mark.benchmark(group="advice")
def test_cutting_a_district_of_182_units(benchmark: Any, plan: Measured) -> None:
    assert len(benchmark(lambda: propose_splits(plan, "district", "E06000018", 3))) >= 2


@pytest.mark.benchmark(group="advice")
def test_finding_strays(benchmark: Any, plan: Measured) -> None:
    assert len(benchmark(lambda: find_strays(plan, "pcn")).ambiguous) == 6


@pytest.mark.benchmark(group="advice")
def test_describing_who_moves(benchmark: Any, plan: Measured) -> None:
    split = propose_splits(plan, "pcn", NEWARK)[0].change().apply(plan.state)
    impact = find_impact(plan, Measured(split, plan.ground, plan.dates))
    (layer,) = benchmark(lambda: equality(impact)).layers
    assert layer.by_age.movers
