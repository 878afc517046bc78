"""Plain text, for translators and screen readers: one paragraph to a line, tables as label: value.

No rules, boxes, bullets or columns made of signs.
"""

from __future__ import annotations

from collections.abc import Iterator

from geo.export.documents.document import (
    Block,
    BulletList,
    Document,
    Figure,
    Heading,
    Note,
    Numbering,
    Paragraph,
    Table,
)
from geo.model import day_label


def plain_text(document: Document) -> str:
    """Return a document as text; line ends are single line feeds."""
    numbering = Numbering()
    parts = ["\n".join(_head(document))]
    for number, section in enumerate(document.sections, start=1):
        for block in section.blocks:
            if isinstance(block, Heading) and block.level == 1:
                parts.append(f"Chapter {number}: {block.text}")
            else:
                parts += _parts(block, numbering)
    parts.append("\n".join(["Attributions", *document.attributions]))
    return "\n\n".join(parts) + "\n"


def _head(document: Document) -> Iterator[str]:
    yield document.title
    if document.subtitle:
        yield document.subtitle
    yield from document.cover
    if document.dated is not None:
        yield day_label(document.dated)
    yield from document.stamp


def _parts(block: Block, numbering: Numbering) -> Iterator[str]:
    """Yield the paragraphs of one block; those of one row or list hang together."""
    match block:
        case Heading() | Paragraph():
            yield block.text
        case Note():
            yield f"Note: {block.text}"
        case BulletList():
            yield "\n".join(block.items)
        case Figure():
            yield f"{numbering.label(block)}: {block.caption}"
            yield f"Picture: {block.alternative}"
            yield "\n".join(block.description)
        case Table():
            yield f"{numbering.label(block)}: {block.caption}"
            for row in block.rows:
                yield "\n".join(
                    f"{column.name}: {cell}"
                    for column, cell in zip(block.columns, row, strict=True)
                )
