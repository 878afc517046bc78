"""Lettering: the typeface, what text becomes before it is drawn, how wide it is and how it breaks.

The typeface is DejaVu Sans, which comes with Matplotlib: a sheet looks the same, and has the same
line breaks, on every machine. An SVG names wider-known faces of nearly the same width after it.
Widths are measured from the outlines of the letters, whatever the file format.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.textpath import text_to_path

from geo.maps.printed.paper import MILLIMETRES_PER_POINT

FAMILY = "sans-serif"
FACES = ("DejaVu Sans", "Verdana", "Arial", "Helvetica")
"""The first is drawn; the others are named in an SVG for readers that lack it."""
LINE_HEIGHT = 1.22
"""Distance of two base lines, as a multiple of the size."""
ASCENT, DESCENT = 0.78, 0.24
"""How far letters reach above and below the base line, as multiples of the size."""
MORE = "…"
_MEASURED = 100.0
"""Size at which words are measured, points."""
_UNDRAWABLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True)
class Face:
    """How text is set.

    Attributes:
        size: points.
        bold, italic: as they say.
    """

    size: float
    bold: bool = False
    italic: bool = False

    @property
    def line_height(self) -> float:
        """Distance of two base lines, millimetres."""
        return self.size * LINE_HEIGHT * MILLIMETRES_PER_POINT

    @property
    def ascent(self) -> float:
        """How far letters reach above the base line, millimetres."""
        return self.size * ASCENT * MILLIMETRES_PER_POINT

    @property
    def descent(self) -> float:
        """How far letters reach below the base line, millimetres."""
        return self.size * DESCENT * MILLIMETRES_PER_POINT


@cache
def font(face: Face) -> FontProperties:
    """Return what Matplotlib calls a face."""
    return FontProperties(
        family=FAMILY,
        size=face.size,
        weight="bold" if face.bold else "normal",
        style="italic" if face.italic else "normal",
    )


def width(text: str, face: Face) -> float:
    """Return how wide one line of text is, millimetres: the widths of its words and spaces."""
    words = text.split(" ")
    advance = sum(_advance(word, face.bold, face.italic) for word in words if word)
    advance += (len(words) - 1) * _advance(" ", face.bold, face.italic)
    return advance * face.size * MILLIMETRES_PER_POINT


@lru_cache(maxsize=8192)
def _advance(word: str, bold: bool, italic: bool) -> float:
    """Return how wide a word is, as a multiple of the size."""
    face = Face(_MEASURED, bold, italic)
    if not word.strip():  # a space by itself has no outline to measure
        between = f"n{word}n"
        return _advance(between, bold, italic) - _advance("nn", bold, italic)
    points, _, _ = text_to_path.get_text_width_height_descent(word, font(face), ismath=False)
    return float(points) / _MEASURED


def plain(text: str) -> str:
    """Return text as it can be drawn on one line.

    Line breaks become spaces. Control characters, and those that turn the direction of writing,
    are left out: they could reorder what stands beside them. A character that the typeface lacks
    is drawn as the replacement character.
    """
    spaced = " ".join(text.split())
    kept = (sign for sign in spaced if unicodedata.category(sign) not in _UNDRAWABLE)
    drawable = _drawable()
    return "".join(sign if ord(sign) in drawable else _REPLACEMENT for sign in kept).strip()


@cache
def _drawable() -> frozenset[int]:
    return frozenset(get_font(findfont(FACES[0])).get_charmap())


def wrap(text: str, face: Face, room: float, most: int | None = None) -> list[str]:
    """Break text into lines that are not wider than some millimetres.

    Args:
        text: of any length; drawn as text, whatever signs it holds.
        face: how it is set.
        room: millimetres.
        most: so many lines at most; what does not fit is replaced by ``…``.
    """
    lines: list[str] = []
    for word in _words(plain(text), face, room):
        if lines and width(f"{lines[-1]} {word}", face) <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    if most is not None and len(lines) > most:
        lines = [*lines[: most - 1], shorten(f"{lines[most - 1]} {lines[most]}", face, room)]
    return lines


def shorten(text: str, face: Face, room: float) -> str:
    """Return one line that is not wider than some millimetres, with ``…`` for what is left out."""
    if width(text, face) <= room:
        return text
    kept = bisect_right(
        range(len(text)), room, key=lambda end: width(f"{text[:end].rstrip()}{MORE}", face)
    )
    return f"{text[: max(kept - 1, 0)].rstrip()}{MORE}"


def _words(text: str, face: Face, room: float) -> Iterator[str]:
    """Return the words, those that are wider than a line cut into pieces."""
    for word in text.split():
        rest = word
        while width(rest, face) > room and len(rest) > 1:
            ends = range(1, len(rest))
            piece = max(1, bisect_right(ends, room, key=lambda end: width(rest[:end], face)))
            yield rest[:piece]
            rest = rest[piece:]
        yield rest


def breaks(text: str, face: Face, longest: float, most: int = 3) -> list[tuple[str, ...]]:
    """Return the ways to set a name on one, two or three lines of about equal width.

    Args:
        text: a name, ``plain``.
        face: how it is set.
        longest: no line is wider, millimetres; a longer name is shortened.
        most: so many lines at most.
    """
    whole = width(text, face)
    found: dict[tuple[str, ...], None] = {}
    for lines in range(1, most + 1):
        room = min(longest, max(whole / lines, _widest_word(text, face)) * 1.001)
        step = face.size * MILLIMETRES_PER_POINT * 0.5
        while room < longest and len(wrap(text, face, room)) > lines:
            room = min(longest, room + step)
        found[tuple(wrap(text, face, room, lines))] = None
    whole_ones = [lines for lines in found if not lines[-1].endswith(MORE)]
    return whole_ones or list(found)[-1:]


def _widest_word(text: str, face: Face) -> float:
    return max((width(word, face) for word in text.split()), default=0.0)


def block_size(lines: Sequence[str], face: Face) -> tuple[float, float]:
    """Return how wide and how high some lines are, millimetres."""
    return (
        max((width(line, face) for line in lines), default=0.0),
        (len(lines) - 1) * face.line_height + face.ascent + face.descent if lines else 0.0,
    )
