"""Drawing a map's content on a sheet."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from itertools import zip_longest

from geo.maps.printed.arranging import arrange
from geo.maps.printed.content import Content, KeyEntry, KeyGroup, TextKey
from geo.maps.printed.key import draw_key, place_key, used_entries
from geo.maps.printed.layout import Paragraph
from geo.maps.printed.names import PlacedName
from geo.maps.printed.paper import Paper
from geo.maps.printed.pictures import Picture, draw_picture
from geo.maps.printed.sheet import Sheet
from geo.maps.printed.surfaces import Borders


@dataclass(frozen=True)
class Drawn:
    """A sheet that is ready to be saved.

    Attributes:
        sheet: the sheet.
        names: placed on all of its pictures.
        numbers: that stand for names on its pictures, by the names.
        left_out: names for which there was no room, alphabetically.
        key: the entries that it shows something of.
        unkeyed: the entries for which the key had no room.
    """

    sheet: Sheet
    names: tuple[PlacedName, ...]
    numbers: Mapping[str, int]
    left_out: tuple[str, ...]
    key: tuple[KeyGroup, ...]
    unkeyed: tuple[KeyEntry, ...]


def draw(content: Content, paper: Paper) -> Drawn:
    """Draw a map; called inside ``sheet.drawing``."""
    sheet = Sheet(paper)
    borders = Borders(content.views[0].pack)
    arrangement = arrange(content, paper)
    layout, pictures = arrangement.layout, (*arrangement.pictures, *arrangement.enlarged)
    key = used_entries(content, [(each.view, each.frame) for each in pictures], borders)
    placed_key = place_key(key, layout.key, layout.columns, layout.key_size)
    unkeyed = placed_key.left_out
    unexplained = {entry.sign for entry in unkeyed if isinstance(entry, TextKey)}
    for paragraph in (*layout.head, *layout.foot):
        _write(sheet, paragraph)
    names: list[PlacedName] = []
    numbers: dict[str, int] = {}
    left_out: set[str] = set()
    for picture, larger in zip_longest(arrangement.pictures, arrangement.enlarged):
        drawn = draw_picture(sheet, _explained(picture, unexplained), borders, numbers)
        names += drawn.placed
        left = {name.text for name in drawn.left_out}
        if larger is not None:
            wanted = _explained(_wanting(larger, left), unexplained)
            inside = draw_picture(sheet, wanted, borders, numbers)
            names += inside.placed
            left -= {placed.name.text for placed in inside.placed}
            left |= {name.text for name in inside.left_out}
        left_out |= left
    if arrangement.locator is not None:
        draw_picture(sheet, arrangement.locator, borders, numbers)
    draw_key(sheet, placed_key, borders)
    return Drawn(sheet, tuple(names), numbers, tuple(sorted(left_out)), key, unkeyed)


def _explained(picture: Picture, unexplained: Set[str]) -> Picture:
    """Return a picture without signs that the key has no room for."""
    kept = [each for each in picture.names if not (each.keyed and each.text in unexplained)]
    return replace(picture, names=tuple(kept))


def _wanting(larger: Picture, left: Set[str]) -> Picture:
    """Return an enlarged part that also wants the names that the picture itself had no room for."""
    names = [
        replace(name, required=True, rank=0) if name.text in left else name for name in larger.names
    ]
    return replace(larger, names=tuple(names))


def _write(sheet: Sheet, paragraph: Paragraph) -> None:
    baseline = paragraph.top - paragraph.face.ascent
    for line in paragraph.lines:
        sheet.write(line, sheet.paper.margin, baseline, paragraph.face)
        baseline -= paragraph.face.line_height
