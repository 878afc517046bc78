"""Names: where each stands on a map, so that no two overlap.

A name stands inside its area if it fits there on up to three lines; nearly fitting will do.
Otherwise it stands where there is room nearby, with a line that leads to its area. What finds no
place is left out and counted. The same names always get the same places.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from geo.maps.printed.content import Name
from geo.maps.printed.frame import Frame
from geo.maps.printed.lettering import Face, block_size, breaks, plain
from geo.maps.printed.paper import Box

GAP = 0.7
"""Millimetres between any two names."""
LONGEST = 34.0
"""No line of a name is wider, millimetres; on an A4 sheet."""
NEARLY = 0.8
"""A name may stick out of its area by one fifth."""
TOUCHING = 1.8
"""How near the name of a point stands, millimetres, so that it needs no line."""
LEADS = (3.0, 5.0, 8.0, 11.0, 15.0, 20.0, 26.0, 33.0, 41.0, 50.0)
"""Lengths of lines that are tried, millimetres."""
DIRECTIONS = 24
ANCHOR = 0.8
"""Width of the spot in an area that a line leads to, millimetres."""


@dataclass(frozen=True)
class PlacedName:
    """A name and where it stands.

    Attributes:
        name: as it was asked for.
        lines: as it is broken.
        face: as it is set.
        box: that it takes up on the sheet.
        lead: from the box to the area, on the sheet; None where it stands in its area.
    """

    name: Name
    lines: tuple[str, ...]
    face: Face
    box: Box
    lead: tuple[tuple[float, float], tuple[float, float]] | None = None


@dataclass(frozen=True)
class _Wanted:
    name: Name
    shape: shapely.Geometry
    face: Face
    variants: tuple[tuple[str, ...], ...]
    anchor: tuple[float, float]


class _Page:
    """What is taken already."""

    def __init__(self, frame: Frame, blocked: Sequence[Box]) -> None:
        box = frame.box
        self.room = Box(box.left + GAP, box.bottom + GAP, box.right - GAP, box.top - GAP)
        self.boxes: list[Box] = []
        self.shapes: list[shapely.Geometry] = []
        self.is_sign: list[bool] = []
        for each in blocked:
            self.block(each)
        self.leads: list[shapely.Geometry] = []
        self.placed: list[PlacedName] = []

    def is_free(self, box: Box) -> bool:
        if not self.room.holds(box) or any(box.overlaps(other, GAP) for other in self.boxes):
            return False
        return not np.any(shapely.intersects(self.leads, _shape(box)))

    def lets_pass(self, lead: shapely.LineString, to: tuple[float, float]) -> bool:
        """Whether a line crosses nothing but the sign that it leads to."""
        crossed = shapely.intersects(self.shapes, lead)
        there = shapely.covers(self.shapes, shapely.Point(to)) & np.array(self.is_sign, dtype=bool)
        return not np.any(crossed & ~there) and not np.any(shapely.intersects(self.leads, lead))

    def block(self, box: Box, is_sign: bool = True) -> None:
        self.boxes.append(box)
        self.shapes.append(_shape(box))
        self.is_sign.append(is_sign)

    def take(self, placed: PlacedName) -> None:
        self.placed.append(placed)
        self.block(placed.box, is_sign=False)
        if placed.lead is not None:
            self.leads.append(shapely.LineString(placed.lead))


def place_names(
    names: Sequence[Name], frame: Frame, size: float, blocked: Sequence[Box] = ()
) -> tuple[tuple[PlacedName, ...], tuple[Name, ...]]:
    """Place names in a frame.

    Args:
        names: those whose shapes are out of the frame are passed over.
        frame: the piece of ground on the sheet.
        size: of ordinary names, points.
        blocked: where nothing may stand, millimetres of the sheet.

    Returns:
        Names with their places, and required names for which there was no room.
    """
    page = _Page(frame, blocked)
    wanted = [each for name in names if (each := _wanted(name, frame, size)) is not None]
    wanted.sort(key=lambda each: (each.name.rank, -shapely.area(each.shape), each.name.text))
    waiting = [each for each in wanted if not _place_inside(each, page)]
    waiting = [each for each in waiting if each.name.required]
    for each in waiting:
        page.block(_box(*each.anchor, ANCHOR, ANCHOR))
    left_out = [each.name for each in waiting if not _place_beside(each, page)]
    return tuple(page.placed), tuple(left_out)


def _wanted(name: Name, frame: Frame, size: float) -> _Wanted | None:
    shape = frame.shape_on_paper(name.shape)
    text = plain(name.text)
    if shapely.is_empty(shape) or not text:
        return None
    face = Face(round(size * name.larger, 2), italic=name.italic)
    longest = LONGEST * max(1.0, face.size / 8)
    figure = (name.figure,) if name.figure else ()
    if shapely.get_dimensions(shape) < 2:
        variants = tuple((*lines, *figure) for lines in breaks(text, face, longest, 2))
        return _Wanted(
            name, shape, face, variants, (float(shapely.get_x(shape)), float(shapely.get_y(shape)))
        )
    largest = max(shapely.get_parts(shape), key=lambda piece: float(piece.area))
    if shapely.get_dimensions(largest) < 2 or largest.area < 0.2:
        return None
    centre = shapely.maximum_inscribed_circle(largest, tolerance=max(0.05, largest.area**0.5 / 50))
    x, y = centre.coords[0]
    variants = tuple((*lines, *figure) for lines in breaks(text, face, longest))
    return _Wanted(name, largest, face, variants, (round(x, 3), round(y, 3)))


def _place_inside(wanted: _Wanted, page: _Page) -> bool:
    if shapely.get_dimensions(wanted.shape) < 2:
        return False
    shapely.prepare(wanted.shape)
    nearly = None
    for lines in wanted.variants:
        width, height = block_size(lines, wanted.face)
        if width * height * NEARLY > shapely.area(wanted.shape):
            continue
        for x, y in _places_inside(wanted, width, height):
            box = _box(x, y, width, height)
            shape = _shape(box)
            if shapely.contains_properly(wanted.shape, shape):
                if page.is_free(box):
                    page.take(PlacedName(wanted.name, lines, wanted.face, box))
                    return True
            elif nearly is None and (x, y) == wanted.anchor and page.is_free(box):
                inside = shapely.area(shapely.intersection(wanted.shape, shape))
                nearly = (
                    PlacedName(wanted.name, lines, wanted.face, box)
                    if inside >= NEARLY * width * height
                    else None
                )
    if nearly is None:
        return False
    page.take(nearly)
    return True


def _places_inside(wanted: _Wanted, width: float, height: float) -> Iterator[tuple[float, float]]:
    """Return centres to be tried: the roundest spot first, then a grid outwards from it."""
    yield wanted.anchor
    left, bottom, right, top = shapely.bounds(wanted.shape).tolist()
    x, y = wanted.anchor
    grid = [
        (x + across * width / 4, y + up * height / 2)
        for across in range(-8, 9)
        for up in range(-8, 9)
        if (across, up) != (0, 0)
    ]
    within = [
        (a, b)
        for a, b in grid
        if left + width / 2 <= a <= right - width / 2
        and bottom + height / 2 <= b <= top - height / 2
    ]
    yield from sorted(within, key=lambda place: (math.dist(place, wanted.anchor), place))


def _place_beside(wanted: _Wanted, page: _Page) -> bool:
    """Place a name outside its area with a line that leads to it, the shortest that is free."""
    x, y = wanted.anchor
    is_point = shapely.get_dimensions(wanted.shape) < 2
    reaches = [reach * max(1.0, wanted.face.size / 8) for reach in LEADS]
    for length in [TOUCHING, *reaches] if is_point else reaches:
        for turn in range(DIRECTIONS):
            angle = 2 * math.pi * turn / DIRECTIONS
            along, up = math.cos(angle), math.sin(angle)
            for lines in reversed(wanted.variants):
                width, height = block_size(lines, wanted.face)
                near_x, near_y = x + along * length, y + up * length
                box = _box(near_x + along * width / 2, near_y + up * height / 2, width, height)
                if not page.is_free(box):
                    continue
                near = _nearest(box, x, y)
                lead = None if length == TOUCHING else (near, (x, y))
                if lead is None or page.lets_pass(shapely.LineString(lead), (x, y)):
                    page.take(PlacedName(wanted.name, lines, wanted.face, box, lead))
                    return True
    return False


def _nearest(box: Box, x: float, y: float) -> tuple[float, float]:
    """Return the point of a box that is nearest to a point."""
    return (
        float(np.clip(x, box.left, box.right)),
        float(np.clip(y, box.bottom, box.top)),
    )


def _box(x: float, y: float, width: float, height: float) -> Box:
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _shape(box: Box) -> shapely.Polygon:
    return shapely.box(box.left, box.bottom, box.right, box.top)
