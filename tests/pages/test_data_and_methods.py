"""The page Data and methods: where figures come from, how sure they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.model import Pack
from tests.pack_files import spoil_rows
from tests.pages.conftest import OpenPage, words_on


@pytest.fixture
def toy(toy_data: Path, open_page: OpenPage) -> AppTest:
    return open_page("data_and_methods", pack="toy")


def test_it_says_what_there_is_and_whether_it_adds_up(toy: AppTest) -> None:
    assert not toy.exception
    words = words_on(toy)
    assert "20 small areas" in words
    assert "with 4 more around them for context" in words
    assert "2 totals were compared with the publishers' own: 1 agrees and 1 differs" in words


def test_vintages_stand_in_the_first_table(toy: AppTest) -> None:
    first = toy.table[0].value
    assert "mid-2019 and mid-2020" in str(first["Of"].tolist())
    assert "No list of July 2022: Hilltop Surgery (P42)" in str(first["How sure"].tolist())


def test_how_networks_were_derived_is_counted_from_the_pack(toy: AppTest) -> None:
    words = words_on(toy)
    assert "In 1 of 20 small areas another network leads among the patients" in words
    assert "In 1 fewer than half of the patients are with their own network" in words
    weakest = toy.dataframe[0].value.iloc[0]
    assert (weakest["Code"], weakest["Leading network"]) == ("S33", "Northwest Network")
    assert weakest["With its own"] == pytest.approx(120 / 330)


def test_practices_without_a_list_say_why(toy: AppTest) -> None:
    words = words_on(toy)
    assert "July 2022: 8 practices with a list" in words
    assert "1 closed, 1 dormant and 1 without the list that there should be" in words
    rows = toy.dataframe[1].value.set_index("Code")
    assert rows.loc["P42", "List, July 2022"] == "unknown (missing)"
    assert rows.loc["P22", "List, July 2022"] == "closed"
    assert rows.loc["P23", "Took over from"] == "Old Forge Surgery (P22)"
    assert "P11" not in rows.index


def test_all_practices_can_be_shown(toy: AppTest) -> None:
    (which,) = [group for group in toy.get("button_group") if group.label == "Practices"]
    which.set_value("All practices").run()
    assert len(toy.dataframe[1].value) == 11


def test_the_reconciliation_shows_what_differs_and_on_request_all(toy: AppTest) -> None:
    assert toy.dataframe[2].value["Explanation"].tolist() == ["Rounded by hand."]
    (which,) = [group for group in toy.get("button_group") if group.label == "Totals"]
    which.set_value("All").run()
    assert toy.dataframe[2].value["Difference"].tolist() == [0, -1]


def test_what_was_left_out_is_counted(toy: AppTest) -> None:
    rows = toy.dataframe[3].value
    assert rows["Rows"].tolist() == [3, 1]
    assert rows["People"].isna().tolist() == [False, True]


def test_nothing_differs_and_nothing_left_out_are_said(toy_data: Path, open_page: OpenPage) -> None:
    spoil_rows(toy_data, "reconciliation.csv", lambda rows: rows[:2])
    spoil_rows(toy_data, "left_out.csv", lambda rows: rows[:1])
    words = words_on(open_page("data_and_methods", pack="toy"))
    assert "1 total was compared with the publishers' own: 1 agrees." in words
    assert "No total differs." in words
    assert "Nothing was left out." in words


def test_the_pack_that_ships(open_page: OpenPage, pack: Pack) -> None:
    app = open_page("data_and_methods")
    assert not app.exception
    words = words_on(app)
    for caution in pack.cautions:
        assert caution in words
    sources = str(app.table[1].value.to_dict())
    for source in pack.sources:
        assert source.attribution in sources
        assert source.licence in sources
    assert "more could not be compared, since a figure is unknown" in words
