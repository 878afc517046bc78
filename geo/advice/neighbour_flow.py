"""Neighbour flow: the fewest people who must change area if each can only go to a neighbour.

The question is a transport problem. Each area sends out the people whom it has; each keeps those
who stay, receives from its neighbours, and must end inside the band. Whoever stays costs nothing,
whoever goes to a neighbour counts as one. Nobody moves twice, so that to shift people two areas
along, those of the first area go to the second, and others of the second to the third, and both
count. The least total is that of a minimum-cost flow, which is a whole number since all the
numbers are (R. K. Ahuja, T. L. Magnanti and J. B. Orlin, *Network Flows*, 1993, theorem 9.10).

It is a lower bound for every plan with these areas in which nobody comes to an area that was not
a neighbour of their own. It is none for others: an area that first grows past its neighbour
touches the area behind, and can then take people from there directly.

Where no such shift exists, a group of areas shows why: together they have more people than they
and their neighbours can hold, or they need more than they and their neighbours have. By Hall's
theorem for transport problems one of the two groups exists; the one found here comes from a
minimum cut. That both conditions suffice together is the theorem of N. S. Mendelsohn and A. L.
Dulmage ("Some generalizations of the problem of distinct representatives", Canadian Journal of
Mathematics 10, 1958, 230-241).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import networkx

_SOURCE, _SINK = "source", "sink"


@dataclass(frozen=True)
class Shift:
    """People who go from an area to a neighbour.

    Attributes:
        origin, target: numbers of the areas.
        people: how many, more than none.
    """

    origin: int
    target: int
    people: int


@dataclass(frozen=True)
class Shifts:
    """A cheapest way to bring every area inside the band.

    Attributes:
        people: how many change area in all.
        steps: who goes where, by origin and target; others may do it with as few.
    """

    people: int
    steps: tuple[Shift, ...]


@dataclass(frozen=True)
class Obstacle:
    """Why nothing that neighbours shift can bring every area inside the band.

    Attributes:
        too_many: True where the group has too many people, False where it has too few.
        group: numbers of the areas, ascending.
        around: numbers of the areas that border the group and are not in it, ascending.
        have: too many: people of the group. Too few: people of the group and those around it.
        limit: too many: what the group and those around it can hold. Too few: what the group
            needs.
    """

    too_many: bool
    group: tuple[int, ...]
    around: tuple[int, ...]
    have: int
    limit: int


def shift_people(
    people: Sequence[int],
    neighbours: Sequence[Collection[int]],
    lowest: int,
    highest: int | None,
) -> Shifts | Obstacle:
    """Return the fewest people who must go to a neighbouring area, or why that cannot do.

    Args:
        people: of each area, 0 or more.
        neighbours: numbers of each area's neighbours; whoever is a neighbour has this one as one.
        lowest: the fewest people inside the band.
        highest: the most; None for no upper end.
    """
    found = None
    if highest is not None:
        found = _too_many(people, neighbours, highest)
    if found is None:
        found = _too_few(people, neighbours, lowest)
    return found if found is not None else _cheapest(people, neighbours, lowest, highest)


def _cheapest(
    people: Sequence[int],
    neighbours: Sequence[Collection[int]],
    lowest: int,
    highest: int | None,
) -> Shifts:
    graph = networkx.DiGraph()
    areas = range(len(people))
    for area in areas:
        graph.add_node(("from", area), demand=-people[area])
        graph.add_node(("to", area), demand=lowest)
    graph.add_node(_SINK, demand=sum(people) - lowest * len(people))
    for area in areas:
        graph.add_edge(("from", area), ("to", area), weight=0)
        for other in sorted(neighbours[area]):
            graph.add_edge(("from", area), ("to", other), weight=1)
        if highest is None:
            graph.add_edge(("to", area), _SINK, weight=0)
        else:
            graph.add_edge(("to", area), _SINK, weight=0, capacity=highest - lowest)
    total, flow = networkx.network_simplex(graph)
    steps = tuple(
        Shift(area, other, flow["from", area]["to", other])
        for area in areas
        for other in sorted(neighbours[area])
        if flow["from", area]["to", other]
    )
    return Shifts(int(total), steps)


def _too_many(
    people: Sequence[int], neighbours: Sequence[Collection[int]], highest: int
) -> Obstacle | None:
    """Return a group that has more people than it and its neighbours can hold, if there is one."""
    group = _cut(people, neighbours, [highest] * len(people))
    if not group:
        return None
    around = _around(group, neighbours)
    have = sum(people[area] for area in group)
    return Obstacle(True, group, around, have, highest * (len(group) + len(around)))


def _too_few(
    people: Sequence[int], neighbours: Sequence[Collection[int]], lowest: int
) -> Obstacle | None:
    """Return a group that needs more people than it and its neighbours have, if there is one."""
    group = _cut([lowest] * len(people), neighbours, people)
    if not group:
        return None
    around = _around(group, neighbours)
    have = sum(people[area] for area in (*group, *around))
    return Obstacle(False, group, around, have, lowest * len(group))


def _cut(
    offered: Sequence[int], neighbours: Sequence[Collection[int]], taken: Sequence[int]
) -> tuple[int, ...]:
    """Return areas that offer more than they and their neighbours take; none if all is taken.

    The smallest of the groups that leave most people over, and of that its worst connected piece.
    A minimum cut gives the smallest on the far side, so the network is looked at from the end.
    """
    graph = networkx.DiGraph()
    graph.add_nodes_from([_SOURCE, _SINK])
    for area, many in enumerate(offered):
        graph.add_edge(("from", area), _SOURCE, capacity=many)
        graph.add_edge(_SINK, ("to", area), capacity=taken[area])
        for other in (area, *sorted(neighbours[area])):
            graph.add_edge(("to", other), ("from", area))
    most, (_, reached) = networkx.minimum_cut(graph, _SINK, _SOURCE)
    if most == sum(offered):
        return ()
    inner = [area for area in range(len(offered)) if ("from", area) in reached]
    linked = networkx.Graph()
    linked.add_nodes_from(inner)
    for area in inner:
        linked.add_edges_from((area, ("to", other)) for other in (area, *neighbours[area]))
    pieces = [
        tuple(sorted(node for node in piece if isinstance(node, int)))
        for piece in networkx.connected_components(linked)
    ]

    def left_over(group: tuple[int, ...]) -> int:
        reach = (*group, *_around(group, neighbours))
        return sum(offered[area] for area in group) - sum(taken[area] for area in reach)

    return min(pieces, key=lambda group: (-left_over(group), group))


def _around(group: Collection[int], neighbours: Sequence[Collection[int]]) -> tuple[int, ...]:
    return tuple(sorted({other for area in group for other in neighbours[area]} - set(group)))
