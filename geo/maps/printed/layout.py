"""Layout: what stands where on a sheet, in millimetres, worked out before anything is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from geo.maps.printed.content import Bounds, Content
from geo.maps.printed.frame import Frame
from geo.maps.printed.key_setting import KeySetting, set_beside, set_under
from geo.maps.printed.lettering import Face, wrap
from geo.maps.printed.paper import Box, Paper

GAP = 3.0
"""Between the parts of a sheet."""
NARROWEST_KEY, WIDEST_KEY = 0.24, 0.56
"""The key beside the views takes at least and at most these shares of the width; more where the
height of a single view leaves more of the width."""
WIDE_ENOUGH = 0.28, 0.16
"""The parts of one view, or of two, are drawn larger at full height if so much of the width is left
for them."""
LARGEST_BAND, WHOLE_BAND = 0.42, 0.55
"""The key takes at most these shares of the height between head and foot: the second only where it
would not be whole otherwise."""
MUCH = 1.25
"""Views stand one above the other if they are so many times larger then."""
SMALLEST_SIDE_MAP = 34.0


class SideMap(Enum):
    """A small map, or two of one part beside each other.

    How much of the sheet's width it takes on wide and on high paper, and how high it is under the
    views at least, with its title, as a share of its width.
    """

    NONE = (0.0, 0.0, 0.0)
    LOCATOR = (0.2, 0.27, 0.95)
    ENLARGED = (0.3, 0.5, 0.95)
    TWO_ENLARGED = (0.42, 0.62, 0.66)

    def __init__(self, on_wide: float, on_high: float, lowest: float) -> None:
        self.on_wide = on_wide
        self.on_high = on_high
        self.lowest = lowest

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
        key: the box of the key.
        columns: of the key.
        key_size: of its lettering, points.
        sides: a box for each small map, under its title.
    """

    head: tuple[Paragraph, ...]
    foot: tuple[Paragraph, ...]
    views: tuple[Box, ...]
    key: Box
    columns: int
    key_size: float
    sides: tuple[Box, ...]


def lay_out(
    content: Content, paper: Paper, side_map: SideMap, part: Bounds | None = None
) -> Layout:
    """Return what stands where on a sheet.

    Args:
        content: what the map says.
        paper: the sheet.
        side_map: which small map is wanted; it is left out where the key needs its room.
        part: of the ground, for a small map of each view.
    """
    room = paper.width - 2 * paper.margin
    head = _head(content, paper, room)
    foot = _foot(content, paper, room)
    body = Box(
        paper.margin, foot[0].top + GAP * 0.6, paper.width - paper.margin, head[-1].bottom - GAP
    )
    arrange = _beside if paper.is_wide else _under
    views, key_box, key, side = arrange(body, content, paper, side_map)
    boxes = _split([view.title for view in content.views], content.extent, views, paper)
    return Layout(
        head, foot, boxes, key_box, key.columns, key.size, _sides(content, side, part, paper)
    )


def title_face(paper: Paper) -> Face:
    """Return how the title over a view is set."""
    return Face(paper.sizes.subtitle, bold=True)


def title_lines(title: str, room: float, paper: Paper) -> list[str]:
    """Return the title over a view as it is broken into lines."""
    return wrap(title, title_face(paper), room, 2)


def _head(content: Content, paper: Paper, room: float) -> tuple[Paragraph, ...]:
    headline, subtitle = Face(paper.sizes.headline, bold=True), Face(paper.sizes.subtitle)
    top = paper.height - paper.margin
    first = Paragraph(tuple(wrap(content.headline, headline, room, 3)), headline, top)
    lines = tuple(wrap(content.subtitle, subtitle, room, 3))
    return first, Paragraph(lines, subtitle, first.bottom - 0.8)


def _foot(content: Content, paper: Paper, room: float) -> tuple[Paragraph, ...]:
    face = Face(paper.sizes.small)
    texts = [" ".join(content.notes), "" if paper.is_page else " ".join(content.attribution)]
    blocks = [tuple(wrap(text, face, room, 5)) for text in texts if text]
    bottom = paper.margin + sum(len(lines) for lines in blocks) * face.line_height
    bottom += (len(blocks) - 1) * 0.8
    placed = []
    for lines in blocks:
        placed.append(Paragraph(lines, face, bottom))
        bottom = placed[-1].bottom - 0.8
    return tuple(placed)


