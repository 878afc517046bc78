"""Layout: what stands where on a sheet, in millimetres, worked out before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from geo.maps.printed.content import Content
from geo.maps.printed.frame import Frame
from geo.maps.printed.key import BETWEEN_COLUMNS, key_height
from geo.maps.printed.lettering import Face, wrap
from geo.maps.printed.paper import Box, Paper

GAP = 3.0
"""Between the parts of a sheet."""
NARROWEST_COLUMN = 46.0
"""No column of the key is narrower."""
NARROWEST_KEY = 0.24
"""The column beside the views takes at least this share of the width."""
LOWEST_SIDE_MAP = 0.95
"""Height of a small map under the views, with its title, as a share of its width."""
WIDE_ENOUGH = 0.28
"""A part is drawn larger at full height if so much of the width is left for it."""
LARGEST_BAND = 0.42
"""The key takes at most this share of the height between head and foot."""
MUCH = 1.25
"""Views stand one above the other if they are so many times larger then."""
SMALLEST_SIDE_MAP = 34.0


class SideMap(Enum):
    """A small map: how much of the sheet's width it takes on wide and on high paper."""

    NONE = (0.0, 0.0)
    LOCATOR = (0.2, 0.27)
    ENLARGED = (0.3, 0.5)

    def __init__(self, on_wide: float, on_high: float) -> None:
        self.on_wide = on_wide
        self.on_high = on_high

    @property
    def highest(self) -> float:
        """Height beside the views at most, as a share of its width."""
        return 0.75 if self is SideMap.LOCATOR else 1.2


@dataclass(frozen=True)
class Paragraph:
    """Some lines of text as they are set.

    Attributes:
        lines: as they are broken.
        face: as they are set.
        top: of the first line.
    """

    lines: tuple[str, ...]
    face: Face
    top: float

    @property
    def bottom(self) -> float:
        """Where the last line ends."""
        return self.top - len(self.lines) * self.face.line_height


@dataclass(frozen=True)
class Layout:
    """What stands where.

    Attributes:
        head: headline and subtitle.
        foot: notes and attribution.
        views: a box for each view.
        titles: the base line of the views' titles; None where they have none.
        key: the box of the key.
        columns: of the key.
        side: the box of a small map beside or under the main one, or None.
    """

    head: tuple[Paragraph, ...]
    foot: tuple[Paragraph, ...]
    views: tuple[Box, ...]
    key: Box
    columns: int
    side: Box | None


def lay_out(content: Content, paper: Paper, side_map: SideMap) -> Layout:
    """Return what stands where on a sheet.

    Args:
        content: what the map says.
        paper: the sheet.
        side_map: which small map is wanted; it is left out where the key needs its room.
    """
    room = paper.width - 2 * paper.margin
    head = _head(content, paper, room)
    foot = _foot(content, paper, room)
    body = Box(
        paper.margin, foot[0].top + GAP * 0.6, paper.width - paper.margin, head[-1].bottom - GAP
    )
    arrange = _beside if paper.is_wide else _under
    views, key_box, columns, side = arrange(body, content, paper, side_map)
    return Layout(head, foot, _split(content, views, paper), key_box, columns, side)


def title_face(paper: Paper) -> Face:
    """Return how the title over a view is set."""
    return Face(paper.sizes.subtitle, bold=True)


def _head(content: Content, paper: Paper, room: float) -> tuple[Paragraph, ...]:
    headline, subtitle = Face(paper.sizes.headline, bold=True), Face(paper.sizes.subtitle)
    top = paper.height - paper.margin
    first = Paragraph(tuple(wrap(content.headline, headline, room, 3)), headline, top)
    lines = tuple(wrap(content.subtitle, subtitle, room, 3))
    return first, Paragraph(lines, subtitle, first.bottom - 0.8)


def _foot(content: Content, paper: Paper, room: float) -> tuple[Paragraph, ...]:
    face = Face(paper.sizes.small)
    texts = [" ".join(content.notes), " ".join(content.attribution)]
    blocks = [tuple(wrap(text, face, room, 5)) for text in texts if text]
    bottom = paper.margin + sum(len(lines) for lines in blocks) * face.line_height
    bottom += (len(blocks) - 1) * 0.8
    placed = []
    for lines in blocks:
        placed.append(Paragraph(lines, face, bottom))
        bottom = placed[-1].bottom - 0.8
    return tuple(placed)


