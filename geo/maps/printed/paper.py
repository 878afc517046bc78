"""Paper: the sheets that a map is printed on, what stands how large on them, and file formats.

All lengths on paper are millimetres from the sheet's lower left corner, sizes of text are points.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

MILLIMETRES_PER_INCH = 25.4
MILLIMETRES_PER_POINT = MILLIMETRES_PER_INCH / 72


@dataclass(frozen=True)
class Sizes:
    """How large the lettering of a sheet is, in points.

    Attributes:
        headline: what the map shows.
        subtitle: layers, populations and dates.
        body: the key.
        small: notes and attributions, and a key that would not fit otherwise.
        names: names on the map; the largest of these at which all have room.
    """

    headline: float
    subtitle: float
    body: float
    small: float
    names: tuple[float, ...]


PAGE = Sizes(headline=16, subtitle=9.5, body=8.5, small=8, names=(8,))
POSTER = Sizes(headline=22, subtitle=13, body=11, small=10, names=(10,))
SCREEN = Sizes(headline=24, subtitle=14, body=12, small=10, names=(11, 10))
LARGE = Sizes(headline=17, subtitle=12, body=13, small=12, names=(16, 14, 13, 12))
NUMBER = 16.0
"""Of a number that stands for a name without room, on paper where numbers do; points."""


class Paper(Enum):
    """A sheet: width and height in millimetres, its margin and its lettering.

    ``LARGE_PRINT`` is the inside of a page of a large-print document, printed at this size. The
    document has the attributions, and says in words what the numbers stand for that are drawn
    instead of names without room.
    """

    A4_PORTRAIT = (210.0, 297.0, 12.0, PAGE)
    A4_LANDSCAPE = (297.0, 210.0, 12.0, PAGE)
    A3_PORTRAIT = (297.0, 420.0, 15.0, POSTER)
    A3_LANDSCAPE = (420.0, 297.0, 15.0, POSTER)
    SLIDE = (338.7, 190.5, 12.0, SCREEN)
    LARGE_PRINT = (190.0, 238.0, 0.5, LARGE, True)

    def __init__(
        self, width: float, height: float, margin: float, sizes: Sizes, is_page: bool = False
    ) -> None:
        self.width = width
        self.height = height
        self.margin = margin
        self.sizes = sizes
        self.is_page = is_page

    @property
    def is_wide(self) -> bool:
        """Whether the key stands beside the map rather than under it."""
        return self.width > self.height


class Format(Enum):
    """A file format: its suffix and its media type."""

    PNG = ("png", "image/png")
    SVG = ("svg", "image/svg+xml")
    PDF = ("pdf", "application/pdf")

    def __init__(self, suffix: str, media_type: str) -> None:
        self.suffix = suffix
        self.media_type = media_type


@dataclass(frozen=True)
class Box:
    """An upright rectangle on a sheet, millimetres."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom

    @property
    def centre(self) -> tuple[float, float]:
        """The point in the middle."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def overlaps(self, other: Box, gap: float = 0.0) -> bool:
        """Whether the two have points in common, or are nearer than ``gap``."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.bottom < other.top + gap
            and other.bottom < self.top + gap
        )

    def holds(self, other: Box) -> bool:
        """Whether the other lies inside."""
        return (
            self.left <= other.left
            and self.bottom <= other.bottom
            and self.right >= other.right
            and self.top >= other.top
        )
