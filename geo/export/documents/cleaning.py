"""Cleaning: what text from anywhere becomes before it is rendered.

Signs that cannot be seen and that no format, or not every format, can hold are taken out. So are
the signs that turn the direction of writing: a name must not turn the sentence that it stands in.
Text in scripts that run from right to left stays as it is.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from geo.export.documents.document import (
    Block,
    BulletList,
    Document,
    Figure,
    Heading,
    Note,
    Paragraph,
    Section,
    Table,
)

_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])
_SPACES = re.compile(r"\s+")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_NO_CHARACTERS = {"Cs", "Cn"}


def clean_text(text: str) -> str:
    """Return text on one line, without control characters and with single spaces."""
    one_line = _SPACES.sub(" ", text.translate(_TURNING))
    return "".join(_clean_character(each) for each in one_line).strip()


def printable(document: Document) -> Document:
    """Return a document with all of its text cleaned."""
    return replace(
        document,
        title=clean_text(document.title),
        subtitle=clean_text(document.subtitle),
        cover=_all(document.cover),
        stamp=_all(document.stamp),
        attributions=_all(document.attributions),
        sections=tuple(
            Section(section.key, tuple(_block(block) for block in section.blocks))
            for section in document.sections
        ),
    )


def _block(block: Block) -> Block:
    match block:
        case Heading() | Paragraph() | Note():
            return replace(block, text=clean_text(block.text))
        case BulletList():
            return BulletList(_all(block.items))
        case Table():
            return Table(
                clean_text(block.caption),
                tuple(replace(column, name=clean_text(column.name)) for column in block.columns),
                tuple(_all(row) for row in block.rows),
            )
        case Figure():
            return replace(
                block,
                caption=clean_text(block.caption),
                alternative=clean_text(block.alternative),
                description=_all(block.description),
            )


def _all(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(clean_text(text) for text in texts)


def _clean_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cc":
        return ""
    return _REPLACEMENT if category in _NO_CHARACTERS else character
