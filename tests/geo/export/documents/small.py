"""A small document with one of everything, to be spoilt at will."""

from __future__ import annotations

from dataclasses import replace

from geo.export.documents import (
    Block,
    BulletList,
    Column,
    Document,
    Figure,
    Heading,
    Note,
    Paragraph,
    Section,
    Table,
)

DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm" viewBox="0 0 210 297">'
    b'<rect x="20" y="20" width="170" height="257" fill="#BCD8F2" stroke="#003087"/></svg>'
)
FIGURE = Figure(
    caption="Where 40,440 people live",
    content=DRAWING,
    media_type="image/svg+xml",
    alternative="A blue square.",
    description=("The square stands for Byron, mid-2019.",),
)
TABLE = Table(
    "People in networks",
    (Column("Network"), Column("Residents, mid-2019", "number")),
    (("Byron", "40,440"), ("Newark", "74,586")),
)
BLOCKS: tuple[Block, ...] = (
    Heading(1, "Networks"),
    Paragraph("There are two networks."),
    Heading(2, "Their people"),
    BulletList(("Byron is small.", "Newark is large.")),
    TABLE,
    Note("Both are of 2019."),
    FIGURE,
)
SMALL = Document(
    title="Two networks",
    subtitle="An example",
    sections=(Section("networks", BLOCKS),),
    stamp=("Version 1 of an example", "Residents: mid-2019."),
    attributions=("Contains OS data © Crown copyright 2019.",),
)


def small(*blocks: Block) -> Document:
    """Return the small document with these blocks under its heading instead of its own."""
    return replace(SMALL, sections=(Section("networks", (Heading(1, "Networks"), *blocks)),))
