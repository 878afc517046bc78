"""Feature tables as GDAL's drivers take them: columns of one type each, nulls apart, and WKB."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray

from geo.export.open_data.features import FeatureTable, Field, Kind, Value

GRID = "EPSG:27700"
_TYPES: Mapping[Kind, tuple[str, Value]] = {
    "text": ("object", None),
    "whole": ("int64", 0),
    "decimal": ("float64", np.nan),
    "date": ("datetime64[D]", None),
    "truth": ("bool", False),
}
"""How each kind of value is held, and what fills the place of one that is null."""


def write_layer(
    path: Path,
    driver: str,
    table: FeatureTable,
    names: Sequence[str],
    *,
    columns: Sequence[Sequence[Value]] | None = None,
    **options: Any,
) -> None:
    """Write a table as a layer of a file, which may have other layers already.

    Args:
        path: of the file.
        driver: GDAL's name of the format.
        table: what to write.
        names: of the columns, in the order of the table's fields.
        columns: their values where they are not the table's own.
        options: further ones of ``pyogrio.raw.write``.

    Raises:
        pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError,
        pyogrio.errors.FeatureError: it cannot be written.
    """
    columns = columns or [table.column(field.name) for field in table.fields]
    arrays = [_array(field, values) for field, values in zip(table.fields, columns, strict=True)]
    shapes, kind = table.shapes, "Point"
    if table.polygons:
        shapes, kind = np.array([_several(shape) for shape in shapes], dtype=object), "MultiPolygon"
    pyogrio.raw.write(
        path,
        shapely.to_wkb(shapes),
        [values for values, _ in arrays],
        list(names),
        [mask for _, mask in arrays],
        driver=driver,
        geometry_type=kind,
        crs=GRID,
        **options,
    )


def _array(field: Field, values: Sequence[Value]) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    dtype, filler = _TYPES[field.kind]
    missing = np.array([value is None for value in values], dtype=bool)
    filled = [filler if value is None else value for value in values]
    return np.array(filled, dtype=dtype), missing


def _several(shape: shapely.Geometry | None) -> shapely.Geometry | None:
    return shapely.MultiPolygon([shape]) if isinstance(shape, shapely.Polygon) else shape
