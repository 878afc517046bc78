"""Drawing a map's content on a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from matplotlib.lines import Line2D

from geo.maps.printed.content import Bounds, Content, Name, View
from geo.maps.printed.enlarging import crowded_part
from geo.maps.printed.frame import Frame, bounds_of, padded
from geo.maps.printed.furniture import (
    draw_rectangle,
    draw_furniture,
    furniture_box,
)
from geo.maps.printed.key import draw_key, used_entries
from geo.maps.printed.layout import Layout, Paragraph, lay_out, title_face
from geo.maps.printed.lettering import wrap
from geo.maps.printed.names import PlacedName, place_names
from geo.maps.printed.palette import PrintedFill
from geo.maps.printed.paper import Box, Paper
from geo.maps.printed.sheet import Sheet
from geo.maps.printed.surfaces import Borders, draw_view
from geo.maps.styles import INK

SMALLEST_GAIN = 1.4
"""A part is drawn larger only if it becomes so many times larger."""
LOCATOR_FILL = PrintedFill("#D8DEE2")
SIDE_TITLE_GAP = 1.0


@dataclass(frozen=True)
class Drawn:
    """A sheet that is ready to be saved, and what could not be drawn on it.

    Attributes:
        sheet: the sheet.
        names: placed on all of its maps.
        left_out: names for which there was no room, alphabetically.
        enlarged: how many times larger a part is drawn beside the map; None without one.
    """

    sheet: Sheet
    names: tuple[PlacedName, ...]
    left_out: tuple[str, ...]
    enlarged: float | None


def draw(content: Content, paper: Paper) -> Drawn:
    """Draw a map; called inside ``sheet.drawing``."""
    sheet = Sheet(paper)
    borders = Borders(content.views[0].pack)
    layout, part = _lay_out(content, paper)
    frames = [Frame.around(content.extent, box) for box in layout.views]
    side, enlarged = _side_frame(content, layout, part, frames[0], paper)
    pictures = list(zip(content.views, frames, strict=True))
    shown = pictures + ([(content.views[0], side)] if side and part else [])
    key = used_entries(content, shown, borders)
    for paragraph in (*layout.head, *layout.foot):
        _write(sheet, paragraph)
    names: list[PlacedName] = []
    missing: set[str] = set()
    for number, (view, frame) in enumerate(pictures):
        wanted = _outside(view.names, part) if side and part else view.names
        placed, left = _picture(
            sheet, view, frame, borders, wanted, is_main=True, has_scale=number == 0
        )
        if side and part:
            draw_rectangle(sheet.figure.axes[-1], part)
        names += placed
        missing |= set(left)
        _title(sheet, view, frame)
    if side is not None:
        if part is None:
            _locate(sheet, content, side, frames[0], borders)
        else:
            placed, left = _enlarge(sheet, content, side, part, borders, enlarged)
            names += placed
            missing |= set(left)
    draw_key(sheet, key, layout.key, layout.columns, borders)
    return Drawn(sheet, tuple(names), tuple(sorted(missing)), enlarged if part else None)


def _lay_out(content: Content, paper: Paper) -> tuple[Layout, Bounds | None]:
    """Return the layout, and the part to be enlarged where there is one worth it."""
    plain = lay_out(content, content.key, paper, with_side_map=content.located)
    if content.crowd is None:
        return plain, None
    view = content.views[0]
    part = crowded_part(view.pack, content.crowd, Frame.around(content.extent, plain.views[0]))
    if part is None:
        return plain, None
    layout = lay_out(content, content.key, paper, with_side_map=True)
    if layout.side is None:
        return plain, None
    main = Frame.around(content.extent, layout.views[0])
    gain = main.metres_per_millimetre / Frame.around(part, layout.side).metres_per_millimetre
    return (layout, part) if gain >= SMALLEST_GAIN else (plain, None)


def _side_frame(
    content: Content, layout: Layout, part: Bounds | None, main: Frame, paper: Paper
) -> tuple[Frame | None, float]:
    if layout.side is None:
        return None, 1.0
    box, pack = layout.side, content.views[0].pack
    box = Box(
        box.left, box.bottom, box.right, box.top - title_face(paper).line_height - SIDE_TITLE_GAP
    )
    if part is None:
        extent = padded(bounds_of(pack.units.geometry[pack.units.in_system]), 0.03)
        return Frame.around(extent, box), 1.0
    frame = Frame.around(part, box)
    return frame, main.metres_per_millimetre / frame.metres_per_millimetre


def _write(sheet: Sheet, paragraph: Paragraph) -> None:
    baseline = paragraph.top - paragraph.face.ascent
    for line in paragraph.lines:
        sheet.write(line, sheet.paper.margin, baseline, paragraph.face)
        baseline -= paragraph.face.line_height


def _title(sheet: Sheet, view: View, frame: Frame) -> None:
    if view.title:
        face = title_face(sheet.paper)
        (line,) = wrap(view.title, face, frame.box.width, 1) or [""]
        sheet.write(line, frame.box.left, frame.box.top + 1 + face.descent, face)


def _picture(
    sheet: Sheet,
    view: View,
    frame: Frame,
    borders: Borders,
    names: Sequence[Name],
    is_main: bool,
    has_scale: bool = True,
) -> tuple[tuple[PlacedName, ...], list[str]]:
    """Draw one map with its names; only a main one has a north arrow."""
    axes = sheet.axes(frame)
    draw_view(axes, view, borders, frame.bounds)
    blocked = _blocked(view, frame)
    if has_scale:
        box = furniture_box(frame, view.pack, sheet.paper.sizes.small, is_main)
        draw_furniture(sheet, axes, frame, box, is_main)
        blocked.append(box)
    placed, left = place_names(names, frame, sheet.paper.sizes.name, blocked)
    for name in placed:
        _draw_name(sheet, name)
    return placed, [name.text for name in left]


def _blocked(view: View, frame: Frame) -> list[Box]:
    """Return where points and arrows stand."""
    found = []
    for points in view.points:
        for x, y in frame.on_paper(points.places).tolist():
            found.append(Box(x - 0.8, y - 0.8, x + 0.8, y + 0.8))
    for arrow in view.arrows:
        start, end = frame.on_paper(np.array([arrow.start, arrow.end]))
        for along in np.linspace(0, 1, 12):
            x, y = (start + (end - start) * along).tolist()
            found.append(Box(x - 1, y - 1, x + 1, y + 1))
    return found


def _draw_name(sheet: Sheet, placed: PlacedName) -> None:
    if placed.lead is not None:
        (x, y), (to_x, to_y) = placed.lead
        for width, colour, zorder in ((1.8, "#FFFFFF", 27.0), (0.6, INK, 28.0)):
            sheet.add(Line2D([x, to_x], [y, to_y], color=colour, linewidth=width), zorder)
        sheet.add(Line2D([to_x], [to_y], marker="o", markersize=1.8, color=INK), 28)
    middle = placed.box.centre[0]
    baseline = placed.box.top - placed.face.ascent
    for line in placed.lines:
        sheet.write(
            line, middle, baseline, placed.face, placed.name.colour, align="center", halo=True
        )
        baseline -= placed.face.line_height


def _outside(names: Sequence[Name], part: Bounds) -> list[Name]:
    """Return the names whose places are not in the part that is drawn larger."""
    return [name for name in names if not _is_in(name, part)]


def _is_in(name: Name, part: Bounds) -> bool:
    inside = shapely.clip_by_rect(name.shape, *part)
    if shapely.get_dimensions(name.shape) < 2:
        return not shapely.is_empty(inside)
    return bool(inside.area > 0.5 * name.shape.area)


def _enlarge(
    sheet: Sheet, content: Content, frame: Frame, part: Bounds, borders: Borders, times: float
) -> tuple[tuple[PlacedName, ...], list[str]]:
    """Draw a part of the first view larger, with the names that stand in it."""
    view = content.views[0]
    names = [
        name if _is_in(name, part) else replace(name, required=False, rank=name.rank + 10)
        for name in view.names
    ]
    titled = replace(view, title=f"Enlarged {times:.1f} times")
    found = _picture(sheet, titled, frame, borders, names, is_main=False)
    _title(sheet, titled, frame)
    return found


def _locate(sheet: Sheet, content: Content, frame: Frame, main: Frame, borders: Borders) -> None:
    """Draw where in the system the map lies."""
    pack = content.views[0].pack
    view = View(
        "Where this is",
        pack,
        (LOCATOR_FILL,),
        np.where(pack.units.in_system, 0, -1),
        (pack.system_layer,),
    )
    axes = sheet.axes(frame)
    draw_view(axes, view, borders, frame.bounds)
    draw_rectangle(axes, main.bounds)
    _title(sheet, view, frame)