def _sides(
    content: Content, side: Box | None, part: Bounds | None, paper: Paper
) -> tuple[Box, ...]:
    """Return the boxes of the small maps, each under its title."""
    if side is None:
        return ()
    if part is not None and len(content.views) > 1:
        return _split([view.word for view in content.views], part, side, paper)
    return (replace(side, top=side.top - _titles_height([""], side.width, paper)),)


def _titles_height(titles: Sequence[str], room: float, paper: Paper) -> float:
    """Return how much of its height a picture gives to its title, the longest of some."""
    lines = max(len(title_lines(title, room, paper)) for title in titles)
    return max(lines, 1) * title_face(paper).line_height + 1


def _split(titles: Sequence[str], extent: Bounds, box: Box, paper: Paper) -> tuple[Box, ...]:
    """Return a box for each view, side by side, or one above the other if that is much larger."""
    if len(titles) == 1:
        return (box,)
    title = _titles_height(titles, (box.width - GAP) / 2, paper)
    middle, half = box.centre[0], (box.height - GAP) / 2
    beside = (
        Box(box.left, box.bottom, middle - GAP / 2, box.top - title),
        Box(middle + GAP / 2, box.bottom, box.right, box.top - title),
    )
    above = (
        Box(box.left, box.bottom + half + GAP, box.right, box.top - title),
        Box(box.left, box.bottom, box.right, box.bottom + half - title),
    )
    one, other = (Frame.around(extent, each[0]).metres_per_millimetre for each in (beside, above))
    return above if other * MUCH < one else beside


def _beside(
    body: Box, content: Content, paper: Paper, side_map: SideMap
) -> tuple[Box, Box, KeySetting, Box | None]:
    """Put the key, and a small map below it, in a column on the right."""
    is_enlarged = side_map in (SideMap.ENLARGED, SideMap.TWO_ENLARGED)
    if is_enlarged and (full := _at_full_height(body, content, paper)) is not None:
        return full
    narrowest = body.width * max(NARROWEST_KEY, side_map.on_wide)
    widths = narrowest, _widest_key(body, content, narrowest)
    key = set_beside(content.key, widths, body.height, paper)
    left = body.right - key.width
    side = None
    if side_map is not SideMap.NONE:
        top = min(body.bottom + key.width * side_map.highest, body.top - key.height - GAP)
        if top - body.bottom >= SMALLEST_SIDE_MAP:
            side = Box(left, body.bottom, body.right, top)
    bottom = body.bottom if side is None else side.top + GAP
    column = Box(left, bottom, body.right, body.top)
    return Box(body.left, body.bottom, left - GAP, body.top), column, key, side


def _widest_key(body: Box, content: Content, narrowest: float) -> float:
    """Return how wide a key beside the views may be."""
    west, south, east, north = content.extent
    left_over = body.width - body.height * (east - west) / (north - south) - GAP
    return max(narrowest, body.width * WIDEST_KEY, left_over if len(content.views) == 1 else 0.0)


def _at_full_height(
    body: Box, content: Content, paper: Paper
) -> tuple[Box, Box, KeySetting, Box] | None:
    """Return views, key and enlarged parts beside one another, where the views leave the room."""
    west, south, east, north = content.extent
    key_width = body.width * NARROWEST_KEY
    views = len(content.views)
    view_width = views * body.height * (east - west) / (north - south) + (views - 1) * GAP
    rest = body.width - key_width - view_width - 2 * GAP
    if rest < body.width * WIDE_ENOUGH[views - 1]:
        return None
    view = Box(body.left, body.bottom, body.left + view_width, body.top)
    side = Box(view.right + GAP, body.bottom, view.right + GAP + rest, body.top)
    key = KeySetting(key_width, body.height, 1, paper.sizes.body)
    return view, Box(side.right + GAP, body.bottom, body.right, body.top), key, side


def _under(
    body: Box, content: Content, paper: Paper, side_map: SideMap
) -> tuple[Box, Box, KeySetting, Box | None]:
    """Put the key, and a small map on its right, in a band under the views."""
    largest = body.height * LARGEST_BAND
    side_width = body.width * side_map.on_high
    room = body.width - (side_width + GAP if side_width else 0)
    key = set_under(content.key, paper.sizes.body, room)
    if key.height > largest:
        key = set_under(content.key, paper.sizes.small, room)
        largest = max(largest, min(key.height, body.height * WHOLE_BAND))
    band = min(largest, max(key.height, side_width * side_map.lowest))
    top = body.bottom + band
    side = Box(body.right - side_width, body.bottom, body.right, top) if side_width else None
    views = Box(body.left, top + GAP, body.right, body.top)
    return views, Box(body.left, body.bottom, body.left + room, top), key, side