def _split(content: Content, box: Box, paper: Paper) -> tuple[Box, ...]:
    """Return a box for each view, side by side, or one above the other if that is much larger."""
    if len(content.views) == 1:
        return (box,)
    title = title_face(paper).line_height + 1
    middle, half = box.centre[0], (box.height - GAP) / 2
    beside = (
        Box(box.left, box.bottom, middle - GAP / 2, box.top - title),
        Box(middle + GAP / 2, box.bottom, box.right, box.top - title),
    )
    above = (
        Box(box.left, box.bottom + half + GAP, box.right, box.top - title),
        Box(box.left, box.bottom, box.right, box.bottom + half - title),
    )
    one, other = (
        Frame.around(content.extent, each[0]).metres_per_millimetre for each in (beside, above)
    )
    return above if other * MUCH < one else beside


def _beside(
    body: Box, content: Content, paper: Paper, side_map: SideMap
) -> tuple[Box, Box, int, Box | None]:
    """Put the key, and a small map below it, in a column on the right."""
    key, size = content.key, paper.sizes.body
    width = body.width * max(NARROWEST_KEY, side_map.on_wide)
    if side_map is SideMap.ENLARGED and (full := _at_full_height(body, content)) is not None:
        return full
    columns = 1
    if key_height(key, width, 1, size) > body.height:
        columns, width = 2, max(width, 2 * NARROWEST_COLUMN * size / 8.5 + BETWEEN_COLUMNS)
    height = key_height(key, (width - (columns - 1) * BETWEEN_COLUMNS) / columns, columns, size)
    left = body.right - width
    side = None
    if side_map is not SideMap.NONE:
        top = min(body.bottom + width * side_map.highest, body.top - height - GAP)
        if top - body.bottom >= SMALLEST_SIDE_MAP:
            side = Box(left, body.bottom, body.right, top)
    bottom = body.bottom if side is None else side.top + GAP
    column = Box(left, bottom, body.right, body.top)
    return Box(body.left, body.bottom, left - GAP, body.top), column, columns, side


def _at_full_height(body: Box, content: Content) -> tuple[Box, Box, int, Box] | None:
    """Return view, key and enlarged part beside one another, where the view leaves the room."""
    west, south, east, north = content.extent
    key_width = body.width * NARROWEST_KEY
    view_width = body.height * (east - west) / (north - south)
    rest = body.width - key_width - view_width - 2 * GAP
    if rest < body.width * WIDE_ENOUGH:
        return None
    view = Box(body.left, body.bottom, body.left + view_width, body.top)
    side = Box(view.right + GAP, body.bottom, view.right + GAP + rest, body.top)
    return view, Box(side.right + GAP, body.bottom, body.right, body.top), 1, side


def _under(
    body: Box, content: Content, paper: Paper, side_map: SideMap
) -> tuple[Box, Box, int, Box | None]:
    """Put the key, and a small map on its right, in a band under the views."""
    key, size, largest = content.key, paper.sizes.body, body.height * LARGEST_BAND
    side_width = body.width * side_map.on_high
    room = body.width - (side_width + GAP if side_width else 0)
    narrowest = NARROWEST_COLUMN * size / 8.5
    most = max(1, int((room + BETWEEN_COLUMNS) / (narrowest + BETWEEN_COLUMNS)))
    heights = {
        columns: key_height(key, (room - (columns - 1) * BETWEEN_COLUMNS) / columns, columns, size)
        for columns in range(1, most + 1)
    }
    columns = min(heights, key=lambda each: (round(heights[each], 1), each))
    band = min(largest, max(heights[columns], side_width * LOWEST_SIDE_MAP))
    top = body.bottom + band
    side = Box(body.right - side_width, body.bottom, body.right, top) if side_width else None
    views = Box(body.left, top + GAP, body.right, body.top)
    return views, Box(body.left, body.bottom, body.left + room, top), columns, side
