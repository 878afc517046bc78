"""Undoing goes back without limit, and without keeping every state that there was."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from geo.model import Pack
from geo.plan.edits import Edit, MoveUnits
from geo.plan.kept_states import RECENT, RUNGS, Kept, keep
from geo.plan.opened import OpenScenario, open_scenario, replay
from geo.plan.state import State
from tests.geo.plan.plans import AUTHOR, NOW, steady, toy_plan


def to_and_fro(plan: OpenScenario, times: int) -> OpenScenario:
    """Move one square out of its network and back, again and again."""
    for _ in range(times):
        here = plan.state.layers["pcn"].area_codes_of_units()[0]
        plan = plan.edit(MoveUnits("pcn", ("S11",), "N2" if here == "N1" else "N1"), AUTHOR, NOW)
    return plan


def test_every_edit_of_a_long_log_can_be_undone(toy_pack: Pack) -> None:
    count = 4 * (RECENT + RUNGS) + 1
    plan = open_scenario(to_and_fro(toy_plan(toy_pack), count).scenario, toy_pack)
    for left in range(count - 1, -1, -1):
        plan = plan.undo(AUTHOR, NOW)
        assert len(plan.scenario.edits) == left
        assert plan.state.layers["pcn"].area_codes_of_units()[0] == ("N2" if left % 2 else "N1")
        assert len(plan.kept) <= RECENT + RUNGS + 2


def test_a_new_edit_after_undoing_forgets_the_states_that_were_taken_back(toy_pack: Pack) -> None:
    plan = to_and_fro(toy_plan(toy_pack), 5)
    for _ in range(3):
        plan = plan.undo(AUTHOR, NOW)
    plan = plan.edit(MoveUnits("pcn", ("S51",), "N4"), AUTHOR, NOW)
    plan = plan.edit(MoveUnits("pcn", ("S52",), "N4"), AUTHOR, NOW).undo(AUTHOR, NOW)
    codes = dict(
        zip(toy_pack.units.codes, plan.state.layers["pcn"].area_codes_of_units(), strict=True)
    )
    assert (codes["S11"], codes["S51"], codes["S52"]) == ("N1", "N4", "N2")


@steady
@given(st.lists(st.sampled_from(["edit", "undo", "redo"]), max_size=80))
def test_the_state_is_always_the_replay_of_the_edits_that_stand(
    toy_pack: Pack, steps: list[str]
) -> None:
    plan = toy_plan(toy_pack)
    for step in steps:
        if step == "edit":
            plan = to_and_fro(plan, 1)
        elif step == "undo" and plan.scenario.edits:
            plan = plan.undo(AUTHOR, NOW)
        elif step == "redo" and plan.scenario.undone:
            plan = plan.redo(AUTHOR, NOW)
    expected = replay(toy_pack, plan.scenario.edits).state
    assert (
        plan.state.layers["pcn"].area_of_unit.tolist()
        == expected.layers["pcn"].area_of_unit.tolist()
    )


def test_the_plan_after_any_edit_is_the_replay_up_to_there(toy_pack: Pack) -> None:
    count = 3 * (RECENT + RUNGS)
    plan = open_scenario(to_and_fro(toy_plan(toy_pack), count).scenario, toy_pack)
    plan = plan.edit(MoveUnits("pcn", ("S51",), "N4"), AUTHOR, NOW).undo(AUTHOR, NOW)
    for number in range(count + 1):
        expected = replay(toy_pack, plan.scenario.edits[:number]).state
        assert (
            plan.state_after(number).layers["pcn"].area_of_unit.tolist()
            == expected.layers["pcn"].area_of_unit.tolist()
        )


def test_states_of_another_branch_are_not_mistaken_for_those_of_this_one(toy_pack: Pack) -> None:
    plan = toy_plan(toy_pack)
    first = plan.edit(MoveUnits("pcn", ("S51",), "N4"), AUTHOR, NOW)
    second = first.edit(MoveUnits("pcn", ("S52",), "N4"), AUTHOR, NOW)
    other = second.undo(AUTHOR, NOW).undo(AUTHOR, NOW)
    other = other.edit(MoveUnits("pcn", ("S11",), "N4"), AUTHOR, NOW)
    other = other.edit(MoveUnits("pcn", ("S12",), "N4"), AUTHOR, NOW)
    mixed = replace(other, scenario=second.scenario, state=second.state).undo(AUTHOR, NOW)
    assert (
        mixed.state.layers["pcn"].area_of_unit.tolist()
        == first.state.layers["pcn"].area_of_unit.tolist()
    )


def test_the_states_kept_are_the_last_ones_and_evenly_spaced_ones_before(toy_pack: Pack) -> None:
    edit, state = Edit(MoveUnits("pcn", ("S11",), "N2"), AUTHOR, NOW), State.of(toy_pack)
    kept: Kept = {}
    for edits in range(1, 10_001):
        kept = keep(kept, edits, edit, state)
    assert sorted(kept) == [*range(512, 10_000 - RECENT, 512), *range(10_001 - RECENT, 10_001)]
