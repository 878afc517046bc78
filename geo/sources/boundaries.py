"""Outlines of the units, from degrees to metres.

The Office for National Statistics publishes small areas generalised to 20 m and clipped to the
coast, as GeoJSON: longitude before latitude, in degrees of WGS84 (EPSG:4326). We measure and draw
in British National Grid (EPSG:27700).

Trap: libraries choose between several transformations according to what is installed on a computer,
metres apart. The formula of the Ordnance Survey is written out here so that everybody gets the same
coordinates, instead of asking geopandas to reproject what it has read.
"""

from __future__ import annotations

import warnings
from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import pyproj
import shapely
from numpy.typing import NDArray
from pyogrio.errors import DataLayerError, DataSourceError
from shapely.errors import GEOSException

from geo.model import Fault
from geo.sources.errors import some_codes
from geo.sources.publications import locate

SOURCE = "boundaries_2011"
PATH = "*/LSOA_Dec_2011_Boundaries_BGC.geojson"
WARDS_PATH = "*/Wards_Dec_2019_Boundaries_BGC.geojson"
UNIT_CODE = "LSOA11CD"
WARD_CODE = "WD19CD"
_DEGREES = 4326
"""EPSG code of longitude and latitude in WGS84."""

_DEGREES_TO_GRID = (
    "+proj=pipeline "
    "+step +proj=unitconvert +xy_in=deg +xy_out=rad "
    "+step +proj=cart +ellps=WGS84 "
    "+step +inv +proj=helmert +x=446.448 +y=-125.157 +z=542.06 +rx=0.15 +ry=0.247 +rz=0.842 "
    "+s=-20.489 +convention=position_vector "
    "+step +inv +proj=cart +ellps=airy "
    "+step +proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy"
)


def to_national_grid(geometry: NDArray[np.object_]) -> NDArray[np.object_]:
    """Reproject geometries from degrees (longitude, latitude) to (easting, northing) in metres.

    Args:
        geometry: shape (n,), EPSG:4326.

    Returns:
        Shape (n,), EPSG:27700. The transformation is good to about 2 metres.
    """
    pipeline = pyproj.Transformer.from_pipeline(_DEGREES_TO_GRID)

    def project(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(pipeline.transform(points[:, 0], points[:, 1]))

    projected: NDArray[np.object_] = shapely.transform(geometry, project)
    return projected


def read_outlines(sources: Path, faults: list[Fault]) -> dict[str, shapely.Geometry]:
    """Read the published outlines of the units.

    Returns:
        By unit code, ascending; polygons and multipolygons in EPSG:27700, metres. Empty where the
        file cannot be read.
    """
    features = _read_features(PATH, UNIT_CODE, sources, faults)
    if features is None:
        return {}
    codes = features[UNIT_CODE].to_numpy(dtype=str)
    geometry = to_national_grid(features.geometry.to_numpy(dtype=object))
    _check_outlines(codes, geometry, faults)
    outlines = dict(zip(codes.tolist(), geometry, strict=True))
    return {code: outlines[code] for code in sorted(outlines)}


def read_ward_codes(sources: Path, faults: list[Fault]) -> frozenset[str]:
    """Read the codes of all wards that have an outline in the study area.

    The outlines themselves are not used: they are generalised apart from those of the units, so
    the edges of the two do not coincide.
    """
    features = _read_features(WARDS_PATH, WARD_CODE, sources, faults)
    return frozenset(() if features is None else features[WARD_CODE])


def _read_features(
    path: str, code: str, sources: Path, faults: list[Fault]
) -> geopandas.GeoDataFrame | None:
    """Read codes and shapes (EPSG:4326) of a GeoJSON file in its order; None where at fault."""
    file = locate(path, sources, faults)
    if file is None:
        return None
    try:
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always", RuntimeWarning)
            features = geopandas.read_file(file, engine="pyogrio")
    except (DataSourceError, DataLayerError, GEOSException) as problem:
        faults.append(Fault(path, f"Not GeoJSON of outlines: {problem}"))
        return None
    if warned:
        # Of shapes that it cannot understand the library only warns, and leaves them out.
        faults.append(Fault(path, f"Not GeoJSON of outlines: {warned[0].message}"))
        return None
    if wrong := _find_wrong_form(features, code):
        faults.append(Fault(path, wrong))
        return None
    return features


def _find_wrong_form(features: pd.DataFrame, code: str) -> str:
    """Return what keeps a table from being outlines in degrees with a code each, or nothing."""
    if not isinstance(features, geopandas.GeoDataFrame) or code not in features.columns:
        had = ", ".join(str(column) for column in features.columns)
        return f"Not outlines with the property {code}. The file has: {had}."
    if features[code].isna().any():
        return f"There are outlines without the property {code}."
    if features.crs is None or features.crs.to_epsg() != _DEGREES:
        system = features.crs.to_string() if features.crs else "no stated system of coordinates"
        return f"The outlines are in {system}; EPSG:{_DEGREES} (degrees) is needed."
    return ""


def _check_outlines(
    codes: NDArray[np.str_], geometry: NDArray[np.object_], faults: list[Fault]
) -> None:
    unique, counts = np.unique(codes, return_counts=True)
    if (counts > 1).any():
        message = f"More than one outline for: {some_codes(unique[counts > 1])}."
        faults.append(Fault(PATH, message))
    polygonal = np.isin(shapely.get_type_id(geometry), [3, 6])
    wrong = ~polygonal | ~shapely.is_valid(geometry) | shapely.is_empty(geometry)
    if wrong.any():
        faults.append(Fault(PATH, f"Not a valid polygon: {some_codes(codes[wrong])}."))


def square_kilometres(geometry: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return the area of each geometry (EPSG:27700, metres) in square kilometres."""
    measured: NDArray[np.float64] = shapely.area(geometry) / 1_000_000
    return measured
