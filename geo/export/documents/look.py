"""The look that all formats share: colours, and how far colours must stand apart."""

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
