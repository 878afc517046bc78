"""The page Checks: what it says, and what happens when a planner changes something."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pack_files import spoil_cell, spoil_text
from tests.pages.conftest import OpenPage
from tests.pages.conftest import words_on as words_outside_tables
from tests.toy_county import write_toy_pack


@pytest.fixture
def toy(toy_data: Path, open_page: OpenPage) -> AppTest:
    return open_page("checks", pack="toy")


def words_on(app: AppTest) -> str:
    """Everything that the page says, with the sentences of the tiers, which stand in a table."""
    tables = [re.sub(r"<[^>]+>", " ", str(each.value)) for each in app.get("html")]
    return "\n".join([words_outside_tables(app), *map(unescape, tables)])


def table(app: AppTest) -> dict[str, dict[str, object]]:
    frame = app.dataframe[0].value
    return {str(row["code"]): row for row in frame.to_dict(orient="records")}


def box(app: AppTest, kind: str, label: str):
    (found,) = [element for element in app.get(kind) if element.label == label]
    return found


def test_it_says_first_what_is_possible_for_both_populations(toy: AppTest) -> None:
    assert not toy.exception
    words = words_on(toy)
    assert (
        "The 4 primary care networks could all be within 1,000 to 2,000: 6,000 residents "
        "(mid-2019) fit into 3 to 6. As drawn, 2 are within, 1 is below and 1 is above" in words
    )
    assert "6,000 patients on practices’ lists (April 2020)" in words


def test_a_missing_list_leaves_totals_unknown_and_names_the_practice(toy: AppTest) -> None:
    box(toy, "selectbox", "Practices’ lists of").select_index(1).run()
    assert not toy.exception
    words = words_on(toy)
    assert "Hilltop Surgery (P42) should have a list of July 2022 and has none" in words
    assert "1 is unknown (Northeast Network)" in words
    row = table(toy)["N4"]
    assert row["registered"] is None
    assert row["registered_status"] == "? Unknown"
    assert row["registered_off"] == "unknown, at least 1,200"


def test_the_table_holds_both_populations_of_each_area_of_the_system(toy: AppTest) -> None:
    rows = table(toy)
    assert set(rows) == {"N1", "N2", "N3", "N4"}
    assert (rows["N1"]["residents"], rows["N1"]["resident_off"]) == (600, "400 below")
    assert (rows["N2"]["residents"], rows["N2"]["resident_off"]) == (2400, "400 above")
    assert rows["N3"]["resident_status"] == "✓ Within"
    assert rows["N3"]["resident_off"] == "200 above the lower end"
    assert (rows["N1"]["registered"], rows["N3"]["registered"]) == (700, 900)


def test_what_needs_attention_comes_first_and_what_lies_outside_last(toy: AppTest) -> None:
    assert next(iter(table(toy))) == "N1"
    box(toy, "toggle", "Outside the system too").set_value(True).run()
    assert list(table(toy))[-1] == "N5"


def test_names_can_be_filtered_and_nothing_left_is_said(toy: AppTest) -> None:
    search = box(toy, "text_input", "Name or code contains")
    search.set_value("southW").run()
    assert set(table(toy)) == {"N1"}
    search.set_value("nowhere").run()
    assert "No area fits these filters." in words_on(toy)
    assert not toy.exception


def test_filters_by_status_and_parent(toy: AppTest) -> None:
    box(toy, "selectbox", "Belongs to").set_value("PE").run()
    assert set(table(toy)) == {"N3", "N4"}
    box(toy, "multiselect", "Status, of either population").set_value(["below"]).run()
    assert set(table(toy)) == {"N3"}


def test_another_published_band_is_marked_and_the_published_ones_are_one_click_away(
    toy: AppTest,
) -> None:
    assert box(toy, "button", "Use the published bands and dates").disabled
    box(toy, "selectbox", "A neighbourhood has").set_value(1).run()
    assert not toy.exception
    assert table(toy)["N2"]["resident_status"] == "✓ Within"
    assert "Not the published band" in words_on(toy)
    assert toy.query_params["band-neighbourhood"] == "500-2500"
    box(toy, "button", "Use the published bands and dates").click().run()
    assert "Not the published band" not in words_on(toy)
    assert table(toy)["N2"]["resident_status"] == "▲ Above"
    assert "band-neighbourhood" not in toy.query_params
    assert box(toy, "selectbox", "A neighbourhood has").value == 0


def test_a_band_of_ones_own(toy: AppTest) -> None:
    box(toy, "selectbox", "A neighbourhood has").set_value(2).run()
    box(toy, "number_input", "Lowest").set_value(600).run()
    assert table(toy)["N1"]["resident_status"] == "✓ Within"
    box(toy, "number_input", "Highest (empty: no upper end)").set_value(2_400).run()
    assert table(toy)["N2"]["resident_status"] == "✓ Within"
    assert "600 to 2,400 in each neighbourhood" in words_on(toy)


def test_a_band_without_an_upper_end(toy_data: Path, open_page: OpenPage) -> None:
    app = open_page("checks", **{"pack": "toy", "band-neighbourhood": "600-"})
    assert not app.exception
    assert "600 or more in each neighbourhood" in words_on(app)
    assert box(app, "number_input", "Highest (empty: no upper end)").value is None
    assert table(app)["N2"]["resident_status"] == "✓ Within"


def test_swapped_ends_give_a_sentence_and_keep_the_last_band(toy: AppTest) -> None:
    box(toy, "selectbox", "A neighbourhood has").set_value(2).run()
    box(toy, "number_input", "Lowest").set_value(3_000).run()
    assert not toy.exception
    (error,) = toy.error
    assert error.value == (
        "The lowest (3,000) is above the highest (2,000). Until one of them is changed, the band "
        "stays 1,000 to 2,000."
    )
    assert table(toy)["N1"]["resident_off"] == "400 below"


def test_the_address_carries_dates_and_bands(toy_data: Path, open_page: OpenPage) -> None:
    app = open_page(
        "checks",
        **{"pack": "toy", "residents": "2020-06-30", "band-neighbourhood": "500-2500"},
    )
    assert table(app)["N1"]["residents"] == 640
    assert "Not the published band" in words_on(app)


@pytest.mark.parametrize(
    "address",
    [
        {"band-neighbourhood": "9-1"},
        {"band-neighbourhood": "many"},
        {"residents": "1066-10-14"},
        {"lists": "<script>"},
    ],
)
def test_an_address_that_means_nothing_is_passed_over(
    toy_data: Path, open_page: OpenPage, address: dict[str, str]
) -> None:
    app = open_page("checks", pack="toy", **address)
    assert not app.exception
    assert table(app)["N1"]["residents"] == 600


def test_areas_without_a_band_are_listed_too(toy: AppTest) -> None:
    box(toy, "button_group", "Areas").set_value("others").run()
    assert not toy.exception
    assert set(table(toy)) == {"DE", "DW"}
    assert "resident_status" not in table(toy)["DE"]


def test_the_layer_and_the_order_stand_in_the_address(toy: AppTest) -> None:
    box(toy, "button_group", "Areas").set_value("icp").run()
    assert toy.query_params["areas"] == "icp"
    box(toy, "selectbox", "Sort by").select("Name").run()
    assert toy.query_params["sort"] == "name"
    box(toy, "button_group", "Areas").set_value("pcn").run()
    assert "areas" not in toy.query_params
    box(toy, "button_group", "Areas").set_value("others").run()
    box(toy, "selectbox", "Areas without a band").select("unit").run()
    assert not toy.exception
    assert toy.query_params["areas"] == "unit"
    assert len(table(toy)) == 20


@pytest.mark.parametrize(("asked", "codes"), [("district", {"DE", "DW"}), ("atlantis", None)])
def test_a_link_opens_a_layer(
    toy_data: Path, open_page: OpenPage, asked: str, codes: set[str] | None
) -> None:
    app = open_page("checks", pack="toy", areas=asked, sort="registered")
    assert not app.exception
    assert set(table(app)) == (codes or {"N1", "N2", "N3", "N4"})
    if codes is None:
        assert next(iter(table(app))) == "N2"


def test_findings_open_the_map_at_their_place(
    toy_data: Path, tmp_path: Path, open_page: OpenPage
) -> None:
    write_toy_pack(tmp_path / "toy", network={"S11": "N2"})
    app = open_page("checks", pack="toy")
    assert not app.exception
    links = {link.proto.label: link.proto.query_string for link in app.get("page_link")}
    (query,) = {query for label, query in links.items() if label.startswith("Open Northwest")}
    assert "area=pcn%3AN2" in query
    assert "show=S11" in query
    assert "layers=pcn" in query
    assert "pack=toy" in query


def test_no_findings_are_said(toy: AppTest) -> None:
    box(toy, "button_group", "Areas").set_value("ics").run()
    assert "Nothing to report" in words_on(toy)


def test_the_pack_that_ships(open_page: OpenPage) -> None:
    app = open_page("checks")
    assert not app.exception
    words = words_on(app)
    assert (
        "The 20 primary care networks cannot all be within 30,000 to 50,000: 1,043,665 residents "
        "(mid-2019) would need 21 to 34." in words
    )
    assert "Mid-Nottinghamshire is 5,769 below." in words
    assert (
        "Boulevard Medical Centre (C84650) should have a list of April 2020 and has none" in words
    )
    assert "Hucknall Central" in words
    assert len(table(app)) == 20


def test_a_damaged_pack_shows_every_fault_and_the_way_back(
    toy_data: Path, open_page: OpenPage
) -> None:
    spoil_cell(toy_data, "residents.csv", 2, "all_ages", "-5")
    spoil_text(toy_data, "pack.toml", 'title = "', 'titel = "')
    app = open_page("checks", pack="toy")
    assert not app.exception
    assert "The data pack “toy” cannot be used" in app.title[0].value
    faults = app.table[0].value
    assert {"pack.toml", "residents.csv"} <= set(faults["File"])
    (link,) = app.get("link_button")
    assert link.proto.label == "Open the pack that ships with the application"
    back = open_page("checks")
    assert back.title[0].value == "Does each area fit its band?"


def test_a_pack_that_does_not_exist(toy_data: Path, open_page: OpenPage) -> None:
    app = open_page("checks", pack="atlantis")
    assert not app.exception
    assert app.title[0].value == "There is no data pack called “atlantis”"
