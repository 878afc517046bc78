"""A small map of one proposal, as an SVG picture for a card beside others.

It shows the areas of a place as they would be: each in its colour with its name, what changes area
hatched, borders that go as dashes. It is a sketch to tell proposals apart; everything that it shows
stands in words beside it.

Inside, coordinates are EPSG:27700, (easting, northing); in the picture they are tenths of a pixel,
from the north-western corner rightwards and down.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from html import escape

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.maps.geometry_file import short_name
from geo.maps.styles import BEYOND, CONTEXT, INK, MARK, PAPER, PRACTICE
from geo.model import Layer, Pack
from geo.topology import OUTSIDE, Arcs, dissolve
from geo.words import counted

WIDTH = 400
"""Pixels; a card shows it smaller or larger."""
_LOWEST, _HIGHEST = 200, 360
"""Pixels: the height follows the ground between these."""
_TENTHS = 10
_MARGIN = 0.05
_NAME_SIZE = 12
_LETTER = 0.56
"""Mean width of a letter as a share of its height, in Arial."""
_NOBODY = -1


@dataclass(frozen=True, eq=False)
class Sketched:
    """What a small map shows.

    Attributes:
        pack: that holds the units.
        arcs: of its units.
        before, after: the layer, in two states.
        colours: ``#RRGGBB`` by area code, for the areas after.
        areas: codes of the areas that the map is about, before and after.
        practices: codes of the practices that change area.
    """

    pack: Pack
    arcs: Arcs
    before: Layer
    after: Layer
    colours: Mapping[str, str]
    areas: Collection[str]
    practices: Collection[str] = ()


@dataclass(frozen=True)
class _Frame:
    """Where the ground lies in the picture.

    Attributes:
        west, north: of the picture's corner, metres.
        scale: tenths of a pixel for each metre.
        width, height: of the picture, tenths of a pixel.
    """

    west: float
    north: float
    scale: float
    width: int
    height: int

    def place(self, points: NDArray[np.float64]) -> NDArray[np.int64]:
        """Return where points, shape (points, 2), lie in the picture."""
        moved = np.column_stack([points[:, 0] - self.west, self.north - points[:, 1]])
        return np.rint(moved * self.scale).astype(np.int64)


def small_map(sketched: Sketched) -> str:
    """Return the picture.

    Raises:
        ValueError: none of the areas has any units.
    """
    before, after = _members(sketched.before, sketched), _members(sketched.after, sketched)
    shown = np.flatnonzero((before != _NOBODY) | (after != _NOBODY))
    if len(shown) == 0:
        raise ValueError("A map of areas without units shows nothing.")
    frame = _frame(sketched.pack.units.geometry[shown])
    return "".join(
        [
            _head(frame),
            *_surfaces(sketched, before, after, frame),
            *_lines(sketched.arcs, before, after, frame),
            *_practices(sketched, frame),
            *_names(sketched, after, frame),
            "</svg>",
        ]
    )


def small_map_words(sketched: Sketched, where: str) -> str:
    """Return a short text in place of the picture.

    Args:
        sketched: what it shows.
        where: name of the place that it shows.
    """
    definition = sketched.after.definition
    areas = counted(
        sum(code in sketched.areas for code in sketched.after.position),
        definition.singular,
        definition.plural,
    )
    before, after = _members(sketched.before, sketched), _members(sketched.after, sketched)
    moved = np.flatnonzero(before != after)
    told = [f"{counted(len(moved), 'small area changes', 'small areas change')} area"]
    if sketched.practices:
        told.append(f"{counted(len(sketched.practices), 'practice does', 'practices do')}")
    return (
        f"Map of {where} as it would be, in {areas}: {', '.join(told)}. "
        "The areas and the steps are in the tables below."
    )


def _members(layer: Layer, sketched: Sketched) -> NDArray[np.int64]:
    """Return each unit's area by its place among the areas of the map; those of no other."""
    codes = sorted(sketched.areas)
    place = {code: position for position, code in enumerate(codes)}
    lookup = np.array([*(place.get(area.code, _NOBODY) for area in layer.areas), _NOBODY])
    return np.asarray(lookup[layer.area_of_unit], dtype=np.int64)


