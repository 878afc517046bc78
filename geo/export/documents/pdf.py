"""PDF by Typst, as PDF/UA-1: what a reader with a screen reader needs is there, or it is an error.

The document goes to the template as data (JSON), never as markup, so that no sign in it can be a
command. The typeface is DejaVu Sans, which comes with Matplotlib, as on the maps; a letter that it
lacks is drawn as the box of the typeface of last resort, and can be copied all the same.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from geo.export.documents import look
from geo.export.documents.document import (
    SVG,
    Block,
    BulletList,
    Document,
    DocumentError,
    Figure,
    Heading,
    Note,
    Numbering,
    Paragraph,
    Section,
    Table,
)
from geo.export.documents.table_sizes import LONGEST_WORD, column_widths, is_short
from geo.export.documents.typesetting import typeset
from geo.model import day_label

_TEMPLATE = Path(__file__).with_name("template.typ")
_NO_DATE = datetime(1980, 1, 1, tzinfo=UTC)
_ZERO_WIDTH_SPACE = "\u200b"
_TEXT_WIDTH, _TURNED_WIDTH = 170.0, 257.0
"""Of a page upright and turned, millimetres."""


@dataclass(frozen=True)
class Edition:
    """How a PDF is set: the size of its text, points."""

    size: float


STANDARD, LARGE_PRINT = Edition(12), Edition(16)


def pdf(document: Document, edition: Edition) -> bytes:
    """Return a document as PDF/UA-1.

    Raises:
        DocumentError: Typst cannot set it, or it would not be PDF/UA-1.
    """
    moment = _NO_DATE
    if document.dated is not None:
        moment = datetime.combine(document.dated, datetime.min.time(), UTC)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        content = _content(document, edition, folder)
        (folder / "document.json").write_text(json.dumps(content), encoding="utf-8")
        template = folder / _TEMPLATE.name
        template.write_bytes(_TEMPLATE.read_bytes())
        try:
            return typeset(template, pdf_standards=["ua-1"], timestamp=moment)
        except typst.TypstError as error:
            reasons = [f"The PDF cannot be made: {error.message}.", *error.hints]
            raise DocumentError(reasons) from error


def _content(document: Document, edition: Edition, folder: Path) -> dict[str, Any]:
    """Return what the template reads, and put the pictures beside it."""
    numbering = Numbering()
    language, _, region = document.language.partition("-")
    return {
        "title": _breakable(document.title),
        "plain_title": document.title,
        "subtitle": _breakable(document.subtitle),
        "cover": [_breakable(line) for line in document.cover],
        "dated": "" if document.dated is None else day_label(document.dated),
        "stamp": [_breakable(line) for line in document.stamp],
        "foot": _breakable(_foot(document.stamp[0])),
        "attributions": [_breakable(each) for each in document.attributions],
        "language": language,
        "region": region or None,
        "size": edition.size,
        "colours": {
            "ink": look.INK,
            "title": look.TITLE,
            "line": look.LINE,
            "shade": look.SHADE,
        },
        "sections": [
            list(_section(section, numbering, edition, folder)) for section in document.sections
        ],
    }


def _section(
    section: Section, numbering: Numbering, edition: Edition, folder: Path
) -> Iterator[dict[str, Any]]:
    """Yield blocks; figures that follow one another are described in words after the last.

    Each figure fills a page, and would otherwise leave the page before it half empty.
    """
    described: list[dict[str, Any]] = []
    for block in section.blocks:
        if isinstance(block, Figure):
            label = numbering.label(block)
            yield _figure(block, label, folder)
            texts = [_breakable(text) for text in block.description]
            described.append({"kind": "described", "label": label, "texts": texts})
            continue
        yield from described
        described = []
        yield _plain(block, numbering, edition)
    yield from described


def _plain(block: Block, numbering: Numbering, edition: Edition) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "text": _breakable(block.text)}
        case Paragraph():
            return {"kind": "paragraph", "text": _breakable(block.text)}
        case Note():
            return {"kind": "note", "text": _breakable(block.text)}
        case BulletList():
            return {"kind": "list", "items": [_breakable(item) for item in block.items]}
        case Table():
            return _table(block, numbering.label(block), edition)
        case Figure():
            raise TypeError("figures are set with their neighbours")


def _table(table: Table, label: str, edition: Edition) -> dict[str, Any]:
    """Return a table; one that is too wide for its words stands on a page that is turned."""
    widths = column_widths(table, _TEXT_WIDTH, edition.size)
    turned = widths is None
    if widths is None:
        equal = [_TURNED_WIDTH / len(table.columns)] * len(table.columns)
        widths = column_widths(table, _TURNED_WIDTH, edition.size) or equal
    return {
        "kind": "table",
        "caption": f"{label}: {_breakable(table.caption)}",
        "columns": [_breakable(column.name) for column in table.columns],
        "numbers": [column.kind == "number" for column in table.columns],
        "widths": widths,
        "turned": turned,
        "short": is_short(table),
        "rows": [[_breakable(cell) for cell in row] for row in table.rows],
    }


def _figure(figure: Figure, label: str, folder: Path) -> dict[str, Any]:
    suffix = "svg" if figure.media_type == SVG else "png"
    name = f"{label.replace(' ', '-').lower()}.{suffix}"
    (folder / name).write_bytes(figure.content)
    return {
        "kind": "figure",
        "path": name,
        "caption": f"{label}: {_breakable(figure.caption)}",
        "alternative": figure.alternative,
    }


def _foot(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _breakable(text: str) -> str:
    """Return text in which words of a ridiculous length may break."""
    return _LONG.sub(lambda found: _ZERO_WIDTH_SPACE.join(_pieces(found[0])), text)


def _pieces(word: str) -> Sequence[str]:
    return [word[at : at + LONGEST_WORD] for at in range(0, len(word), LONGEST_WORD)]


_LONG = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
