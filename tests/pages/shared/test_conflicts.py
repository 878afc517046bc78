"""Two planners on one plan, and a database that does not answer: nothing is lost or overwritten."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geo.plan.edits import CreateArea
from geo.plan.scenario import BranchPoint
from geo.store.scenario_store import StoreError
from pages.shared import editing, saving, scenarios
from pages.shared.loading import Study
from pages.shared.their_changes import their_changes
from tests.pages.shared.visitors import P21, S31, S32, Visitor, area_of, message_of


def test_somebody_elses_change_is_a_conflict_and_loses_nothing(
    both: tuple[Visitor, Visitor],
) -> None:
    ada, priya = both
    priya.asks("apply", changes=[S32])
    answer = ada.asks("apply", changes=[P21])
    assert answer.kind == "conflict"
    working = ada.opens()
    assert working.opened.state.membership("P21")["pcn"] == "N1"
    theirs = ada.does(their_changes, working)
    assert theirs.people == "Priya"
    assert theirs.words == "moving 1 small area to Southwest Network"
    assert "1 small area with 300 residents moves from Northwest Network" in " ".join(theirs.told)
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


def test_mine_are_kept_as_a_branch(both: tuple[Visitor, Visitor], study: Study) -> None:
    ada, priya = both
    first = ada.opens().scenario
    priya.asks("apply", changes=[S32])
    ada.asks("apply", changes=[P21])
    assert ada.does(editing.keep_as_branch, study).kind == "done"
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


@pytest.fixture
def torn(both: tuple[Visitor, Visitor]) -> tuple[Visitor, str]:
    """Ada, with a move of S32 against Priya's, and the name of the branch that keeps hers."""
    ada, priya = both
    priya.does(editing.make, [CreateArea("pcn", "N6", "New Network")], "", "Priya")
    assert ada.asks("apply", changes=[S32], reason="Ada's reason.").kind == "conflict"
    working = ada.opens()
    assert working.mine is not None
    return ada, working.mine.scenario.key


@pytest.fixture
def reloaded(torn: tuple[Visitor, str], visit: Callable[[str], Visitor]) -> Visitor:
    """Ada after a reload: a new session with the same address."""
    again = visit("Ada Planner")
    again.opens(**torn[0].address)
    return again


def test_a_reload_during_a_conflict_comes_back_to_the_same_choice(
    torn: tuple[Visitor, str], reloaded: Visitor
) -> None:
    before, after = torn[0].opens(), reloaded.opens()
    assert after.theirs == before.theirs
    assert after.unsaved == before.unsaved
    assert after.version == before.version
    assert area_of(after, "S32") == "N1"
    assert reloaded.address == torn[0].address
    assert reloaded.asks("undo").lines == (editing.CHOOSE_FIRST,)


def test_after_a_reload_mine_are_made_again_and_the_branch_is_put_away(
    torn: tuple[Visitor, str], reloaded: Visitor
) -> None:
    assert reloaded.does(editing.make_again).lines == ("1 edit was made again.",)
    working = reloaded.opens()
    assert area_of(working, "S32") == "N1"
    assert "N6" in working.opened.state.layers["pcn"].position
    assert working.scenario.edits[-1].reason == "Ada's reason."
    assert "mine" not in reloaded.address
    assert scenarios.current_store().read(torn[1]).scenario.archived


def test_after_a_reload_mine_are_given_up_and_the_branch_is_put_away(
    torn: tuple[Visitor, str], reloaded: Visitor, study: Study
) -> None:
    assert reloaded.does(editing.load_latest, study).kind == "done"
    assert area_of(reloaded.opens(), "S32") == "N2"
    assert "mine" not in reloaded.address
    kept = scenarios.current_store().read(torn[1]).scenario
    assert kept.archived
    assert kept.edits[-1].change.units == ("S32",)


def test_after_a_reload_the_branch_is_opened_as_it_was_kept(
    torn: tuple[Visitor, str], reloaded: Visitor, study: Study
) -> None:
    assert reloaded.does(editing.keep_as_branch, study).kind == "done"
    working = reloaded.opens()
    assert working.scenario.key == torn[1] == reloaded.address["scenario"]
    assert len(scenarios.current_store().list("toy")) == 2


def test_a_choice_that_was_made_elsewhere_is_not_asked_again(
    torn: tuple[Visitor, str], visit: Callable[[str], Visitor]
) -> None:
    ada, _ = torn
    address = dict(ada.address)
    ada.does(editing.make_again)
    late = visit("Ada Planner")
    working = late.opens(**address)
    assert working.theirs is None
    assert "mine" not in late.address


@pytest.mark.parametrize("mine", ["atlantis", "", "../x"])
def test_an_address_that_names_no_branch_opens_the_plan(
    both: tuple[Visitor, Visitor], visit: Callable[[str], Visitor], mine: str
) -> None:
    key = both[0].opens().scenario.key
    other = visit("Somebody")
    assert other.opens(pack="toy", scenario=key, mine=mine).theirs is None
    assert "mine" not in other.address


def test_what_cannot_be_made_again_stays_in_the_branch(both: tuple[Visitor, Visitor]) -> None:
    ada, priya = both
    create = CreateArea("pcn", "N6", "New Network")
    priya.does(editing.make, [create], "", "Priya")
    ada.does(editing.make, [create], "", "Ada Planner")
    mine = ada.opens().mine
    assert mine is not None
    assert mine.scenario.name in ada.does(editing.make_again).lines[-1]
    assert not scenarios.current_store().read(mine.scenario.key).scenario.archived


def test_a_rename_is_kept_aside_as_well(
    both: tuple[Visitor, Visitor], visit: Callable[[str], Visitor]
) -> None:
    ada, priya = both
    priya.asks("apply", changes=[S32])
    ada.does(editing.rename, "Another name")
    ada.opens()
    again = visit("Ada Planner")
    again.opens(**ada.address)
    again.does(editing.make_again)
    assert again.opens().scenario.name == "Another name"


def test_where_nothing_can_be_kept_aside_it_is_said(
    both: tuple[Visitor, Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, priya = both
    priya.asks("apply", changes=[S32])

    def full(self: object, scenario: object) -> None:
        raise StoreError(["The disk is full."])

    monkeypatch.setattr(scenarios.ScenarioStore, "add", full)
    answer = ada.asks("apply", changes=[P21])
    assert "only in this tab" in answer.lines[0]
    working = ada.opens()
    assert working.theirs is not None
    assert working.mine is None
    assert "mine" not in ada.address
    assert len(working.unsaved) == 1
