"""Orders: what a consultation pack is to hold, as a value that can be written down and read back.

What is read comes from anywhere: every fault of it is told, and text with any fault gives no order.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from geo.export.consultation_pack.map_sheets import MapKind
from geo.export.documents import Chapter, Kind, OwnTexts
from geo.export.open_data.parts import OPEN_DATA, by_key
from geo.maps.printed import Format, Paper

MAPS, DOCUMENTS, AFFECTED, SCENARIO = "maps", "documents", "affected", "scenario"
SHEETS = tuple(paper for paper in Paper if not paper.is_page)
"""Papers that maps can be ordered on."""
PART_TITLES: Mapping[str, str] = {
    **{part.key: part.title for part in OPEN_DATA},
    MAPS: "Print maps",
    AFFECTED: "Am I affected?",
    DOCUMENTS: "Documents",
    SCENARIO: "Scenario file, with the names of those who edited it",
}
"""Everything that a pack can hold, by the key that commands and manifests know it by, in the order
in which it is written."""
FROM_PLANNER = frozenset({Chapter.RESPONDING, Chapter.FORMATS})
"""Chapters that are empty until a planner writes them."""
LONGEST_TEXT = 20_000
"""Characters of one text of a planner's."""
MOST_TEXTS = 500
MOST_CHARACTERS = 5_000_000


class OrderError(ValueError):
    """An order that cannot be read or filled; carries every reason.

    Attributes:
        faults: the reasons, in a planner's words.
    """

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


