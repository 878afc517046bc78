"""What a plan changes for each postcode and practice, recomputed another way and read back."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import shapely

from geo.export.affected import affected_csv, affected_notes, affected_page, affected_table
from geo.export.affected.answers import find_answers
from geo.model import Pack, PackError
from geo.pack import SHIPPED, data_folder, read_pack
from geo.plan.edits import Change, CreateArea, MoveArea, MovePractices, MoveUnits, RenameArea
from geo.plan.state import State
from tests.example_scenarios import EXAMPLES
from tests.geo.plan.plans import edited, toy_plan
from tests.toy_county import spoil_text, write_toy_pack

CONTACT = "Ada Planner\n0115 496 0000"
MOST_BYTES = 600_000
SAMPLE = 400
NEAR_METRES = 30.0
"""Outlines are simplified: a postcode this near to a border may lie on its other side."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_toy_pack(tmp_path_factory.mktemp("affected") / "toy")


@pytest.fixture(scope="module")
def county(folder: Path) -> Pack:
    return read_pack(folder)


def states(pack: Pack, *changes: Change) -> tuple[State, State]:
    return State.of(pack), edited(toy_plan(pack), *changes).state


def read(content: bytes) -> dict[str, dict[str, str]]:
    """The rows of a table by postcode."""
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return {row["Postcode"]: row for row in rows}


