"""What holds for every plan, whatever the edits: random ones, held against obvious second ways."""

from __future__ import annotations

import math
from dataclasses import replace

import pandas as pd
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.model import UNASSIGNED, Pack
from geo.plan.assignment_text import Subject, assignment_text, read_assignments
from geo.plan.comparison import compare
from geo.plan.edits import Change, MoveUnits
from geo.plan.identity import fingerprint
from geo.plan.measures import Measured
from geo.plan.opened import OpenScenario, open_scenario, replay
from geo.plan.scenario_text import read_scenario_text, scenario_text
from geo.plan.state import State
from geo.plan.totals import Dates, registered_by_area, residents_by_area
from tests.geo.plan.plans import (
    AUTHOR,
    NETWORKS,
    NOW,
    changes,
    edited_where_possible,
    measured,
    squares,
    steady,
    toy_plan,
)

some_changes = st.lists(changes, max_size=8)


@steady
@given(some_changes)
def test_nobody_is_lost_or_counted_twice(toy_pack: Pack, made: list[Change]) -> None:
    pack = edited_where_possible(toy_plan(toy_pack), made).state.pack
    day, lists = Dates.of(pack).resident, Dates.of(pack).registered
    for key, layer in pack.layers.items():
        outside = layer.area_of_unit == UNASSIGNED
        inside = sum(figure.known for figure in residents_by_area(pack, layer, day))
        assert inside + pack.residents[day].total[outside].sum() == 8_400, key
        if layer.definition.registered == "lists":
            inside = sum(figure.known for figure in registered_by_area(pack, layer, lists))
            without = [each for each in pack.practices if key not in each.areas]
            assert inside + sum(each.lists[lists].patients or 0 for each in without) == 8_650, key


@steady
@given(some_changes)
def test_figures_are_those_of_a_table_worked_out_from_scratch(
    toy_pack: Pack, made: list[Change]
) -> None:
    """Every total of the networks and places, beside pandas on the plain codes."""
    plan = edited_where_possible(toy_plan(toy_pack), made)
    pack, dates = plan.state.pack, Dates.of(plan.pack)
    units = pd.DataFrame(
        {
            "pcn": plan.state.layers["pcn"].area_codes_of_units(),
            "icp": plan.state.layers["icp"].area_codes_of_units(),
            "residents": toy_pack.residents[dates.resident].total,
            "living": toy_pack.registrations.patients,
            "surface": shapely.area(toy_pack.units.geometry),
            "geometry": toy_pack.units.geometry,
        }
    )
    practices = pd.DataFrame(
        {
            "pcn": [plan.state.membership(each.code).get("pcn") for each in toy_pack.practices],
            "patients": [each.lists[dates.registered].patients or 0 for each in toy_pack.practices],
        }
    )
    parent = {area.code: area.parent_code for area in plan.state.layers["pcn"].areas}
    practices["icp"] = practices["pcn"].map(parent)
    now = measured(plan)
    for key in ("pcn", "icp"):
        codes = [area.code for area in pack.layer(key).areas]
        people = units.groupby(key)[["residents", "living"]].sum().reindex(codes, fill_value=0)
        lists = practices.groupby(key)["patients"].sum().reindex(codes, fill_value=0)
        shapes = units.groupby(key)["geometry"].agg(lambda shapes: shapely.union_all(list(shapes)))
        for code, measures in now.layer(key).items():
            assert measures.check.resident.figure.count == people.loc[code, "residents"]
            assert measures.living_inside.figure.count == people.loc[code, "living"]
            assert measures.check.registered.figure.count == lists[code]
            if measures.compactness is None:
                assert code not in shapes
            else:
                shape = shapes[code]
                obvious = 4 * math.pi * shape.area / shape.length**2
                assert math.isclose(measures.compactness, obvious)
            parts = len(shapely.get_parts(shapes[code])) if code in shapes else 0
            assert len(measures.check.parts) >= parts  # a shared corner joins shapes, not parts


@steady
@given(some_changes)
def test_undoing_everything_gives_back_the_baseline(toy_pack: Pack, made: list[Change]) -> None:
    plan = edited_where_possible(toy_plan(toy_pack), made)
    prints = [fingerprint(plan.state.pack)]
    count = len(plan.scenario.edits)
    for _ in range(count):
        plan = plan.undo(AUTHOR, NOW)
        prints.append(fingerprint(plan.state.pack))
    assert prints[-1] == fingerprint(toy_pack)
    assert plan.state.bands == toy_pack.published_bands
    for expected in reversed(prints[:-1]):
        plan = plan.redo(AUTHOR, NOW)
        assert fingerprint(plan.state.pack) == expected
    assert len(plan.scenario.log) == 3 * count


