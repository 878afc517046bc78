"""What is carried over from one state to the next is what measuring from scratch would find."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.model import Pack
from geo.plan.check_keys import CheckKind
from geo.plan.comparison import compare
from geo.plan.edits import (
    AcceptCheck,
    Change,
    CreateArea,
    MergeAreas,
    MergeLayer,
    MoveArea,
    MovePractices,
    MoveUnits,
    Part,
    RenameArea,
    SetBand,
    SplitArea,
)
from geo.plan.failed_checks import failed_checks
from geo.plan.ground import Ground
from geo.plan.measures import Measured
from geo.plan.opened import OpenScenario
from geo.plan.scenario import ScenarioError
from geo.plan.state import State
from geo.plan.totals import Dates
from tests.geo.plan.plans import (
    AUTHOR,
    NOW,
    changes,
    edited,
    new_codes,
    places,
    some_network,
    squares,
    steady,
    toy_plan,
)

UNDO, REDO = "undo", "redo"
AREAS = {
    "district": ("DW", "DE", "DN"),
    "ccg": ("01W", "02E", "03N"),
    "ward": ("W1W", "W3X", "W6X"),
    "icp_by_ccg": ("PW", "PE"),
    "icp": ("PW", "PE"),
    "ics": ("TOY",),
}
elsewhere = st.sampled_from(sorted(AREAS)).flatmap(
    lambda key: st.builds(
        MoveUnits, st.just(key), squares, st.one_of(st.none(), st.sampled_from(AREAS[key]))
    )
)
others = st.one_of(
    st.builds(RenameArea, st.just("ward"), st.just("W3X"), st.sampled_from(["Orchard", "Mill"])),
    st.builds(RenameArea, st.just("icp"), places, st.sampled_from(["Left", "Right"])),
    st.builds(CreateArea, st.just("district"), new_codes, st.sampled_from(["New", "Newer"])),
    st.builds(MergeLayer, st.just("ccg"), st.sampled_from(["01W", "99Y"]), st.just("One CCG")),
    st.builds(
        SplitArea,
        st.just("pcn"),
        some_network,
        st.tuples(st.builds(Part, new_codes, st.just("A Part"), squares)),
    ),
    st.builds(
        AcceptCheck,
        st.just("pcn"),
        some_network,
        st.sampled_from([CheckKind.PIECES, CheckKind.RESIDENT_BAND]),
    ),
    st.builds(SetBand, st.just("place"), st.integers(0, 2_000), st.none()),
)
steps = st.lists(
    st.one_of(changes, elsewhere, others, st.sampled_from([UNDO, REDO])), min_size=1, max_size=10
)


EVERYTHING = sorted({*AREAS, "msoa", "pcn", "single_ccg", "unit"})
looked_at = st.lists(
    st.tuples(st.sets(st.sampled_from(EVERYTHING)), st.booleans()), min_size=10, max_size=10
)
"""For each step, the layers that are asked for after it, and whether all is checked."""


@steady
@given(steps, looked_at, st.integers(0, 1))
def test_carrying_over_finds_what_measuring_from_scratch_finds(
    toy_pack: Pack,
    made: list[Change | str],
    looks: list[tuple[set[str], bool]],
    lists: int,
) -> None:
    """After each of some edits, undone edits and edits made again, in every layer."""
    dates = Dates(toy_pack.resident_date, toy_pack.list_dates[lists])
    ground = Ground.of(toy_pack)
    plan = toy_plan(toy_pack)
    carried = Measured(plan.state, ground, dates)
    assert set(EVERYTHING) == set(toy_pack.layers)
    for key in EVERYTHING:
        carried.layer(key)
    for step, (layers, is_checked) in zip(made, looks, strict=False):
        plan = stepped(plan, step)
        carried = carried.next(plan.state)
        for key in layers:
            carried.layer(key)
        if is_checked:
            assert failed_checks(carried) == failed_checks(Measured(plan.state, ground, dates))
    scratch = Measured(plan.state, ground, dates)
    for key in EVERYTHING:
        assert list(carried.layer(key)) == list(scratch.layer(key))
        assert plain(carried.layer(key)) == plain(scratch.layer(key)), key
    assert failed_checks(carried) == failed_checks(scratch)


EACH_KIND: list[Change] = [
    MoveUnits("pcn", ("S31", "S32"), "N1"),
    MoveUnits("pcn", ("S31",), None),
    MoveUnits("district", ("S33", "S43"), "DE"),
    MoveUnits("ics", ("S51",), None),
    MoveUnits("ics", ("S61",), "TOY"),
    MovePractices("pcn", ("P12",), "N3"),
    MoveArea("pcn", "N2", "PE"),
    MoveArea("icp", "PE", None),
    CreateArea("pcn", "A0", "First of All", "PW"),
    MergeAreas("pcn", ("N1",), "N2"),
    MergeLayer("ccg", "99Y", "One CCG"),
    SetBand("neighbourhood", 500, 3_000),
    RenameArea("district", "DW", "Weston"),
    SplitArea("pcn", "N2", (Part("A0", "A Part", ("S31", "S52"), ("P21",)),)),
]


@pytest.mark.parametrize("change", EACH_KIND, ids=lambda change: type(change).__name__)
def test_each_kind_of_edit_is_carried_over_there_and_back(toy_pack: Pack, change: Change) -> None:
    ground, dates = Ground.of(toy_pack), Dates.of(toy_pack)
    start = Measured(State.of(toy_pack), ground, dates)
    failed_checks(start)
    for key in toy_pack.layers:
        start.layer(key)
    state = edited(toy_plan(toy_pack), change).state
    there = start.next(state)
    for carried, now in ((there, state), (there.next(start.state), start.state)):
        scratch = Measured(now, ground, dates)
        for key in toy_pack.layers:
            assert plain(carried.layer(key)) == plain(scratch.layer(key)), key
        assert failed_checks(carried) == failed_checks(scratch)


@pytest.mark.parametrize(
    "change",
    [
        MoveUnits("pcn", ("S31", "S32"), "N1"),
        MoveUnits("district", ("S33", "S43"), "DE"),
        MovePractices("pcn", ("P12",), "N3"),
        SetBand("neighbourhood", 500, 3_000),
        RenameArea("district", "DW", "Weston"),
    ],
    ids=lambda change: type(change).__name__,
)
def test_going_there_and_back_gives_the_same_comparison(toy_pack: Pack, change: Change) -> None:
    ground, dates = Ground.of(toy_pack), Dates.of(toy_pack)
    start = Measured(State.of(toy_pack), ground, dates)
    failed_checks(start)
    state = edited(toy_plan(toy_pack), change).state
    there = start.next(state)
    scratch = Measured(state, ground, dates)
    assert plain(compare(start, there)) == plain(compare(start, scratch))
    back = there.next(start.state)
    assert plain(compare(there, back)) == plain(compare(scratch, start))


def test_areas_that_nothing_touches_keep_their_measures(toy_pack: Pack) -> None:
    before = Measured(State.of(toy_pack), Ground.of(toy_pack), Dates.of(toy_pack))
    old = before.layer("pcn")
    new = before.next(
        edited(toy_plan(toy_pack), MoveUnits("pcn", ("S31", "S32"), "N1")).state
    ).layer("pcn")
    assert {code for code in new if new[code] is old[code]} == {"N3", "N4", "N5"}


def test_measures_are_not_carried_over_to_another_pack(toy_pack: Pack) -> None:
    before = Measured(State.of(toy_pack), Ground.of(toy_pack), Dates.of(toy_pack))
    with pytest.raises(ValueError, match="same pack"):
        before.next(State.of(replace(toy_pack)))


def test_a_sentence_follows_what_an_area_surrounds(toy_pack: Pack) -> None:
    """N2 surrounds two squares; who has them changes without a change to N2."""
    ring = ("S32", "S33", "S42", "S52", "S53", "S54", "S44", "S34")
    plan = edited(
        toy_plan(toy_pack), MoveUnits("pcn", tuple(set(ring) - {"S32", "S42", "S52"}), "N2")
    )
    ground, dates = Ground.of(toy_pack), Dates.of(toy_pack)
    before = Measured(plan.state, ground, dates)
    failed_checks(before)
    plan = edited(plan, CreateArea("pcn", "X1", "Island"), MoveUnits("pcn", ("S43",), "X1"))
    told = {each.key: each.sentence for each in failed_checks(before.next(plan.state))}
    (hole,) = [told[key] for key in told if key.kind is CheckKind.HOLE]
    assert hole == "Northwest Network surrounds Island (400 people) on all sides."


def stepped(plan: OpenScenario, step: Change | str) -> OpenScenario:
    """The plan after a step, or as it was where the step cannot be made."""
    try:
        if step == UNDO:
            return plan.undo(AUTHOR, NOW)
        if step == REDO:
            return plan.redo(AUTHOR, NOW)
        assert not isinstance(step, str)
        return plan.edit(step, AUTHOR, NOW, "A reason.")
    except ScenarioError:
        return plan


def plain(value: Any) -> Any:
    """A value with its arrays as lists, so that all of it can be held against another."""
    if isinstance(value, Measured):
        return None
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, dict):
        return [(key, plain(each)) for key, each in value.items()]
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value