def data_of(page: bytes) -> dict[str, Any]:
    found = re.search(rb'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def told_by(data: dict[str, Any], postcode: str) -> dict[str, tuple[str | None, str | None]]:
    """What the page's data say of a postcode: (now, then) by layer."""
    outward, inward = postcode.split(" ")
    (number,) = [
        number
        for number, inwards in data["postcodes"][outward].items()
        if inward in {inwards[at : at + 3] for at in range(0, len(inwards), 3)}
    ]
    places = data["answers"][int(number)]
    return {
        layer["key"]: tuple(
            None if place < 0 else layer["areas"][place] for place in places[2 * row : 2 * row + 2]
        )
        for row, layer in enumerate(data["layers"])
    }


@pytest.mark.parametrize("example", EXAMPLES)
def test_answers_agree_with_points_in_polygons(pack: Pack, example: Callable[..., Any]) -> None:
    before, after = State.of(pack), example(pack).state
    found = read(affected_csv(before, after))
    data = data_of(affected_page(before, after, "A plan", CONTACT))
    with (data_folder() / SHIPPED / "postcodes.csv").open(encoding="utf-8", newline="") as file:
        published = list(csv.DictReader(file))
    assert found.keys() == {row["postcode"] for row in published}
    tree = shapely.STRtree(pack.units.geometry)
    exact = 0
    for row in random.Random(20).sample(published, SAMPLE):
        point = shapely.Point(int(row["easting"]), int(row["northing"]))
        told = found[row["postcode"]]
        unit = pack.units.position[told["Small area code"]]
        assert unit in tree.query(point, predicate="dwithin", distance=NEAR_METRES)
        exact += unit in tree.query(point, predicate="intersects")
        by_page = told_by(data, row["postcode"])
        changing = []
        for key, (now, then) in by_page.items():
            expected = []
            for state in (before, after):
                layer = state.pack.layers[key]
                place = layer.area_of_unit[unit]
                expected.append(None if place < 0 else layer.areas[place])
            name = after.pack.layers[key].definition.singular
            heading = name[0].upper() + name[1:]
            none = "none" if name in ("primary care network", "district") else "none in this plan"
            for when, area in zip(("now", "under the proposal"), expected, strict=True):
                assert told[f"{heading}: code {when}"] == ("" if area is None else area.code)
                assert told[f"{heading}: name {when}"] == (none if area is None else area.name)
            assert [now, then] == [None if area is None else area.name for area in expected]
            was, will_be = [area and (area.code, area.name) for area in expected]
            changes = was != will_be
            assert told[f"{heading}: changes"] == ("yes" if changes else "no")
            changing.append(changes)
        assert told["Anything changes"] == ("yes" if any(changing) else "no")
    assert exact >= 0.97 * SAMPLE


def test_one_ccg_changes_the_ccg_of_the_system_and_nobody_elses(pack: Pack) -> None:
    one_ccg = EXAMPLES[0](pack).state
    answers = find_answers(State.of(pack), one_ccg)
    bassetlaw = set(pack.layer("ccg").units_in("02Q").tolist())
    same = {unit for unit, told in enumerate(answers.of_units["ccg"]) if not told.changes}
    assert same == bassetlaw
    assert not any(told.changes for told in answers.of_units["pcn"])
    kept = {
        practice.code
        for practice, told in zip(pack.practices, answers.of_practices["ccg"], strict=True)
        if not told.changes
    }
    assert kept == {each.code for each in pack.practices if each.areas.get("ccg") == "02Q"}


def test_a_moved_unit_changes_its_own_postcode_only(county: Pack, folder: Path) -> None:
    rows = read(affected_csv(*states(county, MoveUnits("pcn", ("S31",), "N1")), folder))
    assert [code for code, row in rows.items() if row["Anything changes"] == "yes"] == ["TY3 1AA"]
    row = rows["TY3 1AA"]
    assert row["Primary care network: name now"] == "Northwest Network"
    assert row["Primary care network: name under the proposal"] == "Southwest Network"
    assert row["Primary care network: changes"] == "yes"
    assert row["CCG: changes"] == row["District: changes"] == "no"


def test_a_network_of_another_name_changes(county: Pack, folder: Path) -> None:
    rows = read(affected_csv(*states(county, RenameArea("pcn", "N1", "New Name")), folder))
    assert rows["TY1 1AA"]["Primary care network: changes"] == "yes"
    assert rows["TY1 1AA"]["Primary care network: code under the proposal"] == "N1"
    assert rows["TY1 3AA"]["Primary care network: changes"] == "no"


def test_no_area_is_an_empty_code_and_the_word_none(county: Pack, folder: Path) -> None:
    rows = read(affected_csv(*states(county, MoveUnits("pcn", ("S11",), None)), folder))
    row = rows["TY1 1AA"]
    assert row["Primary care network: code under the proposal"] == ""
    assert row["Primary care network: name under the proposal"] == "none"
    assert row["Primary care network: changes"] == "yes"


def test_another_layer_is_told_where_it_changes_and_only_there(county: Pack, folder: Path) -> None:
    def layers(*changes: Change) -> list[str]:
        return [each.key for each in find_answers(*states(county, *changes), folder).layers]

    usual = ["pcn", "icp", "ccg", "district", "ics"]
    assert layers() == usual
    assert layers(MoveUnits("icp_by_ccg", ("S11",), "PE")) == [*usual, "icp_by_ccg"]
    assert layers(MovePractices("icp_by_ccg", ("P11",), "PE")) == [*usual, "icp_by_ccg"]
    assert layers(RenameArea("ward", "W1W", "Millfield")) == [*usual, "ward"]


def test_a_practice_takes_its_patients_to_another_network_and_place(
    county: Pack, folder: Path
) -> None:
    answers = find_answers(*states(county, MovePractices("pcn", ("P21",), "N3")), folder)
    changed = {
        key: [
            (practice.code, told.now and told.now.code, told.then and told.then.code)
            for practice, told in zip(county.practices, of_practices, strict=True)
            if told.changes
        ]
        for key, of_practices in answers.of_practices.items()
    }
    assert changed == {
        "pcn": [("P21", "N2", "N3")],
        "icp": [("P21", "PW", "PE")],
        "ccg": [],
        "ics": [],
    }
    assert not any(told.changes for homes in answers.of_units.values() for told in homes)


def test_a_network_with_another_parent_changes_the_place_of_its_practices_only(
    county: Pack, folder: Path
) -> None:
    answers = find_answers(*states(county, MoveArea("pcn", "N1", "PE")), folder)
    moved = [told for told in answers.of_practices["icp"] if told.changes]
    assert [told.now and told.now.code for told in moved] == ["PW", "PW"]
    assert not any(told.changes for told in answers.of_units["icp"])


def test_a_postcode_just_outside_has_no_row_and_the_page_knows_it(
    county: Pack, folder: Path
) -> None:
    before, after = states(county)
    assert "TY9 9ZZ" not in read(affected_csv(before, after, folder))
    page = affected_page(before, after, "A plan", CONTACT, folder)
    assert data_of(page)["postcodes"]["TY9"] == {"outside": "9ZZ"}


@pytest.mark.parametrize("code", ["01", "1E5", "1-2", "MAR1", "3-Mar", "TRUE", "2019-06-30"])
def test_a_code_that_a_spreadsheet_would_read_as_something_else_is_guarded(
    county: Pack, folder: Path, code: str
) -> None:
    new = (CreateArea("pcn", code, "New", "PW"), MoveUnits("pcn", ("S11",), code))
    before, after = states(county, *new)
    row = read(affected_csv(before, after, folder))["TY1 1AA"]
    assert row["Primary care network: code under the proposal"] == f"'{code}"
    table = affected_table(before, after, folder)
    column = [each.heading for each in table.columns].index(
        "Primary care network: code under the proposal"
    )
    assert code in [line[column] for line in table.rows]


def test_codes_of_the_shipped_pack_are_written_as_they_are(pack: Pack) -> None:
    state = State.of(pack)
    coded = [
        heading
        for heading in next(iter(read(affected_csv(state, state)).values()))
        if "code" in heading
    ]
    rows = read(affected_csv(state, state)).values()
    written = {row[heading] for row in rows for heading in coded}
    assert {"04K", "E01013810", "U10998"} <= written
    assert not [code for code in written if code.startswith("'")]


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+44", "-1", "@SUM(A1)"])
def test_a_name_is_never_a_formula(county: Pack, folder: Path, name: str) -> None:
    rows = read(affected_csv(*states(county, RenameArea("pcn", "N1", name)), folder))
    assert rows["TY1 1AA"]["Primary care network: name under the proposal"] == f"'{name}"


def test_the_notes_hold_cautions_dates_and_attributions(pack: Pack) -> None:
    text = affected_notes(State.of(pack), "One\nplan").decode()
    assert "“One plan”" in text
    assert all(caution in text for caution in pack.cautions)
    assert all(source.attribution in text for source in pack.sources)
    assert "Royal Mail" in text
    assert "Primary care networks: 1 December 2019" in text


def test_the_same_plans_give_the_same_bytes(county: Pack, folder: Path) -> None:
    change = MoveUnits("pcn", ("S31",), "N1")
    again = read_pack(folder)
    one, other = states(county, change), states(again, change)
    assert affected_csv(*one, folder) == affected_csv(*other, folder)
    assert affected_page(*one, "A", CONTACT, folder) == affected_page(*other, "A", CONTACT, folder)
    assert affected_notes(one[1], "A") == affected_notes(other[1], "A")


def test_plans_of_different_packs_are_refused(county: Pack, pack: Pack, folder: Path) -> None:
    with pytest.raises(ValueError, match="same pack"):
        affected_table(State.of(county), State.of(pack), folder)


def test_faulty_postcodes_are_told_and_not_guessed(tmp_path: Path) -> None:
    folder = write_toy_pack(tmp_path / "toy")
    county = read_pack(folder)
    spoil_text(folder, "postcodes.csv", "TY1 1AA", "somewhere")
    with pytest.raises(PackError, match=r"postcodes\.csv"):
        affected_table(*states(county), folder)


def test_every_page_is_small_and_loads_nothing(pack: Pack) -> None:
    for example in EXAMPLES:
        page = affected_page(State.of(pack), example(pack).state, "A plan", CONTACT)
        assert len(page) < MOST_BYTES
        assert not re.search(rb"https?:|//[a-z]|\ssrc=|<link|@import|url\(|cookie|Storage", page)


def test_the_policy_allows_only_the_pages_own_script_and_style(county: Pack, folder: Path) -> None:
    page = affected_page(*states(county), "A plan", CONTACT, folder).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy[1].split(";"))
    for tag, rule in (("script", "script-src"), ("style", "style-src")):
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert rules[rule] == f"'sha256-{digest}'"
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"


