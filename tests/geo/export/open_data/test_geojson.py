"""GeoJSON by RFC 7946, held against a schema and by shapely."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import numpy as np
import pytest
import shapely

from geo.export.open_data.content import OpenData
from geo.export.open_data.features import right_handed
from geo.export.open_data.geojson import DECIMALS, geojson_files, in_wgs84

POSITION = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
RING = {"type": "array", "items": POSITION, "minItems": 4}
POLYGON = {"type": "array", "items": RING, "minItems": 1}
BBOX = {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4}


def geometry(kind: str, coordinates: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["type", "coordinates"],
        "properties": {"type": {"const": kind}, "coordinates": coordinates},
        "additionalProperties": False,
    }


FEATURE = {
    "type": "object",
    "required": ["type", "geometry", "properties"],
    "properties": {
        "type": {"const": "Feature"},
        "id": {"type": ["string", "number"]},
        "bbox": BBOX,
        "geometry": {
            "oneOf": [
                {"type": "null"},
                geometry("Point", POSITION),
                geometry("Polygon", POLYGON),
                geometry("MultiPolygon", {"type": "array", "items": POLYGON, "minItems": 1}),
            ]
        },
        "properties": {"type": ["object", "null"]},
    },
    "not": {"anyOf": [{"required": ["features"]}, {"required": ["coordinates"]}]},
}
COLLECTION = {
    "type": "object",
    "required": ["type", "features", "bbox", "attribution", "licence", "vintages"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "bbox": BBOX,
        "features": {"type": "array", "items": FEATURE},
    },
    "not": {
        "anyOf": [{"required": [name]} for name in ("crs", "geometry", "coordinates", "properties")]
    },
}
"""Sections 3 to 7 of RFC 7946, as far as areas and places need them."""


@pytest.fixture(scope="module")
def collections(hostile: OpenData) -> dict[str, Any]:
    return {path: json.loads(text) for path, text in geojson_files(hostile).items()}


def shapes_in(collection: dict[str, Any]) -> list[shapely.Geometry]:
    return [
        shapely.geometry.shape(feature["geometry"])
        for feature in collection["features"]
        if feature["geometry"] is not None
    ]


def test_there_is_one_file_for_each_table(collections: dict[str, Any], hostile: OpenData) -> None:
    assert set(collections) == {f"geojson/{table.key}.geojson" for table in hostile.tables}


def test_every_file_keeps_rfc_7946(collections: dict[str, Any]) -> None:
    for collection in collections.values():
        jsonschema.validate(collection, COLLECTION)


def test_outer_rings_run_anticlockwise_and_holes_clockwise(
    collections: dict[str, Any], with_a_hole: dict[str, Any]
) -> None:
    holes = 0
    for collection in (*collections.values(), with_a_hole):
        for shape in shapes_in(collection):
            for piece in shapely.get_parts(shape):
                if isinstance(piece, shapely.Polygon):
                    assert piece.exterior.is_ccw
                    assert not any(ring.is_ccw for ring in piece.interiors)
                    holes += len(piece.interiors)
    assert holes > 0


@pytest.fixture(scope="module")
def with_a_hole() -> dict[str, Any]:
    """A square with a hole, which no area of the toy county has."""
    square = shapely.box(450_000, 340_000, 453_000, 343_000)
    ring = square.difference(shapely.box(451_000, 341_000, 452_000, 342_000)).reverse()
    (shape,) = in_wgs84(right_handed(np.array([ring], dtype=object)))
    return {"features": [{"geometry": json.loads(shapely.to_geojson(shape))}]}


def test_places_are_longitude_and_latitude_to_a_centimetre(collections: dict[str, Any]) -> None:
    collection = collections["geojson/unit.geojson"]
    west, south, east, north = collection["bbox"]
    assert -1.3 < west < east < -1.1  # 450 km east on the British grid
    assert 52.9 < south < north < 53.1
    assert [west, south, east, north] == pytest.approx(
        shapely.total_bounds(shapes_in(collection)).tolist()
    )
    for shape in shapes_in(collection):
        for number in shapely.get_coordinates(shape).ravel().tolist():
            assert number == round(number, DECIMALS)


def test_borders_stay_shared(collections: dict[str, Any]) -> None:
    for key in ("unit", "pcn"):
        shapes = shapes_in(collections[f"geojson/{key}.geojson"])
        assert shapely.coverage_is_valid(shapes)


def test_an_area_without_units_and_a_practice_without_a_place_have_no_geometry(
    collections: dict[str, Any],
) -> None:
    for key, code in (("pcn", "X1"), ("practice", "P32")):
        features = {each["id"]: each for each in collections[f"geojson/{key}.geojson"]["features"]}
        assert features[code]["geometry"] is None
        assert "bbox" not in features[code]


def test_an_unknown_figure_is_null_beside_what_is_known(collections: dict[str, Any]) -> None:
    features = {each["id"]: each for each in collections["geojson/pcn.geojson"]["features"]}
    north_east = features["N4"]["properties"]
    assert north_east["registered_count"] is None
    assert north_east["registered_known"] is False
    assert north_east["registered_at_least"] == 1_200
    assert north_east["registered_missing"] == "P42"
    assert north_east["registered_band_status"] == "unknown"
    assert north_east["registered_date"] == "2022-07-01"
