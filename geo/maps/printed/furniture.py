"""Furniture of a map: scale bar, north arrow, and the rectangle that a side map is about."""

from __future__ import annotations

import math

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.patches import Polygon, Rectangle
from matplotlib_scalebar.scalebar import ScaleBar  # type: ignore[import-untyped]

from geo.maps.printed.content import Bounds
from geo.maps.printed.frame import Frame
from geo.maps.printed.lettering import FAMILY, Face
from geo.maps.printed.paper import Box
from geo.maps.printed.sheet import Sheet
from geo.maps.styles import INK, PAPER
from geo.model import Pack

LONGEST_BAR = 38.0
"""Millimetres on the sheet."""
BAR_SHARE = 0.3
"""The scale bar is at most this share of its map's width."""
PAD = 1.6
ARROW_WIDTH = 7.0


def furniture_box(frame: Frame, pack: Pack, size: float, with_arrow: bool) -> Box:
    """Return the corner for scale bar and north arrow, where least of the system is in the way."""
    width = bar_millimetres(frame) + 2 * PAD + (ARROW_WIDTH + 3 * PAD if with_arrow else 0)
    height = max(9.5, size * 0.36 * 2 + 5)
    box = frame.box
    corners = [
        Box(x, y, x + width, y + height)
        for y in (box.bottom + 1, box.top - height - 1)
        for x in (box.left + 1, box.right - width - 1)
    ]
    inside = pack.units.geometry[pack.units.in_system]

    def covered(corner: Box) -> float:
        scale, (west, south) = frame.metres_per_millimetre, frame.bounds[:2]
        ground = shapely.box(
            west + (corner.left - box.left) * scale,
            south + (corner.bottom - box.bottom) * scale,
            west + (corner.right - box.left) * scale,
            south + (corner.top - box.bottom) * scale,
        )
        near = inside[shapely.intersects(inside, ground)]
        return round(float(np.sum(shapely.area(shapely.intersection(near, ground)))), 1)

    return min(corners, key=covered)


def bar_metres(frame: Frame) -> int:
    """Return how much ground the scale bar shows: 1, 2 or 5 times a power of ten, in metres."""
    most = min(LONGEST_BAR, frame.box.width * BAR_SHARE) * frame.metres_per_millimetre
    power = 10 ** math.floor(math.log10(most))
    return int(max(step * power for step in (1, 2, 5) if step * power <= most) or 1)


def bar_millimetres(frame: Frame) -> float:
    """Return how long the scale bar is on the sheet."""
    return bar_metres(frame) / frame.metres_per_millimetre


def draw_furniture(sheet: Sheet, axes: Axes, frame: Frame, box: Box, with_arrow: bool) -> None:
    """Draw a scale bar, measured in EPSG:27700, and a north arrow into a corner of a map."""
    patch = Rectangle((box.left, box.bottom), box.width, box.height, linewidth=0)
    patch.set_facecolor(PAPER)
    patch.set_alpha(0.85)
    patch.set_transform(sheet.millimetres)
    patch.set_zorder(15)
    axes.add_artist(patch)
    metres = bar_metres(frame)
    in_kilometres = metres >= 1000
    bar = ScaleBar(
        1,
        "m",
        fixed_value=metres // 1000 if in_kilometres else metres,
        fixed_units="km" if in_kilometres else "m",
        width_fraction=1.1 / frame.box.height,
        location="center left",
        frameon=False,
        color=INK,
        pad=0,
        border_pad=0,
        sep=2,
        font_properties={"family": FAMILY, "size": sheet.paper.sizes.small},
        bbox_to_anchor=(box.left + PAD, box.bottom, bar_millimetres(frame), box.height),
        bbox_transform=sheet.millimetres,
    )
    bar.set_zorder(16)
    axes.add_artist(bar)
    if with_arrow:
        _draw_north(sheet, Box(box.right - ARROW_WIDTH - PAD, box.bottom, box.right - PAD, box.top))


def _draw_north(sheet: Sheet, box: Box) -> None:
    """Draw an arrow to grid north, which is straight up."""
    face = Face(sheet.paper.sizes.small, bold=True)
    x = box.centre[0]
    foot, top = box.bottom + 1, box.top - face.ascent - 1.4
    for side, colour in ((-1.5, INK), (1.5, PAPER)):
        half = Polygon(
            [(x, top), (x + side, foot), (x, foot + 1.1)],
            closed=True,
            facecolor=colour,
            edgecolor=INK,
            linewidth=0.5,
        )
        sheet.add(half, 16)
    sheet.write("N", x, top + 0.7, face, align="center")


def draw_rectangle(axes: Axes, bounds: Bounds) -> None:
    """Draw what part of the ground another map shows."""
    west, south, east, north = bounds
    for width, colour in ((2.4, PAPER), (1.2, INK)):
        axes.add_artist(
            Rectangle(
                (west, south),
                east - west,
                north - south,
                fill=False,
                edgecolor=colour,
                linewidth=width,
                zorder=8,
            )
        )
