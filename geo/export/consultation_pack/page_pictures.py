"""Page pictures: the pages of a finished PDF as PNG, as they will be printed."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import typst

from geo.export.documents import DocumentError
from geo.export.documents.typesetting import typeset

DOTS_PER_INCH = 70
_PAGE = '#set page(width: auto, height: auto, margin: 0pt)\n#image("document.pdf", page: {})'
_PAGE_OBJECT = re.compile(rb"/Type\s*/Page(?![A-Za-z])")


def count_pages(pdf: bytes) -> int:
    """Return how many pages a PDF of ours has: Typst and Matplotlib write each as plain text."""
    return len(_PAGE_OBJECT.findall(pdf))


def page_picture(pdf: bytes, page: int, dots_per_inch: int = DOTS_PER_INCH) -> bytes:
    """Return one page of a PDF as PNG.

    Args:
        pdf: the file.
        page: its number, from 1.
        dots_per_inch: how fine the picture is.

    Raises:
        DocumentError: the file is no PDF, or has no such page.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "document.pdf").write_bytes(pdf)
        source = folder / "page.typ"
        source.write_text(_PAGE.format(page), encoding="utf-8")
        try:
            return typeset(source, format="png", ppi=dots_per_inch)
        except typst.TypstError as error:
            raise DocumentError([f"Page {page} cannot be shown: {error.message}."]) from error
