"""Small problems, and the plain way of solving them: try every sharing.

The second computation has nothing of the search's own: sets are sets, sums are sums over lists, and
contiguity is asked of networkx.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import product
from random import Random

import networkx as nx
from hypothesis import strategies as some

from geo.advice.repair.problem import Problem, Range, Sharing, Slot


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


def small_problems(most_sharings: int = 20_000) -> some.SearchStrategy[Problem]:
    """Draw problems on grids with holes, of which every sharing can be tried."""
    return some.integers(0, 10**9).map(lambda seed: make_problem(Random(seed), most_sharings))


def make_problem(random: Random, most_sharings: int) -> Problem:
    """Return a problem made up by chance."""
    cells = _cells(random)
    areas = random.choice([1, 2, 2, 3])
    home = _home(random, len(cells), areas)
    slots = [_area(random, home, area) for area in range(areas)]
    origins = random.choices(range(areas), k=random.choice([0, 0, 1, 2]))
    slots += [Slot(origin, may_be_empty=True) for origin in sorted(origins)]
    people = tuple(random.choices(range(10), k=len(cells)))
    ranges = [_range(random, people, areas)]
    if random.random() < 0.3:
        ranges.append(_range(random, tuple(random.choices(range(10), k=len(cells))), areas))
    return Problem(
        ranges=tuple(ranges),
        weights=people,
        home=home,
        slots=tuple(slots),
        neighbours=_neighbours(random, cells),
        allowed=_allowed(random, home, len(slots), most_sharings),
        prices=_prices(random, len(cells), slots) if random.random() < 0.2 else (),
        contiguous=random.random() < 0.9,
        create=random.randint(0, len(origins)),
        retire=random.choice([0, 0, 1]),
    )


def _cells(random: Random) -> list[tuple[int, int]]:
    rows, columns = random.choice([(1, 1), (1, 3), (2, 2), (1, 7), (2, 4), (3, 3), (3, 3), (2, 5)])
    cells = [(row, column) for row in range(rows) for column in range(columns)]
    holes = random.sample(cells, min(len(cells) - 1, random.choice([0, 0, 1, 2])))
    return [cell for cell in cells if cell not in holes]


def _neighbours(random: Random, cells: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    table = [0] * len(cells)
    for one, here in enumerate(cells):
        for other, there in enumerate(cells[:one]):
            beside = abs(here[0] - there[0]) + abs(here[1] - there[1]) == 1
            if beside and random.random() < 0.9:
                table[one] |= 1 << other
                table[other] |= 1 << one
    return tuple(table)


def _home(random: Random, count: int, areas: int) -> Sharing:
    """Areas are runs of cells, with a few cells elsewhere."""
    ends = sorted(random.choices(range(count + 1), k=areas - 1))
    runs = [sum(1 for end in ends if end <= piece) for piece in range(count)]
    return tuple(run if random.random() < 0.85 else random.randrange(areas) for run in runs)


def _area(random: Random, home: Sharing, area: int) -> Slot:
    loose = {piece for piece, its in enumerate(home) if its == area and random.random() < 0.15}
    return Slot(None, random.random() < 0.25, sum(1 << piece for piece in loose))


def _allowed(random: Random, home: Sharing, slots: int, most_sharings: int) -> tuple[int, ...]:
    every = (1 << slots) - 1
    sharings, allowed = 1, [1 << area for area in home]
    for piece in random.sample(range(len(home)), len(home)):
        kind = random.random()
        open_slots = every if kind < 0.85 else random.randint(1, every)
        if kind < 0.95 and sharings * open_slots.bit_count() <= most_sharings:
            allowed[piece] = open_slots
            sharings *= open_slots.bit_count()
    return tuple(allowed)


def _range(random: Random, people: tuple[int, ...], areas: int) -> Range:
    fair = sum(people) // max(1, areas + random.choice([-1, 0, 0, 1]))
    lowest = max(0, fair - random.choice([0, 1, 2, 3, 5, 100]))
    highest = random.choice([None, fair + 1, fair + 2, fair + 4, fair + 4])
    return Range(people, lowest, highest)


def _prices(random: Random, count: int, slots: Sequence[Slot]) -> tuple[tuple[int, ...], ...]:
    lines = [random.choices([0, 0, 500, 2000], k=len(slots)) for _ in range(count)]
    return tuple(
        tuple(line[slot if each.origin is None else each.origin] for slot, each in enumerate(slots))
        for line in lines
    )
