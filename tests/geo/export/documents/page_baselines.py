"""Baseline pictures of the pages of PDFs, drawn by a program that had no part in making them.

``python -m tests.geo.export.documents.page_baselines`` draws them anew; look at them before they
are committed.
"""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
from PIL import Image

from geo.export.documents import Kind, render
from tests.geo.export.documents.small import SMALL

FOLDER = Path(__file__).with_name("page_baselines")
KINDS = (Kind.PDF, Kind.LARGE_PRINT_PDF)
DOTS_PER_INCH = 72
COLOURS = 32
EXAMPLE = replace(
    SMALL,
    cover=("A consultation by two networks.", "Open until 5 April 2026."),
    dated=date(2026, 1, 12),
)


def page_pictures(file: bytes) -> list[Image.Image]:
    """Each page of a PDF, at 72 dots to the inch."""
    with contextlib.closing(pypdfium2.PdfDocument(file)) as pdf:
        drawn = [page.render(scale=DOTS_PER_INCH / 72).to_pil().convert("RGB") for page in pdf]
    return [page.quantize(COLOURS, dither=Image.Dither.NONE) for page in drawn]


def example_pages(kind: Kind) -> dict[str, Image.Image]:
    """The pages of the example, by the name of the baseline."""
    pages = page_pictures(render(EXAMPLE, kind))
    name = kind.name.lower().replace("_", "-")
    return {f"{name}-{number}": page for number, page in enumerate(pages, start=1)}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for each in KINDS:
        for stem, picture in example_pages(each).items():
            picture.save(FOLDER / f"{stem}.png", optimize=True)
