"""What is accepted of a search: ordinary edits, only on the plan that it was made for."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from geo.processes import running
from geo.searching import Question
from pages.shared import advising, commands
from pages.shared.loading import Study
from tests import fake_search
from tests.pages.shared.visitors import P21, S32, Visitor, area_of

Search = Callable[..., None]


@pytest.fixture
def search(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Visitor], None]:
    """Lets a visitor search; the search has ended when it returns."""
    east = fake_search.place(
        "PE",
        "East place",
        proposals=[fake_search.proposal(steps=[fake_search.step("S34", to="N4", people=300)])],
    )
    lines = [fake_search.answer(fake_search.place(), east)]
    monkeypatch.setattr(running, "COMMAND", fake_search.command(tmp_path, lines))

    def searched(visitor: Visitor) -> None:
        visitor.does(advising.begin, study, visitor.opens(), Question("pcn"))
        for _ in range(400):
            if not visitor.does(advising.is_searching):
                return
            time.sleep(0.05)
        raise AssertionError("It did not end.")

    return searched


def notes(visitor: Visitor) -> list[str]:
    from pages.shared import working

    lines: list[str] = visitor.does(working.said)
    return lines


def test_accepting_for_one_place_leaves_the_proposals_for_others_good(
    ada: Visitor, search: Search
) -> None:
    search(ada)
    ada.does(advising.accept, 0, 0, 2, "")
    ada.does(advising.accept, 1, 0, 1, "")
    working = ada.opens()
    assert [area_of(working, unit) for unit in ("S31", "S32", "S34")] == ["N1", "N1", "N4"]
    assert notes(ada) == []
    assert [edit.reason for edit in working.scenario.edits] == [
        "N1 is then within its band.",
        "N1 is then within its band.",
        "N4 is then within its band.",
    ]


def test_another_proposal_for_a_place_that_is_begun_is_refused(
    ada: Visitor, search: Search
) -> None:
    search(ada)
    ada.does(advising.accept, 0, 0, 1, "")
    ada.does(advising.accept, 0, 1, 1, "")
    assert notes(ada) == [advising.CHANGED]
    assert len(ada.opens().scenario.edits) == 1


def test_a_plan_that_was_changed_otherwise_takes_nothing_until_it_is_as_it_was(
    ada: Visitor, search: Search
) -> None:
    search(ada)
    ada.asks("apply", changes=[S32])
    ada.does(advising.accept, 0, 0, 2, "")
    assert notes(ada) == [advising.CHANGED]
    ada.asks("undo")
    ada.does(advising.accept, 0, 0, 2, "")
    assert notes(ada) == []
    assert area_of(ada.opens(), "S31") == "N1"


def test_what_was_accepted_is_undone_as_it_was_accepted(ada: Visitor, search: Search) -> None:
    search(ada)
    ada.does(advising.accept, 0, 0, 2, "")
    assert ada.asks("undo").kind == "done"
    assert ada.opens().scenario.edits == ()


def test_a_change_by_somebody_else_is_never_written_over(
    both: tuple[Visitor, Visitor], search: Search
) -> None:
    ada, priya = both
    search(ada)
    assert priya.asks("apply", changes=[P21]).kind == "done"
    ada.does(advising.accept, 1, 0, 1, "")
    working = ada.opens()
    assert working.theirs is not None
    assert ada.does(advising.told)[0].startswith("Somebody else has changed this plan.")
    ada.does(advising.accept, 0, 0, 2, "")
    assert "Say above what should become of your changes first." in " ".join(notes(ada))


def test_steps_that_cannot_be_made_are_told_and_leave_the_plan_as_it_is(
    both: tuple[Visitor, Visitor], search: Search
) -> None:
    ada, _ = both  # S31 is with N1 already
    search(ada)
    before = ada.opens().scenario.edits
    ada.does(advising.accept, 0, 0, 2, "")
    assert "S31" in " ".join(notes(ada))
    assert ada.opens().scenario.edits == before


def test_nothing_is_accepted_before_anything_is_searched(ada: Visitor) -> None:
    ada.does(advising.accept, 0, 0, 1, "")
    assert ada.opens().scenario.edits == ()


def test_each_proposal_has_a_picture_and_words_for_it(ada: Visitor, search: Search) -> None:
    search(ada)
    found = ada.does(advising.current_search)
    picture = ada.does(advising.picture, found, 0, 0)
    assert picture.svg.startswith("<svg")
    assert "2 small areas change area" in picture.words
    assert ada.does(advising.picture, found, 0, 0) is picture


def test_a_command_of_the_editor_still_refuses_what_is_stale(ada: Visitor, search: Search) -> None:
    search(ada)
    stale = ada.opens().version
    ada.does(advising.accept, 0, 0, 2, "")
    answer = ada.asks("apply", changes=[S32], version=stale)
    assert answer.lines == (commands.STALE,)
