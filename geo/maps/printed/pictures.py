"""Pictures: drawing one map in its frame, with names, scale bar, north arrow and title."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.lines import Line2D

from geo.maps.printed.content import Bounds, Name, View
from geo.maps.printed.frame import Frame
from geo.maps.printed.furniture import draw_furniture, draw_rectangle, furniture_box
from geo.maps.printed.layout import title_face
from geo.maps.printed.lettering import wrap
from geo.maps.printed.names import PlacedName, place_names
from geo.maps.printed.paper import Box
from geo.maps.printed.sheet import Sheet
from geo.maps.printed.surfaces import Borders, draw_view
from geo.maps.styles import INK, PAPER

POINT = 0.8
"""A name keeps so far from the middle of a sign, millimetres."""
ARROW = 1.2
LEAD, LEAD_CASING = 0.6, 1.8
"""Widths of the lines that lead to areas, and of the white under them; points."""


@dataclass(frozen=True, eq=False)
class Picture:
    """A view in a frame.

    Attributes:
        view: what is drawn.
        frame: where, and which piece of ground.
        names: those that this picture has.
        has_scale: whether it has a scale bar.
        has_north: whether that has a north arrow beside it.
        marked: what part of the ground another picture shows.
    """

    view: View
    frame: Frame
    names: tuple[Name, ...]
    has_scale: bool = True
    has_north: bool = True
    marked: Bounds | None = None


def draw_picture(
    sheet: Sheet, picture: Picture, borders: Borders
) -> tuple[tuple[PlacedName, ...], tuple[Name, ...]]:
    """Draw a picture; return its names with their places, and those without."""
    view, frame = picture.view, picture.frame
    axes = sheet.axes(frame)
    draw_view(axes, view, borders, frame.bounds)
    blocked = _blocked(picture)
    if picture.marked is not None:
        draw_rectangle(axes, picture.marked)
    if picture.has_scale:
        box = furniture_box(frame, view.pack, sheet.paper.sizes.small, picture.has_north)
        draw_furniture(sheet, axes, frame, box, picture.has_north)
        blocked.append(box)
    placed, left_out = place_names(picture.names, frame, sheet.paper.sizes.name, blocked)
    for name in placed:
        _draw_name(sheet, name)
    if view.title:
        face = title_face(sheet.paper)
        for line in wrap(view.title, face, frame.box.width, 1):
            sheet.write(line, frame.box.left, frame.box.top + 1 + face.descent, face)
    return placed, left_out


def _blocked(picture: Picture) -> list[Box]:
    """Return where no name may stand: points, arrows and what another picture shows."""
    frame, found = picture.frame, []
    for points in picture.view.points:
        for x, y in frame.on_paper(points.places).tolist():
            found.append(Box(x - POINT, y - POINT, x + POINT, y + POINT))
    for arrow in picture.view.arrows:
        start, end = frame.on_paper(np.array([arrow.start, arrow.end]))
        for along in np.linspace(0, 1, 12):
            x, y = (start + (end - start) * along).tolist()
            found.append(Box(x - ARROW, y - ARROW, x + ARROW, y + ARROW))
    if picture.marked is not None:
        west, south, east, north = picture.marked
        (left, bottom), (right, top) = frame.on_paper(
            np.array([[west, south], [east, north]])
        ).tolist()
        found.append(Box(left, bottom, right, top))
    return found


def _draw_name(sheet: Sheet, placed: PlacedName) -> None:
    if placed.lead is not None:
        (x, y), (to_x, to_y) = placed.lead
        for width, colour, zorder in ((LEAD_CASING, PAPER, 27.0), (LEAD, INK, 28.0)):
            sheet.add(Line2D([x, to_x], [y, to_y], color=colour, linewidth=width), zorder)
        sheet.add(Line2D([to_x], [to_y], marker="o", markersize=1.8, color=INK), 28)
    middle = placed.box.centre[0]
    baseline = placed.box.top - placed.face.ascent
    for line in placed.lines:
        sheet.write(
            line, middle, baseline, placed.face, placed.name.colour, align="center", halo=True
        )
        baseline -= placed.face.line_height
