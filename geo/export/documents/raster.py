"""Pictures as PNG, for formats that cannot show SVG everywhere."""

from __future__ import annotations

import tempfile
from pathlib import Path

import typst

from geo.export.documents.document import PNG, DocumentError, Figure
from geo.export.documents.typesetting import typeset

DOTS_PER_INCH = 220
_PAGE = '#set page(width: auto, height: auto, margin: 0pt)\n#image("picture.svg", width: 210mm)'


def as_png(figure: Figure) -> bytes:
    """Return a figure's picture as PNG; one in SVG is drawn as wide as a sheet of A4.

    Raises:
        DocumentError: the picture cannot be drawn.
    """
    if figure.media_type == PNG:
        return figure.content
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        page = folder / "page.typ"
        page.write_text(_PAGE, encoding="utf-8")
        (folder / "picture.svg").write_bytes(figure.content)
        try:
            return typeset(page, format="png", ppi=DOTS_PER_INCH)
        except typst.TypstError as error:
            reason = f"The picture “{figure.caption}” cannot be drawn: {error.message}."
            raise DocumentError([reason]) from error
