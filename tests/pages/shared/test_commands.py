"""What the editor asks: done once, all of it or none, and never over somebody else's work."""

from __future__ import annotations

from typing import Any

import pytest

from geo.plan.edits import MoveArea, RetireArea
from geo.plan.scenario import Undo
from pages.shared import commands, editing, scenarios
from tests.pages.shared.visitors import P21, S31, S32, Visitor, area_of, message_of


def test_nothing_is_kept_before_the_first_change(ada: Visitor) -> None:
    assert ada.opens().saved is None
    assert ada.address == {"pack": "toy"}
    assert scenarios.current_store().list("toy") == ()


def test_the_first_batch_keeps_the_plan_with_one_entry_for_each_change(ada: Visitor) -> None:
    answer = ada.asks("apply", changes=[S31, P21], reason="A reason.")
    working = ada.opens()
    assert answer.kind == "done"
    assert answer.lines[0].startswith("Saved ")
    assert working.saved is not None
    assert scenarios.current_store().read(working.scenario.key).scenario == working.scenario
    assert [entry.reason for entry in working.scenario.edits] == ["A reason."] * 2
    assert len({(entry.author, entry.at) for entry in working.scenario.log}) == 1
    assert ada.address["scenario"] == working.scenario.key
    assert working.scenario.name.startswith("1 small area to Southwest Network and 1 more change, ")


def test_a_name_that_a_planner_gave_stays_with_the_first_change(ada: Visitor) -> None:
    ada.does(editing.rename, "My plan")
    ada.asks("apply", changes=[S31])
    assert ada.opens().scenario.name == "My plan"


def test_undo_takes_back_the_whole_batch_and_redo_makes_it_again(ada: Visitor) -> None:
    ada.asks("apply", changes=[S31])
    ada.asks("apply", changes=[S32, P21])
    assert ada.asks("undo").kind == "done"
    after = ada.opens()
    assert (area_of(after, "S31"), area_of(after, "S32")) == ("N1", "N2")
    assert sum(isinstance(entry, Undo) for entry in after.scenario.log) == 2
    assert message_of(ada)["redo"] == (
        "moving 1 small area to Southwest Network and moving 1 practice to Southwest Network"
    )
    assert ada.asks("redo").kind == "done"
    again = ada.opens()
    assert area_of(again, "S32") == "N1"
    assert again.opened.state.membership("P21")["pcn"] == "N1"


def test_undo_without_anything_to_undo_says_so(ada: Visitor) -> None:
    assert ada.asks("undo").lines == ("There is nothing to undo.",)
    assert ada.asks("redo").lines == ("There is nothing to redo.",)


def test_a_command_that_comes_twice_is_done_once(ada: Visitor) -> None:
    working = ada.opens()
    twice = {"n": "7", "do": "apply", "version": working.version, "changes": [S31], "author": "A"}
    ada.does(commands.handle, twice)
    ada.does(commands.handle, twice)
    assert len(ada.opens().scenario.log) == 1
    assert ada.does(commands.notice).kind == "done"


def test_a_command_for_a_plan_that_has_changed_is_refused_and_changes_nothing(
    ada: Visitor,
) -> None:
    stale = ada.opens().version
    ada.asks("apply", changes=[S31])
    answer = ada.asks("apply", changes=[S32], version=stale)
    assert (answer.kind, answer.lines) == ("refused", (commands.STALE,))
    assert area_of(ada.opens(), "S32") == "N2"


def test_a_batch_is_refused_as_a_whole_with_every_reason(ada: Visitor) -> None:
    wrong = {"kind": "move_units", "layer": "pcn", "units": ["S99"], "to": "N1"}
    answer = ada.asks("apply", changes=[S31, wrong, {**S32, "to": "N77"}])
    assert answer.kind == "refused"
    assert answer.lines == (
        "1 small area named here is not known: S99.",
        "There is no primary care network 'N77'.",
    )
    assert ada.opens().scenario.log == ()


@pytest.mark.parametrize(
    "changes",
    [
        None,
        "S31",
        [None],
        [{"kind": "merge_layer", "layer": "pcn", "area": "N1", "name": "All"}],
        [{**S31, "units": "S31"}],
        [{**S31, "more": 1}],
        [S31] * 5_001,
        [],
    ],
)
def test_changes_that_the_map_cannot_make_are_refused(ada: Visitor, changes: object) -> None:
    answer = ada.asks("apply", changes=changes)
    assert answer.kind == "refused"
    assert answer.lines
    assert ada.opens().scenario.log == ()


@pytest.mark.parametrize(
    "command",
    [None, [], "apply", {}, {"do": "apply"}, {"n": None, "do": "undo"}, {"n": [1], "do": "undo"}],
)
def test_what_is_no_command_is_passed_over(ada: Visitor, command: object) -> None:
    ada.does(commands.handle, command)
    assert ada.does(commands.notice) is None


