"""GeoJSON by RFC 7946: one file for each table, WGS84, outer rings anticlockwise, no ``crs``.

Coordinates are (longitude, latitude) in degrees to seven decimals, about a centimetre. Licence and
attribution stand beside the features, as members that the standard allows and readers pass over.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.export.open_data.content import Files, OpenData, boundary_words
from geo.export.open_data.features import FeatureTable, Shapes, Value
from geo.maps.geometry_file import TO_WGS84

DECIMALS = 7


def geojson_files(data: OpenData) -> Files:
    """Return one file for each table."""
    return {f"geojson/{table.key}.geojson": geojson(data, table) for table in data.tables}


def geojson(data: OpenData, table: FeatureTable) -> bytes:
    """Return one table as a feature collection."""
    shapes = in_wgs84(table.shapes)
    names = [field.name for field in table.fields]
    codes = table.column(table.code)
    content: dict[str, Any] = {
        "type": "FeatureCollection",
        "title": f"{data.title}: {table.title}",
        "description": boundary_words(table),
        "attribution": list(data.attribution),
        "licence": list(data.licences),
        "vintages": {key: day.isoformat() for key, day in data.vintages.items()},
        "population_dates": {key: day.isoformat() for key, day in data.dates.items()},
        "fields": {field.name: field.meaning for field in table.fields},
    }
    if not all(shape is None for shape in shapes):
        content["bbox"] = [round(edge, DECIMALS) for edge in shapely.total_bounds(shapes).tolist()]
    content["features"] = [
        {
            "type": "Feature",
            "id": code,
            **({} if shape is None else {"bbox": list(shape.bounds)}),
            "geometry": None if shape is None else _geometry(shape),
            "properties": dict(zip(names, map(_plain, row), strict=True)),
        }
        for code, shape, row in zip(codes, shapes, table.rows, strict=True)
    ]
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def in_wgs84(shapes: Shapes, decimals: int = DECIMALS) -> Shapes:
    """Return shapes in EPSG:27700 as (longitude, latitude), rounded; None stays None.

    A corner that areas share is rounded alike for all of them, so that borders stay shared.
    """

    def turn(points: NDArray[np.float64]) -> NDArray[np.float64]:
        longitude, latitude = TO_WGS84.transform(points[:, 0], points[:, 1])
        return np.round(np.column_stack([longitude, latitude]), decimals)

    turned: Shapes = shapely.transform(shapes, turn)
    return turned


def _geometry(shape: shapely.Geometry) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(shapely.to_geojson(shape))
    return kept


def _plain(value: Value) -> str | int | float | bool | None:
    return value.isoformat() if isinstance(value, date) else value
