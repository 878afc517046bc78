"""Drawing a map's content on a sheet."""

from __future__ import annotations

from dataclasses import dataclass

from geo.maps.printed.arranging import arrange
from geo.maps.printed.content import Content, KeyGroup
from geo.maps.printed.key import draw_key, used_entries
from geo.maps.printed.layout import Paragraph
from geo.maps.printed.names import PlacedName
from geo.maps.printed.paper import Paper
from geo.maps.printed.pictures import draw_picture
from geo.maps.printed.sheet import Sheet
from geo.maps.printed.surfaces import Borders


@dataclass(frozen=True)
class Drawn:
    """A sheet that is ready to be saved.

    Attributes:
        sheet: the sheet.
        names: placed on all of its pictures.
        left_out: names for which there was no room, alphabetically.
        key: the entries that it has.
    """

    sheet: Sheet
    names: tuple[PlacedName, ...]
    left_out: tuple[str, ...]
    key: tuple[KeyGroup, ...]


def draw(content: Content, paper: Paper) -> Drawn:
    """Draw a map; called inside ``sheet.drawing``."""
    sheet = Sheet(paper)
    borders = Borders(content.views[0].pack)
    arrangement = arrange(content, paper)
    layout, pictures = arrangement.layout, arrangement.pictures
    if arrangement.enlarged is not None:
        pictures += (arrangement.enlarged,)
    for paragraph in (*layout.head, *layout.foot):
        _write(sheet, paragraph)
    names: list[PlacedName] = []
    left_out: set[str] = set()
    for picture in pictures:
        placed, left = draw_picture(sheet, picture, borders)
        names += placed
        left_out |= {name.text for name in left}
    if arrangement.locator is not None:
        draw_picture(sheet, arrangement.locator, borders)
    key = used_entries(content, [(each.view, each.frame) for each in pictures], borders)
    draw_key(sheet, key, layout.key, layout.columns, borders)
    return Drawn(sheet, tuple(names), tuple(sorted(left_out)), key)


def _write(sheet: Sheet, paragraph: Paragraph) -> None:
    baseline = paragraph.top - paragraph.face.ascent
    for line in paragraph.lines:
        sheet.write(line, sheet.paper.margin, baseline, paragraph.face)
        baseline -= paragraph.face.line_height
