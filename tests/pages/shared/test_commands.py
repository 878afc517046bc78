"""What the editor asks: done once, all of it or none, and never over somebody else's work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from geo.maps.editor_message import Notice
from geo.plan.edits import CreateArea, RetireArea
from geo.plan.scenario import BranchPoint, Undo
from geo.store.scenario_store import StoreError
from pages.components.what_if_message import message_for
from pages.shared import commands, editing, saving, scenarios
from pages.shared import working as at_work
from pages.shared.loading import Study, load_study
from pages.shared.working import Working
from tests.pages.shared.test_exploring import Address

NUMBERS = count(1)
S31 = {"kind": "move_units", "layer": "pcn", "units": ["S31"], "to": "N1"}
S32 = {"kind": "move_units", "layer": "pcn", "units": ["S32"], "to": "N1"}
P21 = {"kind": "move_practices", "layer": "pcn", "practices": ["P21"], "to": "N1"}


class Visitor:
    """Somebody with a browser tab of their own."""

    def __init__(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.name = name
        self._monkeypatch = monkeypatch
        self._state: dict[str, Any] = {}
        self.address = Address()

    def opens(self, **address: str) -> Working:
        """Run the page, after following a link if there is one."""
        if address:
            self.address.from_dict(dict(address))
        with self:
            working = at_work.begin(load_study("toy"))
            layer = at_work.asked_layer(working.opened.pack)
            working = at_work.coloured(working, layer)
            at_work.keep(working)
            at_work.finish(working, layer)
            return working

    def asks(self, do: str, **command: Any) -> Notice:
        """Send a command as the editor does, and return the answer to it."""
        number = f"{next(NUMBERS)}"
        with self:
            working = at_work.current()
            assert working is not None
            asked = {"version": working.version, "author": self.name, "reason": "", **command}
            commands.handle({"n": number, "do": do, **asked})
            answer = commands.notice()
        assert answer is not None
        assert answer.to == number
        return answer

    def does(self, action: Callable[..., Any], *arguments: object) -> Any:
        with self:
            return action(*arguments)

    def __enter__(self) -> None:
        self._monkeypatch.setattr(st, "session_state", self._state)
        self._monkeypatch.setattr(st, "query_params", self.address)

    def __exit__(self, *_: object) -> None:
        self._state = st.session_state  # type: ignore[assignment]


@pytest.fixture
def visit(toy_data: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Visitor]:
    return lambda name: Visitor(name, monkeypatch)


@pytest.fixture
def ada(visit: Callable[[str], Visitor]) -> Visitor:
    visitor = visit("Ada Planner")
    visitor.opens(pack="toy")
    return visitor


@pytest.fixture
def both(ada: Visitor, visit: Callable[[str], Visitor]) -> tuple[Visitor, Visitor]:
    """Two planners who have the same plan before them."""
    assert ada.asks("apply", changes=[S31]).kind == "done"
    priya = visit("Priya")
    priya.opens(pack="toy", scenario=ada.opens().scenario.key)
    return ada, priya


@pytest.fixture
def study(toy_data: Path) -> Iterator[Study]:
    return load_study("toy")


def area_of(working: Working, unit: str) -> str | None:
    codes = working.opened.state.layers["pcn"].area_codes_of_units()
    return codes[working.opened.pack.units.position[unit]]


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
    assert working.scenario.name.startswith("Plan of ")


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


def test_somebody_elses_change_is_a_conflict_and_loses_nothing(
    both: tuple[Visitor, Visitor],
) -> None:
    ada, priya = both
    priya.asks("apply", changes=[S32])
    answer = ada.asks("apply", changes=[P21])
    assert answer.kind == "conflict"
    working = ada.opens()
    assert working.opened.state.membership("P21")["pcn"] == "N1"
    people, told = ada.does(editing.their_changes, working)
    assert people == "Priya"
    assert "1 small area with 300 residents moves from Northwest Network" in " ".join(told)
    assert ada.asks("undo").lines == (editing.CHOOSE_FIRST,)


def test_mine_are_made_again_on_top_of_theirs(both: tuple[Visitor, Visitor]) -> None:
    ada, priya = both
    priya.asks("apply", changes=[S32])
    ada.asks("apply", changes=[P21])
    outcome = ada.does(editing.make_again)
    assert outcome.lines == ("1 edit was made again.",)
    working = ada.opens()
    assert [entry.author for entry in working.scenario.log] == ["Ada Planner", "Priya", ada.name]
    assert area_of(working, "S32") == "N1"
    assert working.theirs is None
    assert working.unsaved == ()
    assert scenarios.current_store().read(working.scenario.key).version == 3


def test_what_cannot_be_made_on_top_of_theirs_is_told(both: tuple[Visitor, Visitor]) -> None:
    ada, priya = both
    create = CreateArea("pcn", "N6", "New Network")
    priya.does(editing.make, [create], "", "Priya")
    ada.does(editing.make, [create], "", "Ada Planner")
    outcome = ada.does(editing.make_again)
    assert outcome.lines[0] == "0 edits were made again, 1 could not be."
    assert "The code N6 is taken" in outcome.lines[1]
    assert ada.opens().theirs is None


def test_mine_are_kept_as_a_branch(both: tuple[Visitor, Visitor]) -> None:
    ada, priya = both
    first = ada.opens().scenario
    priya.asks("apply", changes=[S32])
    ada.asks("apply", changes=[P21])
    assert ada.does(editing.keep_as_branch).kind == "done"
    branch = ada.opens().scenario
    assert branch.key != first.key
    assert branch.branched_from == BranchPoint(first.key, 1)
    assert branch.name.endswith("version of Ada Planner")
    assert ada.address["scenario"] == branch.key
    assert area_of(ada.opens(), "S32") == "N2"
    assert scenarios.current_store().read(first.key).version == 2


def test_a_change_by_somebody_else_is_noticed_and_loaded_on_request(
    both: tuple[Visitor, Visitor], study: Study
) -> None:
    ada, priya = both
    assert not ada.does(saving.newer_version, ada.opens())
    priya.asks("apply", changes=[S32])
    assert ada.does(saving.newer_version, ada.opens())
    ada.does(editing.load_latest, study)
    assert area_of(ada.opens(), "S32") == "N1"


def test_a_store_that_takes_nothing_never_leads_to_saved(
    ada: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable() -> None:
        raise StoreError(["The database cannot be reached."])

    monkeypatch.setattr(saving, "current_store", unreachable)
    answer = ada.asks("apply", changes=[S31])
    assert answer.lines == (
        "The change is shown, but it is not saved.",
        "The database cannot be reached.",
    )
    working = ada.opens()
    assert area_of(working, "S31") == "N1"
    assert len(working.unsaved) == 1
    assert "scenario" not in ada.address
    ada.asks("apply", changes=[S32])
    monkeypatch.undo()


def test_what_was_not_saved_is_saved_with_the_next_change(
    ada: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable() -> None:
        raise StoreError(["The database cannot be reached."])

    there = saving.current_store
    monkeypatch.setattr(saving, "current_store", unreachable)
    ada.asks("apply", changes=[S31])
    monkeypatch.setattr(saving, "current_store", there)
    assert ada.asks("apply", changes=[S32]).lines[0].startswith("Saved ")
    working = ada.opens()
    assert working.unsaved == ()
    assert scenarios.current_store().read(working.scenario.key).version == 2


def test_a_save_whose_answer_was_lost_is_not_made_twice(
    ada: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = saving.current_store

    class Deaf:
        def add(self, scenario: object) -> None:
            there().add(scenario)  # type: ignore[arg-type]
            raise StoreError(["The database was lost while it was at work."])

        def read(self, key: str) -> None:
            raise StoreError([f"The database cannot be asked for {key}."])

    monkeypatch.setattr(saving, "current_store", Deaf)
    assert "not saved" in ada.asks("apply", changes=[S31]).lines[0]
    monkeypatch.setattr(saving, "current_store", there)
    assert ada.does(editing.try_again).lines[0].startswith("Saved ")
    assert scenarios.current_store().read(ada.opens().scenario.key).version == 1


def test_an_archived_plan_can_be_looked_at_only(both: tuple[Visitor, Visitor]) -> None:
    ada, _ = both
    assert ada.does(editing.archive).kind == "done"
    assert message_of(ada)["archived"]
    assert "is archived: reopen or branch it" in ada.asks("undo").lines[0]
    assert ada.does(editing.reopen).kind == "done"
    assert ada.asks("undo").kind == "done"


def test_a_branch_starts_from_any_earlier_entry(both: tuple[Visitor, Visitor]) -> None:
    ada, _ = both
    ada.asks("apply", changes=[S32])
    first = ada.opens().scenario
    assert ada.does(editing.branch, "As it was yesterday", 1).kind == "done"
    working = ada.opens()
    assert working.scenario.branched_from == BranchPoint(first.key, 1)
    assert (area_of(working, "S31"), area_of(working, "S32")) == ("N1", "N2")


def test_the_name_of_who_asks_is_kept_for_the_session(ada: Visitor) -> None:
    ada.asks("apply", changes=[S31], author="  Grace   Hopper ")
    ada.asks("apply", changes=[S32], author="")
    assert [entry.author for entry in ada.opens().scenario.log] == ["Grace Hopper"] * 2


def test_a_change_without_a_map_is_refused_with_its_reasons(ada: Visitor) -> None:
    outcome = ada.does(editing.make, [RetireArea("pcn", "N1")], "")
    assert outcome.kind == "refused"
    assert "still has 4 small areas" in outcome.lines[0]


def message_of(visitor: Visitor) -> dict[str, Any]:
    working = visitor.opens()
    with visitor:
        return message_for(working, at_work.asked_layer(working.opened.pack))