@pytest.mark.parametrize(
    "asked",
    [
        {"do": "fly"},
        {"do": "layer", "layer": "unit"},
        {"do": "layer", "layer": ["pcn"]},
        {"do": "split", "area": "N2", "option": 0, "names": ["A"]},
        {"do": "accept", "key": None},
        {"do": "accept", "key": {"layer": "pcn", "area_code": "N1", "check": "luck"}},
        {"do": "repair_strays", "locked": "N1"},
        {"do": "fix", "key": None},
        {"do": "fix", "key": {"layer": "pcn", "area_code": "N1", "check": "parent"}},
        {"do": "fix", "key": {"layer": "moon", "area_code": "N1", "check": "parent"}},
        {"do": "fix", "key": {"layer": "pcn", "area_code": "N3", "check": "pieces"}},
    ],
)
def test_commands_that_mean_nothing_are_refused_in_words(
    ada: Visitor, asked: dict[str, Any]
) -> None:
    do = asked.pop("do")
    answer = ada.asks(do, **asked)
    assert answer.kind == "refused"
    assert answer.lines


def test_another_layer_is_edited_and_stands_in_the_address(ada: Visitor) -> None:
    assert ada.asks("layer", layer="icp").kind == "done"
    ada.opens()
    assert ada.address["layer"] == "icp"
    assert message_of(ada)["layer"] == "icp"
    ada.asks("layer", layer="pcn")
    ada.opens()
    assert "layer" not in ada.address


def test_a_failed_check_is_accepted_with_a_reason_only(ada: Visitor) -> None:
    (finding,) = [
        each
        for each in message_of(ada)["findings"]
        if each["area"] == "N1" and each["key"]["check"] == "resident_band"
    ]
    assert ada.asks("accept", key=finding["key"], reason=" ").lines == ("The reason is empty.",)
    assert ada.asks("accept", key=finding["key"], reason="A small town.").kind == "done"
    ada.opens()
    (accepted,) = [
        each["accepted"] for each in message_of(ada)["findings"] if each["key"] == finding["key"]
    ]
    assert accepted == {"reason": "A small town.", "author": "Ada Planner"}


def test_a_network_whose_people_live_in_another_place_is_given_to_it(ada: Visitor) -> None:
    move = {"kind": "move_units", "layer": "icp", "units": ["S11", "S12", "S21"], "to": "PE"}
    assert ada.asks("apply", changes=[move]).kind == "done"
    ada.asks("layer", layer="pcn")
    (finding,) = [
        each
        for each in message_of(ada)["findings"]
        if each["area"] == "N1" and each["key"]["check"] == "parent"
    ]
    assert finding["fix"] == {"words": "Give Southwest Network to East place"}
    assert ada.asks("fix", key=finding["key"], reason="They live there.").kind == "done"
    working = ada.opens()
    assert working.scenario.edits[-1].change == MoveArea("pcn", "N1", "PE")
    assert working.scenario.edits[-1].reason == "They live there."
    after = [each for each in message_of(ada)["findings"] if each["area"] == "N1"]
    assert not any("fix" in each for each in after)


def test_a_proposed_split_is_used_under_other_names(ada: Visitor) -> None:
    assert ada.asks("propose_split", area="N2", parts=2).kind == "done"
    proposals = message_of(ada)["proposals"]
    assert proposals["area"] == "N2"
    names = [f"Part {number}" for number in range(len(proposals["options"][0]["parts"]))]
    assert ada.asks("split", area="N2", option=0, names=names).kind == "done"
    working = ada.opens()
    assert {"Part 0", "Part 1"} <= {area.name for area in working.opened.state.layers["pcn"].areas}
    assert message_of(ada)["proposals"] is None
    ada.asks("undo")
    assert working.opened.pack.layers["pcn"].areas == ada.opens().opened.state.layers["pcn"].areas


def test_proposals_are_forgotten_when_the_plan_changes(ada: Visitor) -> None:
    ada.asks("propose_split", area="N2", parts=2)
    ada.asks("apply", changes=[S31])
    assert message_of(ada)["proposals"] is None


def test_a_piece_is_repaired_and_locked_areas_are_left_alone(ada: Visitor) -> None:
    ada.asks("apply", changes=[{**S31, "units": ["S41"]}])
    strays = message_of(ada)["strays"]
    assert (strays["pieces"], strays["units"]) == (1, [12])
    assert ada.asks("repair_strays", locked=["N1"]).kind == "refused"
    assert ada.asks("repair_strays", locked=[]).kind == "done"
    assert area_of(ada.opens(), "S41") == "N2"


def test_the_name_of_who_asks_is_kept_for_the_session(ada: Visitor) -> None:
    ada.asks("apply", changes=[S31], author="  Grace   Hopper ")
    ada.asks("apply", changes=[S32], author="")
    assert [entry.author for entry in ada.opens().scenario.log] == ["Grace Hopper"] * 2


def test_a_change_without_a_map_is_refused_with_its_reasons(ada: Visitor) -> None:
    outcome = ada.does(editing.make, [RetireArea("pcn", "N1")], "")
    assert outcome.kind == "refused"
    assert "still has 4 small areas" in outcome.lines[0]
