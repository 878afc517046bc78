"""The page What-if without a browser: what it opens, says, keeps and refuses."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.model import Pack
from geo.pack import read_pack
from geo.plan.edits import Change, Edit, MoveUnits, RenameArea
from geo.plan.opened import new_scenario
from geo.plan.scenario import Rename, Scenario, ScenarioError
from geo.plan.scenario_text import scenario_text
from geo.store.scenario_store import ScenarioStore
from pages.components.what_if_import import read_plan
from pages.shared.loading import load_study
from tests.pages.conftest import OpenPage, words_on

NOW = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
HOSTILE = '<img src=x onerror="alert(1)"> **bold** [link](javascript:alert(1)) =1+1'
MOVE = MoveUnits("pcn", ("S31",), "N1")


@pytest.fixture
def store(own_database: str) -> ScenarioStore:
    return ScenarioStore.open(own_database)


@pytest.fixture
def plan(toy_data: Path) -> Scenario:
    """A plan of Ada's, with one edit, kept nowhere yet."""
    opened = new_scenario(read_pack(toy_data), "adas", "Ada's plan")
    return opened.edit(MOVE, "Ada", NOW, "A reason.").scenario


def all_words(app: AppTest) -> str:
    pieces = "\n".join(
        unescape(str(element.value))
        for element in app.get("html")
        if "<style" not in str(element.value)
    )
    return f"{words_on(app)}\n{pieces}"


def saved_words(app: AppTest) -> str:
    (told,) = [
        str(each.value) for each in app.get("html") if 'class="what-if-saved"' in str(each.value)
    ]
    return told


def button(app: AppTest, label: str):
    (found,) = [each for each in app.button if each.label == label]
    return found


def address(app: AppTest) -> dict[str, str]:
    return {
        name: values if isinstance(values, str) else ",".join(values)
        for name, values in app.query_params.items()
    }


def choose(app: AppTest, option: str) -> AppTest:
    """Choose from the menu; a dialog stays open here only while it is chosen again."""
    (menu,) = app.get("menu_button")
    return menu.click(option).run()


def appended(store: ScenarioStore, scenario: Scenario, *changes: Change) -> None:
    """What Priya does meanwhile."""
    entries = [Edit(change, "Priya", NOW, "") for change in changes]
    store.append(scenario.key, len(scenario.log), entries)


def test_it_opens_on_the_baseline_with_nothing_in_the_way(
    toy_data: Path, open_page: OpenPage
) -> None:
    app = open_page("what_if", pack="toy")
    assert not app.exception
    assert "Nothing changed yet" in saved_words(app)
    assert "Nothing is changed yet" in words_on(app)
    assert not app.error
    assert address(app) == {"pack": "toy"}
    assert any("pack=toy" in str(each.value) for each in app.code)  # the address to share


def test_a_kept_plan_opens_from_its_address_with_its_log(
    toy_data: Path, open_page: OpenPage, store: ScenarioStore, plan: Scenario
) -> None:
    store.add(plan)
    app = open_page("what_if", pack="toy", scenario="adas")
    assert not app.exception
    words = all_words(app)
    assert "Saved" in saved_words(app)
    assert "5 January 2026, 09:30, Ada" in words
    assert "A reason." in words
    assert (
        "1 small area with 300 residents moves from Northwest Network to Southwest Network" in words
    )


def test_checks_and_what_is_left_behind_are_told_against_the_baseline(
    toy_data: Path, open_page: OpenPage, store: ScenarioStore, plan: Scenario
) -> None:
    move = MoveUnits("icp", ("S11", "S12", "S21", "S22"), "PE")
    store.add(replace(plan, log=(Edit(move, "Ada", NOW, ""),)))
    words = all_words(open_page("what_if", pack="toy", scenario="adas"))
    assert "Places (by CCG) are as they were" in words
    assert "Southwest Network still belongs to West place, although all of its residents" in words
    assert "people outside its own parent" in words.split("Fails now: ")[1].split("</li>")[0]


