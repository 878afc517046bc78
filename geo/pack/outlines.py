"""Outlines: whether each is a sound polygon on the British National Grid, and all fit together."""

from __future__ import annotations

import re

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.pack.cells import rows_where
from geo.pack.tables import Table

_EASTINGS = 700_000
_NORTHINGS = 1_300_000
_DEGREES = 180
_NARROW = 0.5
"""Metres. A narrower gap between two units is an edge drawn twice, not land left out."""
_AREA_SHARE = 0.01
"""An outline may differ from its unit's area by this share. Simplifying changes no unit of the
shipped pack by more than 0.033 %, while 99 in 100 pairs of its units differ by more than 1 %."""
_POLYGON_TYPES = (3, 6)
_WHERE = re.compile(r"\[(-?[0-9.]+) (-?[0-9.]+)\]")
_REASONS = {
    "Self-intersection": "its edge crosses itself",
    "Ring Self-intersection": "its edge touches itself",
    "Hole lies outside shell": "a hole lies outside it",
    "Nested holes": "a hole lies inside another hole",
    "Nested shells": "one of its pieces lies inside another",
    "Duplicate Rings": "one of its rings stands there twice",
    "Interior is disconnected": "holes cut it apart",
    "Too few points in geometry component": "it has too few different points",
    "Invalid Coordinate": "a coordinate is not a number",
}


