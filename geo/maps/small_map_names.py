"""Names of areas in a small map: each where its area is broadest, none over another."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.maps.small_map_frame import TENTHS, MapFrame
from geo.maps.styles import INK, PAPER

_NAME_SIZE = 12
_LETTER = 0.56
"""Mean width of a letter as a share of its height, in Arial."""


def drawn_names(names: Sequence[str], shapes: NDArray[np.object_], frame: MapFrame) -> list[str]:
    """Return names as SVG text, the largest area first, leaving out what would cover another.

    Args:
        names: of the areas; an empty one is not drawn.
        shapes: of the areas, in the same order, in EPSG:27700; one without any ground is empty.
        frame: of the picture.
    """
    size = shapely.area(shapes)
    taken: list[shapely.Polygon] = []
    drawn = []
    for place in np.argsort(-size, kind="stable").tolist():
        name, shape = names[place], shapes[place]
        if not name or shapely.is_empty(shape):
            continue
        largest = max(shapely.get_parts(shape), key=lambda piece: float(piece.area))
        tolerance = max(1.0, float(np.sqrt(largest.area)) / 50)
        inside = shapely.maximum_inscribed_circle(largest, tolerance=tolerance)
        x, y = frame.place(np.array([inside.coords[0]]))[0].tolist()
        lines = _broken(name)
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
    half_width = max(map(len, lines)) * _NAME_SIZE * _LETTER * TENTHS / 2
    half_height = len(lines) * _NAME_SIZE * 1.1 * TENTHS / 2
    return shapely.box(x - half_width, y - half_height, x + half_width, y + half_height)


def _fits(box: shapely.Polygon, frame: MapFrame) -> bool:
    west, north, east, south = box.bounds
    return bool(west >= 0 and north >= 0 and east <= frame.width and south <= frame.height)


def _name(x: int, y: int, lines: list[str]) -> str:
    size = _NAME_SIZE * TENTHS
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