def test_no_text_of_anybody_opens_or_ends_an_element(county: Pack, folder: Path) -> None:
    hostile = "</script><!--<script>\u2028&\"'<img src=x onerror=alert(1)>"
    practices = tuple(replace(each, name=hostile) for each in county.practices)
    spoilt = replace(county, practices=practices, title=hostile)
    state = State.of(spoilt)
    page = affected_page(state, state, hostile + "\ud800", hostile, folder).decode()
    assert page.count("</script>") == 2
    assert page.count("<script") == 2
    assert "<img" not in page
    assert "<!--" not in page
    assert "\u2028" not in page.split('id="data">')[1].split("</script>")[0]
    data = data_of(page.encode())
    assert data["practices"][0]["name"] == data["area"] == data["contact"] == hostile


def test_practices_are_in_the_order_of_their_names_and_told_apart(
    county: Pack, folder: Path
) -> None:
    twice = tuple(
        replace(each, name="Old Forge Surgery") if each.code == "P23" else each
        for each in county.practices
    )
    state = State.of(replace(county, practices=twice))
    labels = [
        each["label"] for each in data_of(affected_page(state, state, "A", "", folder))["practices"]
    ]
    assert labels == sorted(labels, key=str.casefold)
    assert len(labels) == len(set(labels)) == len(county.practices)
    assert "Old Forge Surgery, TY4 2AA (P22)" in labels
    assert "Mill Lane Surgery, TY1 1AA" in labels


