"""What maps say of the difference between two plans, on the toy county, and what they send."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.maps.difference import (
    MOST_FLOWS,
    Moves,
    bounds_around,
    changed_layers,
    difference_marks,
    difference_shading,
    plan_shading,
    practice_moves,
    shared_colours,
)
from geo.maps.map_state import MapState, bounds_of_units, state_json
from geo.maps.plan_layers import plan_layers
from geo.maps.styles import AREA_COLOURS, MOVE_COLOURS
from geo.model import Pack
from geo.plan.edits import Change, CreateArea, MovePractices, MoveUnits, RenameArea
from geo.plan.impact import Impact, find_impact
from geo.plan.opened import open_scenario
from geo.plan.state import State
from geo.store.scenario_files import example_files, read_scenario_file
from geo.topology import find_adjacency
from tests.geo.plan.plans import changes, edited, edited_where_possible, measured, steady, toy_plan

NORTH_WEST = ("S31", "S41")


def impact_of(pack: Pack, *made: Change) -> Impact:
    before = measured(toy_plan(pack))
    return find_impact(before, measured(edited(toy_plan(pack), *made)))


def layers_of(impact: Impact, key: str = "pcn"):
    return impact.before.state.pack.layer(key), impact.after.state.pack.layer(key)


def colours_of(pack: Pack, impact: Impact, key: str = "pcn") -> dict[str, str]:
    return shared_colours(*layers_of(impact, key), find_adjacency(pack.units.geometry))


def test_units_that_move_are_coloured_by_where_they_go_and_the_rest_is_pale(
    toy_pack: Pack,
) -> None:
    impact = impact_of(toy_pack, MoveUnits("pcn", NORTH_WEST, "N1"))
    moves, colours = Moves.of(impact, "pcn"), colours_of(toy_pack, impact)
    shading = difference_shading(impact, moves, colours)
    labels = [shading.classes[each].label for each in shading.class_of_unit]
    moved = {toy_pack.units.codes[unit] for unit in range(24) if "→" in labels[unit]}
    assert moved == set(NORTH_WEST)
    assert {label for label in labels if "→" not in label} == {"Stays as it is"}
    first = shading.classes[0]
    assert first.label == "Northwest Network → Southwest Network: 2 small areas, 700 residents"
    assert first.fill.colour == MOVE_COLOURS[AREA_COLOURS.index(colours["N1"])]
    assert shading.told
    assert sum(each.units for each in shading.classes) == len(toy_pack.units)


def test_a_group_that_joins_an_area_is_labelled_with_both_names(toy_pack: Pack) -> None:
    impact = impact_of(toy_pack, MoveUnits("pcn", NORTH_WEST, "N1"))
    (group,) = difference_marks(impact, Moves.of(impact, "pcn"))
    assert group.label == "Northwest Network → Southwest Network"
    assert {toy_pack.units.codes[unit] for unit in group.units} == set(NORTH_WEST)


def test_a_new_area_has_its_own_name_so_its_label_says_where_it_is_from(toy_pack: Pack) -> None:
    impact = impact_of(
        toy_pack,
        CreateArea("pcn", "X1", "New Network", "PW"),
        MoveUnits("pcn", NORTH_WEST, "X1"),
    )
    (group,) = difference_marks(impact, Moves.of(impact, "pcn"))
    assert group.label == "from Northwest Network"


def test_units_that_leave_every_area_go_to_no_area(toy_pack: Pack) -> None:
    impact = impact_of(toy_pack, MoveUnits("pcn", ("S31",), None))
    moves = Moves.of(impact, "pcn")
    shading = difference_shading(impact, moves, colours_of(toy_pack, impact))
    assert shading.classes[0].label.startswith("Northwest Network → no area: 1 small area")
    after = layers_of(impact)[1]
    plan = plan_shading(after, colours_of(toy_pack, impact))
    assert plan.class_of_unit[toy_pack.units.position["S31"]] == len(plan.classes) - 1


def test_many_small_moves_share_one_entry_of_the_key(toy_pack: Pack) -> None:
    made: list[Change] = []
    for number in range(MOST_FLOWS // 2 + 2):
        made.append(CreateArea("pcn", f"X{number}", f"Network {number}", "PW"))
    squares = [code for code in toy_pack.units.codes if not code.startswith("S6")]
    made += [
        MoveUnits("pcn", (code,), f"X{number % (MOST_FLOWS // 2 + 2)}")
        for number, code in enumerate(squares)
    ]
    impact = impact_of(toy_pack, *made)
    moves = Moves.of(impact, "pcn")
    shading = difference_shading(impact, moves, colours_of(toy_pack, impact))
    assert len(shading.classes) <= 36
    assert set(shading.class_of_unit.tolist()) <= set(range(len(shading.classes)))


@steady
@given(made=st.lists(changes, max_size=5))
def test_an_area_has_one_colour_whichever_plan_it_is_in(toy_pack: Pack, made: list[Change]) -> None:
    before = measured(toy_plan(toy_pack))
    impact = find_impact(before, measured(edited_where_possible(toy_plan(toy_pack), made)))
    colours = colours_of(toy_pack, impact)
    for layer in layers_of(impact):
        shading = plan_shading(layer, colours)
        for unit, position in enumerate(layer.area_of_unit.tolist()):
            fill = shading.classes[shading.class_of_unit[unit]].fill.colour
            assert fill == ("#FFFFFF" if position < 0 else colours[layer.areas[position].code])


def test_the_two_areas_of_a_unit_that_moves_differ_in_colour(pack: Pack) -> None:
    adjacency = find_adjacency(pack.units.geometry)
    for path in example_files(pack.key):
        plan = open_scenario(read_scenario_file(path), pack)
        for key in ("pcn", "icp", "ccg"):
            before, after = pack.layer(key), plan.state.pack.layer(key)
            colours = shared_colours(before, after, adjacency)
            pairs = set(zip(before.area_codes_of_units(), after.area_codes_of_units(), strict=True))
            for one, other in pairs:
                if one != other and one is not None and other is not None:
                    assert colours[one] != colours[other]


def test_layers_in_which_most_residents_move_come_first(toy_pack: Pack) -> None:
    impact = impact_of(
        toy_pack,
        MoveUnits("pcn", ("S11",), "N2"),
        MoveUnits("icp", ("S31", "S41"), "PE"),
    )
    assert changed_layers(impact)[:2] == ["icp", "pcn"]


def test_of_layers_alike_the_lower_tier_comes_first(toy_pack: Pack) -> None:
    impact = impact_of(toy_pack, MoveUnits("icp", ("S31",), "PE"), MoveUnits("pcn", ("S31",), "N3"))
    assert changed_layers(impact)[:2] == ["pcn", "icp"]


def test_nothing_that_differs_is_no_layer_and_no_move(toy_pack: Pack) -> None:
    impact = impact_of(toy_pack)
    assert changed_layers(impact) == []
    assert Moves.of(impact, "pcn").unit_positions == ()


def test_practices_that_change_area_are_told_with_both_ends(toy_pack: Pack) -> None:
    practice = next(each for each in toy_pack.practices if each.areas.get("pcn") == "N1")
    impact = impact_of(toy_pack, MovePractices("pcn", (practice.code,), "N2"))
    moves = practice_moves(impact, Moves.of(impact, "pcn"))
    assert moves == {practice.code: "Moves from Southwest Network to Northwest Network"}


def test_where_only_practices_move_the_map_looks_at_where_they_stand_and_go(toy_pack: Pack) -> None:
    impact = impact_of(toy_pack, MovePractices("pcn", ("P21",), "N1"))
    stands_in = impact.after.ground.unit_of_practice
    after = impact.after.state.pack.layer("pcn")
    wanted = {stands_in["P21"], *after.units_in("N1").tolist()}
    assert Moves.of(impact, "pcn").scene(stands_in, after) == tuple(sorted(wanted))
    moved = impact_of(
        toy_pack, MovePractices("pcn", ("P21",), "N1"), MoveUnits("pcn", ("S31",), "N1")
    )
    assert Moves.of(moved, "pcn").scene(stands_in, after) == (toy_pack.units.position["S31"],)


def test_the_message_names_each_destination_of_practices_once(toy_pack: Pack) -> None:
    told = {"P1": "Moves from A to B", "P2": "Moves from A to B", "P3": "Moves from A to C"}
    state = MapState(
        toy_pack.resident_date, practices=toy_pack.registered_date, practice_moves=told
    )
    sent = json.loads(state_json(state))["practices"]["moves"]
    assert sent["words"] == ["Moves from A to B", "Moves from A to C"]
    assert {code: sent["words"][place] for code, place in sent["of"].items()} == told


def test_bounds_have_some_of_what_is_around(toy_pack: Pack) -> None:
    (south, west), (north, east) = bounds_of_units(toy_pack, [0, 1])
    (lower, left), (upper, right) = bounds_around(toy_pack, [0, 1])
    assert lower < south
    assert left < west
    assert upper > north
    assert right > east
    with pytest.raises(ValueError, match="No units"):
        bounds_around(toy_pack, [])


def test_a_plan_as_published_sends_nothing_of_its_own(toy_pack: Pack) -> None:
    assert plan_layers(State.of(toy_pack), ["pcn"]) is None
    moved = edited(toy_plan(toy_pack), MoveUnits("icp", ("S31",), "PE"))
    assert plan_layers(moved.state, ["pcn"]) is None


def test_a_plan_sends_its_own_areas_and_which_units_are_in_them(toy_pack: Pack) -> None:
    plan = edited(
        toy_plan(toy_pack), MoveUnits("pcn", ("S31",), None), RenameArea("pcn", "N1", "Alpha PCN")
    )
    own = plan_layers(plan.state, ["pcn"])
    assert own is not None
    assert own.in_system is None
    message = own.message()
    layer = message["layers"]["pcn"]
    assert [area[:3] for area in layer["areas"] if area[0] == "N1"] == [
        ("N1", "Alpha PCN", "Alpha")
    ]
    position = toy_pack.units.position["S31"]
    pairs = [layer["of"][i : i + 2] for i in range(0, len(layer["of"]), 2)]
    assert pairs[position] == "--"
    decoded = [-1 if pair == "--" else int(pair, 36) for pair in pairs]
    np.testing.assert_array_equal(decoded, plan.state.pack.layer("pcn").area_of_unit)


def test_a_plan_that_changes_the_system_says_which_units_are_in_it(toy_pack: Pack) -> None:
    plan = edited(toy_plan(toy_pack), MoveUnits("ics", ("S61",), "TOY"))
    own = plan_layers(plan.state, ["pcn"])
    assert own is not None
    sent = own.message()["inSystem"]
    assert sent[toy_pack.units.position["S61"]] == "1"
    assert sent.count("1") == int(toy_pack.units.in_system.sum()) + 1


def test_messages_of_all_examples_are_small(pack: Pack) -> None:
    for path in example_files(pack.key):
        plan = open_scenario(read_scenario_file(path), pack)
        impact = find_impact(measured(toy_plan(pack)), measured(plan))
        key = changed_layers(impact)[0]
        moves = Moves.of(impact, key)
        state = MapState(
            resident_date=pack.resident_date,
            layers=(key,),
            pick=key,
            shading=difference_shading(impact, moves, colours_of(pack, impact, key)),
            marked=difference_marks(impact, moves),
            practices=pack.registered_date,
            practice_moves=practice_moves(impact, moves),
            plan=plan_layers(plan.state, [key]),
        )
        assert len(state_json(state)) < 16_000
