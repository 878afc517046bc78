"""The page Consultation pack without a browser: what it promises, what it misses, what it keeps."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.model import Pack
from geo.pack import read_pack
from geo.plan.edits import MoveUnits, RenameArea
from geo.plan.opened import new_scenario
from geo.store.scenario_store import ScenarioStore
from tests.pages.conftest import OpenPage
from tests.toy_county import spoil_text

HOSTILE = '<img src=x onerror="alert(1)"> **bold** =1+1'


@pytest.fixture
def toy(toy_data: Path) -> Pack:
    spoil_text(toy_data, "sources.toml", "Office of Squares.", "Office of Squares, 2019.")
    return read_pack(toy_data)


@pytest.fixture
def plan(toy: Pack, own_database: str) -> str:
    """Plan key of a kept scenario with hostile names."""
    opened = new_scenario(toy, "adas", HOSTILE)
    for change in (MoveUnits("pcn", ("S31", "S32"), "N1"), RenameArea("pcn", "N1", HOSTILE)):
        opened = opened.edit(change, "Ada", datetime(2026, 1, 5, tzinfo=UTC), "A reason.")
    store = ScenarioStore.open(own_database)
    store.add(opened.scenario)
    store.close()
    return "kept:adas"


def pieces(app: AppTest) -> str:
    """Everything that stands in HTML of ours, style sheets apart, as it is written."""
    values = (str(each.value) for each in app.get("html"))
    return "\n".join(value for value in values if "<style" not in value)


def told(app: AppTest) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", pieces(app)))


def field(app: AppTest, label: str):
    kinds = ("text_input", "text_area", "date_input", "selectbox", "button", "checkbox")
    found = [each for kind in kinds for each in app.get(kind) if each.label.startswith(label)]
    assert len(found) == 1, [each.label for each in found]
    return found[0]


def answered(app: AppTest) -> AppTest:
    """The page after a planner has said where to answer and until when."""
    field(app, "Email").input("views@example.org")
    field(app, "Last day").set_value(date(2027, 1, 31))
    return app.run()


def test_it_says_what_will_come_of_it_and_what_is_missing(
    open_page: OpenPage, toy: Pack, plan: str
) -> None:
    app = open_page("consultation_pack", pack="toy", plan=plan)
    assert not app.exception
    words = told(app)
    assert "What you will get: one zip file" in words
    assert "Documents: 5 files" in words
    assert "Print maps: 4 sheets" in words
    assert "Open data: 8 formats" in words
    assert "Nobody is told where to answer" in words
    assert "Nobody is told until when to answer" in words
    assert field(app, "Make the pack").disabled


def test_it_can_be_made_once_nothing_is_missing(open_page: OpenPage, toy: Pack, plan: str) -> None:
    app = answered(open_page("consultation_pack", pack="toy", plan=plan))
    assert "Nothing is missing" in told(app)
    assert not field(app, "Make the pack").disabled


def test_dates_the_wrong_way_round_are_told(open_page: OpenPage, toy: Pack, plan: str) -> None:
    app = answered(open_page("consultation_pack", pack="toy", plan=plan))
    field(app, "First day").set_value(date(2027, 3, 1)).run()
    assert "closes before it opens" in told(app)


def test_the_baseline_has_nobody_affected_and_no_changes(open_page: OpenPage, toy: Pack) -> None:
    app = open_page("consultation_pack", pack="toy", plan="baseline")
    assert not app.exception
    assert "The division as published." in told(app)
    assert "Am I affected" not in told(app)
    assert "What changes" not in told(app)


def test_hostile_names_and_texts_are_text(open_page: OpenPage, toy: Pack, plan: str) -> None:
    app = answered(open_page("consultation_pack", pack="toy", plan=plan))
    field(app, "Title of the documents").input(HOSTILE)
    field(app, "Introduction").input(HOSTILE)
    app.run()
    assert not app.exception
    assert "<img" not in pieces(app)
    assert "&lt;img src=x" in pieces(app)
    assert "Nothing is missing" in told(app)


def test_a_chapter_can_be_put_in_other_words_and_back(
    open_page: OpenPage, toy: Pack, plan: str
) -> None:
    app = open_page("consultation_pack", pack="toy", plan=plan)
    field(app, "Text of the chapter").select("proposal").run()
    generated = field(app, "Paragraphs of").value
    assert "is a proposal for" in generated
    field(app, "Paragraphs of").input("In my own words.\n\nTwice.").run()
    assert any("(in your words)" in each for each in field(app, "Text of the chapter").options)
    field(app, "Use the generated text again").click().run()
    assert field(app, "Paragraphs of").value == generated
    assert not any("(in your words)" in each for each in field(app, "Text of the chapter").options)


def test_the_plan_is_in_the_address(open_page: OpenPage, toy: Pack, plan: str) -> None:
    app = open_page("consultation_pack", pack="toy")
    field(app, "Plan that the pack is about").select(plan).run()
    assert app.query_params["plan"] == [plan] or app.query_params["plan"] == plan
    assert HOSTILE in told(app)


def test_an_address_that_asks_for_what_is_not_there_is_told(open_page: OpenPage, toy: Pack) -> None:
    app = open_page("consultation_pack", pack="toy", plan="kept:atlantis")
    assert not app.exception
    (warning,) = app.warning
    assert "atlantis" in warning.value


def test_a_plan_of_another_edition_is_refused_with_the_reason(
    open_page: OpenPage, toy: Pack, toy_data: Path, plan: str
) -> None:
    spoil_text(toy_data, "units.csv", "Square 1-1", "Square one")
    app = open_page("consultation_pack", pack="toy", plan=plan)
    assert not app.exception
    assert "No pack can be made of this plan" in told(app)


def test_plans_that_cannot_be_listed_are_told_without_a_traceback(
    open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a file").write_text("no folder")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'a file' / 'x.sqlite'}")
    app = open_page("consultation_pack")
    assert not app.exception
    assert "The plans cannot be listed" in told(app)


def test_the_scenario_file_is_off_until_it_is_asked_for_and_says_whose_names_it_has(
    open_page: OpenPage, toy: Pack, plan: str
) -> None:
    app = open_page("consultation_pack", pack="toy", plan=plan)
    asked = field(app, "Scenario file, with the names of those who edited it")
    assert asked.value is False
    assert "Scenario: 1 file" not in told(app)
    asked.check()
    app.run()
    assert not app.exception
    assert "Scenario: 1 file" in told(app)
