"""Simpler outlines that still fit together.

Units are simplified as one coverage, so that neighbours keep identical edges: generalising one
polygon at a time would leave slivers and overlaps. The result is rounded to a fixed grid and
written in one canonical form, so that the same input gives the same bytes.
"""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.model import Fault
from geo.sources.errors import SourceError

TOLERANCE_METRES = 5.0
"""Corners of triangles smaller than this squared are dropped. The publication is generalised to
20 m already, so a larger tolerance saves next to nothing and moves more."""
DECIMALS = 1
"""Coordinates are rounded to this many decimals of a metre."""
MOST_CHANGE = 0.001
"""The total area may change by this share."""
FILE = "geometry.csv"


def simplify(geometry: NDArray[np.object_]) -> NDArray[np.object_]:
    """Simplify outlines together and round them to the grid.

    Args:
        geometry: shape (units,), valid polygons in EPSG:27700, metres.

    Returns:
        Shape (units,): a valid coverage of valid polygons with rings in canonical order.

    Raises:
        SourceError: the outlines do not fit together, or simplifying broke them or changed their
            total area too much.
    """
    if not shapely.coverage_is_valid(geometry):
        message = "The published outlines overlap, or neighbours do not share their edges exactly."
        raise SourceError([Fault(FILE, message)])
    simple = shapely.coverage_simplify(geometry, TOLERANCE_METRES)
    rounded: NDArray[np.object_] = shapely.normalize(shapely.transform(simple, _round))
    if not shapely.is_valid(rounded).all() or not shapely.coverage_is_valid(rounded):
        message = "Simplified outlines no longer fit together."
        raise SourceError([Fault(FILE, message)])
    before, after = float(shapely.area(geometry).sum()), float(shapely.area(rounded).sum())
    if abs(after - before) > MOST_CHANGE * before:
        message = f"Simplifying changed the total area from {before:,.0f} to {after:,.0f} m²."
        raise SourceError([Fault(FILE, message)])
    return rounded


def _round(points: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.round(points, DECIMALS)


def to_text(geometry: NDArray[np.object_]) -> list[str]:
    """Return each outline as well-known text, rounded, metres, easting before northing."""
    return [str(text) for text in shapely.to_wkt(geometry, rounding_precision=DECIMALS, trim=True)]
