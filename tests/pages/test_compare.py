"""The page Compare without a browser: what it holds against each other, and what it says of it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.model import Pack
from geo.pack import read_pack
from geo.plan.edits import Change, CreateArea, MovePractices, MoveUnits, RenameArea
from geo.plan.opened import new_scenario
from geo.store.scenario_store import ScenarioStore
from tests.pages.conftest import OpenPage, words_on
from tests.toy_county import spoil_text

NOW = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
HOSTILE = '<img src=x onerror="alert(1)"> **bold** =1+1'
MOVE = MoveUnits("pcn", ("S31", "S32"), "N1")


@pytest.fixture
def toy(toy_data: Path) -> Pack:
    return read_pack(toy_data)


def keep(database: str, pack: Pack, key: str, name: str, *made: Change) -> str:
    """Keep a scenario and return its plan key."""
    plan = new_scenario(pack, key, name)
    for change in made:
        plan = plan.edit(change, "Ada", NOW, "A reason.")
    store = ScenarioStore.open(database)
    store.add(plan.scenario)
    store.close()
    return f"kept:{key}"


def pieces(app: AppTest) -> str:
    """Everything that stands in HTML of ours, style sheets apart, as it is written."""
    values = (str(each.value) for each in app.get("html"))
    return "\n".join(value for value in values if "<style" not in value)


def told(app: AppTest) -> str:
    """Everything that the page says, tables too, without tags."""
    return f"{words_on(app)}\n{unescape(re.sub(r'<[^>]+>', ' ', pieces(app)))}"


def choice(app: AppTest, label: str):
    (found,) = [each for each in app.selectbox if each.label == label]
    return found


def test_nobody_has_chosen_so_the_baseline_stands_beside_the_first_example(
    open_page: OpenPage,
) -> None:
    app = open_page("compare")
    assert not app.exception
    assert choice(app, "Before").value == "baseline"
    assert choice(app, "After").value.startswith("example:")
    assert "117,459 residents move" in told(app)


def test_the_summary_comes_first_and_every_section_follows(open_page: OpenPage) -> None:
    app = open_page("compare", after="example:hucknall-follows-its-district")
    words = told(app)
    assert words.index("20 small areas with 35,664 residents move") < words.index("Before")
    assert [header.value for header in app.header] == [
        "Areas before and after",
        "Practices and patients",
        "Checks",
        "Who changes area",
        "Take it away",
    ]
    assert "2 checks fail now that did not before; 2 checks pass now" in words


def test_areas_are_told_before_and_after_with_signed_differences(
    open_page: OpenPage, toy: Pack, own_database: str
) -> None:
    plan = keep(own_database, toy, "adas", "Ada's plan", MOVE)
    tables = pieces(open_page("compare", pack="toy", after=plan))
    residents = tables[tables.index("Residents, mid-2019, before and after</caption>") :]
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", residents)
    south = next(re.split(r"<[^>]+>", row) for row in rows if row.startswith("Southwest Network"))
    assert [cell for cell in south if cell] == [
        *("Southwest Network", "PCN", "600", "1,200", "+600", "▼ Below by 400", "✓ Within"),
    ]


def test_no_table_mixes_residents_and_registered_patients(open_page: OpenPage) -> None:
    tables = re.findall(
        r"<table.*?</table>",
        pieces(open_page("compare", after="example:rushcliffe-as-three-neighbourhoods")),
        re.DOTALL,
    )
    assert len(tables) > 6
    for table in tables:
        head = unescape(table[: table.index("</thead>")]).lower()
        head = head.replace("living inside", "")
        assert not ("residents" in head and "patients" in head), head


def test_new_and_ended_areas_are_marked_in_words(open_page: OpenPage) -> None:
    words = told(open_page("compare", after="example:one-ccg"))
    assert "Nottingham and Nottinghamshire CCG (new)" in words
    assert "NHS Rushcliffe CCG (ended)" in words


def test_practices_that_move_stand_with_their_lists(
    open_page: OpenPage, toy: Pack, own_database: str
) -> None:
    plan = keep(own_database, toy, "adas", "Ada's plan", MovePractices("pcn", ("P21",), "N1"))
    words = told(open_page("compare", pack="toy", after=plan))
    assert re.search(r"P21\s+PCN: Northwest Network → Southwest Network[^\n]*?\s+1,500\s", words), (
        words
    )


def test_where_only_practices_move_one_map_says_who_goes_where(
    open_page: OpenPage, toy: Pack, own_database: str
) -> None:
    plan = keep(own_database, toy, "adas", "Ada's plan", MovePractices("pcn", ("P12",), "N3"))
    app = open_page("compare", pack="toy", after=plan, layer="pcn")
    assert not app.exception
    words = told(app)
    assert "1 practice changes primary care network" in words
    assert "The Wharf: Southwest Network → Southeast Network" in words
    assert "Hatched" not in words
    assert "hatched" not in words
    beside = open_page("compare", pack="toy", after=plan, layer="pcn", view="side")
    assert "The Wharf: Southwest Network → Southeast Network" in told(beside)
    assert "No small area changes area. Dots are the practices that do." in told(beside)
    assert "hatched" not in told(beside)


def test_the_table_of_practices_says_how_many_patients_live_where(
    open_page: OpenPage, toy: Pack, own_database: str
) -> None:
    plan = keep(own_database, toy, "adas", "Ada's plan", MovePractices("pcn", ("P12",), "N3"))
    words = told(open_page("compare", pack="toy", after=plan))
    assert "Patients who live in the area it leaves, July 2022" in words
    assert re.search(r"PCN: 1 to 4\s", words), words
    assert re.search(r"PCN: 0\s", words), words


def test_plans_of_one_name_are_told_apart_by_the_time(
    open_page: OpenPage, toy: Pack, own_database: str
) -> None:
    keep(own_database, toy, "one", "Twice", MOVE)
    keep(own_database, toy, "two", "Twice", MOVE)
    keep(own_database, toy, "three", "Once", MOVE)
    options = choice(open_page("compare", pack="toy"), "After").options
    assert [bool(re.search(r"\d\d:\d\d", each)) for each in options if "Twice" in each] == [
        True
    ] * 2
    (once,) = [each for each in options if "Once" in each]
    assert re.fullmatch(r"Once \(\d+ \w+ \d{4}\)", once)


def test_the_same_plan_twice_says_what_to_do(open_page: OpenPage) -> None:
    app = open_page("compare", before="example:one-ccg", after="example:one-ccg")
    assert not app.exception
    assert "The same plan twice" in told(app)
    assert "Choose another plan" in told(app)
    assert app.header == []


def test_plans_that_do_not_differ_say_so(open_page: OpenPage, toy: Pack, own_database: str) -> None:
    plan = keep(own_database, toy, "empty", "Nothing yet")
    app = open_page("compare", pack="toy", after=plan)
    assert not app.exception
    assert "Nothing differs" in told(app)


def test_a_pack_without_examples_and_scenarios_can_be_opened(
    open_page: OpenPage, toy: Pack
) -> None:
    app = open_page("compare", pack="toy")
    assert not app.exception
    assert choice(app, "After").value == "baseline"
    assert "Scenarios that you keep on the page What-if stand in both lists" in told(app)


def test_two_kept_scenarios_are_held_against_each_other(
    open_page: OpenPage, toy: Pack, own_database: str
) -> None:
    one = keep(own_database, toy, "one", "One plan", MOVE)
    other = keep(
        own_database, toy, "other", "Other plan", MOVE, CreateArea("pcn", "X1", "New", "PW")
    )
    words = told(open_page("compare", pack="toy", before=one, after=other))
    assert "From  One plan  to  Other plan" in words
    assert "New (new)" in words
    assert "small areas with" not in words


def test_an_address_that_asks_for_what_is_not_there_is_told(open_page: OpenPage) -> None:
    app = open_page("compare", after="example:atlantis", layer="moon", view="upside-down")
    assert not app.exception
    (warning,) = app.warning
    assert "the plan “atlantis”" in warning.value
    assert "the layer “moon”" in warning.value
    assert "the kind of map “upside-down”" in warning.value.replace("\\", "")


def test_choices_are_written_into_the_address(open_page: OpenPage) -> None:
    app = open_page("compare", layer="pcn")
    choice(app, "After").select("example:one-ccg").run()
    assert app.query_params["after"] == "example:one-ccg"
    assert "layer" not in app.query_params  # the layer worth seeing depends on the plans
    assert choice_of_layer(app).value == "ccg"
    choice_of_layer(app).select("icp").run()
    assert app.query_params["layer"] == "icp"


def choice_of_layer(app: AppTest):
    (found,) = [each for each in app.selectbox if each.label.startswith("Layer that the maps")]
    return found


def test_the_plans_can_be_swapped(open_page: OpenPage) -> None:
    app = open_page("compare", after="example:one-ccg")
    (swap,) = [each for each in app.button if each.label == "Swap"]
    swap.click().run()
    assert choice(app, "Before").value == "example:one-ccg"
    assert app.query_params["before"] == "example:one-ccg"
    assert app.query_params["after"] == "baseline"
    assert "NHS Rushcliffe CCG (new)" in told(app)


def test_a_scenario_that_changed_is_compared_anew(
    open_page: OpenPage, toy: Pack, own_database: str
) -> None:
    plan = keep(own_database, toy, "adas", "Ada's plan", MOVE)
    app = open_page("compare", pack="toy", after=plan)
    assert "Southwest Network rises from 600 to 1,200" in told(app)
    store = ScenarioStore.open(own_database)
    kept = store.read("adas")
    longer = new_scenario(toy, "adas", "Ada's plan").edit(MOVE, "Ada", NOW, "A reason.")
    longer = longer.edit(MoveUnits("pcn", ("S41",), "N1"), "Ada", NOW)
    store.append("adas", kept.version, longer.scenario.log[-1:])
    store.close()
    app.run()
    assert "Southwest Network rises from 600 to 1,600" in told(app)


def test_a_scenario_of_another_edition_is_refused_with_the_reason(
    open_page: OpenPage, toy: Pack, toy_data: Path, own_database: str
) -> None:
    plan = keep(own_database, toy, "adas", "Ada's plan", MOVE)
    spoil_text(toy_data, "units.csv", "Square 1-1", "Square one")
    app = open_page("compare", pack="toy", after=plan)
    assert not app.exception
    assert "This plan cannot be compared" in told(app)
    assert "another edition of the pack" in told(app)


def test_hostile_names_are_text_everywhere(
    open_page: OpenPage, toy: Pack, own_database: str
) -> None:
    plan = keep(own_database, toy, "adas", HOSTILE, RenameArea("pcn", "N1", HOSTILE), MOVE)
    app = open_page("compare", pack="toy", after=plan)
    assert not app.exception
    assert "<img" not in pieces(app)
    assert "&lt;img src=x" in pieces(app)
    for element in app.markdown:
        assert HOSTILE not in element.value


def test_dates_of_the_settings_are_used(open_page: OpenPage) -> None:
    app = open_page(
        "compare", after="example:hucknall-follows-its-district", residents="2020-06-30"
    )
    assert "mid-2020" in told(app)
    assert "mid-2019" not in told(app)


def test_the_maps_are_told_in_words(open_page: OpenPage) -> None:
    app = open_page("compare", after="example:hucknall-follows-its-district")
    assert "Small areas that change area</caption>" not in pieces(app)
    app.session_state["compare words"] = True
    app.run()
    assert "Small areas that change area</caption>" in pieces(app)
    assert "Before, the areas in the system are: Mid-Nottinghamshire" in told(app)
    assert "4 practices change integrated care provider (by CCG)" in told(app)


def test_a_database_that_cannot_be_reached_is_told_without_a_traceback(
    open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a file").write_text("no folder")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'a file' / 'x.sqlite'}")
    app = open_page("compare")
    assert not app.exception
    assert "The plans cannot be listed" in told(app)


def test_an_archived_scenario_can_still_be_opened_by_its_link(
    open_page: OpenPage, toy: Pack, own_database: str
) -> None:
    plan = new_scenario(toy, "adas", "Ada's plan").edit(MOVE, "Ada", NOW, "A reason.")
    store = ScenarioStore.open(own_database)
    store.add(plan.archive("Ada", NOW).scenario)
    store.close()
    app = open_page("compare", pack="toy", after="kept:adas")
    assert not app.warning
    assert choice(app, "After").value == "kept:adas"
    assert "Ada's plan (archived)" in choice(app, "After").options
    assert "Southwest Network rises from 600 to 1,200" in told(app)
