"""Printing: from a request to a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from geo.maps.printed.changes import changes
from geo.maps.printed.content import Content, TextKey
from geo.maps.printed.disagreeing import disagreement
from geo.maps.printed.drawing import Drawn, draw
from geo.maps.printed.one_area import one_area
from geo.maps.printed.paper import Format, Paper
from geo.maps.printed.requests import (
    AreaMap,
    BeforeAndAfterMap,
    BoundariesMap,
    ChangesMap,
    DensityMap,
    DisagreementMap,
    MapRequest,
    StatusMap,
)
from geo.maps.printed.sheet import drawing
from geo.maps.printed.statuses import before_and_after, status
from geo.maps.printed.whole_system import boundaries, density
from geo.words import counted


@dataclass(frozen=True)
class PrintedMap:
    """A map as a file, with the same facts in words.

    Attributes:
        content: of the file.
        media_type: of the file.
        headline: a sentence, what the map shows, without its full stop.
        alternative: the picture in one or two sentences, for somebody who cannot see it.
        description: the same facts in sentences.
        rows: the same facts as a table; may be empty.
        caption: which map it is where it stands among others; the headline where nobody says so.
    """

    content: bytes
    media_type: str
    headline: str
    alternative: str
    description: tuple[str, ...]
    rows: tuple[Mapping[str, str | int], ...]
    caption: str


_COMPOSERS: Mapping[type[MapRequest], Callable[[Any], Content]] = {
    BoundariesMap: boundaries,
    StatusMap: status,
    BeforeAndAfterMap: before_and_after,
    ChangesMap: changes,
    AreaMap: one_area,
    DisagreementMap: disagreement,
    DensityMap: density,
}
"""How each kind of request becomes content."""


def compose(request: MapRequest) -> Content:
    """Return what the map of a request shows and says.

    Raises:
        KeyError: the pack has no such layer or area, or no figures of a date.
        ValueError: the request makes no map; the message says why.
    """
    return _COMPOSERS[type(request)](request)


def print_map(request: MapRequest, paper: Paper, kind: Format, stamp: str = "") -> PrintedMap:
    """Print a map.

    The same request gives the same bytes. May be called from several threads: they take turns.

    Args:
        request: the map.
        paper: the sheet.
        kind: of file.
        stamp: stands under the map, and says which version of which plan it is of; empty for none.

    Raises:
        KeyError: the pack has no such layer or area, or no figures of a date.
        ValueError: the request makes no map; the message says why.
    """
    content = compose(request)
    if stamp:
        content = replace(content, notes=(*content.notes, stamp))
    with drawing():
        drawn = draw(content, paper)
        file = drawn.sheet.save(kind, content.headline, content.alternative)
    description = (*content.description, *_without_room(drawn))
    return PrintedMap(
        file,
        kind.media_type,
        content.headline,
        content.alternative,
        description,
        content.rows,
        caption=content.headline,
    )


def _without_room(drawn: Drawn) -> Iterator[str]:
    """Say what did not fit on a sheet, and what the numbers on it stand for."""
    told = {name: number for name, number in drawn.numbers.items() if name not in drawn.left_out}
    if told:
        each = "; ".join(f"{number} is {name}" for name, number in told.items())
        yield f"Numbers on the map stand for names without room: {each}."
    if drawn.left_out:
        names = counted(len(drawn.left_out), "name does", "names do")
        yield f"{names} not fit on the map: {'; '.join(drawn.left_out)}."
    if drawn.unkeyed:
        entries = counted(len(drawn.unkeyed), "entry does", "entries do")
        yield f"{entries} not fit in the key: {'; '.join(each.label for each in drawn.unkeyed)}."
    if any(isinstance(each, TextKey) and each.sign for each in drawn.unkeyed):
        yield "Without an entry in the key they have no number on the map either."
