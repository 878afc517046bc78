"""The pack that ships can be read, and holds what its study area has."""

from __future__ import annotations

from datetime import date

import pytest
import shapely

from geo.model import Pack
from geo.pack import SHIPPED, data_folder, find_postcode, packs_in, read_pack


@pytest.fixture(scope="module")
def shipped() -> Pack:
    return read_pack(data_folder() / SHIPPED)


def test_every_pack_in_the_data_folder_can_be_read() -> None:
    names = packs_in(data_folder())
    assert SHIPPED in names
    assert [read_pack(data_folder() / name).key for name in names] == names


def test_the_shipped_pack_has_the_county_of_2019(shipped: Pack) -> None:
    assert len(shipped.units) == 679
    assert len(shipped.layers["ccg"].areas) == 7
    assert len(shipped.layers["district"].areas) == 8
    assert list(shipped.residents) == [date(2017, 6, 30), date(2019, 6, 30), date(2020, 6, 30)]
    assert shipped.list_dates == (date(2020, 4, 1), date(2022, 7, 1))


def test_its_outlines_meet_without_gaps_or_overlaps(shipped: Pack) -> None:
    county = shapely.coverage_union_all(shipped.units.geometry)
    assert shapely.area(shipped.units.geometry).sum() == pytest.approx(shapely.area(county))
    assert shapely.get_num_interior_rings(shapely.get_parts(county)).sum() == 0


def test_its_postcodes_can_be_searched() -> None:
    answer = find_postcode(data_folder() / SHIPPED, "ng156fq")
    assert answer.found is not None
    assert answer.found.postcode == "NG15 6FQ"
