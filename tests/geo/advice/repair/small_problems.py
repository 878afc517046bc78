"""Small problems, and the plain way of solving them: try every sharing.

The second computation has nothing of the search's own: sets are sets, sums are sums over lists, and
contiguity is asked of networkx.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import product

import networkx as nx
from hypothesis import strategies as some

from geo.advice.repair.problem import Problem, Range, Sharing, Slot

MOST_SHARINGS = 20_000


def numbers(pieces: int) -> set[int]:
    """Return the numbers in a set of pieces."""
    return {piece for piece in range(pieces.bit_length()) if pieces >> piece & 1}


def graph_of(problem: Problem) -> nx.Graph:
    """Return the pieces, and an edge for each two that touch."""
    graph = nx.Graph()
    graph.add_nodes_from(range(len(problem.home)))
    graph.add_edges_from(
        (piece, other)
        for piece, touching in enumerate(problem.neighbours)
        for other in numbers(touching)
    )
    return graph


def hangs_together(graph: nx.Graph, pieces: Iterable[int], loose: set[int]) -> bool:
    """Whether at most one part of a set has a piece that is not loose."""
    found = nx.connected_components(graph.subgraph(pieces))
    return sum(1 for part in found if part - loose) <= 1


def whole_sharings(problem: Problem) -> Iterator[Sharing]:
    """Yield every sharing that is allowed and in which every slot hangs together."""
    graph = graph_of(problem)

    @cache
    def whole(slot: int, pieces: frozenset[int]) -> bool:
        return hangs_together(graph, pieces, numbers(problem.slots[slot].loose))

    for sharing in product(*(sorted(numbers(slots)) for slots in problem.allowed)):
        if not problem.contiguous or all(
            whole(slot, frozenset(at for at, its in enumerate(sharing) if its == slot))
            for slot in set(sharing)
        ):
            yield sharing


def fitting_sharings(problem: Problem) -> Iterator[Sharing]:
    """Yield every sharing that meets every requirement."""
    return (sharing for sharing in whole_sharings(problem) if _inside(problem, sharing))


def _inside(problem: Problem, sharing: Sequence[int]) -> bool:
    created = retired = 0
    for slot, each in enumerate(problem.slots):
        pieces = [at for at, its in enumerate(sharing) if its == slot]
        if not pieces:
            if not each.may_be_empty:
                return False
            retired += each.origin is None
            continue
        created += each.origin is not None
        for people in problem.ranges:
            held = sum(people.people[piece] for piece in pieces)
            if held < people.lowest or (people.highest is not None and held > people.highest):
                return False
    return created <= problem.create and retired <= problem.retire


def people_moved(problem: Problem, sharing: Sequence[int]) -> int:
    """Count the people who leave their area, except for a new area that is split from it."""
    return sum(
        problem.weights[piece]
        for piece, slot in enumerate(sharing)
        if problem.home[piece] not in (slot, problem.slots[slot].origin)
    )


@some.composite
def small_problems(
    draw: some.DrawFn, most_pieces: int = 9, most_sharings: int = MOST_SHARINGS
) -> Problem:
    """Draw a problem on a grid with holes, of which every sharing can be tried."""
    width = draw(some.integers(1, 4))
    cells = [(row, column) for row in range(4) for column in range(width)]
    cells = draw(
        some.lists(some.sampled_from(cells), min_size=1, max_size=most_pieces, unique=True)
    )
    count = len(cells)
    neighbours = [
        sum(
            1 << other
            for other, there in enumerate(cells)
            if abs(here[0] - there[0]) + abs(here[1] - there[1]) == 1
        )
        for here in cells
    ]
    areas = draw(some.integers(1, 3))
    home = tuple(draw(some.lists(some.integers(0, areas - 1), min_size=count, max_size=count)))
    slots = [_draw_area(draw, home, area) for area in range(areas)]
    for origin in sorted(draw(some.lists(some.integers(0, areas - 1), max_size=4 - areas))):
        slots.append(Slot(origin, may_be_empty=True))
    allowed = _draw_allowed(draw, home, slots, most_sharings)
    people = tuple(draw(some.lists(some.integers(0, 9), min_size=count, max_size=count)))
    ranges = tuple(
        _draw_range(draw, count, areas, people if number == 0 else None)
        for number in range(draw(some.integers(1, 2)))
    )
    return Problem(
        ranges=ranges,
        weights=people,
        home=home,
        slots=tuple(slots),
        neighbours=tuple(neighbours),
        allowed=allowed,
        prices=_draw_prices(draw, count, slots),
        contiguous=draw(some.sampled_from([True, True, True, False])),
        create=draw(some.integers(0, sum(each.origin is not None for each in slots))),
        retire=draw(some.integers(0, 1)),
    )


def _draw_area(draw: some.DrawFn, home: Sharing, area: int) -> Slot:
    pieces = [piece for piece, slot in enumerate(home) if slot == area]
    loose = draw(some.sets(some.sampled_from(pieces), max_size=2)) if pieces else set()
    may_be_empty = draw(some.sampled_from([False, False, True]))
    return Slot(None, may_be_empty, sum(1 << piece for piece in loose))


def _draw_allowed(
    draw: some.DrawFn, home: Sharing, slots: Sequence[Slot], most_sharings: int
) -> tuple[int, ...]:
    every, sharings, allowed = (1 << len(slots)) - 1, 1, []
    for area in home:
        kind = draw(some.sampled_from(["any", "any", "any", "any", "locked", "some"]))
        open_slots = 1 << area
        if kind == "any":
            open_slots = every
        elif kind == "some":
            open_slots = draw(some.integers(1, every))
        if sharings * open_slots.bit_count() > most_sharings:
            open_slots = 1 << area
        sharings *= open_slots.bit_count()
        allowed.append(open_slots)
    return tuple(allowed)


def _draw_range(
    draw: some.DrawFn, count: int, areas: int, people: tuple[int, ...] | None
) -> Range:
    if people is None:
        people = tuple(draw(some.lists(some.integers(0, 9), min_size=count, max_size=count)))
    fair = sum(people) // areas
    lowest = max(0, fair - draw(some.integers(-1, 6)))
    highest = draw(some.one_of(some.none(), some.integers(lowest, max(lowest, fair + 6))))
    return Range(people, lowest, highest)


def _draw_prices(
    draw: some.DrawFn, count: int, slots: Sequence[Slot]
) -> tuple[tuple[int, ...], ...]:
    if draw(some.sampled_from([True, True, False])):
        return ()
    origin_of = [slot if each.origin is None else each.origin for slot, each in enumerate(slots)]
    lines = draw(
        some.lists(
            some.lists(some.sampled_from([0, 0, 500, 2000]), min_size=3, max_size=3),
            min_size=count,
            max_size=count,
        )
    )
    return tuple(tuple(line[origin] for origin in origin_of) for line in lines)
