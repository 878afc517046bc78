"""Assembling: from a plan and an order to a folder, or one zip, with everything that was ordered.

What is missing is told before anything is written. Each file is the same bytes for the same plan
and order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path

from geo.export.affected import affected_csv, affected_notes, affected_page
from geo.export.consultation_pack.map_sheets import MapKind, MapSheet, map_sheets
from geo.export.consultation_pack.order import (
    AFFECTED,
    DOCUMENTS,
    MAPS,
    PART_TITLES,
    SCENARIO,
    OrderError,
    PackOrder,
)
from geo.export.documents import (
    Chapter,
    ConsultedPlan,
    Document,
    Kind,
    Picture,
    consultation_document,
    find_faults,
    render,
)
from geo.export.documents.cleaning import printable
from geo.export.open_data.archives import write_zipped
from geo.export.open_data.content import Files, OpenData
from geo.export.open_data.folder import Progress, export_open_data
from geo.export.open_data.parts import OPEN_DATA, Part, by_key
from geo.maps.printed import Format, Paper, print_map
from geo.plan.scenario import Scenario
from geo.plan.scenario_text import scenario_text

_STEMS = {Kind.LARGE_PRINT_PDF: "-large-print"}
_DRAWN_ON = {Kind.LARGE_PRINT_PDF: Paper.LARGE_PRINT}
_PAPER_NAMES = {
    Paper.A4_PORTRAIT: "A4 upright",
    Paper.A4_LANDSCAPE: "A4 on its side",
    Paper.A3_PORTRAIT: "A3 upright",
    Paper.A3_LANDSCAPE: "A3 on its side",
    Paper.SLIDE: "Slide",
}
_IN_DOCUMENTS = frozenset(MapKind) - {MapKind.AREAS}


def paper_words(paper: Paper) -> str:
    """Return what a planner calls a sheet."""
    return _PAPER_NAMES[paper]


@dataclass(frozen=True)
class Promised:
    """A file, or files that belong together, that a pack will hold.

    Attributes:
        part: key of the part that it belongs to, as in ``PART_TITLES``.
        path: in the pack; empty where several files belong together.
        title: what it is, for people.
    """

    part: str
    path: str
    title: str


@dataclass(frozen=True, eq=False)
class Packing:
    """A pack that is to be made.

    Attributes:
        plan: what it is about.
        order: what it is to hold.
        folder: that the plan's data pack was read from; None for one of the application's own.
    """

    plan: ConsultedPlan
    order: PackOrder
    folder: Path | None = None

    @cached_property
    def sheets(self) -> tuple[MapSheet, ...]:
        """The maps on sheets of their own."""
        return map_sheets(self.plan, self.order.maps) if self.order.has_sheets else ()

    @cached_property
    def pictured(self) -> tuple[MapSheet, ...]:
        """The maps inside the documents."""
        if not self.order.documents or Chapter.MAPS not in self.order.chapters:
            return ()
        return map_sheets(self.plan, _IN_DOCUMENTS.intersection(self.order.maps))

    @property
    def _editions(self) -> dict[Kind, Paper]:
        """What the maps inside each kind of document are drawn on."""
        return {each: _DRAWN_ON.get(each, Paper.A4_PORTRAIT) for each in self.order.documents}

    def document(self, pictures: Sequence[Picture]) -> Document:
        """Return the document, with maps that were drawn beforehand."""
        chapters = [
            chapter for chapter in self.order.chapters if pictures or chapter is not Chapter.MAPS
        ]
        return consultation_document(self.plan, chapters, self.order.own, pictures)

    def missing(self) -> list[str]:
        """Return what is missing and can be told without drawing a map, in a planner's words."""
        order, own = self.order, self.order.own
        faults = []
        if not self.promised():
            faults.append("Nothing is ordered: choose what the pack is to hold.")
        if order.documents:
            if Chapter.RESPONDING in order.chapters:
                faults += _missing_answers(self)
            if own.opens and own.closes and own.closes < own.opens:
                faults.append("The consultation closes before it opens: look at the two dates.")
            faults += find_faults(printable(self._unpictured))
        return list(dict.fromkeys(faults))

    def promised(self) -> list[Promised]:
        """Return the files that the pack will hold, in the order in which they are made."""
        return [promised for _, promised in self._steps({})]

    def make(self, target: Path, progress: Progress, *, overwrite: bool = False) -> list[Path]:
        """Write the pack to a folder.

        Args:
            target: the folder, as for ``export_open_data``.
            progress: told before each step.
            overwrite: whether an earlier export in the folder may be replaced.

        Returns:
            The files, in alphabetical order.

        Raises:
            OrderError: something is missing; nothing was written.
            DocumentError: a document cannot be set; nothing was written.
            ExportError: the folder cannot be written; nothing was changed.
        """
        if faults := self.missing():
            raise OrderError(faults)
        papers = list(dict.fromkeys(self._editions.values()))
        drawn = len(papers) * len(self.pictured)
        total = drawn + len(self.promised()) + 1
        documents: dict[Paper, Document] = {}
        for paper in papers:
            pictures: list[Picture] = []
            for sheet in self.pictured:
                done = len(documents) * len(self.pictured) + len(pictures)
                progress(done, total, f"Map for the documents: {sheet.title}")
                pictures.append(_captioned(sheet, paper))
            documents[paper] = self.document(pictures)
            if faults := find_faults(printable(documents[paper])):
                raise OrderError(faults)
        return export_open_data(
            self.plan.measured,
            target,
            [part for part, _ in self._steps(documents)],
            lambda done, of, what: progress(drawn + done, drawn + of, what),
            scenario=self.plan.scenario,
            overwrite=overwrite,
        )

    def _steps(self, documents: Mapping[Paper, Document]) -> Iterator[tuple[Part, Promised]]:
        """Yield what is made, step by step, with what comes of it.

        Args:
            documents: by what their maps are drawn on; those without maps stand in for others.
        """
        for key in self.order.open_data:
            yield by_key(OPEN_DATA)[key], Promised(key, "", PART_TITLES[key])
        for sheet in self.sheets:
            for paper in self.order.papers:
                for kind in self.order.formats:
                    size = paper.name.lower().replace("_", "-")
                    path = f"maps/{sheet.stem}-{size}.{kind.suffix}"
                    title = f"{sheet.title}; {paper_words(paper)}, {kind.name}"
                    write = partial(_print, sheet, paper, kind, path, self.plan.trace)
                    yield Part(MAPS, f"Map: {title}", write), Promised(MAPS, path, title)
        if self.order.affected and self.plan.proposed is not None:
            title = PART_TITLES[AFFECTED]
            part = Part(AFFECTED, title, self._affected)
            yield (
                part,
                Promised(AFFECTED, "", "By postcode and by practice; the page needs no network"),
            )
        for each in self.order.documents:
            path = f"documents/{self._stem}{_STEMS.get(each, '')}{each.suffix}"
            document = documents.get(self._editions[each], self._unpictured)
            write = partial(_render, document, each, path)
            part = Part(DOCUMENTS, f"Document: {each.label}", write)
            yield part, Promised(DOCUMENTS, path, each.label)
        if self.order.scenario and self.plan.scenario is not None:
            title, path = PART_TITLES[SCENARIO], "scenario.json"
            write = partial(_scenario, self.plan.scenario, path)
            yield Part(SCENARIO, title, write), Promised(SCENARIO, path, title)

    @property
    def _stem(self) -> str:
        return "present-division" if self.plan.scenario is None else "consultation"

    @cached_property
    def _unpictured(self) -> Document:
        return self.document(())

    def _affected(self, _data: OpenData) -> Files:
        before, after = self.plan.baseline.state, self.plan.measured.state
        name = self.plan.name
        contact = "\n".join(f"{way}: {address}" for way, address in self.order.own.ways)
        return {
            "am-i-affected/am-i-affected.html": affected_page(
                before, after, name, contact, self.folder, self.plan.trace
            ),
            "am-i-affected/postcodes.csv": affected_csv(before, after, self.folder),
            "am-i-affected/about-the-table.txt": affected_notes(after, name, self.plan.trace),
        }


