"""Text that somebody typed, for places that read Markdown."""

from __future__ import annotations

import re

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def plain(text: str) -> str:
    """Return the text so that it reads as it was typed and marks nothing up."""
    return _PUNCTUATION.sub(r"\\\1", " ".join(text.split()))
