"""Places of the pack that ships, as problems of the search: residents of mid-2019, networks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from geo.advice.repair.pieces import bits, parts
from geo.advice.repair.problem import Problem, Range, Slot
from geo.model import Pack
from geo.topology import find_adjacency

LOWEST, HIGHEST = 30_000, 50_000


def real_problem(
    pack: Pack, place: str, origins: Sequence[str] = (), create: int = 0, contiguous: bool = True
) -> Problem:
    """Return the networks of a place, each of which must have 30,000 to 50,000 residents.

    Args:
        pack: the pack that ships.
        place: name of the place.
        origins: for each area that may be created, the beginning of the name of the network that
            it is split from.
        create: how many may be created at most.
        contiguous: whether networks must hang together; what is detached now may stay so.
    """
    places, networks = pack.layer("icp"), pack.layer("pcn")
    (parent,) = (area.code for area in places.areas if area.name == place)
    own = [at for at, area in enumerate(networks.areas) if area.parent_code == parent]
    units = np.flatnonzero(np.isin(networks.area_of_unit, own))
    home = tuple(own.index(networks.area_of_unit[unit]) for unit in units)
    people = tuple(int(each) for each in pack.residents[pack.resident_date].total[units])
    neighbours = _neighbours(pack, units)
    slots = [Slot(loose=_loose(neighbours, people, home, area)) for area in range(len(own))]
    names = [networks.areas[at].name for at in own]
    for origin in origins:
        (found,) = (at for at, name in enumerate(names) if name.startswith(origin))
        slots.append(Slot(found, may_be_empty=True))
    return Problem(
        ranges=(Range(people, LOWEST, HIGHEST),),
        weights=people,
        home=home,
        slots=tuple(slots),
        neighbours=neighbours,
        allowed=((1 << len(slots)) - 1,) * len(units),
        contiguous=contiguous,
        create=create,
    )


def _neighbours(pack: Pack, units: np.typing.NDArray[np.int64]) -> tuple[int, ...]:
    adjacency = find_adjacency(pack.units.geometry)
    piece_of = {int(unit): piece for piece, unit in enumerate(units)}
    table = [0] * len(units)
    for first, second in zip(adjacency.first, adjacency.second, strict=True):
        if int(first) in piece_of and int(second) in piece_of:
            one, other = piece_of[int(first)], piece_of[int(second)]
            table[one] |= 1 << other
            table[other] |= 1 << one
    return tuple(table)


def _loose(
    neighbours: tuple[int, ...], people: tuple[int, ...], home: tuple[int, ...], area: int
) -> int:
    pieces = sum(1 << piece for piece, slot in enumerate(home) if slot == area)
    found = parts(neighbours, pieces)
    main = max(found, key=lambda part: sum(people[piece] for piece in bits(part)))
    return pieces & ~main
