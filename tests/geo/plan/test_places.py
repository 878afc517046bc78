"""Searching as planners type."""

from __future__ import annotations

import pytest

from geo.model import Pack
from geo.plan.locating import locate_practices
from geo.plan.places import PlaceIndex, PlaceKind, areas_of_unit, fold, postcode_place


@pytest.fixture(scope="module")
def index(pack: Pack) -> PlaceIndex:
    return PlaceIndex(pack, locate_practices(pack))


def test_hucknall_is_a_place_of_four_wards_and_then_each_ward(index: PlaceIndex) -> None:
    town, *wards = index.find("hucknall")
    assert (town.kind, town.name, len(town.units)) == (PlaceKind.TOWN, "Hucknall", 20)
    assert [ward.name for ward in wards[:4]] == [
        "Hucknall Central",
        "Hucknall North",
        "Hucknall South",
        "Hucknall West",
    ]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("byron", "Byron PCN"),
        ("U06437", "Byron PCN"),
        ("u06437", "Byron PCN"),
        ("C84001", "Larwood Surgery"),
        ("04k", "NHS Nottingham City CCG"),
        ("ashfield", "Ashfield"),
        ("st anns", "St. Ann's"),
        ("hyson green & arb", "Hyson Green & Arboretum"),
        ("mansfield and ashfield", "NHS Mansfield and Ashfield CCG"),
        ("E01013810", "Nottingham 018A"),
        ("  Larwood   Surg ", "Larwood Surgery"),
    ],
)
def test_the_best_match_comes_first(index: PlaceIndex, typed: str, name: str) -> None:
    assert index.find(typed)[0].name == name


@pytest.mark.parametrize("typed", ["", "   ", "'; drop table", "<script>", "🤷", "x" * 5000])
def test_nonsense_finds_nothing_and_harms_nothing(index: PlaceIndex, typed: str) -> None:
    assert index.find(typed) == []


def test_a_misspelt_name_finds_names_spelt_almost_like_it(index: PlaceIndex) -> None:
    assert index.find("huknall") == []
    assert index.similar("huknall")[0].name == "Hucknall"


def test_a_ward_says_which_district_it_is_in(index: PlaceIndex) -> None:
    contexts = {place.name: place.context for place in index.find("sherwood")}
    assert contexts["Sherwood (Mansfield)"] == "Ward in Mansfield"


def test_a_postcode_becomes_a_place_with_an_area_in_each_layer(pack: Pack) -> None:
    unit = pack.layer("ward").units_in("E05010678")[0]
    place = postcode_place(pack, "NG15 0AA", (453_000.0, 349_000.0), pack.units.codes[unit])
    assert place.units == (unit,)
    areas = {layer.key: area for layer, area in areas_of_unit(pack, place.units[0])}
    assert areas["district"] is not None
    assert areas["district"].name == "Ashfield"
    assert postcode_place(pack, "NG15 0AB", (0.0, 0.0), None).units == ()


def test_towns_are_not_made_of_wards_that_only_sound_alike(toy_pack: Pack) -> None:
    index = PlaceIndex(toy_pack, locate_practices(toy_pack))
    towns = [place for place in index.places if place.kind is PlaceKind.TOWN]
    assert [(town.name, town.context) for town in towns] == [
        ("Ward 6", "Place in Northbury, 2 wards"),
        ("Ward 3", "Place in Westbury, 2 wards"),
        ("Ward 4", "Place in Westbury, 2 wards"),
    ]


def test_a_place_without_wards_in_the_data_still_has_areas_and_practices(toy_pack: Pack) -> None:
    index = PlaceIndex(toy_pack, locate_practices(toy_pack))
    assert index.find("southwest")[0].code == "N1"
    assert index.find("P32")[0].units == ()


def test_folding_ignores_capitals_accents_and_punctuation() -> None:
    assert fold("  St. Ann’s & Café ") == "st anns and cafe"