@steady
@given(some_changes)
def test_a_plan_is_the_replay_of_its_log_and_survives_being_written(
    toy_pack: Pack, made: list[Change]
) -> None:
    plan = edited_where_possible(toy_plan(toy_pack), made)
    text = scenario_text(plan.scenario)
    read = read_scenario_text(text)
    assert read == plan.scenario
    assert scenario_text(read) == text
    assert _same(open_scenario(read, toy_pack), plan)


@steady
@given(some_changes)
def test_an_assignment_file_brings_the_baseline_to_the_plan(
    toy_pack: Pack, made: list[Change]
) -> None:
    moves = [each for each in made if not hasattr(each, "area") and not hasattr(each, "areas")]
    plan = edited_where_possible(toy_plan(toy_pack), moves)
    again = toy_plan(toy_pack)
    for layer, subject in (
        ("ics", Subject.UNITS),
        ("icp", Subject.UNITS),
        ("pcn", Subject.UNITS),
        ("pcn", Subject.PRACTICES),
    ):
        text = assignment_text(plan.state, layer, subject)
        report = read_assignments(text.encode(), again.state, layer, subject)
        assert report.faults == ()
        assert report.missing == ()
        for change in report.changes():
            again = again.edit(change, AUTHOR, NOW)
    assert fingerprint(again.state.pack) == fingerprint(plan.state.pack)


@steady
@given(squares, squares, st.sampled_from(NETWORKS), st.sampled_from(NETWORKS))
def test_edits_of_different_units_may_come_in_any_order(
    toy_pack: Pack, first: tuple[str, ...], second: tuple[str, ...], one: str, other: str
) -> None:
    second = tuple(square for square in second if square not in first)
    moves: list[Change] = [MoveUnits("pcn", first, one)]
    if second:
        moves.append(MoveUnits("pcn", second, other))
    forwards = edited_where_possible(toy_plan(toy_pack), moves)
    backwards = edited_where_possible(toy_plan(toy_pack), moves[::-1])
    assert fingerprint(forwards.state.pack) == fingerprint(backwards.state.pack)


@steady
@given(some_changes)
def test_comparing_backwards_turns_everything_round(toy_pack: Pack, made: list[Change]) -> None:
    plan = edited_where_possible(toy_plan(toy_pack), made)
    now = measured(plan)
    base = Measured(State.of(toy_pack), now.ground, now.dates)
    there, back = compare(base, now), compare(now, base)
    assert {failed.key for failed in there.fails_now} == {
        failed.key for failed in (*back.passes_now, *back.ended)
    }
    assert {
        (flow.layer, flow.origin, flow.target, tuple(flow.units)) for flow in there.impact.units
    } == {(flow.layer, flow.target, flow.origin, tuple(flow.units)) for flow in back.impact.units}
    same = compare(now, now)
    assert (same.impact.areas, same.fails_now, same.passes_now) == ((), (), ())


@steady
@given(some_changes)
def test_the_change_of_every_area_is_what_flows_in_less_what_flows_out(
    toy_pack: Pack, made: list[Change]
) -> None:
    plan = edited_where_possible(toy_plan(toy_pack), made)
    now = measured(plan)
    impact = compare(Measured(State.of(toy_pack), now.ground, now.dates), now).impact
    for change in impact.areas:
        code = change.area.code
        for flows, basis in ((impact.units, "resident"), (impact.practices, "registered")):
            people = "residents" if basis == "resident" else "patients"
            gained = sum(
                getattr(flow, people).known * ((flow.target == code) - (flow.origin == code))
                for flow in flows
                if flow.layer == change.layer
            )
            before, after = (
                0 if side is None else getattr(side.check, basis).figure.known
                for side in (change.before, change.after)
            )
            lists = toy_pack.layer(change.layer).definition.registered == "lists"
            if basis == "resident" or lists:
                assert after - before == gained


def test_the_state_without_edits_is_the_pack_itself(toy_pack: Pack, pack: Pack) -> None:
    for each in (toy_pack, pack):
        untouched = State.of(each)
        assert fingerprint(untouched.pack) == fingerprint(each)
        assert untouched.pack.practices is each.practices
        first = each.practices[0]
        rederived = replace(untouched, memberships={first.code: dict(first.areas)})
        assert fingerprint(rederived.pack) == fingerprint(each)


def _same(one: OpenScenario, other: OpenScenario) -> bool:
    return (
        fingerprint(one.state.pack) == fingerprint(other.state.pack)
        and one.state.bands == other.state.bands
        and one.state.waivers == other.state.waivers
        and replay(one.pack, one.scenario.edits).refused == ()
    )
