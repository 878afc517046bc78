"""Content: what one printed map shows and says, before anything is drawn.

Everything on the ground is in EPSG:27700, (easting, northing), metres. A map has one *view* or two
side by side, a key, and the same facts in words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.maps.printed.palette import PrintedFill
from geo.maps.styles import INK
from geo.model import Pack
from geo.topology import Adjacency

Integers = NDArray[np.int64]
Bounds = tuple[float, float, float, float]
"""West, south, east, north: metres in EPSG:27700."""
UNFILLED = -1
"""In ``View.fill_of_unit``: the unit has no fill of its own; outside the system it is context."""


@dataclass(frozen=True)
class Name:
    """A name on the map.

    Attributes:
        text: as it is known; not trusted.
        shape: what it is the name of, a polygon or a point.
        colour: of the letters.
        larger: how much larger than the sheet's names, a factor.
        italic: as it says.
        rank: names of low rank are placed first.
        required: whether it is led to by a line where it does not fit.
        figure: stands on a line of its own under the name; empty for none.
        keyed: whether it is a sign that the key explains, not drawn where the key cannot.
    """

    text: str
    shape: shapely.Geometry
    colour: str = INK
    larger: float = 1.0
    italic: bool = False
    rank: int = 0
    required: bool = True
    figure: str = ""
    keyed: bool = False


class Marker(Enum):
    """A sign at a point: Matplotlib's word for it, and whether it is filled."""

    MEMBER = ("o", True)
    OTHER = ("o", False)
    MOVES = ("D", True)

    def __init__(self, sign: str, is_filled: bool) -> None:
        self.sign = sign
        self.is_filled = is_filled


@dataclass(frozen=True)
class Points:
    """Points of one kind.

    Attributes:
        marker: their sign.
        colour: of the sign.
        places: shape (points, 2), (easting, northing).
    """

    marker: Marker
    colour: str
    places: NDArray[np.float64]


@dataclass(frozen=True)
class Arrow:
    """From where to where some units go, (easting, northing)."""

    start: tuple[float, float]
    end: tuple[float, float]


@dataclass(frozen=True, eq=False)
class View:
    """One picture of a plan.

    Attributes:
        title: over the picture; empty where there is only one.
        pack: the plan as a pack.
        fills: how surfaces are printed.
        fill_of_unit: shape (units,), each unit's position in ``fills`` or ``UNFILLED``.
        layers: keys of the layers whose lines are drawn.
        names: on the picture.
        points: on the picture.
        arrows: on the picture.
        outlined: shape (groups of units), each outlined strongly.
        with_units: whether the borders of units that have a fill are drawn, thinly.
        word: the title in a word, for a part of it; empty where there is only one.
    """

    title: str
    pack: Pack
    fills: tuple[PrintedFill, ...]
    fill_of_unit: Integers
    layers: tuple[str, ...]
    names: tuple[Name, ...] = ()
    points: tuple[Points, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    outlined: tuple[Integers, ...] = ()
    with_units: bool = False
    word: str = ""


@dataclass(frozen=True)
class FillKey:
    """An entry of the key for a fill; ``fill`` None is the context outside the system."""

    label: str
    fill: PrintedFill | None


@dataclass(frozen=True)
class LineKey:
    """An entry of the key for the lines of a layer."""

    label: str
    layer: str


@dataclass(frozen=True)
class PointKey:
    """An entry of the key for points."""

    label: str
    marker: Marker
    colour: str


@dataclass(frozen=True)
class ArrowKey:
    """An entry of the key for arrows."""

    label: str


@dataclass(frozen=True)
class OutlineKey:
    """An entry of the key for what is outlined strongly."""

    label: str


@dataclass(frozen=True)
class TextKey:
    """An entry of the key that explains a number or sign on the map.

    Attributes:
        sign: on the map; empty for none.
        label: what it means.
        stands_for: so many entries are told by this one.
    """

    sign: str
    label: str
    stands_for: int = 1


KeyEntry = FillKey | LineKey | PointKey | ArrowKey | OutlineKey | TextKey


@dataclass(frozen=True)
class KeyGroup:
    """Some entries of the key under one title."""

    title: str
    entries: tuple[KeyEntry, ...]


@dataclass(frozen=True, eq=False)
class Crowd:
    """What may be too small to read.

    Attributes:
        group_of_unit: shape (units,), the area that each unit belongs to, or ``UNASSIGNED``.
        adjacency: of the units.
        limit: an area is small if a square of its size would be narrower, millimetres.
    """

    group_of_unit: Integers
    adjacency: Adjacency
    limit: float


@dataclass(frozen=True, eq=False)
class Content:
    """What a printed map shows and says.

    Attributes:
        headline: a sentence, what the map shows.
        subtitle: layers with vintages, the population with its date, the plan.
        views: one, or two side by side.
        extent: what must be in each view.
        key: what signs mean.
        notes: what a reader should know.
        attribution: sentences that must travel with the map.
        alternative: the picture in one or two sentences, for somebody who cannot see it.
        description: the same facts as the picture, in sentences.
        rows: the same facts as a table.
        crowd: what may be too small to read; None where an enlarged part is of no use.
        located: whether a small map of the whole system says where the extent lies.
    """

    headline: str
    subtitle: str
    views: tuple[View, ...]
    extent: Bounds
    key: tuple[KeyGroup, ...]
    notes: tuple[str, ...]
    attribution: tuple[str, ...]
    alternative: str
    description: tuple[str, ...]
    rows: tuple[Mapping[str, str | int], ...] = ()
    crowd: Crowd | None = None
    located: bool = False
