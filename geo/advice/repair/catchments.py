"""Catchments: which practices are neighbours, so that networks of practices can hang together.

A unit belongs to the catchment of the practice with which most of its patients are registered, of
those that are looked at; a count that is withheld stands for the middle of what it may be. A
practice with the most patients nowhere has the unit that it stands in as well. Two practices are
neighbours if their catchments touch or share a unit.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from geo.model import Pack
from geo.plan.ground import Ground

Integers = NDArray[np.int64]
NOBODY = -1


def catchment_of_units(pack: Pack, practices: Sequence[str]) -> Integers:
    """Return the practice to whose catchment each unit belongs.

    Args:
        pack: that knows where patients live.
        practices: codes of the practices that are looked at.

    Returns:
        Shape (units,), a position in ``practices``, or ``NOBODY``. Of equals the first practice.
    """
    number = {code: place for place, code in enumerate(practices)}
    place_of = np.array([number.get(each.code, NOBODY) for each in pack.practices], dtype=np.int64)
    homes = pack.homes
    place = place_of[homes.practices]
    kept = place != NOBODY
    unit, place = homes.units[kept], place[kept]
    count = (homes.fewest[kept] + homes.most[kept]) / 2
    order = np.lexsort((-place, count, unit))  # the last of each unit has the highest count
    unit, place = unit[order], place[order]
    catchment = np.full(len(pack.units), NOBODY, dtype=np.int64)
    catchment[unit] = place
    return catchment


def practice_neighbours(
    pack: Pack, ground: Ground, practices: Sequence[str]
) -> tuple[tuple[int, ...], Integers]:
    """Return for each practice the set of its neighbours, as the bits of a number, and catchments.

    Args:
        pack: that knows where patients live.
        ground: of the pack.
        practices: codes of the practices that are looked at.
    """
    catchment = catchment_of_units(pack, practices)
    stands = {
        place: ground.unit_of_practice[code]
        for place, code in enumerate(practices)
        if not (catchment == place).any() and ground.unit_of_practice[code] >= 0
    }
    pairs = set()
    first, second = ground.adjacency.first, ground.adjacency.second
    for one, other in zip(catchment[first].tolist(), catchment[second].tolist(), strict=True):
        pairs.add((one, other))
    for place, unit in stands.items():
        pairs.add((place, int(catchment[unit])))
        pairs |= {(place, int(catchment[each])) for each in ground.adjacency.neighbours(unit)}
        pairs |= {(place, other) for other, at in stands.items() if at == unit}
    neighbours = [0] * len(practices)
    for one, other in pairs:
        if one != other and NOBODY not in (one, other):
            neighbours[one] |= 1 << other
            neighbours[other] |= 1 << one
    return tuple(neighbours), catchment
