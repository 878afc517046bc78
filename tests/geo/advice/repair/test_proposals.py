"""Proposals of every kind of question, each checked plainly."""

from __future__ import annotations

import pytest

from geo.advice.repair.question import Contiguity, RepairQuestion
from geo.advice.repair.repairing import PlaceRepair, Verdict
from geo.model import Measure, Pack
from geo.plan.edits import Change, CreateArea, MoveArea, MoveUnits, SetBand
from geo.plan.opened import OpenScenario
from geo.plan.totals import Dates
from tests.geo.advice.repair.plain_check import check, repaired
from tests.geo.plan.plans import edited, toy_plan

BOTH = (Measure.RESIDENTS, Measure.LIVING_INSIDE)


def all_checked(
    plan: OpenScenario, question: RepairQuestion, dates: Dates | None = None
) -> list[PlaceRepair]:
    """What comes of a question, every proposal checked."""
    found = repaired(plan, question, dates=dates)
    for each in found:
        if each.verdict is Verdict.PROPOSALS:
            check(plan, question, each, dates)
    return found


def proposals_of(found: list[PlaceRepair], number: int = 0) -> list[tuple[int, int, int, int]]:
    return [
        (each.created, each.retired, each.moved, each.joined_new)
        for each in found[number].proposals
    ]


def test_the_toy_county_s_west_needs_six_hundred_to_move(toy_pack: Pack) -> None:
    """N1 has 600 of 1,000: only both squares of row 3 are enough and hang together with it."""
    east, west = all_checked(toy_plan(toy_pack), RepairQuestion("pcn"))
    assert (east.verdict, east.bound) == (Verdict.FITS, 0)
    assert (west.verdict, west.bound) == (Verdict.PROPOSALS, 600)
    assert proposals_of([west]) == [(0, 0, 600, 0)]
    assert west.proposals[0].proved


@pytest.mark.parametrize(
    ("changes", "question"),
    [
        ((), RepairQuestion("pcn", BOTH)),
        ((), RepairQuestion("pcn", all_dates=True)),
        ((), RepairQuestion("pcn", (Measure.LIVING_INSIDE,))),
        ((), RepairQuestion("pcn", create=1, retire=1)),
        ((), RepairQuestion("pcn", contiguity=Contiguity.FREE)),
        ((), RepairQuestion("pcn", contiguity=Contiguity.REQUIRED)),
        ((), RepairQuestion("pcn", locked_units=frozenset({"S31"}))),
        ((), RepairQuestion("pcn", borders={"district": 2.5, "ward": None})),
        ((), RepairQuestion("pcn", borders={"msoa": 0.5})),
        ((SetBand("neighbourhood", 300, 900),), RepairQuestion("pcn")),
        ((SetBand("neighbourhood", 300, 900),), RepairQuestion("pcn", create=1)),
        ((SetBand("neighbourhood", 300, 900),), RepairQuestion("pcn", BOTH, create=2)),
        ((SetBand("neighbourhood", 0, 700),), RepairQuestion("pcn", all_dates=True)),
        ((SetBand("neighbourhood", 1_500, None),), RepairQuestion("pcn", retire=1)),
        ((SetBand("neighbourhood", 1_500, None),), RepairQuestion("pcn")),
        ((MoveUnits("pcn", ("S11", "S33"), "N2"),), RepairQuestion("pcn")),
        ((MoveUnits("pcn", ("S21",), None),), RepairQuestion("pcn")),
        ((SetBand("place", 2_900, 3_100),), RepairQuestion("icp")),
        ((SetBand("place", 2_900, 3_100),), RepairQuestion("icp_by_ccg")),
        ((SetBand("place", 1_000, 2_500),), RepairQuestion("icp")),
        ((SetBand("place", 5_000, None),), RepairQuestion("icp", retire=1)),
        ((SetBand("system", 1_000, 4_000),), RepairQuestion("ics")),
    ],
)
def test_every_proposal_can_be_made_and_is_what_it_says(
    toy_pack: Pack, changes: tuple[Change, ...], question: RepairQuestion
) -> None:
    plan = edited(toy_plan(toy_pack), *changes)
    found = all_checked(plan, question)
    assert found
    assert all(each.verdict is not Verdict.NONE_FOUND for each in found)
    assert any(each.verdict is Verdict.PROPOSALS for each in found) or question.retire == 0


def test_an_area_that_ends_takes_nothing_with_it(toy_pack: Pack) -> None:
    """N1 is too small for a band from 1,500; its practices go where its squares go."""
    plan = edited(toy_plan(toy_pack), SetBand("neighbourhood", 1_500, None))
    question = RepairQuestion("pcn", retire=1, places=("PW",))
    (west,) = all_checked(plan, question)
    assert (0, 1, 600, 0) in proposals_of([west])


def test_places_end_with_the_networks_that_they_have(toy_pack: Pack) -> None:
    """The areas below one that ends belong to another in the end."""
    plan = edited(toy_plan(toy_pack), SetBand("place", 5_000, None))
    (system,) = all_checked(plan, RepairQuestion("icp", retire=1))
    assert proposals_of([system])[0][1] == 1


def test_areas_without_anybody_and_without_a_parent_are_told(toy_pack: Pack) -> None:
    plan = edited(
        toy_plan(toy_pack),
        CreateArea("pcn", "X1", "New Network", "PW"),
        MoveArea("pcn", "N4", None),
    )
    orphans = all_checked(plan, RepairQuestion("pcn"))[-1]
    (west,) = all_checked(plan, RepairQuestion("pcn", places=("PW",)))
    assert orphans.place.parent is None
    assert [area.code for area in west.place.empty] == ["X1"]


def test_proposals_differ_and_none_beats_another(pack: Pack, toy_pack: Pack) -> None:
    plan = toy_plan(pack)
    found = all_checked(plan, RepairQuestion("pcn", places=("MID",)))
    rows = [
        (each.created, each.moved, each.joined_new, each.crossing) for each in found[0].proposals
    ]
    assert len(rows) == len(set(rows)) >= 2
    for one in rows:
        for other in rows:
            assert one == other or any(a < b for a, b in zip(one, other, strict=True))
    assert rows[-1][:2] == (2, 0)
    assert found[0].bound == 0


@pytest.mark.parametrize(
    "question",
    [
        RepairQuestion("pcn", places=("CITY",)),
        RepairQuestion("pcn", BOTH, places=("MID",), create=1, all_dates=True),
        RepairQuestion("pcn", places=("SOUTH",), create=4, borders={"district": None, "ccg": 1.0}),
    ],
)
def test_the_real_places_are_repaired(pack: Pack, question: RepairQuestion) -> None:
    (found,) = all_checked(toy_plan(pack), question)
    assert found.verdict is Verdict.PROPOSALS
