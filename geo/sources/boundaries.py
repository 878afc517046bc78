"""Outlines of the units, from degrees to metres.

The Office for National Statistics publishes small areas generalised to 20 m and clipped to the
coast, as GeoJSON: longitude before latitude, in degrees of WGS84 (EPSG:4326). We measure and draw
in British National Grid (EPSG:27700).

Trap: libraries choose between several transformations according to what is installed on a computer,
metres apart. The formula of the Ordnance Survey is written out here so that everybody gets the same
coordinates.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray
from shapely.errors import GEOSException

from geo.model import Fault
from geo.sources.errors import some_codes
from geo.sources.publications import locate

SOURCE = "boundaries_2011"
PATH = "*/LSOA_Dec_2011_Boundaries_BGC.geojson"
WARDS_PATH = "*/Wards_Dec_2019_Boundaries_BGC.geojson"
UNIT_CODE = "LSOA11CD"
WARD_CODE = "WD19CD"

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
        By unit code, ascending; polygons and multipolygons in EPSG:27700, metres. Empty where a
        fault was added.
    """
    degrees = _read_features(PATH, UNIT_CODE, sources, faults)
    codes = np.array([code for code, _ in degrees])
    geometry = to_national_grid(np.array([shape for _, shape in degrees], dtype=object))
    _check_outlines(codes, geometry, faults)
    outlines = dict(zip(codes.tolist(), geometry, strict=True))
    return {code: outlines[code] for code in sorted(outlines)}


def read_ward_codes(sources: Path, faults: list[Fault]) -> frozenset[str]:
    """Read the codes of all wards that have an outline in the study area.

    The outlines themselves are not used: they are generalised apart from those of the units, so
    the edges of the two do not coincide.
    """
    return frozenset(code for code, _ in _read_features(WARDS_PATH, WARD_CODE, sources, faults))


def _read_features(
    path: str, code: str, sources: Path, faults: list[Fault]
) -> list[tuple[str, shapely.Geometry]]:
    """Read codes and shapes (EPSG:4326) of a GeoJSON file in its order; none where at fault."""
    file = locate(path, sources, faults)
    if file is None:
        return []
    try:
        collection = json.loads(file.read_text(encoding="utf-8"))
        system = str(collection.get("crs", {}).get("properties", {}).get("name", "CRS84"))
        features: list[tuple[str, shapely.Geometry]] = [
            (
                str(feature["properties"][code]),
                shapely.from_geojson(json.dumps(feature["geometry"])),
            )
            for feature in collection["features"]
        ]
    except (ValueError, KeyError, TypeError, AttributeError, GEOSException) as problem:
        message = f"Not GeoJSON of outlines with the property {code}: {problem!r}."
        faults.append(Fault(path, message))
        return []
    if "CRS84" not in system and "4326" not in system:
        faults.append(Fault(path, f"The outlines are in {system}; EPSG:4326 (degrees) is needed."))
        return []
    return features


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