def off_grid(easting: NDArray[np.float64], northing: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return for each place whether it cannot be in EPSG:27700; False for NaN.

    That is so outside the British National Grid, and near its origin, in the open sea, where
    places end up whose coordinates are degrees.
    """
    outside = (easting < 0) | (easting > _EASTINGS) | (northing < 0) | (northing > _NORTHINGS)
    degrees = (np.abs(easting) <= _DEGREES) & (np.abs(northing) <= _DEGREES)
    return np.asarray(outside | degrees, dtype=bool)


def check_outlines(table: Table, shapes: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Report outlines that are no sound polygons on the British National Grid.

    Args:
        table: ``geometry.csv``.
        shapes: shape (rows,), the outline of each row, None where it could not be parsed.

    Returns:
        Shape (rows,), True for outlines that can be held against each other.
    """
    there = np.array([bool(cell) for cell in table["outline"]], dtype=bool)
    parsed = ~shapely.is_missing(shapes)
    for row in rows_where(there & ~parsed):
        table.fault(row, "outline is not well-known text that can be understood.")
    polygon = np.isin(shapely.get_type_id(shapes), _POLYGON_TYPES)
    for row in rows_where(parsed & ~polygon):
        table.fault(
            row,
            "outline is a {kind}, but must be a POLYGON or MULTIPOLYGON.",
            kind=shapes[row].geom_type.upper(),
        )
    empty = shapely.is_empty(shapes)
    for row in rows_where(polygon & empty):
        table.fault(row, "outline is empty.")
    raised = shapely.has_z(shapes)
    for row in rows_where(polygon & raised):
        table.fault(row, "outline has heights; only easting and northing are wanted.")
    usable = polygon & ~empty & ~raised
    usable &= _on_grid(table, shapes, usable)
    valid = shapely.is_valid(shapes)
    for row in rows_where(usable & ~valid):
        table.fault(row, "outline is not sound: {reason}.", reason=_reason(shapes[row]))
    return usable & valid


def _on_grid(
    table: Table, shapes: NDArray[np.object_], usable: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Report once, with an example, where coordinates are of another coordinate system."""
    bounds = shapely.bounds(shapes)
    west, south, east, north = bounds.T
    inside = (west >= 0) & (south >= 0) & (east <= _EASTINGS) & (north <= _NORTHINGS)
    degrees = usable & (np.abs(bounds) <= _DEGREES).all(axis=1)
    outside = usable & ~inside & ~degrees
    for astray, problem in (
        (degrees, "look like degrees (WGS84, EPSG:4326)"),
        (outside, "lie outside the grid's 0–700,000 metres east and 0–1,300,000 metres north"),
    ):
        rows = rows_where(astray)
        if rows:
            points = shapely.get_coordinates(shapes[rows[0]])
            x, y = points[off_grid(*points.T).argmax()]
            table.fault(
                rows[0],
                "outline is not in EPSG:27700 (British National Grid): its coordinates {problem}, "
                "for example {x} {y}.{others} Nothing is converted.",
                problem=problem,
                x=f"{x:.10g}",
                y=f"{y:.10g}",
                others=_others(len(rows) - 1),
            )
    return np.asarray(inside & ~degrees, dtype=bool)


def _others(count: int) -> str:
    if count == 0:
        return ""
    return " One other outline is too." if count == 1 else f" {count:,} other outlines are too."


def _reason(shape: shapely.Geometry) -> str:
    """Return in words why a polygon is invalid, and where."""
    said = shapely.is_valid_reason(shape)
    kind = _WHERE.sub("", said).strip()
    words = _REASONS.get(kind, kind.lower())
    if place := _WHERE.search(said):
        return f"{words} near {place[1]} east, {place[2]} north"
    return words


def check_coverage(
    table: Table, shapes: NDArray[np.object_], usable: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Report units that overlap or whose common edges differ.

    Args:
        table: ``geometry.csv``.
        shapes: shape (rows,), polygons in EPSG:27700.
        usable: shape (rows,), True for those that are sound.

    Returns:
        Shape (rows,), True for those that are sound and fit all their neighbours.
    """
    rows = rows_where(usable)
    sound = shapes[rows]
    if shapely.coverage_is_valid(sound, gap_width=_NARROW):
        return usable
    amiss = rows_where(~shapely.is_empty(shapely.coverage_invalid_edges(sound, gap_width=_NARROW)))
    suspects = sound[amiss]
    first, second = shapely.STRtree(suspects).query(suspects, predicate="intersects")
    told: set[int] = set()
    for one, other in zip(first.tolist(), second.tolist(), strict=True):
        if one >= other:
            continue
        overlap = shapely.area(shapely.intersection(suspects[one], suspects[other]))
        if overlap > 0 or not shapely.coverage_is_valid(suspects[[one, other]], gap_width=_NARROW):
            told |= {one, other}
            _tell_pair(table, rows[amiss[one]], rows[amiss[other]], float(overlap))
    for alone in sorted(set(range(len(amiss))) - told):
        table.fault(
            rows[amiss[alone]], "outline does not fit its neighbours: a common edge differs."
        )
    fitting = usable.copy()
    fitting[[rows[each] for each in amiss]] = False
    return fitting


def check_areas(
    table: Table,
    shapes: NDArray[np.object_],
    fitting: NDArray[np.bool_],
    area_km2: NDArray[np.float64],
) -> None:
    """Report outlines that enclose another area than their unit has: they are of other units.

    Args:
        table: ``geometry.csv``.
        shapes: shape (rows,), polygons in EPSG:27700.
        fitting: shape (rows,), True for those that nothing has been said of yet.
        area_km2: shape (rows,), square kilometres by ``units.csv``, NaN where not known.
    """
    enclosed = shapely.area(shapes) / 1_000_000
    with np.errstate(invalid="ignore"):
        astray = np.abs(enclosed - area_km2) > _AREA_SHARE * area_km2
    for row in rows_where(fitting & (area_km2 > 0) & astray):
        table.fault(
            row,
            "outline encloses {enclosed} km², but area_km2 in units.csv is {area}: one of the two "
            "is of another unit.",
            enclosed=f"{enclosed[row]:.6f}",
            area=f"{area_km2[row]:.6f}",
        )


def _tell_pair(table: Table, row: int, other: int, overlap: float) -> None:
    other_code = table["unit_code"][other]
    if overlap >= 1:
        table.fault(
            row,
            "outline overlaps that of {other} by {square_metres} square metres.",
            other=other_code,
            square_metres=f"{overlap:,.0f}",
        )
    else:
        table.fault(
            row, "outline and that of {other} do not share the same edge.", other=other_code
        )
