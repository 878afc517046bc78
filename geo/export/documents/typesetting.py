"""Typesetting by Typst: with the typefaces of documents, and without what it keeps afterwards.

Typst keeps the results of its last ten compilations in memory, in case the next one is alike. Those
of a document with maps, or of one map as a picture, are tens of megabytes, and none of ours is ever
alike; so what a compilation leaves is let go of by compiling nothing often enough.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import matplotlib
import typst

_COMPILATIONS_KEPT = 10
_EMPTY = b""


@cache
def fonts() -> typst.Fonts:
    """Return the typefaces that documents are set in."""
    folder = str(Path(matplotlib.get_data_path()) / "fonts" / "ttf")
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )


def typeset(source: Path, **options: Any) -> bytes:
    """Return what Typst makes of a file, in whose folder alone it may read.

    Args:
        source: the file.
        options: of ``typst.compile``, such as the format.

    Raises:
        typst.TypstError: it cannot be set.
    """
    try:
        made: bytes = typst.compile(
            source, root=source.parent, font_paths=fonts(), ignore_system_fonts=True, **options
        )
        return made
    finally:
        for _ in range(_COMPILATIONS_KEPT + 1):
            typst.compile(_EMPTY, font_paths=fonts(), ignore_system_fonts=True)
