"""What a document is made of: frozen values that hold plain text and know no markup.

All text comes from anywhere. Whoever renders a document escapes it for the format; nothing in it is
ever read as a command.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

LANGUAGE = "en-GB"
SVG, PNG = "image/svg+xml", "image/png"


class DocumentError(ValueError):
    """A document cannot be written; carries every reason.

    Attributes:
        faults: the reasons, in a planner's words.
    """

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


@dataclass(frozen=True)
class Heading:
    """A heading.

    Attributes:
        level: 1 for a chapter, to 4.
        text: of the heading, in sentence case.
    """

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of text."""

    text: str


@dataclass(frozen=True)
class BulletList:
    """A list; each item is text."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes:
        name: its heading, with the population and the date of what it counts.
        kind: ``number`` for figures, which are set flush right.
    """

    name: str
    kind: Literal["text", "number"] = "text"


@dataclass(frozen=True)
class Table:
    """A table; the first column names what a row is about.

    Attributes:
        caption: what it shows.
        columns: its columns.
        rows: each with a cell for every column, as it is to be read.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class ColourPair:
    """A colour of a picture and the colour that it must be told apart from.

    Attributes:
        name: what it is, for a sentence.
        ink, ground: as ``#rrggbb``.
        is_text: whether it is read rather than seen, which asks for more contrast.
    """

    name: str
    ink: str
    ground: str
    is_text: bool = False


@dataclass(frozen=True)
class Figure:
    """A picture with its text equivalents.

    Attributes:
        caption: what it shows, a sentence without its full stop.
        content: of the file.
        media_type: ``SVG`` or ``PNG``.
        alternative: the picture in one or two sentences, for somebody who cannot see it.
        description: the same facts in paragraphs.
        colours: pairs that must be told apart; empty where whoever drew it has seen to that.
    """

    caption: str
    content: bytes
    media_type: str
    alternative: str
    description: tuple[str, ...]
    colours: tuple[ColourPair, ...] = ()


@dataclass(frozen=True)
class Note:
    """Something to mind, set apart from the text."""

    text: str


Block: TypeAlias = Heading | Paragraph | BulletList | Table | Figure | Note


@dataclass(frozen=True)
class Section:
    """A chapter.

    Attributes:
        key: tells it from the others; letters, digits and hyphens.
        blocks: what it holds; the first is its heading, of level 1.
    """

    key: str
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """Text of its heading; empty where it has none."""
        first = self.blocks[0] if self.blocks else None
        return first.text if isinstance(first, Heading) else ""


@dataclass(frozen=True)
class Document:
    """A document.

    Attributes:
        title, subtitle: of the document.
        sections: its chapters.
        stamp: which plan, which version of it and which data; the first line is short and stands
            on every page.
        attributions: sentences that must travel with the data, as the publishers ask for them.
        language: of the text, as a tag of BCP 47.
        dated: the date that it bears; None for none.
        cover: what else stands under the title, such as who asks and until when.
    """

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    stamp: tuple[str, ...]
    attributions: tuple[str, ...]
    language: str = LANGUAGE
    dated: date | None = None
    cover: tuple[str, ...] = ()

    @property
    def blocks(self) -> Iterator[Block]:
        """Everything in it, in reading order."""
        return (block for section in self.sections for block in section.blocks)


class Numbering:
    """Counts tables and figures in reading order, so that every format calls them the same."""

    def __init__(self) -> None:
        self._tables = 0
        self._figures = 0

    def label(self, block: Table | Figure) -> str:
        """Return ``Table 3`` or ``Figure 1`` for the next one."""
        if isinstance(block, Table):
            self._tables += 1
            return f"Table {self._tables}"
        self._figures += 1
        return f"Figure {self._figures}"


def with_own_paragraphs(section: Section, paragraphs: Sequence[str]) -> Section:
    """Return a chapter with somebody's own text in place of its paragraphs and lists.

    The text stands under the chapter's heading. Tables, figures and notes stay where they are, and
    so do the headings that still have something under them.
    """
    heading, *rest = section.blocks
    kept = [block for block in rest if not isinstance(block, Paragraph | BulletList)]
    own = [Paragraph(text) for text in paragraphs]
    return replace(section, blocks=(heading, *own, *without_bare_headings(kept)))


def without_bare_headings(blocks: Sequence[Block]) -> list[Block]:
    """Leave out headings with nothing under them."""
    kept: list[Block] = []
    for block in reversed(blocks):
        after = kept[-1] if kept else None
        if isinstance(block, Heading) and (
            after is None or (isinstance(after, Heading) and after.level <= block.level)
        ):
            continue
        kept.append(block)
    return kept[::-1]