def test_a_name_written_from_right_to_left_leaves_the_postcode_in_its_place(
    county: Pack, folder: Path
) -> None:
    name = "\u202eمركز"
    named = (replace(county.practices[0], name=name), *county.practices[1:])
    state = State.of(replace(county, practices=named))
    labels = [
        each["label"] for each in data_of(affected_page(state, state, "A", "", folder))["practices"]
    ]
    assert f"\u2068{name}\u2069, TY1 1AA" in labels


def test_a_closed_practice_says_so_and_names_its_successor(county: Pack, folder: Path) -> None:
    state = State.of(county)
    standing = {
        each["name"]: each["standing"]
        for each in data_of(affected_page(state, state, "A", "", folder))["practices"]
    }
    assert "no longer open in July 2022" in standing["Old Forge Surgery"]
    assert "New Forge Surgery took its place." in standing["Old Forge Surgery"]
    assert "no longer open" in standing["Meadow Surgery"]
    assert standing["Hilltop Surgery"] == standing["Mill Lane Surgery"] == ""


def test_areas_of_one_name_are_told_apart_by_their_codes(county: Pack, folder: Path) -> None:
    before, after = states(
        county,
        RenameArea("pcn", "N1", "Another Network"),
        RenameArea("pcn", "N2", "Southwest Network"),
    )
    data = data_of(affected_page(before, after, "A", "", folder))
    assert told_by(data, "TY1 1AA")["pcn"] == ("Southwest Network (N1)", "Another Network")
    assert told_by(data, "TY3 1AA")["pcn"] == ("Northwest Network", "Southwest Network (N2)")


def test_the_example_of_a_postcode_is_a_practices_in_the_system(pack: Pack) -> None:
    state = State.of(pack)
    example = data_of(affected_page(state, state, "A", ""))["example"]
    assert example in {each.postcode for each in pack.practices if "ics" in each.areas}
