"""Scenarios: the log, undo and redo, branches, the archive, opening and rebasing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from geo.model import Pack
from geo.pack import read_pack
from geo.plan.edits import MoveUnits, RenameArea
from geo.plan.identity import fingerprint
from geo.plan.opened import new_scenario, open_scenario
from geo.plan.rebase import rebase
from geo.plan.scenario import BranchPoint, Edit, Redo, Rename, ScenarioError, Undo
from tests.geo.plan.plans import AUTHOR, NOW, edited, toy_plan
from tests.toy_county import write_toy_pack

MOVE = MoveUnits("pcn", ("S11",), "N2")


def test_undo_and_redo_are_entries_of_the_log(toy_pack: Pack) -> None:
    plan = edited(toy_plan(toy_pack), MOVE).undo(AUTHOR, NOW)
    assert fingerprint(plan.state.pack) == fingerprint(toy_pack)
    assert [type(entry) for entry in plan.scenario.log] == [Edit, Undo]
    again = plan.redo("Bob", NOW)
    assert [type(entry) for entry in again.scenario.log] == [Edit, Undo, Redo]
    assert len(again.scenario.edits) == 1


def test_a_new_edit_ends_what_could_be_redone_but_the_log_keeps_it(toy_pack: Pack) -> None:
    plan = edited(toy_plan(toy_pack), MOVE).undo(AUTHOR, NOW)
    plan = edited(plan, RenameArea("pcn", "N1", "South"))
    with pytest.raises(ScenarioError, match="no edit to redo"):
        plan.redo(AUTHOR, NOW)
    assert len(plan.scenario.log) == 3


def test_there_must_be_something_to_undo(toy_pack: Pack) -> None:
    with pytest.raises(ScenarioError, match="no edit to undo"):
        toy_plan(toy_pack).undo(AUTHOR, NOW)


def test_an_edit_that_cannot_be_made_leaves_everything_as_it_was(toy_pack: Pack) -> None:
    plan = edited(toy_plan(toy_pack), MOVE)
    with pytest.raises(ScenarioError) as refused:
        plan.edit(MoveUnits("pcn", ("S99",), "N9"), "", NOW)
    assert len(refused.value.faults) == 3
    assert len(plan.scenario.log) == 1


def test_a_name_is_changed_in_the_log(toy_pack: Pack) -> None:
    plan = toy_plan(toy_pack).rename("Second thoughts", AUTHOR, NOW)
    assert (plan.scenario.name, plan.scenario.first_name) == (
        "Second thoughts",
        "A plan for Toyshire",
    )
    assert isinstance(plan.scenario.log[0], Rename)
    with pytest.raises(ScenarioError, match="The name is empty"):
        plan.rename(" ", AUTHOR, NOW)
    with pytest.raises(ScenarioError, match="The author is empty"):
        plan.rename("Third", "", NOW)
    with pytest.raises(ScenarioError, match="cannot be seen"):
        new_scenario(toy_pack, "key", "a\x00b")


def test_an_archived_scenario_can_be_branched_but_not_edited(toy_pack: Pack) -> None:
    plan = edited(toy_plan(toy_pack), MOVE).archive(AUTHOR, NOW)
    assert plan.archive(AUTHOR, NOW) is plan
    with pytest.raises(ScenarioError, match="is archived: reopen it or branch it"):
        plan.undo(AUTHOR, NOW)
    branch = plan.branch("second", "Another way")
    assert branch.scenario.branched_from == BranchPoint("toy-plan", 2)
    assert (branch.scenario.archived, branch.scenario.name) == (False, "Another way")
    assert fingerprint(branch.undo(AUTHOR, NOW).state.pack) == fingerprint(toy_pack)
    reopened = plan.reopen(AUTHOR, NOW)
    assert reopened.undo(AUTHOR, NOW).scenario.edits == ()
    assert reopened.reopen(AUTHOR, NOW) is reopened
    with pytest.raises(ScenarioError, match="a key of its own"):
        plan.branch("toy-plan", "Another way")


def test_a_scenario_opens_on_its_own_pack_only(toy_pack: Pack, tmp_path: Path) -> None:
    scenario = edited(toy_plan(toy_pack), MOVE).scenario
    assert open_scenario(scenario, toy_pack).scenario == scenario
    with pytest.raises(ScenarioError, match="made for the pack toy, not for other"):
        open_scenario(scenario, replace(toy_pack, key="other"))
    newer = read_pack(write_toy_pack(tmp_path / "toy", network={"S12": "N2"}))
    with pytest.raises(ScenarioError, match="another edition of the pack toy"):
        open_scenario(scenario, newer)


def test_edits_that_no_longer_fit_are_all_told(toy_pack: Pack) -> None:
    plan = toy_plan(toy_pack)
    nowhere = [Edit(MoveUnits("pcn", (f"S9{number}",), "N1"), AUTHOR, NOW) for number in range(25)]
    with pytest.raises(ScenarioError) as refused:
        open_scenario(replace(plan.scenario, log=tuple(nowhere)), toy_pack)
    assert len(refused.value.faults) == 21
    assert refused.value.faults[-1] == "5 more edits cannot be made."
    assert refused.value.faults[0].startswith("Edit 1 (MoveUnits, Ada Planner): 1 small area")


def test_a_rebased_scenario_keeps_what_still_fits_and_tells_the_rest(
    toy_pack: Pack, tmp_path: Path
) -> None:
    newer = read_pack(write_toy_pack(tmp_path / "toy", network={"S11": "N2"}))
    plan = edited(toy_plan(toy_pack), MOVE, MoveUnits("pcn", ("S12",), "N2"))
    rebased = rebase(plan.scenario, newer, "second")
    assert [edit.change for edit in rebased.opened.scenario.edits] == [
        MoveUnits("pcn", ("S12",), "N2")
    ]
    assert rebased.report == [
        "1 edit was taken over, 1 edit was left out.",
        "Edit 1 (MoveUnits, Ada Planner): S11 is in Northwest Network already.",
    ]
    assert rebased.opened.scenario.branched_from == BranchPoint("toy-plan", 2)
    assert open_scenario(rebased.opened.scenario, newer).pack is newer
    with pytest.raises(ScenarioError, match="a key of its own"):
        rebase(plan.scenario, newer, "toy-plan")
    with pytest.raises(ScenarioError, match="not for other"):
        rebase(plan.scenario, replace(toy_pack, key="other"), "second")


def test_layers_of_another_date_are_told_when_rebasing(toy_pack: Pack) -> None:
    layer = toy_pack.layer("ccg")
    older = replace(layer.definition, vintage=layer.definition.vintage.replace(year=2001))
    newer = replace(toy_pack, layers={**toy_pack.layers, "ccg": replace(layer, definition=older)})
    report = rebase(toy_plan(toy_pack).scenario, newer, "second").report
    assert report[0] == "0 edits were taken over."
    assert "2001, were of 1 April 2019." in report[1]
