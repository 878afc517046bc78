"""Why an edit cannot be made, in a planner's words, and what one that can be made does."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from geo.model import Pack
from geo.plan.check_keys import CheckKind
from geo.plan.edits import (
    AcceptCheck,
    Change,
    CreateArea,
    Edit,
    MergeAreas,
    MergeLayer,
    MoveArea,
    MovePractices,
    MoveUnits,
    Part,
    RenameArea,
    RetireArea,
    SetBand,
    SplitArea,
)
from geo.plan.state import State
from geo.plan.totals import registered_by_area
from tests.geo.plan.plans import AUTHOR, NOW, edited, toy_plan

FAULTS: list[tuple[Change, list[str]]] = [
    (MoveUnits("nonsense", ("S11",), "N2"), ["There is no layer 'nonsense'. There is: ics"]),
    (MoveUnits("unit", ("S11",), "N2"), ["cannot be changed"]),
    (
        MoveUnits("pcn", ("S99", "S11", "S11"), "N9"),
        [
            "no primary care network 'N9'",
            "1 small area named here is not known: S99",
            "more than once: S11",
        ],
    ),
    (MoveUnits("pcn", (), "N2"), ["No small area is named."]),
    (MoveUnits("pcn", ("S11", "S31"), "N1"), ["S11 is in Southwest Network already."]),
    (MoveUnits("ics", ("S61",), None), ["S61 is without an area already."]),
    (MovePractices("icp", ("P11",), "PE"), ["move them there, or give one of those another"]),
    (MovePractices("district", ("P11",), "DE"), ["Practices do not belong to"]),
    (MovePractices("pcn", ("P11", "P77"), "N2"), ["1 practice named here is not known: P77."]),
    (MovePractices("pcn", ("P11",), "N1"), ["P11 is in Southwest Network already."]),
    (MovePractices("pcn", ("P90",), None), ["P90 is in no area already."]),
    (MoveArea("ccg", "01W", "TOY"), ["belong to no layer above"]),
    (MoveArea("pcn", "N1", "PW"), ["Southwest Network has that parent already."]),
    (MoveArea("pcn", "N1", "XX"), ["'XX'"]),
    (
        CreateArea("pcn", "=1+1", "Southwest network", "XX"),
        ["'=1+1' cannot be a code", "is taken, by N1", "'XX'"],
    ),
    (CreateArea("pcn", "n1", " "), ["The code n1 is taken", "The name is empty."]),
    (CreateArea("pcn", "Unassigned", "None"), ["it stands for no area at all"]),
    (CreateArea("pcn", "X1", "A\u202eB"), ["characters that cannot be seen"]),
    (CreateArea("pcn", "X1", "A" * 121), ["121 characters"]),
    (CreateArea("district", "X1", "New", "PW"), ["belong to no layer above"]),
    (RenameArea("pcn", "N1", "Southwest Network"), ["is its name already"]),
    (RenameArea("pcn", "N1", "Northwest Network"), ["is taken, by N2"]),
    (
        RetireArea("pcn", "N1"),
        ["still has 4 small areas", "still has 2 practices"],
    ),
    (RetireArea("icp", "PW"), ["Southwest Network, Northwest Network still belong"]),
    (RetireArea("single_ccg", "99X"), ["the last of the"]),
    (SplitArea("pcn", "N1", ()), ["No part is named."]),
    (
        SplitArea("pcn", "N1", (Part("X1", "New", ("S31",)), Part("x1", "new", ()))),
        ["Two parts have the same code", "the same name", "would have no small area", "S31"],
    ),
    (
        SplitArea("pcn", "N1", (Part("X1", "New", ("S11", "S12", "S21", "S22")),)),
        ["would keep no small area"],
    ),
    (
        SplitArea("pcn", "N1", (Part("X1", "New", ("S11",), ("P31",)),)),
        ["P31 does not belong to Southwest Network."],
    ),
    (MergeAreas("pcn", (), "N1"), ["is named that would be merged"]),
    (MergeAreas("pcn", ("N1",), "N1"), ["more than once: N1"]),
    (MergeLayer("pcn", "ALL", "All"), ["different parents"]),
    (MergeLayer("single_ccg", "99X", "One"), ["only one"]),
    (SetBand("nonsense", 1, 2), ["There is no tier 'nonsense'."]),
    (SetBand("place", -1, -2), ["below zero", "below its start"]),
    (SetBand("place", 2_500, 4_000), ["already"]),
    (SetBand("place", 0, 10**30), ["cannot reach beyond"]),
    (AcceptCheck("ward", "W1W", CheckKind.PIECES), ["have no band"]),
    (AcceptCheck("pcn", "N1", CheckKind.CROSSING), ["Name the layer"]),
    (AcceptCheck("pcn", "N1", CheckKind.CROSSING, "pcn"), ["Name the layer"]),
    (AcceptCheck("pcn", "N1", CheckKind.HOLE, "ccg"), ["Only a crossing"]),
]


@pytest.mark.parametrize(("change", "expected"), FAULTS, ids=lambda value: type(value).__name__)
def test_an_edit_says_everything_that_stands_against_it(
    toy_pack: Pack, change: Change, expected: list[str]
) -> None:
    faults = change.faults(State.of(toy_pack))
    for words in expected:
        assert any(words in fault for fault in faults), faults


def test_who_and_when_must_be_told_and_an_acceptance_must_have_a_reason(toy_pack: Pack) -> None:
    state = State.of(toy_pack)
    accept = AcceptCheck("pcn", "N1", CheckKind.RESIDENT_BAND)
    assert Edit(accept, AUTHOR, NOW, "Fits its valley.").faults(state) == []
    faults = Edit(accept, " ", NOW.replace(tzinfo=None), "").faults(state)
    assert faults == [
        "The author is empty.",
        "The time lacks its time zone.",
        "The reason is empty.",
    ]


def test_moving_units_moves_no_list_and_no_other_layer(toy_pack: Pack) -> None:
    after = edited(toy_plan(toy_pack), MoveUnits("pcn", ("S21", "S22"), "N2")).state.pack
    assert after.practices is toy_pack.practices
    for key, layer in after.layers.items():
        assert (key == "pcn") != np.array_equal(
            layer.area_of_unit, toy_pack.layer(key).area_of_unit
        )


def test_a_practice_brings_its_list_to_the_network_and_to_the_place_above_it(
    toy_pack: Pack,
) -> None:
    moved = edited(toy_plan(toy_pack), MovePractices("pcn", ("P21",), "N3")).state.pack
    areas = moved.practice["P21"].areas
    assert areas == {**toy_pack.practice["P21"].areas, "pcn": "N3", "icp": "PE"}
    lists = registered_by_area(moved, moved.layer("icp"), moved.registered_date)
    assert [figure.count for figure in lists] == [900 + 1_900 + 1_500, 700 + 1_000]


def test_a_practice_that_leaves_for_none_stays_in_the_system(toy_pack: Pack) -> None:
    moved = edited(toy_plan(toy_pack), MovePractices("pcn", ("P21",), None)).state.pack
    areas = moved.practice["P21"].areas
    assert "pcn" not in areas
    assert "icp" not in areas
    assert (areas["ics"], areas["ccg"]) == ("TOY", "01W")


def test_a_practice_that_joins_a_network_outside_the_system_leaves_it(toy_pack: Pack) -> None:
    moved = edited(toy_plan(toy_pack), MovePractices("pcn", ("P21",), "N5")).state.pack
    assert not {"icp", "ics"} & moved.practice["P21"].areas.keys()


def test_a_network_that_changes_place_takes_its_practices_along(toy_pack: Pack) -> None:
    moved = edited(toy_plan(toy_pack), MoveArea("pcn", "N2", "PE")).state.pack
    for code in ("P21", "P22", "P23"):
        assert moved.practice[code].areas["icp"] == "PE"
        assert moved.practice[code].areas["icp_by_ccg"] == "PW"
    assert np.array_equal(moved.layer("icp").area_of_unit, toy_pack.layer("icp").area_of_unit)


def test_units_that_join_the_system_bring_their_areas_into_it(toy_pack: Pack) -> None:
    outside = ("S61", "S62", "S63", "S64")
    after = edited(
        toy_plan(toy_pack), MoveUnits("ics", outside, "TOY"), MoveArea("pcn", "N5", "PW")
    ).state.pack
    assert after.units.in_system.all()
    assert after.layer("district").area("DN").in_system
    assert after.practice["P51"].areas["ics"] == "TOY"


def test_merged_areas_hand_on_units_practices_and_the_areas_below(toy_pack: Pack) -> None:
    after = edited(toy_plan(toy_pack), MergeAreas("icp", ("PE",), "PW")).state.pack
    assert {area.parent_code for area in after.layer("pcn").areas} == {"PW", None}
    assert after.practice["P31"].areas["icp"] == "PW"
    assert len(after.layer("icp").units_in("PW")) == 20


def test_all_commissioners_of_the_system_become_one(toy_pack: Pack) -> None:
    after = edited(toy_plan(toy_pack), MergeLayer("ccg", "99X", "Toyshire CCG")).state.pack
    assert [area.code for area in after.layer("ccg").areas] == ["03N", "99X"]
    assert after.practice["P90"].areas["ccg"] == "99X"


def test_a_split_leaves_the_rest_where_it_was(toy_pack: Pack) -> None:
    part = Part("N1B", "South Network", ("S11", "S12"), ("P11",))
    after = edited(toy_plan(toy_pack), SplitArea("pcn", "N1", (part,))).state.pack
    layer = after.layer("pcn")
    assert layer.area("N1B").parent_code == "PW"
    assert [after.units.codes[unit] for unit in layer.units_in("N1B")] == ["S11", "S12"]
    assert after.practice["P11"].areas["pcn"] == "N1B"
    assert [area.code for area in layer.areas] == sorted(area.code for area in layer.areas)


def test_shares_with_the_own_network_are_unknown_where_nobody_can_tell(toy_pack: Pack) -> None:
    position = toy_pack.units.position
    moved = edited(toy_plan(toy_pack), MoveUnits("pcn", ("S33", "S11"), "N2")).state.pack
    with_own = moved.registrations.with_own_pcn
    assert with_own[position["S33"]] == 180  # N2 leads there
    assert np.isnan(with_own[position["S11"]])
    assert with_own[position["S12"]] == 80
    joined = edited(toy_plan(toy_pack), MovePractices("pcn", ("P11",), "N2")).state.pack
    unknown = [
        code
        for code in toy_pack.units.codes
        if np.isnan(joined.registrations.with_own_pcn[position[code]])
    ]
    assert {code[0:2] for code in unknown} == {"S1", "S2", "S3", "S4", "S5"}
    assert "S13" not in unknown


def test_a_band_can_be_set_and_the_published_one_brought_back(toy_pack: Pack) -> None:
    plan = edited(toy_plan(toy_pack), SetBand("neighbourhood", 500, None))
    assert plan.state.bands["neighbourhood"].source == "set in this scenario"
    assert plan.state.pack.published_bands == toy_pack.published_bands
    back = edited(plan, SetBand("neighbourhood", 1_000, 2_000))
    assert back.state.bands == toy_pack.published_bands


def test_an_area_that_ends_takes_what_was_accepted_of_it_along(toy_pack: Pack) -> None:
    plan = edited(toy_plan(toy_pack), AcceptCheck("pcn", "N1", CheckKind.RESIDENT_BAND))
    (waiver,) = plan.state.waivers
    assert (waiver.author, waiver.reason) == (AUTHOR, "A reason.")
    assert AcceptCheck("pcn", "N1", CheckKind.RESIDENT_BAND).faults(plan.state) == [
        "That check is accepted already."
    ]
    assert edited(plan, MergeAreas("pcn", ("N1",), "N2")).state.waivers == ()


def test_an_empty_area_can_be_retired(toy_pack: Pack) -> None:
    plan = edited(toy_plan(toy_pack), CreateArea("pcn", "X1", "New", "PW"))
    assert "X1" in plan.state.pack.layer("pcn").position
    assert "X1" not in edited(plan, RetireArea("pcn", "X1")).state.pack.layer("pcn").position


def test_a_state_knows_nothing_of_the_states_made_from_it(toy_pack: Pack) -> None:
    before = State.of(toy_pack)
    after = MoveUnits("pcn", ("S11",), "N2").apply(before)
    assert before.layers["pcn"] is toy_pack.layer("pcn")
    assert replace(after) is not after
    assert toy_pack.layer("pcn").area_of_unit[0] == 0


def test_a_place_whose_networks_have_all_left_can_be_retired(toy_pack: Pack) -> None:
    """Its practices went with the networks, whatever was published of them."""
    plan = edited(
        toy_plan(toy_pack),
        MoveArea("pcn", "N1", "PE"),
        MoveArea("pcn", "N2", "PE"),
        MoveUnits("icp", tuple(_codes_in(toy_pack, "icp", "PW")), "PE"),
        RetireArea("icp", "PW"),
        MovePractices("pcn", ("P11",), None),
    )
    after = plan.state.pack
    assert [area.code for area in after.layer("icp").areas] == ["PE"]
    assert {each.areas.get("icp") for each in after.practices} == {"PE", None}
    assert "icp" not in after.practice["P11"].areas


def test_a_practice_that_belonged_to_one_layer_only_can_leave_it(toy_pack: Pack) -> None:
    alone = replace(toy_pack.practice["P11"], areas={"pcn": "N1"})
    practices = tuple(alone if each.code == "P11" else each for each in toy_pack.practices)
    plan = edited(
        toy_plan(replace(toy_pack, practices=practices)), MovePractices("pcn", ("P11",), None)
    )
    assert plan.state.pack.practice["P11"].areas == {}


def test_a_layer_without_areas_in_the_system_cannot_be_merged(toy_pack: Pack) -> None:
    inside = tuple(toy_pack.units.codes[unit] for unit in toy_pack.layer("ics").units_in("TOY"))
    plan = edited(toy_plan(toy_pack), MoveUnits("ics", inside, None))
    (fault,) = MergeLayer("ward", "ALL", "All").faults(plan.state)
    assert fault == "There is no ward in the system."


def _codes_in(pack: Pack, layer: str, area: str) -> list[str]:
    return [pack.units.codes[unit] for unit in pack.layer(layer).units_in(area)]