def test_a_plan_that_is_not_there_is_said_with_ways_on(toy_data: Path, open_page: OpenPage) -> None:
    app = open_page("what_if", pack="toy", scenario="atlantis")
    assert not app.exception
    assert app.title[0].value == "This plan cannot be opened"
    assert "There is no such scenario here." in all_words(app)
    button(app, "Start from the baseline").click().run()
    assert "Nothing changed yet" in saved_words(app)
    assert "scenario" not in app.query_params


def test_an_example_opens_with_one_click_and_its_copy_is_kept_on_the_first_change(
    open_page: OpenPage, own_database: str
) -> None:
    app = open_page("what_if")
    button(app, "One CCG").click().run()
    assert not app.exception
    assert "An example" in saved_words(app)
    assert address(app)["scenario"] == "example:one-ccg"
    assert "Nottingham and Nottinghamshire CCG" in all_words(app)
    app.text_input[0].set_value("One CCG, but mine").run()
    assert "Saved" in saved_words(app)
    store = ScenarioStore.open(own_database)
    (kept,) = store.list("nottinghamshire-2019")
    assert kept.name == "One CCG, but mine"
    assert kept.branched_from is not None
    assert kept.branched_from.key == "one-ccg"
    assert address(app)["scenario"] == kept.key


def test_a_plan_that_is_nowhere_yet_is_only_called_otherwise(
    toy_data: Path, open_page: OpenPage, store: ScenarioStore
) -> None:
    app = open_page("what_if", pack="toy")
    app.text_input[0].set_value("My plan").run()
    assert app.text_input[0].value == "My plan"
    assert store.list("toy") == ()


def test_a_hostile_name_is_text_and_nothing_else(
    toy_data: Path, open_page: OpenPage, store: ScenarioStore, plan: Scenario
) -> None:
    hostile = RenameArea("pcn", "N1", HOSTILE[:120])
    edits = (*plan.log, Edit(hostile, HOSTILE[:100], NOW, HOSTILE), Rename("Ada", NOW, HOSTILE))
    store.add(replace(plan, log=edits))
    app = open_page("what_if", pack="toy", scenario="adas")
    assert not app.exception
    assert HOSTILE in all_words(app)
    assert all("<img" not in str(element.value) for element in app.get("html"))
    choose(app, "Open…")
    (label,) = [each.label for each in app.button if "onerror" in each.label]
    assert "\\<img" in label
    assert "\\*\\*bold" in label


def test_another_planners_change_is_a_notice_with_both_ways_out(
    toy_data: Path, open_page: OpenPage, store: ScenarioStore, plan: Scenario
) -> None:
    store.add(plan)
    app = open_page("what_if", pack="toy", scenario="adas")
    appended(store, plan, RenameArea("pcn", "N2", "Renamed by Priya"))
    app.text_input[0].set_value("Another name").run()
    assert not app.exception
    words = all_words(app)
    assert "Priya has changed this plan since:" in words
    assert "is now called Renamed by Priya" in words
    assert "Not saved" in saved_words(app)
    assert "Yours is kept as “Another name, version of Unnamed planner”." in words
    assert address(app)["mine"]
    app.run()
    assert "Priya has changed this plan since:" in all_words(app)
    button(app, "Make mine again on top of theirs").click().run()
    assert "It is called “Another name”." in all_words(app)
    assert "Saved" in saved_words(app)
    assert store.read("adas").scenario.name == "Another name"


def test_somebodys_change_is_offered_quietly(
    toy_data: Path, open_page: OpenPage, store: ScenarioStore, plan: Scenario
) -> None:
    store.add(plan)
    app = open_page("what_if", pack="toy", scenario="adas")
    appended(store, plan, RenameArea("pcn", "N2", "Renamed by Priya"))
    app.run()
    button(app, "Load the latest version").click().run()
    assert "Renamed by Priya" in all_words(app)
    assert "Load the latest version" not in [each.label for each in app.button]


