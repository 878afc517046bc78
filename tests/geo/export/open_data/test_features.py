"""Feature tables: names that fit a Shapefile, and shapes that run the right way round."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from geo.export.open_data.content import OpenData
from geo.export.open_data.features import SHORT, right_handed, short_names


def test_short_names_differ_whatever_their_case() -> None:
    names = ["area_of_interest", "area_of_influence", "AREA_OF_IN", "code"]
    short = short_names(names, taken=["code"])
    assert short == ["area_of_in", "area_of_i2", "AREA_OF_I3", "code2"]


def test_every_table_has_names_that_differ_and_fit(toy: OpenData) -> None:
    for table in toy.tables:
        short = [field.short for field in table.fields]
        assert all(len(name) <= SHORT for name in short)
        assert len({name.casefold() for name in short}) == len(short)
        assert len({field.name for field in table.fields}) == len(table.fields)
        assert {table.code, table.name} <= {field.name for field in table.fields}
        assert all(len(row) == len(table.fields) for row in table.rows)


def test_no_column_of_people_is_without_a_label(toy: OpenData) -> None:
    for table in toy.tables:
        for field in table.fields:
            if "count" in field.name or field.meaning.startswith(("Resid", "Regist")):
                assert field.name.startswith(
                    ("resident", "registered", "living_inside", "residents", "list_")
                )


def test_a_shape_is_turned_the_right_way_round_and_an_empty_one_is_none() -> None:
    clockwise = shapely.box(0, 0, 1, 1, ccw=False)
    turned, empty = right_handed(np.array([clockwise, shapely.Polygon()], dtype=object))
    assert turned.exterior.is_ccw
    assert empty is None


def test_a_column_that_is_not_there_is_refused(toy: OpenData) -> None:
    with pytest.raises(ValueError, match="not in list"):
        toy.units.column("people")


def test_a_layer_that_the_plan_changes_says_so(toy: OpenData, hostile: OpenData) -> None:
    def about(data: OpenData, key: str) -> str:
        return next(table.about for table in data.tables if table.key == key)

    assert "Changed by this plan" in about(hostile, "pcn")
    assert "Changed by this plan" not in about(hostile, "district")
    assert "Changed by this plan" not in about(toy, "pcn")
