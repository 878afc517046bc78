"""Real places as problems of repair, and an independent check of what comes out.

Residents of the pack's chosen date; networks stay inside their place; each must hang together, but
what is detached from a network today may stay so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import networkx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.advice.repair.problem import Problem, Range, Slot, bits, parts
from geo.model import Band, Pack
from geo.topology import Adjacency

NEWARK, NOTTINGHAM_WEST, ROSEWOOD, RUSHCLIFFE = "U65095", "U99463", "U18267", "U12563"


@dataclass(frozen=True)
class Case:
    """A place to be repaired.

    Attributes:
        name: as a reader would say it.
        place: code of the place.
        create: how many networks may be created.
        origins: codes of the networks that may be split for them.
    """

    name: str
    place: str
    create: int = 0
    origins: tuple[str, ...] = ()


CITY = Case("Nottingham City", "CITY")
MID = Case("Mid-Nottinghamshire, 1 created", "MID", 1, (ROSEWOOD, NEWARK))
SOUTH = tuple(
    Case(f"South Nottinghamshire, {create} created", "SOUTH", create, (RUSHCLIFFE, NOTTINGHAM_WEST))
    for create in (2, 3, 4)
)
TOO_FEW = (
    Case("Mid-Nottinghamshire, none created", "MID"),
    Case("South Nottinghamshire, none created", "SOUTH"),
    Case("South Nottinghamshire, 1 created", "SOUTH", 1, (RUSHCLIFFE, NOTTINGHAM_WEST)),
)


@dataclass(frozen=True, eq=False)
class Place:
    """The units of a place, numbered from 0.

    Attributes:
        people: shape (units,).
        home: shape (units,), number of each unit's area, from 0.
        edges: pairs of units that share a border, each once.
        points: shape (units, 2), metres east and north, a point inside each unit.
        band: that each area must be in.
    """

    people: NDArray[np.int64]
    home: NDArray[np.int64]
    edges: tuple[tuple[int, int], ...]
    points: NDArray[np.float64]
    band: Band

    @property
    def graph(self) -> networkx.Graph:
        """The units as nodes with ``people`` and ``home``, and the borders that they share."""
        graph = networkx.Graph(self.edges)
        graph.add_nodes_from(range(len(self.people)))
        networkx.set_node_attributes(graph, dict(enumerate(self.people.tolist())), "people")
        networkx.set_node_attributes(graph, dict(enumerate(self.home.tolist())), "home")
        return graph

    def areas_in_band(self, area_of_unit: Sequence[int]) -> int:
        """Return how many areas are in the band, by a sum of the units."""
        held = pd.Series(self.people).groupby(list(area_of_unit)).sum()
        return int(held.between(self.band.lowest, self.band.highest).sum())

    def areas_in_one_piece(self, area_of_unit: Sequence[int]) -> int:
        """Return how many areas hang together, by walking through them."""
        graph, areas = self.graph, pd.Series(list(area_of_unit))
        return sum(
            networkx.is_connected(graph.subgraph(units))
            for units in areas.groupby(areas).indices.values()
        )


def read_place(pack: Pack, adjacency: Adjacency, code: str) -> tuple[Place, list[str]]:
    """Return a place of a pack, and the codes of its networks in the order of their numbers."""
    layer = pack.layer("pcn")
    codes = [area.code for area in layer.areas if area.parent_code == code]
    units = np.concatenate([layer.units_in(each) for each in codes])
    home = np.concatenate(
        [[number] * len(layer.units_in(each)) for number, each in enumerate(codes)]
    )
    number = {unit: position for position, unit in enumerate(units.tolist())}
    pairs = zip(adjacency.first.tolist(), adjacency.second.tolist(), strict=True)
    place = Place(
        people=pack.residents[pack.resident_date].total[units].astype(np.int64),
        home=home.astype(np.int64),
        edges=tuple(
            (number[one], number[other])
            for one, other in pairs
            if one in number and other in number
        ),
        points=np.array(
            [
                [point.x, point.y]
                for point in (each.representative_point() for each in pack.units.geometry[units])
            ]
        ),
        band=pack.published_bands["neighbourhood"],
    )
    return place, codes


def problem_of(place: Place, create: int = 0, origins: Iterable[int] = ()) -> Problem:
    """Return the problem of bringing every area of a place into its band.

    Args:
        place: the place.
        create: how many areas may be created.
        origins: numbers of the areas that may be split for them.
    """
    neighbours = [0] * len(place.people)
    for one, other in place.edges:
        neighbours[one] |= 1 << other
        neighbours[other] |= 1 << one
    people = tuple(place.people.tolist())
    slots = [
        Slot(loose=_loose(neighbours, people, np.flatnonzero(place.home == area).tolist()))
        for area in range(int(place.home.max()) + 1)
    ]
    slots += [Slot(origin, may_be_empty=True) for origin in origins for _ in range(create)]
    return Problem(
        ranges=(Range(people, place.band.lowest, place.band.highest),),
        weights=people,
        home=tuple(place.home.tolist()),
        slots=tuple(slots),
        neighbours=tuple(neighbours),
        allowed=((1 << len(slots)) - 1,) * len(people),
        create=create,
    )


def _loose(neighbours: Sequence[int], people: Sequence[int], units: Sequence[int]) -> int:
    """Return what is detached from the part of an area in which most people live."""
    found = parts(neighbours, sum(1 << unit for unit in units))
    main = max(found, key=lambda part: sum(people[unit] for unit in bits(part)))
    return sum(part for part in found if part != main)
