"""The toy county as it is read equals the toy county as it was drawn."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
import shapely

from geo.model import UNASSIGNED, Counts, ListState, Pack
from geo.pack import SHIPPED, pack_folder, packs_in, read_pack
from tests.toy_county import HOOK, SQUARES, row_of, write_toy_pack

MID_2019, MID_2020 = date(2019, 6, 30), date(2020, 6, 30)
APRIL_2020, JULY_2022 = date(2020, 4, 1), date(2022, 7, 1)


def sums(pack: Pack, layer_key: str, counts: Counts) -> dict[str, float]:
    layer = pack.layers[layer_key]
    return {area.code: counts[layer.units_in(area.code)].sum() for area in layer.areas}


def test_units_stand_in_the_order_of_their_codes(toy_pack: Pack) -> None:
    assert list(toy_pack.units.codes) == SQUARES
    assert toy_pack.units.names[toy_pack.units.position["S23"]] == "Square 2-3"


def test_four_squares_lie_outside_the_system(toy_pack: Pack) -> None:
    outside = np.flatnonzero(~toy_pack.units.in_system)
    assert [toy_pack.units.codes[unit] for unit in outside] == ["S61", "S62", "S63", "S64"]


def test_each_square_is_one_square_kilometre_at_its_place(toy_pack: Pack) -> None:
    assert shapely.area(toy_pack.units.geometry).tolist() == [1_000_000] * 24
    assert toy_pack.units.area_km2.tolist() == [1] * 24
    south_west = toy_pack.units.geometry[toy_pack.units.position["S23"]]
    assert south_west.bounds == (452_000, 341_000, 453_000, 342_000)


def test_an_unknown_decile_is_zero(toy_pack: Pack) -> None:
    deciles = toy_pack.units.deprivation_decile
    assert deciles[toy_pack.units.position["S64"]] == 0
    assert deciles[toy_pack.units.position["S31"]] == 3


def test_layers_keep_the_order_of_the_settings(toy_pack: Pack) -> None:
    assert list(toy_pack.layers) == [
        *("ics", "icp", "icp_by_ccg", "pcn", "district", "ccg", "single_ccg", "ward", "msoa"),
        "unit",
    ]


def test_each_unit_is_an_area_of_the_unit_layer(toy_pack: Pack) -> None:
    layer = toy_pack.layers["unit"]
    assert layer.area_codes_of_units() == SQUARES
    assert layer.areas[0].name == "Square 1-1"
    assert layer.areas[0].parent_code is None
    assert [area.in_system for area in layer.areas] == toy_pack.units.in_system.tolist()


def test_residents_add_up_by_hand(toy_pack: Pack) -> None:
    total = toy_pack.residents[MID_2019].total
    assert sums(toy_pack, "ccg", total) == {"01W": 3000, "02E": 3000, "03N": 2400}
    assert sums(toy_pack, "icp", total) == {"PW": 3700, "PE": 2300}
    assert sums(toy_pack, "pcn", total) == {
        "N1": 600, "N2": 2400, "N3": 1200, "N4": 1800, "N5": 2400,
    }  # fmt: skip
    assert toy_pack.residents[MID_2020].total.sum() == 8400 + 240


def test_ages_stand_in_the_order_of_the_bands(toy_pack: Pack) -> None:
    s31 = toy_pack.units.position["S31"]
    assert toy_pack.residents[MID_2019].by_age[s31].tolist() == [15] * 18 + [30]
    assert toy_pack.residents[MID_2020].by_age[s31].tolist() == [25] + [15] * 17 + [30]


def test_layers_of_the_system_leave_the_rest_unassigned(toy_pack: Pack) -> None:
    layer = toy_pack.layers["ics"]
    assert (layer.area_of_unit == UNASSIGNED).tolist() == (~toy_pack.units.in_system).tolist()


def test_the_hook_is_in_a_western_district_and_an_eastern_ccg(toy_pack: Pack) -> None:
    for square in HOOK:
        unit = toy_pack.units.position[square]
        assert toy_pack.layers["district"].area_codes_of_units()[unit] == "DW"
        assert toy_pack.layers["ccg"].area_codes_of_units()[unit] == "02E"


def test_registrations_follow_the_units(toy_pack: Pack) -> None:
    registrations = toy_pack.registrations
    assert registrations.date == JULY_2022
    assert registrations.patients.tolist() == [110 * row_of(square) for square in SQUARES]
    s33 = toy_pack.units.position["S33"]
    assert registrations.leading_pcn[s33] == "N2"
    assert (registrations.with_own_pcn[s33], registrations.with_leading_pcn[s33]) == (120, 180)


def test_a_leading_network_may_lie_outside_the_pack(toy_pack: Pack) -> None:
    registrations, s61 = toy_pack.registrations, toy_pack.units.position["S61"]
    assert registrations.leading_pcn[s61] == "N9"
    assert registrations.leading_pcn_name[s61] == "Next County Network"
    assert "N9" not in toy_pack.layer("pcn").position


def test_practices_have_their_places_areas_and_lists(toy_pack: Pack) -> None:
    assert toy_pack.list_dates == (APRIL_2020, JULY_2022)
    p23 = toy_pack.practice["P23"]
    assert (p23.predecessor, p23.place, p23.postcode) == ("P22", (451_500, 343_500), "TY4 2AA")
    assert p23.areas == {
        "ics": "TOY", "icp": "PW", "icp_by_ccg": "PW", "pcn": "N2", "ccg": "01W",
        "single_ccg": "99X",
    }  # fmt: skip
    assert p23.lists[APRIL_2020].state is ListState.NOT_YET_OPEN
    assert p23.lists[JULY_2022].patients == 1100
    assert toy_pack.practice["P32"].place is None
    assert toy_pack.practice["P42"].lists[JULY_2022].state is ListState.MISSING
    assert "pcn" not in toy_pack.practice["P90"].areas


def test_ages_of_lists_are_empty_where_not_published(toy_pack: Pack) -> None:
    lists = toy_pack.practice["P11"].lists
    assert lists[APRIL_2020].by_age["aged_30_to_74"] == 200
    assert lists[JULY_2022].by_age == {}


def test_bands_sources_and_accounts_are_read(toy_pack: Pack) -> None:
    assert toy_pack.published_bands["neighbourhood"].words == "1,000 to 2,000"
    assert len(toy_pack.bands) == 4
    assert [source.key for source in toy_pack.sources] == ["paper"]
    assert [line.difference for line in toy_pack.reconciliation] == [0, -1]
    assert [line.people for line in toy_pack.left_out] == [12, None]


def test_an_unknown_figure_is_not_a_number_and_not_nought(tmp_path: Path) -> None:
    pack = read_pack(write_toy_pack(tmp_path / "toy", residents={"S11": "unknown"}))
    assert np.isnan(pack.residents[MID_2019].total[0])
    assert np.isnan(pack.residents[MID_2019].by_age[0]).all()
    assert pack.residents[MID_2019].total[1] == 100


def test_the_pack_is_named_by_its_folder(toy_pack_folder: Path) -> None:
    assert read_pack(toy_pack_folder).key == "toy"
    assert packs_in(toy_pack_folder.parent) == ["toy"]


def test_the_data_folder_can_be_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from geo.pack import SHIPPED, data_folder

    monkeypatch.delenv("GEO_DATA", raising=False)
    assert (data_folder() / SHIPPED / "pack.toml").is_file()
    monkeypatch.setenv("GEO_DATA", str(tmp_path))
    assert data_folder() == tmp_path


def test_the_pack_that_ships_is_there_to_go_back_to_from_another_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEO_DATA", str(tmp_path))
    assert pack_folder("toy") == tmp_path / "toy"
    assert (pack_folder(SHIPPED) / "pack.toml").is_file()
    (tmp_path / SHIPPED).mkdir()
    assert pack_folder(SHIPPED) == tmp_path / SHIPPED