@dataclass(frozen=True)
class PackOrder:
    """What a pack is to hold.

    Attributes:
        documents: kinds of document.
        chapters: of the documents.
        own: what the planner writes.
        maps: kinds of map, in the documents and on sheets of their own.
        papers, formats: of the sheets of their own; none where either is empty.
        open_data: keys of parts of open data.
        affected: whether the pack answers “am I affected?”.
        scenario: whether the scenario itself is in the pack, so that it can be reproduced; its file
            has the names of those who edited it.
    """

    documents: tuple[Kind, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    own: OwnTexts = field(default_factory=OwnTexts)
    maps: tuple[MapKind, ...] = ()
    papers: tuple[Paper, ...] = ()
    formats: tuple[Format, ...] = ()
    open_data: tuple[str, ...] = ()
    affected: bool = False
    scenario: bool = False

    def only(self, parts: Collection[str]) -> PackOrder:
        """Return the order without the parts that are not named, by their keys.

        The scenario file, which nobody gets who does not ask for it, is in it if it is named.
        """
        return replace(
            self,
            documents=self.documents if DOCUMENTS in parts else (),
            papers=self.papers if MAPS in parts else (),
            open_data=tuple(key for key in self.open_data if key in parts),
            affected=self.affected and AFFECTED in parts,
            scenario=SCENARIO in parts,
        )

    @property
    def has_sheets(self) -> bool:
        """Whether maps are wanted on sheets of their own."""
        return bool(self.maps and self.papers and self.formats)


def usual_order(*, proposal: bool) -> PackOrder:
    """Return what a pack holds where nobody has said otherwise.

    Args:
        proposal: whether it is about a scenario rather than the baseline alone.
    """
    proposed = (MapKind.CHANGES, MapKind.BEFORE_AND_AFTER)
    present = (MapKind.BOUNDARIES, MapKind.STATUS)
    return PackOrder(
        documents=tuple(Kind),
        chapters=tuple(chapter for chapter in Chapter if chapter not in FROM_PLANNER),
        maps=proposed if proposal else present,
        papers=(Paper.A4_PORTRAIT, Paper.A3_LANDSCAPE),
        formats=(Format.PDF,),
        open_data=tuple(by_key(OPEN_DATA)),
        affected=proposal,
    )


def order_text(order: PackOrder) -> str:
    """Return an order as JSON; the same order is always the same text."""
    own = order.own
    content = {
        "documents": [each.name for each in order.documents],
        "chapters": [each.value for each in order.chapters],
        "maps": [each.value for each in order.maps],
        "papers": [each.name for each in order.papers],
        "formats": [each.name for each in order.formats],
        "open_data": list(order.open_data),
        "affected": order.affected,
        "scenario": order.scenario,
        "own": {
            "title": own.title,
            "subtitle": own.subtitle,
            "organisation": own.organisation,
            "introduction": own.introduction,
            "opens": _iso(own.opens),
            "closes": _iso(own.closes),
            "questions": own.questions,
            "ways": own.ways,
            "other_formats": own.other_formats,
            "chapters": {key.value: texts for key, texts in sorted(own.chapters.items())},
            "dated": _iso(own.dated),
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def read_order_text(text: str) -> PackOrder:
    """Return the order that a text holds.

    Raises:
        OrderError: it is not one; every fault is told.
    """
    if len(text) > MOST_CHARACTERS:
        raise OrderError(["The order of the pack is too long."])
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        raise OrderError(["The order of the pack is not JSON."]) from None
    if not isinstance(content, dict):
        raise OrderError(["The order of the pack is no JSON object."])
    reader = _Reader(content)
    offered = {key: key for key in by_key(OPEN_DATA)}
    order = PackOrder(
        documents=reader.choices("documents", {each.name: each for each in Kind}),
        chapters=reader.choices("chapters", {each.value: each for each in Chapter}),
        own=_read_own(reader),
        maps=reader.choices("maps", {each.value: each for each in MapKind}),
        papers=reader.choices("papers", {each.name: each for each in SHEETS}),
        formats=reader.choices("formats", {each.name: each for each in Format}),
        open_data=reader.choices("open_data", offered),
        affected=content.get("affected") is True,
        scenario=content.get("scenario") is True,
    )
    if reader.faults:
        raise OrderError(reader.faults)
    return order


def _read_own(reader: _Reader) -> OwnTexts:
    own = _Reader(reader.mapping("own"), reader.faults)
    chapters = _Reader(own.mapping("chapters"), reader.faults)
    known = {chapter.value for chapter in Chapter}
    reader.faults += [f"There is no chapter {key!r}." for key in chapters.content.keys() - known]
    return OwnTexts(
        title=own.text("title"),
        subtitle=own.text("subtitle"),
        organisation=own.text("organisation"),
        introduction=own.texts("introduction"),
        opens=own.day("opens"),
        closes=own.day("closes"),
        questions=own.texts("questions"),
        ways=own.pairs("ways"),
        other_formats=own.pairs("other_formats"),
        chapters={
            chapter: chapters.texts(chapter.value)
            for chapter in Chapter
            if chapter.value in chapters.content
        },
        dated=own.day("dated"),
    )


class _Reader:
    """Reads values out of a JSON object and collects what is wrong with them."""

    def __init__(self, content: Mapping[str, Any], faults: list[str] | None = None) -> None:
        self.content = content
        self.faults: list[str] = [] if faults is None else faults

    def mapping(self, name: str) -> Mapping[str, Any]:
        value = self.content.get(name, {})
        if isinstance(value, dict):
            return value
        self.faults.append(f"“{name}” is no JSON object.")
        return {}

    def choices(self, name: str, offered: Mapping[str, Any]) -> tuple[Any, ...]:
        wanted = self.texts(name)
        self.faults += [
            f"“{name}”: there is no {each!r}; there is: {', '.join(offered)}."
            for each in wanted
            if each not in offered
        ]
        return tuple(offered[each] for each in dict.fromkeys(wanted) if each in offered)

    def text(self, name: str) -> str:
        return self._checked(name, self.content.get(name, ""))

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple(self._checked(name, each) for each in self._listed(name))

    def pairs(self, name: str) -> tuple[tuple[str, str], ...]:
        found = []
        for each in self._listed(name):
            if isinstance(each, list) and len(each) == 2:
                found.append((self._checked(name, each[0]), self._checked(name, each[1])))
            else:
                self.faults.append(f"“{name}” holds something that is no pair of texts.")
        return tuple(found)

    def day(self, name: str) -> date | None:
        value = self.content.get(name)
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self.faults.append(f"“{name}” is no date such as 2026-01-31.")
            return None

    def _listed(self, name: str) -> list[Any]:
        value = self.content.get(name, [])
        if isinstance(value, list) and len(value) <= MOST_TEXTS:
            return value
        self.faults.append(f"“{name}” is no list, or has more than {MOST_TEXTS} entries.")
        return []

    def _checked(self, name: str, value: Any) -> str:
        if isinstance(value, str) and len(value) <= LONGEST_TEXT:
            return value
        self.faults.append(
            f"“{name}” holds something that is no text, or more than {LONGEST_TEXT:,} characters."
        )
        return ""
