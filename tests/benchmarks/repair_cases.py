"""Real places as problems of repair, and an independent check of what comes out.

Residents of the pack's chosen date; networks stay inside their place; each must hang together, but
what is detached from a network today may stay so unless a case says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import networkx
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from geo.advice.repair.pieces import around, bits, parts
from geo.advice.repair.problem import Problem, Range, Slot
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
        in_one_piece: whether every network must hang together, even where it does not today.
    """

    name: str
    place: str
    create: int = 0
    origins: tuple[str, ...] = ()
    in_one_piece: bool = False


CITY = Case("Nottingham City", "CITY")
CITY_IN_ONE_PIECE = Case("Nottingham City, all in one piece", "CITY", in_one_piece=True)
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
        graph = networkx.Graph()
        graph.add_nodes_from(range(len(self.people)))
        graph.add_edges_from(self.edges)
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


def problem_of(
    place: Place, create: int = 0, origins: Iterable[int] = (), *, in_one_piece: bool = False
) -> Problem:
    """Return the problem of bringing every area of a place into its band.

    Args:
        place: the place.
        create: how many areas may be created.
        origins: numbers of the areas that may be split for them.
        in_one_piece: whether every area must hang together, even where it does not today.
    """
    neighbours = [0] * len(place.people)
    for one, other in place.edges:
        neighbours[one] |= 1 << other
        neighbours[other] |= 1 << one
    people = tuple(place.people.tolist())
    slots = [
        Slot(loose=0 if in_one_piece else _loose(place, neighbours, area))
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


def _loose(place: Place, neighbours: Sequence[int], area: int) -> int:
    """Return what is detached from the part of an area in which most people live."""
    units = np.flatnonzero(place.home == area).tolist()
    found = parts(neighbours, sum(1 << unit for unit in units))
    main = max(found, key=lambda part: place.people[list(bits(part))].sum())
    return sum(part for part in found if part != main)


def joined_up(place: Place) -> NDArray[np.int64]:
    """Return today's plan with what is detached from an area given to an area that it touches.

    For libraries that start only from plans in which every area hangs together.
    """
    neighbours, plan = problem_of(place).neighbours, place.home.copy()
    for area in range(int(place.home.max()) + 1):
        for part in parts(neighbours, _loose(place, neighbours, area)):
            beside = plan[list(bits(around(neighbours, part)))]
            plan[list(bits(part))] = np.bincount(beside[beside != area]).argmax()
    return plan


def people_moved(place: Place, area_of_unit: NDArray[np.int64]) -> int:
    """Return how many people are not in the area in which they are now."""
    return int(place.people[area_of_unit != place.home].sum())


def matched(place: Place, part_of_unit: Sequence[int]) -> NDArray[np.int64]:
    """Return a plan with its parts named after today's areas, so that fewest people move.

    Parts for which there is no area get numbers of their own; whoever is in one of them has moved.
    """
    names, part = np.unique(np.asarray(part_of_unit), return_inverse=True)
    areas = int(place.home.max()) + 1
    shared = np.zeros((len(names), areas))
    np.add.at(shared, (part, place.home), place.people)
    number = np.arange(len(names)) + areas
    chosen, area = linear_sum_assignment(shared, maximize=True)
    number[chosen] = area
    return number[part]


class Best:
    """The best plan so far: of those with most areas in the band, the one that moves fewest.

    Attributes:
        place: what the plans are of.
        plan: shape (units,), the area of each unit; the present plan before any is offered.
    """

    def __init__(self, place: Place) -> None:
        self.place, self.plan = place, place.home.copy()
        self._offered: tuple[int, int] | None = None

    def would_take(self, held: Iterable[float], moved: int) -> bool:
        """Whether a plan is better, by the people of each of its areas and those who move."""
        return self._offered is None or self._rank(held, moved) < self._offered

    def offer(self, plan: NDArray[np.int64]) -> None:
        """Take a plan if it is better."""
        held = np.bincount(plan, self.place.people)
        held, moved = held[held > 0], people_moved(self.place, plan)
        if self.would_take(held.tolist(), moved):
            self.plan, self._offered = plan, self._rank(held.tolist(), moved)

    def _rank(self, held: Iterable[float], moved: int) -> tuple[int, int]:
        band = self.place.band
        assert band.highest is not None
        return sum(not band.lowest <= each <= band.highest for each in held), moved
