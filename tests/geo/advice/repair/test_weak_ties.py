"""Proposals that must hold in samples of weak ties, each accepted and asked of robustness."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.advice.refusals import AdviceError
from geo.advice.repair.place import Requirement
from geo.advice.repair.posing import pose
from geo.advice.repair.proposal_words import proposal_sentences
from geo.advice.repair.question import RepairQuestion, check_question
from geo.advice.repair.repairing import PlaceRepair, Verdict
from geo.advice.repair.words import conflict_sentences, place_sentences
from geo.advice.robustness.rates import one_rate
from geo.model import Measure, Pack
from geo.plan.edits import Change, MovePractices, MoveUnits, SetBand
from geo.plan.opened import OpenScenario
from tests.geo.advice.repair.plain_check import (
    check,
    check_samples,
    measured_on,
    repaired,
)
from tests.geo.plan.plans import edited, toy_plan

BOTH = (Measure.RESIDENTS, Measure.LIVING_INSIDE)
HOOK = "S33"
"""The only small area of the toy county that is weakly tied: it is in N3 of the east, and draws a
practice of N2 in the west with 6 chances in 10."""


def all_checked(plan: OpenScenario, question: RepairQuestion, rounds: int = 2) -> list[PlaceRepair]:
    found = repaired(plan, question, rounds)
    for each in found:
        if each.verdict is Verdict.PROPOSALS:
            check(plan, question, each)
    return found


@pytest.mark.parametrize(
    ("changes", "question"),
    [
        ((), RepairQuestion("pcn")),
        ((), RepairQuestion("pcn", BOTH)),
        ((), RepairQuestion("pcn", all_dates=True)),
        ((SetBand("neighbourhood", 300, 1_200),), RepairQuestion("pcn")),
        ((SetBand("neighbourhood", 300, 900),), RepairQuestion("pcn", create=2)),
        ((SetBand("neighbourhood", 900, 2_500),), RepairQuestion("pcn")),
        ((SetBand("neighbourhood", 1_300, None),), RepairQuestion("pcn", retire=1)),
        ((SetBand("neighbourhood", 1_300, 3_500),), RepairQuestion("pcn", retire=1, create=1)),
        ((MoveUnits("pcn", (HOOK,), "N2"),), RepairQuestion("pcn")),
        ((MoveUnits("pcn", (HOOK,), "N4"),), RepairQuestion("pcn")),
        ((MovePractices("pcn", ("P31",), "N4"),), RepairQuestion("pcn", create=1)),
        ((MovePractices("pcn", ("P31",), None),), RepairQuestion("pcn", create=1)),
        ((MovePractices("pcn", ("P21",), "N1"),), RepairQuestion("pcn", create=2, retire=1)),
    ],
)
def test_whatever_is_proposed_holds_in_every_sample(
    toy_pack: Pack, changes: tuple[Change, ...], question: RepairQuestion
) -> None:
    plan = edited(toy_plan(toy_pack), *changes)
    found = all_checked(plan, replace(question, weak_ties=20))
    assert all(each.verdict is not Verdict.NONE_FOUND for each in found)
    without = repaired(plan, question, 2)
    for tied, free in zip(found, without, strict=True):
        assert free.verdict is not Verdict.IMPOSSIBLE or tied.verdict is Verdict.IMPOSSIBLE
        assert None in (tied.bound, free.bound) or tied.bound >= free.bound


@pytest.mark.parametrize(
    "question",
    [
        RepairQuestion("pcn", places=("CITY",), weak_ties=200),
        RepairQuestion("pcn", places=("MID",), create=2, retire=1, weak_ties=50, ties_seed=5),
    ],
)
def test_the_real_places_are_repaired_in_every_sample(pack: Pack, question: RepairQuestion) -> None:
    (found,) = all_checked(toy_plan(pack), question, 1)
    assert found.verdict is Verdict.PROPOSALS


def test_a_plan_that_has_changed_already_is_repaired(pack: Pack) -> None:
    """Two weakly tied small areas of Rosewood are in Sherwood, a practice of it too."""
    networks = {area.name: area.code for area in pack.layer("pcn").areas}
    plan = toy_plan(pack)
    (place,) = pose(measured_on(plan), RepairQuestion("pcn", places=("MID",), weak_ties=1))
    assert place.ties is not None
    rosewood = [area.name for area in place.areas].index("Rosewood PCN")
    tied = [
        place.codes[piece]
        for piece, slot in zip(place.ties.pieces, place.ties.slots, strict=True)
        if slot == rosewood
    ]
    practice = next(
        each.code for each in pack.practices if each.areas.get("pcn") == networks["Rosewood PCN"]
    )
    plan = edited(
        plan,
        MoveUnits("pcn", tuple(tied[:2]), networks["Sherwood PCN"]),
        MovePractices("pcn", (practice,), networks["Sherwood PCN"]),
    )
    question = RepairQuestion("pcn", places=("MID",), create=2, weak_ties=100)
    (found,) = all_checked(plan, question, 1)
    assert found.verdict is Verdict.PROPOSALS


def test_places_without_weak_ties_are_repaired_as_without_samples(toy_pack: Pack) -> None:
    """With the hook in N2 for good, nobody is drawn."""
    plan = edited(toy_plan(toy_pack), MoveUnits("pcn", (HOOK,), "N2"))
    question = RepairQuestion("pcn", places=("PE",))
    (tied,), (free,) = repaired(plan, replace(question, weak_ties=5)), repaired(plan, question)
    assert tied.place.ties is None
    assert (tied.verdict, tied.bound, tied.conflict) == (free.verdict, free.bound, free.conflict)
    assert [each.steps for each in tied.proposals] == [each.steps for each in free.proposals]
    told = place_sentences(measured_on(plan), tied)
    assert (
        "Weak ties: by the registrations of July 2022 no small area of these networks is weakly "
        "tied, and none of another place is drawn into them, so every sample is the same as "
        "the plan."
    ) in told


def test_weak_ties_can_be_what_is_in_the_way(toy_pack: Pack) -> None:
    """The hook is drawn out of the east, and then fewer are left than two networks need."""
    plan = edited(toy_plan(toy_pack), SetBand("neighbourhood", 1_400, 1_700))
    question = RepairQuestion("pcn", places=("PE",), create=0, weak_ties=10)
    (free,) = repaired(plan, replace(question, weak_ties=None))
    assert free.verdict is not Verdict.IMPOSSIBLE
    locked = replace(question, locked_units=frozenset({HOOK}))
    (found,) = repaired(plan, locked, 3)
    measured = measured_on(plan)
    assert found.verdict is Verdict.IMPOSSIBLE
    assert Requirement.WEAK_TIES in found.conflict
    assert conflict_sentences(measured, found)[-1] == (
        "It holds in all 10 samples of weak ties (seed 1) too."
    )
    assert (
        "It is proved that there is no way in which every primary care network of East place has "
        "1,400 to 1,700 residents (mid-2019) and stays inside in all 10 samples of weak ties "
        "(seed 1), if no primary care network may be created or retired."
    ) in place_sentences(measured, found)


def test_who_is_drawn_is_told(toy_pack: Pack) -> None:
    plan = toy_plan(toy_pack)
    east, west = repaired(plan, RepairQuestion("pcn", all_dates=True, weak_ties=30))
    measured = measured_on(plan)
    told = place_sentences(measured, east)
    assert told[1:3] == [
        (
            "Weak ties: 1 small area here with fewer than 50% of its registered patients (July "
            "2022) in its own network is drawn into it, or into one of the two networks with most "
            "of them; one that changes network counts where it then is."
        ),
        "Samples of weak ties count the residents of mid-2019 alone, not those of other dates.",
    ]
    assert place_sentences(measured, west)[1] == (
        "Weak ties: 1 small area of another place may be drawn into these networks and counts as "
        "it stands in the plan today: where proposals for several places are accepted, ask again "
        "whether all networks stay inside."
    )
    (proposal,) = west.proposals
    held = [each.in_samples[0] for each in proposal.areas]
    fewest, most = (
        min(low for low, _ in filter(None, held)),
        max(top for _, top in filter(None, held)),
    )
    assert (
        f"In all 30 samples of weak ties (seed 1) the primary care networks have {fewest:,} to "
        f"{most:,} residents (mid-2019)."
    ) in proposal_sentences(measured, proposal)
    (once, _) = repaired(plan, RepairQuestion("pcn", weak_ties=1, ties_seed=4))
    assert "in the only sample of weak ties (seed 4), and" in place_sentences(measured, once)[0]


def test_growth_is_asked_beside_samples(toy_pack: Pack) -> None:
    """The west must take in the hook, which counts 600 people at times, and grow as well."""
    plan = toy_plan(toy_pack)
    rates = one_rate(len(toy_pack.units), 0, 1)
    question = RepairQuestion("pcn", places=("PW",), growth=rates, years=3, weak_ties=30)
    (found,) = repaired(plan, question)
    assert found.verdict is Verdict.PROPOSALS
    check_samples(plan, question, found)
    assert (
        "Samples of weak ties count the residents of mid-2019 alone, not those of other dates."
    ) in place_sentences(measured_on(plan), found)


def test_every_fault_of_weak_ties_is_told_at_once(toy_pack: Pack) -> None:
    measured = measured_on(toy_plan(toy_pack))
    question = RepairQuestion("icp", (Measure.LISTS,), create=-1, weak_ties=0, ties_seed=-1)
    with pytest.raises(AdviceError) as refused:
        check_question(measured, question)
    told = refused.value.faults
    for fault in (
        (
            "Weak ties cannot be asked for: registrations speak of networks, not of places (by "
            "district)."
        ),
        (
            "Practices’ lists do not depend on where small areas are counted: ask for residents or "
            "for registered patients living inside, or for no weak ties."
        ),
        "From 1 to 10,000 samples of weak ties can be had, not 0.",
        "The seed of the samples must be 0 or more.",
        "Fewer than none can be created.",
    ):
        assert fault in told
    with pytest.raises(AdviceError, match="not 10,001"):
        check_question(measured, RepairQuestion("pcn", weak_ties=10_001))
