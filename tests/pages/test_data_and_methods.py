"""The page Data and methods: where figures come from, how sure they are."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.model import Pack
from tests.pack_files import spoil_rows
from tests.pages.conftest import OpenPage, words_on


@pytest.fixture
def toy(toy_data: Path, open_page: OpenPage) -> AppTest:
    return open_page("data_and_methods", pack="toy")


def tables_with(app: AppTest, caption: str) -> list[str]:
    return [each.value for each in app.get("html") if f">{caption}" in str(each.value)]


def test_it_says_what_there_is_and_whether_it_adds_up(toy: AppTest) -> None:
    assert not toy.exception
    words = words_on(toy)
    assert "20 small areas" in words
    assert "with 4 more around them for context" in words
    assert "2 totals were compared with the publishers’ own: 1 agrees and 1 differs" in words


def test_vintages_stand_in_the_first_table(toy: AppTest) -> None:
    (first,) = tables_with(toy, "What there is")
    assert "mid-2019 and mid-2020" in first
    assert "No list of July 2022: Hilltop Surgery (P42)" in first


def test_how_networks_were_derived_is_counted_from_the_pack(toy: AppTest) -> None:
    words = words_on(toy)
    assert "In 1 of 20 small areas another network leads among the patients" in words
    assert "In 1 fewer than half of the patients are with their own network" in words
    (weakest,) = tables_with(toy, "Small areas with the smallest share")
    first = weakest.split("</tr>")[1]
    assert "Square 3-3 (S33)" in first
    assert "Northwest Network" in first
    assert "36%" in first


def test_practices_without_a_list_say_why(toy: AppTest) -> None:
    words = words_on(toy)
    assert "July 2022: 8 practices with a list" in words
    assert "1 closed, 1 dormant and 1 without the list that there should be" in words
    (table,) = tables_with(toy, "Practices with their list")
    rows = {row.split("<td>")[1][:3]: row for row in table.split("</tr>")[1:-1]}
    assert "unknown (missing)" in rows["P42"]
    assert "closed" in rows["P22"]
    assert "Old Forge Surgery (P22)" in rows["P23"]
    assert "P11" not in rows


def test_all_practices_can_be_shown(toy: AppTest) -> None:
    (which,) = [group for group in toy.get("button_group") if group.label == "Practices"]
    which.set_value("All practices").run()
    (table,) = tables_with(toy, "Practices with their list")
    assert table.count("<tr>") == 1 + 11


def test_the_reconciliation_shows_what_differs_and_on_request_all(toy: AppTest) -> None:
    (table,) = tables_with(toy, "Totals of this data")
    assert table.count("<tr>") == 1 + 1
    assert "Rounded by hand." in table
    assert "−1" in table
    (which,) = [group for group in toy.get("button_group") if group.label == "Totals"]
    which.set_value("All").run()
    (table,) = tables_with(toy, "Totals of this data")
    assert table.count("<tr>") == 1 + 2


def test_what_was_left_out_is_counted(toy: AppTest) -> None:
    (table,) = tables_with(toy, "What was left out")
    assert '<td class="figure">12</td>' in table
    assert '<td class="figure">–</td>' in table


def test_nothing_differs_and_nothing_left_out_are_said(toy_data: Path, open_page: OpenPage) -> None:
    spoil_rows(toy_data, "reconciliation.csv", lambda rows: rows[:2])
    spoil_rows(toy_data, "left_out.csv", lambda rows: rows[:1])
    words = words_on(open_page("data_and_methods", pack="toy"))
    assert "1 total was compared with the publishers’ own: 1 agrees." in words
    assert "No total differs." in words
    assert "Nothing was left out." in words


def test_the_pack_that_ships(open_page: OpenPage, pack: Pack) -> None:
    app = open_page("data_and_methods")
    assert not app.exception
    words = words_on(app)
    for caution in pack.cautions:
        assert caution in words
    (sources,) = map(unescape, tables_with(app, "Publications, with"))
    for source in pack.sources:
        assert source.attribution in sources
        assert source.licence in sources
    (layers,) = tables_with(app, "Layers: how each")
    standing = {row.split("</th>")[0]: row for row in layers.split('<th scope="row">')[1:]}
    assert "<td>Proposed in a consultation</td>" in standing["Single merged CCG (proposed)"]
    assert "<td>Official</td>" in standing["Clinical commissioning groups"]
    assert "<td>Derived here</td>" in standing["Primary care networks"]
    (bands,) = tables_with(app, "Bands on offer")
    assert "2019, 1 October" not in bands
    assert "more could not be compared, since a figure is unknown" in words
    (which,) = [group for group in app.get("button_group") if group.label == "Totals"]
    which.set_value("All").run()
    (everything,) = app.dataframe
    assert len(everything.value) == len(pack.reconciliation)