def _frame(geometry: NDArray[np.object_]) -> _Frame:
    west, south, east, north = shapely.total_bounds(geometry).tolist()
    aside = max(east - west, north - south) * _MARGIN
    width, height = east - west + 2 * aside, north - south + 2 * aside
    tall = min(max(WIDTH * height / width, _LOWEST), _HIGHEST)
    scale = min(WIDTH / width, tall / height)
    return _Frame(
        west=(west + east) / 2 - WIDTH / scale / 2,
        north=(south + north) / 2 + tall / scale / 2,
        scale=scale * _TENTHS,
        width=WIDTH * _TENTHS,
        height=round(tall * _TENTHS),
    )


def _head(frame: _Frame) -> str:
    size = 60
    stroke = f"M0,{size}L{size},0M-10,10L10,-10M{size - 10},{size + 10}L{size + 10},{size - 10}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {frame.width} {frame.height}" '
        f'width="{frame.width // _TENTHS}" height="{frame.height // _TENTHS}">'
        f'<defs><pattern id="h" width="{size}" height="{size}" patternUnits="userSpaceOnUse">'
        f'<path d="{stroke}" stroke="{MARK}" stroke-width="13"/></pattern></defs>'
        f'<rect width="{frame.width}" height="{frame.height}" fill="{BEYOND}"/>'
    )


def _surfaces(
    sketched: Sketched, before: NDArray[np.int64], after: NDArray[np.int64], frame: _Frame
) -> list[str]:
    """Return what is around, the areas in their colours, and the hatching of what moves."""
    units = sketched.pack.units
    outside = (before == _NOBODY) & (after == _NOBODY)
    around = np.where(units.in_system & outside, 0, _NOBODY)
    codes = sorted(sketched.areas)
    moved = np.where(before != after, 0, _NOBODY)
    drawn = [_surface(units.geometry, around, 1, [CONTEXT], frame)]
    fills = [sketched.colours.get(code, PAPER) for code in codes]
    drawn.append(_surface(units.geometry, after, len(codes), fills, frame))
    drawn.append(_surface(units.geometry, moved, 1, ["url(#h)"], frame))
    return drawn


def _surface(
    geometry: NDArray[np.object_],
    group_of_unit: NDArray[np.int64],
    groups: int,
    fills: list[str],
    frame: _Frame,
) -> str:
    drawn = []
    for fill, shape in zip(fills, dissolve(geometry, group_of_unit, groups), strict=True):
        rings = shapely.get_rings(shapely.get_parts(_coarser(shape, frame)))
        path = "".join(_line(shapely.get_coordinates(ring), frame, "z") for ring in rings)
        if path:
            drawn.append(f'<path d="{path}" fill="{fill}" fill-rule="evenodd"/>')
    return "".join(drawn)


def _lines(
    arcs: Arcs, before: NDArray[np.int64], after: NDArray[np.int64], frame: _Frame
) -> list[str]:
    """Return the borders as they would be, and as dashes those that would go."""
    was, is_now = _borders(arcs, before), _borders(arcs, after)
    drawn = []
    for chosen, style in (
        (was & ~is_now, f'stroke="{INK}" stroke-width="10" stroke-dasharray="35 25"'),
        (is_now, f'stroke="{PAPER}" stroke-width="28"'),
        (is_now, f'stroke="{INK}" stroke-width="13"'),
    ):
        single = [arcs.line(arc) for arc in np.flatnonzero(chosen).tolist()]
        if single:
            merged = _coarser(shapely.line_merge(shapely.MultiLineString(single)), frame)
            path = "".join(
                _line(shapely.get_coordinates(line), frame) for line in shapely.get_parts(merged)
            )
            drawn.append(f'<path d="{path}" fill="none" stroke-linejoin="round" {style}/>')
    return drawn


