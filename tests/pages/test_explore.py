"""The page Explore without a browser: what links, searches and choices show."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import exploring
from tests.pages.conftest import OpenPage, words_on


@pytest.fixture
def toy(toy_data: Path, open_page: OpenPage) -> AppTest:
    return open_page("explore", pack="toy")


def all_words(app: AppTest) -> str:
    pieces = "\n".join(str(element.value) for element in app.get("html"))
    return f"{words_on(app)}\n{pieces}"


def search(app: AppTest, typed: str) -> AppTest:
    return app.text_input(key=exploring.FIND).set_value(typed).run()


def address(app: AppTest) -> dict[str, str]:
    return {
        name: values if isinstance(values, str) else ",".join(values)
        for name, values in app.query_params.items()
    }


def test_it_begins_with_how_to_begin_and_how_each_tier_stands(toy: AppTest) -> None:
    assert not toy.exception
    words = words_on(toy)
    assert "**Click an area**" in words
    assert "The 4 primary care networks could all be within 1,000 to 2,000" in words
    assert address(toy) == {"pack": "toy"}


def test_a_link_shows_the_area_with_both_populations_and_their_dates(
    toy_data: Path, open_page: OpenPage
) -> None:
    app = open_page("explore", pack="toy", area="pcn:N3", layers="pcn,district")
    assert not app.exception
    assert [header.value for header in app.header] == ["Southeast Network"]
    words = all_words(app)
    assert "Residents, mid-2019" in words
    assert "1,200" in words
    assert "April 2020" in words
    assert "part of East place" in words
    assert app.selectbox(key=exploring.AREA).value == "N3"


def test_choosing_from_the_lists_does_what_a_click_does(toy: AppTest) -> None:
    toy.selectbox(key=exploring.AREA).set_value("N2").run()
    assert [header.value for header in toy.header] == ["Northwest Network"]
    assert address(toy)["area"] == "pcn:N2"
    toy.selectbox(key=exploring.PICK).set_value("icp").run()
    assert [header.value for header in toy.header] == ["West place"]
    assert address(toy)["area"] == "icp:PW"


def test_every_tab_of_a_profile_has_its_facts(toy_data: Path, open_page: OpenPage) -> None:
    app = open_page("explore", pack="toy", area="pcn:N3")
    told = {
        "Practices": "Orchard Practice (P31)",
        "Overlaps": "Westbury",
        "Neighbours": "Northeast Network",
        "About": "How sure",
    }
    for tab, fact in told.items():
        app.session_state[exploring.TAB] = tab
        app.run()
        assert not app.exception
        assert fact in all_words(app)


def test_a_practice_without_a_list_says_why(toy_data: Path, open_page: OpenPage) -> None:
    app = open_page("explore", pack="toy", area="pcn:N4", lists="2022-07-01")
    assert "Hilltop Surgery (P42) should have a list of July 2022 and has none" in all_words(app)
    app.session_state[exploring.TAB] = "Practices"
    app.run()
    assert "missing: should have a list" in all_words(app)


@pytest.mark.parametrize("typed", ["TY3 3AA", "ty33aa", " ty3  3aa "])
def test_a_postcode_is_found_however_it_is_typed(toy: AppTest, typed: str) -> None:
    search(toy, typed)
    assert not toy.exception
    words = all_words(toy)
    assert "TY3 3AA" in words
    assert "Square 3-3" in words
    assert [header.value for header in toy.header] == ["Southeast Network"]
    assert "find" in address(toy)


def test_an_unknown_postcode_says_so_and_offers_near_ones(toy: AppTest) -> None:
    search(toy, "TY3 3ZZ")
    assert not toy.exception
    assert "There is no postcode TY3 3ZZ here" in words_on(toy)


def test_nothing_found_says_so_and_offers_what_is_spelt_alike(toy: AppTest) -> None:
    search(toy, "Westburry")
    assert "Nothing here is called “Westburry”. Did you mean Westbury or Eastbury?" in words_on(toy)
    search(toy, "<img src=x onerror=alert(1)>")
    assert not toy.exception
    assert "<img" not in "\n".join(str(element.value) for element in toy.get("html"))


def test_a_name_selects_its_area_and_draws_its_layer(toy: AppTest) -> None:
    search(toy, "westbury")
    assert [header.value for header in toy.header] == ["Westbury"]
    assert address(toy)["layers"] == "icp,pcn,district"


def test_a_practice_shows_its_list_and_its_network(toy: AppTest) -> None:
    search(toy, "P22")
    words = all_words(toy)
    assert "1,000 on its list, April 2020" in words
    assert [header.value for header in toy.header] == ["Northwest Network"]


def test_clearing_the_search_leaves_the_profile(toy: AppTest) -> None:
    search(toy, "westbury")
    next(button for button in toy.button if button.label == "Clear search").click().run()
    assert toy.text_input(key=exploring.FIND).value == ""
    assert "find" not in address(toy)
    assert [header.value for header in toy.header] == ["Westbury"]


def test_where_boundaries_disagree_names_the_people_and_the_places(toy: AppTest) -> None:
    toy.session_state[exploring.SIDE] = exploring.BETWEEN
    app = _as_if_clicked(toy)
    assert not app.exception
    words = all_words(app)
    assert "700 residents (mid-2019) live where" in words
    assert "Ward 3 east and Ward 4 east" in words
    assert "◆<span class='unseen'> in between</span> 700" in words


def _as_if_clicked(app: AppTest) -> AppTest:
    app.session_state[exploring.FIRST] = "ccg"
    app.session_state[exploring.SECOND] = "district"
    return app.run()


def test_a_link_to_a_comparison_reproduces_it(toy_data: Path, open_page: OpenPage) -> None:
    app = open_page("explore", pack="toy", compare="ccg,icp_by_ccg")
    assert not app.exception
    assert "line up" in all_words(app)


def test_hucknall_is_where_ccgs_and_districts_disagree(open_page: OpenPage) -> None:
    app = open_page("explore", compare="ccg,district", layers="ccg,district", shading="none")
    assert not app.exception
    words = all_words(app)
    assert "35,664 residents (mid-2019) in 20 small areas" in words
    assert app.subheader[0].value == "Hucknall"
    assert "46,883 residents (mid-2019)" in words


@pytest.mark.parametrize("typed", ["hucknall", "byron", "U06437", "C84001", "NG15 6FQ", "ng156fq"])
def test_what_planners_type_is_found_in_the_shipped_data(open_page: OpenPage, typed: str) -> None:
    app = search(open_page("explore"), typed)
    assert not app.exception
    assert not app.warning


def test_the_view_that_a_link_asks_for_is_what_the_next_link_says(
    toy_data: Path, open_page: OpenPage
) -> None:
    asked = {
        "pack": "toy",
        "layers": "district,ccg",
        "pick": "district",
        "area": "district:DW",
        "shading": "density",
        "practices": "yes",
        "find": "P22",
        "residents": "2020-06-30",
    }
    app = open_page("explore", **asked)
    assert not app.exception
    app.toggle(key=exploring.PRACTICES).set_value(False).run()
    app.toggle(key=exploring.PRACTICES).set_value(True).run()
    assert address(app) == asked
    assert "mid-2020" in all_words(app)


@pytest.mark.parametrize(
    "hostile",
    [
        {"layers": "<script>alert(1)</script>"},
        {"area": "pcn:<b>N1"},
        {"area": "pcn"},
        {"pick": "../../etc/passwd"},
        {"shading": "status-moon"},
        {"compare": "ccg,district,ward"},
        {"show": "," * 500},
        {"find": "<b>" * 200},
        {"find": "\x00\ufffd"},
        {"residents": "soon", "lists": "yesterday", "band-place": "9-1"},
        {"layers": "", "area": "", "pick": "", "show": ""},
    ],
)
def test_a_hostile_address_never_breaks_the_page(
    toy_data: Path, open_page: OpenPage, hostile: dict[str, str]
) -> None:
    app = open_page("explore", pack="toy", **hostile)
    assert not app.exception
    assert "<script>" not in "\n".join(str(element.value) for element in app.get("html"))
    assert app.selectbox(key=exploring.SHADING).value is not None


def test_what_an_address_cannot_have_is_told_in_one_box(
    toy_data: Path, open_page: OpenPage
) -> None:
    (told,) = open_page("explore", pack="toy", layers="moon").warning
    assert told.value.startswith("The address asks for the layer “moon”, which is not on offer")
    app = open_page("explore", pack="toy", layers="moon", shading="[x](y)", area="pcn:XX")
    (told,) = app.warning
    assert "- the layer “moon”" in told.value
    assert "- the area “pcn\\:XX”" in told.value
    assert "\\[x\\](y)" in told.value


@pytest.mark.parametrize("shading", ["status-resident", "density", "own-pcn", "areas", "none"])
def test_the_map_is_told_in_words(toy_data: Path, open_page: OpenPage, shading: str) -> None:
    app = open_page("explore", pack="toy", shading=shading, area="pcn:N1", practices="yes")
    app.session_state["explore words"] = True
    app.run()
    assert not app.exception
    words = all_words(app)
    assert "Lines: Places, by district" in words
    assert "Practices as circles" in words
    assert "Southwest Network has 600 residents (mid-2019)" in words
    assert "Far North Network (outside the system)" in words


def test_a_pack_without_wards_and_districts_still_works(
    toy_data: Path, open_page: OpenPage
) -> None:
    app = open_page("explore", pack="toy", pick="unit", area="unit:S33")
    assert not app.exception
    assert [header.value for header in app.header] == ["Square 3-3"]
