"""What tests of advice have in common: how sentences are written down."""

from __future__ import annotations


def paragraphs(text: str) -> tuple[str, ...]:
    """Sentences written with line breaks for the reader of a test."""
    return tuple(" ".join(each.split()) for each in text.strip().split("\n\n"))
