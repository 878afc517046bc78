"""The key: what is left of it where nothing is shown, where its entries stand, and drawing them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from geo.maps.printed.content import (
    UNFILLED,
    Arrow,
    ArrowKey,
    Content,
    FillKey,
    KeyEntry,
    KeyGroup,
    LineKey,
    OutlineKey,
    PointKey,
    TextKey,
    View,
)
from geo.maps.printed.frame import Frame
from geo.maps.printed.lettering import Face, wrap
from geo.maps.printed.palette import CONTEXT_FILL
from geo.maps.printed.paper import MILLIMETRES_PER_POINT, Box
from geo.maps.printed.sheet import Sheet
from geo.maps.printed.surfaces import (
    POINTS_PER_PIXEL,
    Borders,
    arrow_patch,
    dash_in_points,
    filled,
)
from geo.maps.printed.wording import more_words
from geo.maps.styles import HIGHLIGHT, PAPER, UNIT_EDGE

SWATCH = 8.0
"""Width of a sign in the key, millimetres."""
BESIDE = 2.0
"""Between sign and words, millimetres."""
MOST_LINES = 7
"""An entry of the key is cut after so many lines."""
LONG = 12
"""A group with more entries may go on in the next column."""
BETWEEN_GROUPS = 2.2
BETWEEN_COLUMNS = 5.0


@dataclass(frozen=True)
class _Row:
    """One entry or title as it is set: its lines and how high it is, millimetres."""

    lines: tuple[str, ...]
    height: float
    entry: KeyEntry | None = None
    is_title: bool = False


@dataclass(frozen=True)
class PlacedKey:
    """A key with a place for everything.

    Attributes:
        size: of its lettering, points.
        rows: what is written, each with its left and its top, millimetres of the sheet.
        left_out: entries without room, which are counted.
    """

    size: float
    rows: tuple[tuple[_Row, float, float], ...]
    left_out: tuple[KeyEntry, ...]


def used_entries(
    content: Content, frames: Sequence[tuple[View, Frame]], borders: Borders
) -> tuple[KeyGroup, ...]:
    """Return the key without entries for what none of the frames shows."""
    fills, layers, points = set(), set(), set()
    for view, frame in frames:
        shown = frame.shows(view.pack.units.geometry)
        fills |= {view.fills[each] for each in np.unique(view.fill_of_unit[shown]) if each >= 0}
        if ((view.fill_of_unit == UNFILLED) & ~view.pack.units.in_system & shown).any():
            fills.add(None)
        near = borders.near(frame.bounds)
        layers |= {
            key
            for key in view.layers
            if (borders.around(view.pack.layer(key).area_of_unit) & near).any()
        }
        west, south, east, north = frame.bounds
        for each in view.points:
            x, y = each.places.T
            if ((x > west) & (x < east) & (y > south) & (y < north)).any():
                points.add((each.marker, each.colour))

    def is_used(entry: KeyEntry) -> bool:
        match entry:
            case FillKey():
                return entry.fill in fills
            case LineKey():
                return entry.layer in layers
            case PointKey():
                return (entry.marker, entry.colour) in points
            case ArrowKey():
                return any(view.arrows for view, _ in frames)
            case OutlineKey():
                return any(view.outlined for view, _ in frames)
        return True

    groups = [
        replace(group, entries=tuple(entry for entry in group.entries if is_used(entry)))
        for group in content.key
    ]
    return tuple(group for group in groups if group.entries)


def key_height(groups: Sequence[KeyGroup], room: float, columns: int, size: float) -> float:
    """Return how high the key is in so many columns of some width, millimetres."""
    return max(
        (sum(row.height for row in column) for column in _columns(groups, room, columns, size)),
        default=0.0,
    )


def place_key(groups: Sequence[KeyGroup], box: Box, columns: int, size: float) -> PlacedKey:
    """Place the key from the top left of a box; entries that do not fit are counted."""
    room = (box.width - (columns - 1) * BETWEEN_COLUMNS) / columns
    rows: list[tuple[_Row, float, float]] = []
    left_out: list[KeyEntry] = []
    for number, column in enumerate(_columns(groups, room, columns, size, box.height)):
        left = box.left + number * (room + BETWEEN_COLUMNS)
        top = box.top
        for place, row in enumerate(column):
            rest = [each.entry for each in column[place:] if each.entry is not None]
            if top - sum(each.height for each in column[place:]) < box.bottom - 0.01:
                more = _more(rest, room, size)
                if top - row.height - more.height < box.bottom - 0.01:
                    rows.append((more, left, top))
                    left_out += rest
                    break
            rows.append((row, left, top))
            top -= row.height
    return PlacedKey(size, tuple(rows), tuple(left_out))


def draw_key(sheet: Sheet, key: PlacedKey, borders: Borders) -> None:
    """Draw a key."""
    for row, left, top in key.rows:
        _draw_row(sheet, row, key.size, left, top, borders)


def _more(rest: Sequence[KeyEntry], room: float, size: float) -> _Row:
    """Return the line that counts entries without room; their signs are not on the map."""
    count = sum(map(_stands_for, rest))
    signed = any(isinstance(entry, TextKey) and entry.sign for entry in rest)
    words = more_words(count) if signed else f"and {count} more, in the tables"
    lines = wrap(words, _text_face(size), room, 3)
    return _Row(tuple(lines), len(lines) * _text_face(size).line_height)


def _stands_for(entry: KeyEntry) -> int:
    return entry.stands_for if isinstance(entry, TextKey) else 1


def _text_face(size: float) -> Face:
    return Face(size)


def _rows(groups: Sequence[KeyGroup], room: float, size: float) -> list[list[_Row]]:
    """Set each group: its title, then its entries."""
    title, text = Face(size, bold=True), _text_face(size)
    found = []
    for group in groups:
        lines = wrap(group.title, title, room, 3)
        rows = [_Row(tuple(lines), len(lines) * title.line_height + 0.8, is_title=True)]
        for entry in group.entries:
            lines = wrap(entry.label, text, room - SWATCH - BESIDE, MOST_LINES)
            rows.append(_Row(tuple(lines), len(lines) * text.line_height + 0.9, entry))
        rows[-1] = replace(rows[-1], height=rows[-1].height + BETWEEN_GROUPS)
        found.append(rows)
    return found


def _columns(
    groups: Sequence[KeyGroup],
    room: float,
    columns: int,
    size: float,
    highest: float = math.inf,
) -> list[list[_Row]]:
    """Share the groups out to columns, in order, the highest column as low as can be.

    A column is not filled higher than ``highest``, but for the last one, which takes all the rest.
    """
    pieces = [piece for rows in _rows(groups, room, size) for piece in _pieces(rows)]
    heights = [sum(row.height for row in piece) for piece in pieces]
    limit = max(sum(heights) / columns, max(heights, default=0.0))
    while limit < highest and len(found := _filled(pieces, limit)) > columns:
        limit *= 1.05
    if limit >= highest:
        found = _filled(pieces, highest)
    last = [row for column in found[columns - 1 :] for row in column]
    return [*found[: columns - 1], last]


def _pieces(rows: list[_Row]) -> list[list[_Row]]:
    """Return the pieces of a group that stay together: all of a short one."""
    if len(rows) <= LONG + 1:
        return [rows]
    return [rows[:3], *([row] for row in rows[3:])]


def _filled(pieces: Sequence[list[_Row]], limit: float) -> list[list[_Row]]:
    """Fill one column after another, none higher than a limit unless one piece alone is."""
    found: list[list[_Row]] = [[]]
    filled_to = 0.0
    for piece in pieces:
        height = sum(row.height for row in piece)
        if filled_to and filled_to + height > limit + 0.01:
            found.append([])
            filled_to = 0.0
        found[-1] += piece
        filled_to += height
    return found


def _draw_row(
    sheet: Sheet, row: _Row, size: float, left: float, top: float, borders: Borders
) -> None:
    face = Face(size, bold=row.is_title)
    indent = 0.0 if row.entry is None else SWATCH + BESIDE
    for number, line in enumerate(row.lines):
        sheet.write(line, left + indent, top - face.ascent - number * face.line_height, face)
    if row.entry is not None:
        height = size * 0.95 * MILLIMETRES_PER_POINT
        middle = top - (face.ascent + face.descent) / 2
        box = Box(left, middle - height / 2, left + SWATCH, middle + height / 2)
        _draw_sign(sheet, row.entry, box, size, borders)


def _draw_sign(sheet: Sheet, entry: KeyEntry, box: Box, size: float, borders: Borders) -> None:
    x, y = box.centre
    match entry:
        case FillKey():
            patch = Rectangle((box.left, box.bottom), box.width, box.height, linewidth=0.5)
            filled(patch, entry.fill or CONTEXT_FILL)
            patch.set_edgecolor(UNIT_EDGE)
            sheet.add(patch)
        case LineKey():
            style = borders.styles[entry.layer]
            width = style.width * POINTS_PER_PIXEL
            line = Line2D([box.left, box.right], [y, y], color=style.colour, linewidth=width)
            offset, dashes = dash_in_points(style.dash, width)
            if dashes is not None:
                line.set_linestyle((offset, dashes))
            line.set_dash_capstyle("butt")
            sheet.add(line)
        case OutlineKey():
            patch = Rectangle((box.left, box.bottom), box.width, box.height, linewidth=1.6)
            patch.set_facecolor(PAPER)
            patch.set_edgecolor(HIGHLIGHT)
            sheet.add(patch)
        case PointKey():
            is_filled = entry.marker.is_filled
            sheet.add(
                Line2D(
                    [x],
                    [y],
                    linestyle="none",
                    marker=entry.marker.sign,
                    markersize=4.2,
                    markerfacecolor=entry.colour if is_filled else PAPER,
                    markeredgecolor=entry.colour,
                    markeredgewidth=0.9,
                )
            )
        case ArrowKey():
            arrow = arrow_patch(Arrow((box.left, y), (box.right, y)))
            arrow.set_path_effects([])
            sheet.add(arrow)
        case TextKey():
            face = Face(size, bold=True)
            sheet.write(
                entry.sign, x, y - face.size * 0.36 * MILLIMETRES_PER_POINT, face, align="center"
            )
