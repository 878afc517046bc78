"""The look that all formats share: colours, and how far they stand apart."""

from __future__ import annotations

from geo.export.documents.document import ColourPair

INK = "#212B32"
TITLE = "#003087"
LINE = "#5A6B7B"
PAPER = "#FFFFFF"
SHADE = "#E8EDEE"
LINK = "#005EB8"

TEXT_CONTRAST, PICTURE_CONTRAST = 4.5, 3.0
"""Least contrasts of text, and of lines and fills, by WCAG 2.2 (1.4.3 and 1.4.11)."""

OWN_COLOURS = (
    ColourPair("text", INK, PAPER, is_text=True),
    ColourPair("headings", TITLE, PAPER, is_text=True),
    ColourPair("column headings", INK, SHADE, is_text=True),
    ColourPair("links", LINK, PAPER, is_text=True),
    ColourPair("table lines", LINE, PAPER),
)
"""What the renderers draw with."""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21, as WCAG 2 defines it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
