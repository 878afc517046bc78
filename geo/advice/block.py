"""A block: the units of one area as they are cut into parts.

The search for a good cut looks at the same few hundred units many thousand times. A block holds
what it needs in plain lists, units being numbered from 0 in the order of their positions, and a
set of units being the bits of a whole number.

Where the units are in several pieces, *bridges* join each piece to the nearest: a part may then go
across a bridge, and is in no more pieces than the bridges that it goes across make it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.model import UNASSIGNED, Band, Pack
from geo.plan.ground import Ground
from geo.plan.naming import PLACE_LAYER
from geo.topology import find_parts

Integers = NDArray[np.int64]
BRIDGE = 0.5
"""A bridge that a part goes across counts as so much border, in sides of the block's square."""

DEARER = 4.0
"""So many times as long is a border where another line is sought."""


@dataclass(frozen=True)
class Population:
    """People to be shared out among the parts.

    Attributes:
        people: for each unit of the block, who come with it.
        band: that each part should be inside; None where the layer has none.
    """

    people: tuple[int, ...]
    band: Band | None


@dataclass(frozen=True, eq=False)
class Block:
    """The units of an area, ready to be cut.

    Attributes:
        units: shape (units,), their positions in the pack, ascending.
        centres: shape (units, 2), (easting, northing) in EPSG:27700, metres.
        populations: those that have any people.
        edges: pairs of units that share a border or a bridge.
        borders: for each unit, its neighbours and the border that it shares with each, in sides
            of the square that is as large as the block; negative for a bridge.
        neighbours: for each unit, the set of its neighbours.
        wards: the set of units of each ward that has any.
        ward: for each unit, the number of its ward in ``wards``, or -1.
        pieces: in how many pieces the units are.
    """

    units: Integers
    centres: NDArray[np.float64]
    populations: tuple[Population, ...]
    edges: tuple[tuple[int, int], ...]
    borders: tuple[tuple[tuple[int, float], ...], ...]
    neighbours: tuple[int, ...]
    wards: tuple[int, ...]
    ward: tuple[int, ...]
    pieces: int

    def __len__(self) -> int:
        return len(self.units)

    def reach(self, start: int, within: int, until: int) -> int:
        """Return the units that lead from ``start`` without leaving ``within``.

        Args:
            start: a set of units to start from.
            within: the units that may be walked on.
            until: stops once all of these are reached; 0 walks to the end.
        """
        neighbours, reached, border = self.neighbours, start, start
        while border and (not until or until & ~reached):
            lowest = border & -border
            found = neighbours[lowest.bit_length() - 1] & within & ~reached
            reached |= found
            border = (border ^ lowest) | found
        return reached

    def is_connected(self, units: int) -> bool:
        """Whether a set of units hangs together, across bridges too."""
        return self.reach(units & -units, units, units) == units if units else False

    def with_dearer_borders(self, part_of_unit: Sequence[int]) -> Block:
        """Return the block with the borders of a cut made longer, so that other lines are sought.

        Args:
            part_of_unit: the part of each unit in the cut that is not wanted again.
        """
        return replace(
            self,
            borders=tuple(
                tuple(
                    (
                        other,
                        length
                        if part_of_unit[unit] == part_of_unit[other]
                        else DEARER * abs(length),
                    )
                    for other, length in borders
                )
                for unit, borders in enumerate(self.borders)
            ),
        )


def block_of(
    pack: Pack, ground: Ground, layer: str, units: Integers, populations: Sequence[Population]
) -> Block:
    """Return the block of some units.

    Args:
        pack: that holds them.
        ground: of the pack.
        layer: key of the layer that is cut; wards are not followed in cutting wards.
        units: their positions, ascending; at least one.
        populations: to be shared out; those without people are left aside.
    """
    place = np.full(len(pack.units), UNASSIGNED, dtype=np.int64)
    place[units] = np.arange(len(units))
    adjacency = ground.adjacency
    first, second = place[adjacency.first], place[adjacency.second]
    inside = (first >= 0) & (second >= 0)
    centres = shapely.get_coordinates(shapely.centroid(pack.units.geometry[units]))
    side = math.sqrt(float(ground.square_metres[units].sum()))
    member = np.full(len(pack.units), UNASSIGNED, dtype=np.int64)
    member[units] = 0
    piece = find_parts(adjacency, member)[units]
    shared = [
        (int(one), int(other), float(metres) / side)
        for one, other, metres in zip(
            first[inside], second[inside], adjacency.shared_metres[inside], strict=True
        )
    ]
    shared += [(one, other, -BRIDGE) for one, other in _bridges(centres, piece)]
    borders: list[list[tuple[int, float]]] = [[] for _ in units]
    neighbours = [0] * len(units)
    for one, other, length in shared:
        for this, that in ((one, other), (other, one)):
            borders[this].append((that, length))
            neighbours[this] |= 1 << that
    wards, ward = _wards(pack, layer, units)
    return Block(
        units=units,
        centres=centres,
        populations=tuple(each for each in populations if any(each.people)),
        edges=tuple((one, other) for one, other, _ in shared),
        borders=tuple(tuple(each) for each in borders),
        neighbours=tuple(neighbours),
        wards=wards,
        ward=ward,
        pieces=len(np.unique(piece)),
    )


def members(units: int) -> list[int]:
    """Return the numbers of the units in a set, ascending."""
    found = []
    while units:
        lowest = units & -units
        found.append(lowest.bit_length() - 1)
        units ^= lowest
    return found


def _bridges(centres: NDArray[np.float64], piece: Integers) -> list[tuple[int, int]]:
    """Join each piece to the nearest of those joined before it, from centre to centre."""
    found = []
    joined = piece == piece[0]
    while not joined.all():
        here, there = np.flatnonzero(joined), np.flatnonzero(~joined)
        away = ((centres[here, None] - centres[None, there]) ** 2).sum(axis=2)
        one, other = divmod(int(np.argmin(away)), len(there))
        found.append((int(here[one]), int(there[other])))
        joined |= piece == piece[there[other]]
    return found


def _wards(pack: Pack, layer: str, units: Integers) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the units of each ward, and the number of each unit's ward."""
    if PLACE_LAYER not in pack.layers or layer == PLACE_LAYER:
        return (), (UNASSIGNED,) * len(units)
    of_unit = pack.layer(PLACE_LAYER).area_of_unit[units].tolist()
    number = {ward: place for place, ward in enumerate(sorted(set(of_unit) - {UNASSIGNED}))}
    sets = [0] * len(number)
    for unit, ward in enumerate(of_unit):
        if ward != UNASSIGNED:
            sets[number[ward]] |= 1 << unit
    return tuple(sets), tuple(number.get(ward, UNASSIGNED) for ward in of_unit)
