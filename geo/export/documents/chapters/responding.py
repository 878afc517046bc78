"""The chapters that only the planner can fill: how to respond, and other formats."""

from __future__ import annotations

from collections.abc import Iterator

from geo.export.documents.document import Block, BulletList, Heading, Paragraph
from geo.export.documents.own_texts import OwnTexts
from geo.model import day_label


def cover(own: OwnTexts) -> Iterator[str]:
    """Yield what a reader looks for first: who asks, and until when."""
    if own.organisation:
        yield f"A consultation by {own.organisation}."
    if own.opens and own.closes:
        yield f"Open from {day_label(own.opens)} to {day_label(own.closes)}."
    elif own.closes:
        yield f"Open until {day_label(own.closes)}."


def responding(own: OwnTexts) -> list[Block]:
    """Return who asks what, until when, and where to answer."""
    blocks: list[Block] = [Paragraph(text) for text in own.introduction]
    if own.organisation:
        blocks.append(Paragraph(f"This consultation is held by {own.organisation}."))
    if dates := _dates(own):
        blocks.append(Paragraph(dates))
    if own.questions:
        blocks += [
            Heading(2, "What we ask you"),
            BulletList(
                tuple(f"Question {place}: {text}" for place, text in enumerate(own.questions, 1))
            ),
        ]
    if own.ways:
        blocks += [Heading(2, "Where to answer"), BulletList(_ways(own.ways))]
    return blocks


def formats(own: OwnTexts) -> list[Block]:
    """Return in which other formats the document is available, and from whom."""
    ways = own.other_formats or own.ways
    if not ways:
        return []
    return [
        Paragraph(
            "This document is also available in large print, as a Word document, as a web page "
            "and as plain text. You can ask for it in another language, in Easy Read, in Braille "
            "or as a recording."
        ),
        BulletList(_ways(ways)),
    ]


def _dates(own: OwnTexts) -> str:
    opens = "" if own.opens is None else f"opens on {day_label(own.opens)}"
    closes = "" if own.closes is None else f"closes on {day_label(own.closes)}"
    told = " and ".join(each for each in (opens, closes) if each)
    return f"It {told}." if told else ""


def _ways(ways: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(f"{way}: {address}" for way, address in ways)
