"""What typesetting leaves behind is told by the memory that the process holds."""

from __future__ import annotations

import gc
from dataclasses import replace

import psutil

from geo.export.documents.raster import as_png
from tests.geo.export.documents.small import DRAWING, FIGURE

PICTURES = 8
PICTURE = 18_000_000
"""Bytes of the pixels of a sheet of A4, as maps are drawn for Word."""


def test_pictures_that_were_drawn_are_not_kept() -> None:
    process = psutil.Process()
    as_png(replace(FIGURE, content=sheet(0)))
    gc.collect()
    before = process.memory_info().rss
    for number in range(1, PICTURES):
        as_png(replace(FIGURE, content=sheet(number)))
    gc.collect()
    assert process.memory_info().rss - before < (PICTURES - 1) / 2 * PICTURE


def sheet(number: int) -> bytes:
    """A drawing as high as a sheet of A4, unlike those with other numbers."""
    return DRAWING.replace(b"<svg", f'<svg id="sheet-{number}"'.encode(), 1)