def _borders(arcs: Arcs, group_of_unit: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which arcs part two groups, or a group from whatever is around."""
    of = np.append(group_of_unit, _NOBODY)  # the outside is the last
    right = np.where(arcs.right == OUTSIDE, len(group_of_unit), arcs.right)
    return np.asarray(of[arcs.left] != of[right])


def _coarser(shape: shapely.Geometry, frame: _Frame) -> shapely.Geometry:
    """Return a shape without detail that is finer than half a pixel."""
    return shapely.simplify(shape, _TENTHS / 2 / frame.scale)


def _line(points: NDArray[np.float64], frame: _Frame, end: str = "") -> str:
    """Return a path through points, each after the first as the difference from the one before."""
    placed = frame.place(points)
    steps = np.diff(placed, axis=0)
    steps = steps[steps.any(axis=1)]
    if len(steps) == 0:
        return ""
    along = " ".join(f"{x},{y}" for x, y in steps.tolist())
    return f"M{placed[0, 0]},{placed[0, 1]}l{along}{end}"


def _practices(sketched: Sketched, frame: _Frame) -> list[str]:
    places = [
        place
        for code in sketched.practices
        if (place := sketched.pack.practice[code].place) is not None
    ]
    if not places:
        return []
    return [
        f'<circle cx="{x}" cy="{y}" r="45" fill="{PRACTICE}" stroke="{PAPER}" stroke-width="15"/>'
        for x, y in frame.place(np.array(places)).tolist()
    ]


def _names(sketched: Sketched, after: NDArray[np.int64], frame: _Frame) -> list[str]:
    """Return the names of the areas, the largest first, leaving out what would cover another."""
    codes = sorted(sketched.areas)
    names = {area.code: short_name(area.name) for area in sketched.after.areas}
    shapes = dissolve(sketched.pack.units.geometry, after, len(codes))
    size = shapely.area(shapes)
    taken: list[shapely.Polygon] = []
    drawn = []
    for place in np.argsort(-size, kind="stable").tolist():
        code, shape = codes[place], shapes[place]
        if code not in names or shapely.is_empty(shape):
            continue
        largest = max(shapely.get_parts(shape), key=lambda piece: float(piece.area))
        tolerance = max(1.0, float(np.sqrt(largest.area)) / 50)
        inside = shapely.maximum_inscribed_circle(largest, tolerance=tolerance)
        x, y = frame.place(np.array([inside.coords[0]]))[0].tolist()
        lines = _broken(names[code])
        box = _box(x, y, lines)
        if box.disjoint(shapely.MultiPolygon(taken)) and _fits(box, frame):
            taken.append(box)
            drawn.append(_name(x, y, lines))
    return drawn


def _broken(name: str) -> list[str]:
    """Return a name on two lines where it is long and can be parted."""
    words = name.split()
    if len(name) <= 12 or len(words) < 2:
        return [name]
    parted = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return list(min(parted, key=lambda lines: max(map(len, lines))))


def _box(x: int, y: int, lines: list[str]) -> shapely.Polygon:
    half_width = max(map(len, lines)) * _NAME_SIZE * _LETTER * _TENTHS / 2
    half_height = len(lines) * _NAME_SIZE * 1.1 * _TENTHS / 2
    return shapely.box(x - half_width, y - half_height, x + half_width, y + half_height)


def _fits(box: shapely.Polygon, frame: _Frame) -> bool:
    west, north, east, south = box.bounds
    return bool(west >= 0 and north >= 0 and east <= frame.width and south <= frame.height)


def _name(x: int, y: int, lines: list[str]) -> str:
    size = _NAME_SIZE * _TENTHS
    first = y - (len(lines) - 1) * size * 0.55 + size * 0.35
    told = "".join(
        f'<tspan x="{x}" y="{first + place * size * 1.1:.0f}">{escape(line)}</tspan>'
        for place, line in enumerate(lines)
    )
    return (
        f'<text text-anchor="middle" font-family="Arial, sans-serif" font-size="{size}" '
        f'font-weight="bold" fill="{INK}" stroke="{PAPER}" stroke-width="35" '
        f'paint-order="stroke" stroke-linejoin="round">{told}</text>'
    )
