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

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.maps.geometry_file import short_name
from geo.maps.small_map_frame import TENTHS, MapFrame, frame_around
from geo.maps.small_map_names import drawn_names
from geo.maps.styles import BEYOND, CONTEXT, INK, MARK, PAPER, PRACTICE
from geo.model import Layer, Pack
from geo.topology import OUTSIDE, Arcs, dissolve
from geo.words import counted

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


def small_map(sketched: Sketched) -> str:
    """Return the picture.

    Raises:
        ValueError: none of the areas has any units.
    """
    before, after = _members(sketched.before, sketched), _members(sketched.after, sketched)
    shown = np.flatnonzero((before != _NOBODY) | (after != _NOBODY))
    if len(shown) == 0:
        raise ValueError("A map of areas without units shows nothing.")
    frame = frame_around(sketched.pack.units.geometry[shown])
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


def _head(frame: MapFrame) -> str:
    size = 60
    stroke = f"M0,{size}L{size},0M-10,10L10,-10M{size - 10},{size + 10}L{size + 10},{size - 10}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {frame.width} {frame.height}" '
        f'width="{frame.width // TENTHS}" height="{frame.height // TENTHS}">'
        f'<defs><pattern id="h" width="{size}" height="{size}" patternUnits="userSpaceOnUse">'
        f'<path d="{stroke}" stroke="{MARK}" stroke-width="13"/></pattern></defs>'
        f'<rect width="{frame.width}" height="{frame.height}" fill="{BEYOND}"/>'
    )


def _surfaces(
    sketched: Sketched, before: NDArray[np.int64], after: NDArray[np.int64], frame: MapFrame
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
    frame: MapFrame,
) -> str:
    drawn = []
    for fill, shape in zip(fills, dissolve(geometry, group_of_unit, groups), strict=True):
        rings = shapely.get_rings(shapely.get_parts(_coarser(shape, frame)))
        path = "".join(_line(shapely.get_coordinates(ring), frame, "z") for ring in rings)
        if path:
            drawn.append(f'<path d="{path}" fill="{fill}" fill-rule="evenodd"/>')
    return "".join(drawn)


def _lines(
    arcs: Arcs, before: NDArray[np.int64], after: NDArray[np.int64], frame: MapFrame
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


def _coarser(shape: shapely.Geometry, frame: MapFrame) -> shapely.Geometry:
    """Return a shape without detail that is finer than half a pixel."""
    return shapely.simplify(shape, TENTHS / 2 / frame.scale)


def _line(points: NDArray[np.float64], frame: MapFrame, end: str = "") -> str:
    """Return a path through points, each after the first as the difference from the one before."""
    placed = frame.place(points)
    steps = np.diff(placed, axis=0)
    steps = steps[steps.any(axis=1)]
    if len(steps) == 0:
        return ""
    along = " ".join(f"{x},{y}" for x, y in steps.tolist())
    return f"M{placed[0, 0]},{placed[0, 1]}l{along}{end}"


def _practices(sketched: Sketched, frame: MapFrame) -> list[str]:
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


def _names(sketched: Sketched, after: NDArray[np.int64], frame: MapFrame) -> list[str]:
    codes = sorted(sketched.areas)
    names = {area.code: short_name(area.name) for area in sketched.after.areas}
    shapes = dissolve(sketched.pack.units.geometry, after, len(codes))
    return drawn_names([names.get(code, "") for code in codes], shapes, frame)
