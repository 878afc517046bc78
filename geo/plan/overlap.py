"""Overlaps: how many people live in every pair of areas of two layers, and which areas cross.

An area *crosses* another layer where its border cuts one of that layer's areas: part of the other
area lies inside it and part outside, and it is not itself wholly inside the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from geo.model import UNASSIGNED, Area, Layer, Pack

Integers = NDArray[np.int64]
UNASSIGNED_CODE = "unassigned"
"""Stands for an area's code where people live in no area of the other layer."""


@dataclass(frozen=True)
class Overlap:
    """People in one pair of areas.

    Attributes:
        first, second: the areas; None for units that have no area in that layer.
        units: how many units are in both.
        residents: people who live in both; None if the figure of a unit is unknown.
    """

    first: Area | None
    second: Area | None
    units: int
    residents: int | None


@dataclass(frozen=True)
class _Pairs:
    """Pairs of areas that share units, as parallel arrays in ascending order of (first, second)."""

    first: Integers
    second: Integers
    units: Integers
    residents: NDArray[np.float64]


def overlap(pack: Pack, first: Layer, second: Layer, day: date) -> list[Overlap]:
    """Return the people in every pair of areas that share a unit, in the order of their codes.

    Raises:
        KeyError: the pack has no residents of that date.
    """
    pairs = _pairs(first, second, pack.residents[day].total, np.arange(len(pack.units)))
    return [
        Overlap(_area(first, one), _area(second, other), int(units), _whole(people))
        for one, other, units, people in zip(
            pairs.first, pairs.second, pairs.units, pairs.residents, strict=True
        )
    ]


def crossings(
    pack: Pack, layer: Layer, others: list[Layer], day: date
) -> list[dict[str, dict[str, int | None]]]:
    """Return what each area of ``layer`` crosses.

    For the layer's own parent layer, people who live outside the area's own parent count as
    crossing even where no border is cut, since the area then belongs to one parent and its people
    live in another.

    Returns:
        For each area, by the key of each other layer that it crosses, all of its residents by the
        other layer's area codes, largest first (``UNASSIGNED_CODE`` for people in no area of it).
    """
    counts = pack.residents[day].total
    found: list[dict[str, dict[str, int | None]]] = [{} for _ in layer.areas]
    members = np.flatnonzero(layer.area_of_unit != UNASSIGNED)
    size = np.bincount(layer.area_of_unit[members], minlength=len(layer.areas))
    for other in others:
        pairs = _pairs(layer, other, counts, members)
        other_size = np.bincount(other.area_of_unit + 1, minlength=len(other.areas) + 1)
        cut = (pairs.units < size[pairs.first]) & (pairs.units < other_size[pairs.second + 1])
        if other.key == layer.definition.parent:
            cut |= _outside_parent(layer, other, pairs)
        for position in np.unique(pairs.first[cut]):
            mine = np.flatnonzero(pairs.first == position)
            mine = mine[np.argsort(-pairs.residents[mine], kind="stable")]
            found[position][other.key] = {
                _code(other, pairs.second[pair]): _whole(pairs.residents[pair]) for pair in mine
            }
    return found


def _outside_parent(layer: Layer, parent: Layer, pairs: _Pairs) -> NDArray[np.bool_]:
    own = np.array(
        [
            UNASSIGNED if area.parent_code is None else parent.position[area.parent_code]
            for area in layer.areas
        ],
        dtype=np.int64,
    )
    mine = own[pairs.first]
    outside: NDArray[np.bool_] = (mine != UNASSIGNED) & (pairs.second != mine)
    return outside


def _pairs(first: Layer, second: Layer, counts: NDArray[np.float64], units: Integers) -> _Pairs:
    width = len(second.areas) + 1
    key = (first.area_of_unit[units] + 1) * width + second.area_of_unit[units] + 1
    pairs, inverse, sizes = np.unique(key, return_inverse=True, return_counts=True)
    residents = np.bincount(inverse, counts[units], minlength=len(pairs)).astype(np.float64)
    return _Pairs(pairs // width - 1, pairs % width - 1, sizes, residents)


def _area(layer: Layer, position: int) -> Area | None:
    return None if position == UNASSIGNED else layer.areas[position]


def _code(layer: Layer, position: int) -> str:
    return UNASSIGNED_CODE if position == UNASSIGNED else layer.areas[position].code


def _whole(people: float) -> int | None:
    return None if np.isnan(people) else int(people)