def test_a_store_that_cannot_be_reached_is_said_and_the_plan_can_be_downloaded(
    toy_data: Path, open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a file").write_text("no folder")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'a file' / 'x.sqlite'}")
    app = open_page("what_if", pack="toy")
    assert not app.exception
    app = make_an_area(app)
    assert not app.exception
    assert "Not saved" in saved_words(app)
    words = all_words(app)
    assert "This plan is not saved." in words
    assert "1 change is only in this tab, and lost with it" in words
    assert "Save again" in [each.label for each in app.button]
    assert len(app.get("download_button")) == 3
    choose(app, "Download…")
    assert not app.exception
    assert len(app.get("download_button")) == 6
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'there.sqlite'}")
    button(app, "Save again").click().run()
    assert saved_words(app).split(">")[1].startswith("Saved")


def make_an_area(app: AppTest) -> AppTest:
    app.session_state["what-if more"] = True
    app.run()
    (name,) = [each for each in app.text_input if each.label == "Its name"]
    name.set_value("New Network").run()
    assert "New Network is new." in all_words(app)
    return button(app, "Apply").click().run()


def test_a_change_without_the_map_is_told_before_it_is_applied(
    toy_data: Path, open_page: OpenPage, store: ScenarioStore
) -> None:
    app = make_an_area(open_page("what_if", pack="toy"))
    assert not app.exception
    (kept,) = store.list("toy")
    assert kept.edits == 1
    assert "Saved" in saved_words(app)


def test_archived_plans_are_behind_a_switch(
    toy_data: Path, open_page: OpenPage, store: ScenarioStore, plan: Scenario
) -> None:
    store.add(plan)
    app = open_page("what_if", pack="toy", scenario="adas")
    choose(app, "Archive")
    assert "archived" in saved_words(app)
    choose(app, "Open…")
    labels = [each.label for each in app.button]
    assert not any("Ada" in label for label in labels)
    (switch,) = [each for each in app.toggle if each.label == "Archived plans too"]
    switch.set_value(True)
    choose(app, "Open…")
    assert any("Ada" in each.label for each in app.button)
    choose(app, "Reopen")
    assert "archived" not in saved_words(app)


def uploaded(app: AppTest, name: str, content: bytes) -> AppTest:
    choose(app, "Import…")
    (field,) = app.get("file_uploader")
    kind = "application/json" if name.endswith("json") else "text/csv"
    field.upload(name, content, kind)
    return choose(app, "Import…")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"unit_code,area_code\nS31,N1\n", "1 would move"),
        (b"\xef\xbb\xbfunit_code;area_code\r\nS31;N1\r\n", "parted by semicolons"),
        (b"practice_code,pcn_code\nP21,N1\n", "1 would move"),
    ],
)
def test_an_assignment_is_applied_only_when_asked(
    toy_data: Path, open_page: OpenPage, store: ScenarioStore, content: bytes, told: str
) -> None:
    app = uploaded(open_page("what_if", pack="toy"), "areas.csv", content)
    assert not app.exception
    assert told in all_words(app)
    assert "from Northwest Network to Southwest Network" in all_words(app)
    assert "are not named in the file and would stay: " in all_words(app)
    assert store.list("toy") == ()
    button(app, "Apply").click()
    choose(app, "Import…")
    (kept,) = store.list("toy")
    assert kept.edits == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"unit_code,area_code\nS3,N1\n", "There is no small area “S3”"),
        (b"unit_code,area_code\n1.00E+12,N1\n", "1.00E+12"),
        (b"unit_code,area_code\nS31,N77\n", "There is no primary care network “N77”"),
        (b"unit_code,area_code\nS31,N1\nS31,N2\n", "is in 2 rows"),
        (b"something,else\n1,2\n", "The first line must be"),
        (b"", "The first line must be"),
        (b"unit_code,area_code\n<script>alert(1)</script>,N1\n", "<script>"),
    ],
)
def test_a_damaged_assignment_is_told_row_by_row(
    toy_data: Path, open_page: OpenPage, store: ScenarioStore, content: bytes, told: str
) -> None:
    app = uploaded(open_page("what_if", pack="toy"), "areas.csv", content)
    assert not app.exception
    assert told in all_words(app)
    files = [each.label for each in app.get("download_button")]
    assert ("What becomes of each row (CSV)" in files) == ("first line" not in told)
    assert "Apply" not in [each.label for each in app.button]
    assert all("<script" not in str(element.value) for element in app.get("html"))
    assert store.list("toy") == ()


