"""The gate: what a document lacks, so that nothing leaves that some readers could not read.

Every fault is told at once, in a planner's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from geo.export.documents.document import (
    PNG,
    SVG,
    Block,
    BulletList,
    ColourPair,
    Document,
    Figure,
    Heading,
    Note,
    Numbering,
    Paragraph,
    Section,
    Table,
    without_bare_headings,
)
from geo.export.documents.look import OWN_COLOURS, PICTURE_CONTRAST, TEXT_CONTRAST
from geo.maps.styles import contrast
from geo.words import counted

DEEPEST = 4
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def find_faults(document: Document, own_colours: Sequence[ColourPair] = OWN_COLOURS) -> list[str]:
    """Return everything that keeps a document from being accessible; empty where nothing does.

    Args:
        document: as it would be rendered.
        own_colours: of the renderers.
    """
    numbering = Numbering()
    faults = [*_head(document), *_colours("The document", own_colours)]
    for number, section in enumerate(document.sections, start=1):
        name = f"The chapter “{section.title}”" if section.title else f"Chapter {number}"
        faults += _headings(section, name)
        if not without_bare_headings(section.blocks):
            faults.append(f"{name} is empty: write its text, or leave it out.")
        for block in section.blocks:
            faults += _block(block, numbering, name)
    return faults


def _head(document: Document) -> Iterator[str]:
    if not document.title.strip():
        yield "The document has no title."
    if not document.language:
        yield "The document does not say which language it is in."
    elif not _LANGUAGE.fullmatch(document.language):
        yield f"“{document.language}” is not the tag of a language, such as en-GB."
    if not document.sections:
        yield "The document has no chapters."
    if not any(line.strip() for line in document.stamp):
        yield "The document does not say which plan and which data it is made from."
    if not document.attributions:
        yield "The document does not say whose data it shows."
        return
    for sentence in document.attributions:
        if "©" in sentence and not _YEAR.search(sentence):
            yield f"The attribution “{sentence}” names no year."
    if not any(_YEAR.search(sentence) for sentence in document.attributions):
        yield "No attribution names the year of the data."


def _headings(section: Section, name: str) -> Iterator[str]:
    first = section.blocks[0] if section.blocks else None
    if not isinstance(first, Heading) or first.level != 1:
        yield f"{name} does not begin with a heading of level 1."
    before = 0
    for block in section.blocks:
        if not isinstance(block, Heading):
            continue
        if not block.text.strip():
            yield f"{name} has a heading without text."
        if not 1 <= block.level <= DEEPEST:
            yield f"{name}: the heading “{block.text}” has level {block.level}; levels are 1 to 4."
        elif block.level > before + 1:
            yield (
                f"{name}: the heading “{block.text}” of level {block.level} follows one of level "
                f"{before}; a level is skipped."
            )
        elif block.level == 1 and block is not first:
            yield f"{name} has a second heading of level 1, “{block.text}”."
        before = block.level


def _block(block: Block, numbering: Numbering, chapter: str) -> Iterator[str]:
    match block:
        case Figure():
            yield from _figure(block, f"{numbering.label(block)} ({_short(block.caption)})")
        case Table():
            yield from _table(block, f"{numbering.label(block)} ({_short(block.caption)})")
        case Paragraph() | Note() if not block.text.strip():
            yield f"{chapter} has an empty paragraph."
        case BulletList() if not block.items or not all(item.strip() for item in block.items):
            yield f"{chapter} has a list, or an item of one, that is empty."


def _figure(figure: Figure, name: str) -> Iterator[str]:
    if figure.media_type not in (SVG, PNG) or not figure.content:
        yield f"{name} is no picture in SVG or PNG."
    if not figure.caption.strip():
        yield f"{name} has no caption."
    if not figure.alternative.strip():
        yield f"{name} has no alternative text for people who cannot see it."
    if not any(text.strip() for text in figure.description):
        yield f"{name} is not described in words."
    if not _has_year([figure.caption, figure.alternative, *figure.description]):
        yield f"{name} does not say of which year its data is."
    yield from _colours(name, figure.colours)


def _table(table: Table, name: str) -> Iterator[str]:
    if not table.caption.strip():
        yield f"{name} has no caption."
    if not table.columns:
        yield f"{name} has no header row."
    nameless = sum(not column.name.strip() for column in table.columns)
    if nameless:
        yield f"{name} has {counted(nameless, 'column', 'columns')} without a heading."
    if not table.rows:
        yield f"{name} has no rows."
    uneven = sum(len(row) != len(table.columns) for row in table.rows)
    if uneven:
        yield f"{name} has {counted(uneven, 'row', 'rows')} with too few or too many cells."
    empty = sum(not cell.strip() for row in table.rows for cell in row)
    if empty:
        yield f"{name} has {counted(empty, 'empty cell', 'empty cells')}: say what is not there."
    counts = any(column.kind == "number" for column in table.columns)
    if counts and not _has_year([table.caption, *(column.name for column in table.columns)]):
        yield f"{name} does not say of which year its figures are."


def _colours(name: str, pairs: Iterable[ColourPair]) -> Iterator[str]:
    for pair in pairs:
        if not (_COLOUR.fullmatch(pair.ink) and _COLOUR.fullmatch(pair.ground)):
            yield f"{name}: the colours of {pair.name} are not written as #rrggbb."
            continue
        least = TEXT_CONTRAST if pair.is_text else PICTURE_CONTRAST
        found = contrast(pair.ink, pair.ground)
        if found < least:
            what = "text" if pair.is_text else "lines and fills"
            yield (
                f"{name}: {pair.name}, {pair.ink} on {pair.ground}, has a contrast of {found:.1f} "
                f"to 1; {what} must have {least:g} to 1."
            )


def _has_year(texts: Iterable[str]) -> bool:
    return any(_YEAR.search(text) for text in texts)


def _short(caption: str, most: int = 60) -> str:
    if not caption.strip():
        return "without a name"
    return caption if len(caption) <= most else f"{caption[: most - 1].rstrip()}…"