def _missing_answers(packing: Packing) -> Iterator[str]:
    """Yield what somebody needs in order to answer, and is not told."""
    own = packing.order.own
    if Chapter.RESPONDING in own.chapters:
        return
    if not own.ways:
        yield "Nobody is told where to answer: write at least one way, such as an email address."
    if own.closes is None:
        yield "Nobody is told until when to answer: give the last day."


def _captioned(sheet: MapSheet, paper: Paper) -> Picture:
    """Return a map for the documents, with a caption that does not repeat its headline."""
    drawn = print_map(sheet.request, paper, Format.SVG)
    return replace(drawn, caption=sheet.caption)


def _render(document: Document, kind: Kind, path: str, _data: OpenData) -> Files:
    return {path: render(document, kind)}


def _print(
    sheet: MapSheet, paper: Paper, kind: Format, path: str, stamp: str, _data: OpenData
) -> Files:
    return {path: print_map(sheet.request, paper, kind, stamp).content}


def _scenario(scenario: Scenario, path: str, _data: OpenData) -> Files:
    return {path: scenario_text(scenario).encode()}


def write_zip(folder: Path, target: Path) -> None:
    """Write a folder as one zip, the same bytes for the same files; whole or not at all.

    Raises:
        OSError: it cannot be written; nothing was changed.
    """
    paths = sorted(
        (path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file()
    )
    unfinished = target.with_name(f"{target.name}.part")
    try:
        with unfinished.open("wb") as file:
            write_zipped(((name, path.read_bytes()) for name, path in paths), file)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