def test_a_plan_from_a_file_is_kept_when_asked(
    toy_data: Path, open_page: OpenPage, store: ScenarioStore, plan: Scenario
) -> None:
    app = uploaded(open_page("what_if", pack="toy"), "plan.json", scenario_text(plan).encode())
    assert not app.exception
    assert "“Ada's plan”: 1 edit." in all_words(app)
    assert store.list("toy") == ()
    button(app, "Apply: keep it as a plan").click()
    choose(app, "Import…")
    assert store.read("adas").scenario == plan
    assert address(app)["scenario"] == "adas"


def spoilt(plan: Scenario, **changes: object) -> bytes:
    return json.dumps({**json.loads(scenario_text(plan)), **changes}).encode()


def test_damaged_plans_are_refused_with_all_reasons(toy_data: Path, plan: Scenario) -> None:
    study = load_study("toy")
    whole = scenario_text(plan).encode()
    million = json.loads(scenario_text(plan))["log"] * 100_001
    for content, told in (
        (whole[:-40], "cut short"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"[]", "one JSON object"),
        (spoilt(plan, schema=99), "newer version"),
        (spoilt(plan, log=million), "can be opened"),
        (spoilt(plan, first_name="a\u202eb"), "cannot be seen"),
        (spoilt(plan, pack={"key": "elsewhere", "vintages": {}, "fingerprint": "0"}), "elsewhere"),
    ):
        with pytest.raises(ScenarioError) as raised:
            read_plan(study, content)
        assert told in " ".join(raised.value.faults)


def test_a_plan_of_another_edition_is_taken_over_with_a_report(
    toy_data: Path, plan: Scenario
) -> None:
    study = load_study("toy")
    old = replace(
        plan,
        pack=replace(plan.pack, fingerprint="0" * 32),
        log=(*plan.log, Edit(MoveUnits("pcn", ("S99",), "N1"), "Ada", NOW, "")),
    )
    opened, report = read_plan(study, scenario_text(old).encode())
    assert opened.scenario.key != plan.key
    assert len(opened.scenario.edits) == 1
    assert "another edition" in report[0]
    assert "1 edit was taken over, 1 edit was left out." in report[1]


def test_a_kept_plan_of_another_edition_can_be_taken_over(
    toy_data: Path, open_page: OpenPage, store: ScenarioStore, plan: Scenario
) -> None:
    store.add(replace(plan, pack=replace(plan.pack, fingerprint="0" * 32)))
    app = open_page("what_if", pack="toy", scenario="adas")
    assert not app.exception
    assert "another edition" in all_words(app)
    button(app, "Keep it as a plan for this edition").click().run()
    assert "Saved" in saved_words(app)
    assert len(store.list("toy")) == 2


def test_a_plan_that_is_kept_already_is_kept_beside_it(
    toy_data: Path, store: ScenarioStore, plan: Scenario, toy_pack: Pack
) -> None:
    store.add(plan)
    opened, report = read_plan(load_study("toy"), scenario_text(plan).encode())
    assert opened.scenario.key != plan.key
    assert opened.scenario.branched_from is not None
    assert "kept beside it" in report[0]
