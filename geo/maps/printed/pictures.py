"""Pictures: drawing one map in its frame, with names, scale bar, north arrow and title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from matplotlib.lines import Line2D

from geo.maps.printed.content import Bounds, Name, View
from geo.maps.printed.frame import Frame
from geo.maps.printed.furniture import draw_furniture, draw_rectangle, furniture_box
from geo.maps.printed.layout import title_face, title_lines
from geo.maps.printed.names import PlacedName, place_names
from geo.maps.printed.paper import NUMBER, Box, Paper
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


@dataclass(frozen=True)
class DrawnNames:
    """What became of a picture's names.

    Attributes:
        placed: those that are drawn, numbers among them that stand for others.
        left_out: those that are required and had no room.
    """

    placed: tuple[PlacedName, ...]
    left_out: tuple[Name, ...]


def draw_picture(
    sheet: Sheet, picture: Picture, borders: Borders, numbers: dict[str, int]
) -> DrawnNames:
    """Draw a picture, and return what became of its names.

    Args:
        sheet: that is drawn on.
        picture: that is drawn.
        borders: of its units.
        numbers: that stand for names; further ones are added where the paper has numbers.
    """
    view, frame = picture.view, picture.frame
    axes = sheet.axes(frame)
    draw_view(axes, view, borders, frame.bounds)
    blocked = blocked_by(picture)
    if picture.marked is not None:
        draw_rectangle(axes, picture.marked)
    if picture.has_scale:
        box = furniture_box(frame, view.pack, sheet.paper.sizes.small, picture.has_north)
        draw_furniture(sheet, axes, frame, box, picture.has_north)
        blocked.append(box)
    names = _place(picture, sheet.paper, blocked, numbers)
    for name in names.placed:
        _draw_name(sheet, name)
    face = title_face(sheet.paper)
    baseline = frame.box.top + 1 + face.descent
    for line in reversed(title_lines(view.title, frame.box.width, sheet.paper)):
        sheet.write(line, frame.box.left, baseline, face)
        baseline += face.line_height
    return names


def _place(
    picture: Picture, paper: Paper, blocked: Sequence[Box], numbers: dict[str, int]
) -> DrawnNames:
    """Place names as large as all that are required have room, or else most have."""
    tries = [
        (size, *place_names(picture.names, picture.frame, size, blocked))
        for size in paper.sizes.names
    ]
    size, placed, left_out = min(tries, key=lambda each: len(each[2]))
    if not left_out or not paper.is_page:
        return DrawnNames(placed, left_out)
    for name in left_out:
        numbers.setdefault(name.text, len(numbers) + 1)
    wanted = tuple(
        replace(name, text=str(numbers[name.text]), larger=NUMBER / size, figure="")
        if name in left_out
        else name
        for name in picture.names
    )
    placed, left_numbers = place_names(wanted, picture.frame, size, blocked)
    left = {name.text for name in left_numbers}
    return DrawnNames(
        placed,
        tuple(
            name
            for name in picture.names
            if name.text in left or str(numbers.get(name.text)) in left
        ),
    )


def blocked_by(picture: Picture) -> list[Box]:
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
