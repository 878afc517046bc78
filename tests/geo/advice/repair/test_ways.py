"""Ways against every sharing that fits."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from geo.advice.repair import ways
from geo.advice.repair.cases import cases
from geo.advice.repair.families import has_families, in_families, taken_together
from geo.advice.repair.problem import Problem, Range, Sharing, Slot
from geo.advice.repair.reaching import narrowed
from geo.advice.repair.ways import Far, far_pairs, find_ways
from geo.model import Pack
from tests.geo.advice.repair.real_places import real_problem
from tests.geo.advice.repair.small_problems import (
    fitting_sharings,
    graph_of,
    numbers,
    people_moved,
)

COLUMNS = 6
"""Of the ladders, which are two rows wide: two columns to each of three areas."""


def ladder(random: Random) -> Problem:
    """Return three areas side by side, of which the one in the middle may be split."""
    home = tuple(piece % COLUMNS // 2 for piece in range(2 * COLUMNS))
    people = tuple(random.randint(1, 4) if area == 1 else random.randint(5, 12) for area in home)
    slots = [Slot(), Slot(), Slot(), Slot(1, may_be_empty=True)]
    create = random.randint(0, 1)
    fair = sum(people) // (3 + create)
    lowest = max(1, fair - random.randint(6, 20))
    highest = fair + random.randint(4, 16)
    allowed = [1 << area | (0b1000 if area == 1 else 0) for area in home]
    sharings = 2**4
    for piece in random.sample(range(2 * COLUMNS), 2 * COLUMNS):
        more = allowed[piece] | 0b1111
        if sharings * more.bit_count() < 20_000 * allowed[piece].bit_count():
            sharings = sharings * more.bit_count() // allowed[piece].bit_count()
            allowed[piece] = more
    return Problem(
        ranges=(Range(people, lowest, highest),),
        weights=people,
        home=home,
        slots=tuple(slots),
        neighbours=rungs(),
        allowed=tuple(allowed),
        create=create,
    )


def rungs() -> tuple[int, ...]:
    """Return which pieces of a ladder touch."""
    graph = nx.convert_node_labels_to_integers(nx.grid_2d_graph(2, COLUMNS), ordering="sorted")
    return tuple(sum(1 << other for other in graph[piece]) for piece in sorted(graph))


def ways_hold(problem: Problem, fitting: list[Sharing], more: int) -> int:
    """See that whatever reaches far comes on one of the ways, and return how many were known."""
    fewest = min(people_moved(problem, each) for each in fitting)
    most = fewest + more
    narrow, known = narrowed(problem, most), 0
    for far in far_pairs(narrow):
        found = find_ways(narrow, far, most)
        if found is None:
            continue
        known += 1
        for sharing in fitting:
            inside = {piece for piece, slot in enumerate(sharing) if slot == far.slot}
            reaches = any(problem.home[piece] == far.area for piece in inside)
            if reaches and people_moved(problem, sharing) <= most:
                assert any(numbers(way) <= inside for way in found)
    return known


@settings(max_examples=40)
@given(seed=some.integers(0, 10**9), more=some.integers(0, 16))
def test_whatever_reaches_far_comes_on_one_of_the_ways(seed: int, more: int) -> None:
    problem = ladder(Random(seed))
    for case in cases(problem):
        fitting = list(fitting_sharings(case))
        if not fitting:
            continue
        if has_families(case):
            together = taken_together(case)
            ways_hold(together, [in_families(case, each) for each in fitting], more)
        else:
            ways_hold(case, fitting, more)


def test_ways_are_known_in_ladders_and_say_something() -> None:
    known = some_way = 0
    for seed in range(60):
        problem = replace(ladder(Random(seed)), create=0)
        fitting = list(fitting_sharings(problem))
        if fitting:
            known += ways_hold(problem, fitting, 10)
            most = min(people_moved(problem, each) for each in fitting) + 10
            narrow = narrowed(problem, most)
            some_way += sum(1 for far in far_pairs(narrow) if find_ways(narrow, far, most))
    assert known > 5
    assert some_way > 2


def row(people: tuple[int, ...], home: Sharing, ceiling: int) -> Problem:
    """Return pieces in a row."""
    count = len(people)
    return Problem(
        ranges=(Range(people, 1, ceiling),),
        weights=people,
        home=home,
        slots=tuple(Slot() for _ in range(max(home) + 1)),
        neighbours=tuple(
            sum(1 << other for other in (piece - 1, piece + 1) if 0 <= other < count)
            for piece in range(count)
        ),
        allowed=((1 << max(home) + 1) - 1,) * count,
    )


def test_only_what_is_not_touched_is_far() -> None:
    assert far_pairs(row((9, 9, 1, 9, 9), (0, 0, 1, 2, 2), 40)) == [Far(2, 0), Far(0, 2)]


def test_the_only_way_is_across_what_lies_between() -> None:
    problem = row((9, 9, 1, 9, 9), (0, 0, 1, 2, 2), 40)
    assert find_ways(problem, Far(2, 0), 17) == [0b00100]


def test_there_is_no_way_where_too_many_live_along_it() -> None:
    problem = row((19, 19, 9, 9, 19, 19), (0, 0, 1, 1, 2, 2), 60)
    assert find_ways(problem, Far(2, 0), 17) == []
    assert find_ways(problem, Far(2, 0), 18) == [0b001100]


def test_a_way_that_divides_an_area_moves_what_it_cuts_off() -> None:
    # The way takes the middle piece of the area, and no more than one side of it can stay.
    problem = row((50, 2, 3, 2, 50), (0, 1, 1, 1, 2), 60)
    cut = replace(problem, neighbours=(0b00100, 0b00100, 0b11011, 0b00100, 0b00100))
    assert find_ways(cut, Far(2, 0), 5) == [0b00100]
    assert find_ways(cut, Far(2, 0), 4) == []


def test_without_anything_of_its_own_no_way_is_known() -> None:
    problem = row((1, 1, 1, 9, 9), (0, 0, 1, 2, 2), 40)
    assert find_ways(problem, Far(2, 0), 20) is None


def test_an_area_may_be_taken_as_a_whole_by_a_way_that_divides_another() -> None:
    # Piece 2 is an area by itself; piece 3 holds the next area together, which a link joins again.
    edges = [(0, 1), (1, 2), (2, 3), (3, 4), (3, 5), (3, 6), (6, 7), (4, 8), (5, 8), (8, 9)]
    people = (50, 50, 5, 1, 20, 20, 50, 50, 1, 50)
    graph = nx.Graph(edges)
    problem = Problem(
        ranges=(Range(people, 1, 200),),
        weights=people,
        home=(0, 0, 1, 2, 2, 2, 3, 3, 4, 4),
        slots=tuple(Slot() for _ in range(5)),
        neighbours=tuple(sum(1 << other for other in graph[piece]) for piece in range(10)),
        allowed=(0b11111,) * 10,
    )
    assert find_ways(problem, Far(3, 0), 20) == [0b1100]
    assert find_ways(problem, Far(3, 0), 5) == []


@pytest.mark.parametrize("limit", ["MOST_WAYS", "MOST_STEPS"])
def test_too_many_ways_are_not_told_apart(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setattr(ways, limit, 0)
    assert find_ways(row((9, 9, 1, 9, 9), (0, 0, 1, 2, 2), 40), Far(2, 0), 17) is None


def test_to_nottingham_west_there_is_one_way_in(pack: Pack) -> None:
    origins = ("Rushcliffe", "Nottingham West")
    problem = real_problem(pack, "South Nottinghamshire", origins, create=2)
    (together,) = (
        taken_together(case)
        for case in cases(problem)
        if has_families(case) and all(not each.may_be_empty for each in case.slots)
    )
    most = 37_344
    narrow = narrowed(together, most)
    graph = graph_of(narrow)
    reached = {
        far: found
        for far in far_pairs(narrow)
        if (found := find_ways(narrow, far, most)) is not None
    }
    assert any(reached.values())
    for far, found in reached.items():
        of_area, of_slot = numbers(narrow.now[far.area]), numbers(narrow.now[far.slot])
        for way in map(numbers, found):
            assert nx.is_connected(graph.subgraph(way))
            assert any(set(graph[piece]) & of_area for piece in way)
            assert any(set(graph[piece]) & of_slot for piece in way)
            assert sum(narrow.weights[piece] for piece in way) <= most


@pytest.mark.parametrize("contiguous", [True, False])
def test_ways_are_asked_for_only_where_slots_hang_together(contiguous: bool) -> None:
    problem = replace(row((9, 9, 1, 9, 9), (0, 0, 1, 2, 2), 40), contiguous=contiguous)
    assert (find_ways(problem, Far(2, 0), 17) is None) is not contiguous
