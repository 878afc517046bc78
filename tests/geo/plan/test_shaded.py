"""What the map shades, for whole areas: the same figures as their profiles."""

from __future__ import annotations

import numpy as np
import pytest

from geo.export.data_tables import shaded_table
from geo.model import Pack
from geo.plan.shaded import Quotient, quotient

KEYS = ("density", "older", "younger", "deprivation", "registered", "own-pcn")


def test_an_areas_density_is_its_residents_on_its_land(toy_pack: Pack) -> None:
    units = toy_pack.layer("pcn").units_in("N1")
    shaded = quotient(toy_pack, "density", toy_pack.resident_date)
    assert shaded is not None
    size = toy_pack.units.area_km2[units].sum()
    assert shaded.of(units) == pytest.approx(600 / size)
    assert "mid-2019" in shaded.name


@pytest.mark.parametrize("key", KEYS)
def test_each_small_area_can_be_taken_away(toy_pack: Pack, key: str) -> None:
    shaded = quotient(toy_pack, key, toy_pack.resident_date)
    assert shaded is not None
    table = shaded_table(toy_pack, shaded)
    assert len(table.rows) == len(toy_pack.units)
    assert table.columns[3].heading == shaded.name


def test_people_count_and_not_small_areas() -> None:
    shaded = Quotient("Older", np.array([10.0, 0.0]), np.array([100.0, 900.0]))
    assert shaded.of(np.array([0, 1])) == pytest.approx(0.01)
    assert shaded.words(np.array([0])) == "10.0%"


def test_what_is_not_known_stays_unknown() -> None:
    shaded = Quotient("Older", np.array([10.0, np.nan]), np.array([100.0, 900.0]))
    assert shaded.of(np.array([0, 1])) is None
    assert shaded.words(np.array([0, 1])) == "unknown"
    assert Quotient("Older", np.zeros(1), np.zeros(1)).of(np.array([0])) is None


def test_a_fill_that_is_of_areas_has_no_quotient(toy_pack: Pack) -> None:
    assert quotient(toy_pack, "status-pcn-resident", toy_pack.resident_date) is None
