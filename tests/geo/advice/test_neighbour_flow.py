"""The fewest people who go to a neighbour, against trying every place for every person."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as some
from scipy.optimize import linprog

from geo.advice.neighbour_flow import Obstacle, Shifts, shift_people

Case = tuple[list[int], list[set[int]], int, int | None]


@some.composite
def cases(draw: some.DrawFn, areas: int = 4, people: int = 2, highest: int = 4) -> Case:
    counts = draw(some.lists(some.integers(0, people), min_size=1, max_size=areas))
    neighbours: list[set[int]] = [set() for _ in counts]
    for one, other in combinations(range(len(counts)), 2):
        if draw(some.booleans()):
            neighbours[one].add(other)
            neighbours[other].add(one)
    lowest = draw(some.integers(0, highest))
    return counts, neighbours, lowest, draw(some.none() | some.integers(lowest, highest))


def fewest_movers(
    people: Sequence[int], neighbours: Sequence[set[int]], lowest: int, highest: int | None
) -> int | None:
    """The obvious answer: everybody stays or goes to a neighbour, in every way that there is."""
    homes = [area for area, many in enumerate(people) for _ in range(many)]
    found = []
    for places in product(*[(home, *sorted(neighbours[home])) for home in homes]):
        counts = [places.count(area) for area in range(len(people))]
        if all(lowest <= count and (highest is None or count <= highest) for count in counts):
            found.append(sum(home != place for home, place in zip(homes, places, strict=True)))
    return min(found, default=None)


def check_certificate(case: Case, found: Shifts | Obstacle) -> None:
    """Steps do what they say; an obstacle is a sum that anybody can check."""
    people, neighbours, lowest, highest = case
    if isinstance(found, Obstacle):
        reach = set(found.group).union(*(neighbours[area] for area in found.group))
        assert set(found.around) == reach - set(found.group)
        if found.too_many:
            assert highest is not None
            assert found.have == sum(people[area] for area in found.group)
            assert found.have > found.limit == highest * len(reach)
        else:
            assert found.have == sum(people[area] for area in reach)
            assert found.have < found.limit == lowest * len(found.group)
        return
    after, left = list(people), list(people)
    for step in found.steps:
        assert step.people > 0
        assert step.target in neighbours[step.origin]
        after[step.origin] -= step.people
        after[step.target] += step.people
        left[step.origin] -= step.people
    assert all(lowest <= count for count in after)
    assert highest is None or all(count <= highest for count in after)
    assert all(count >= 0 for count in left)
    assert found.people == sum(step.people for step in found.steps)


@given(cases())
def test_every_person_tried_in_every_place_gives_the_same(case: Case) -> None:
    found, truth = shift_people(*case), fewest_movers(*case)
    check_certificate(case, found)
    assert (found.people if isinstance(found, Shifts) else None) == truth


@given(cases(areas=9, people=200_000, highest=90_000))
def test_another_method_gives_the_same_for_many_people(case: Case) -> None:
    """HiGHS on the same transport problem, written as rows and columns."""
    people, neighbours, lowest, highest = case
    ways = [
        (home, place) for home in range(len(people)) for place in (home, *sorted(neighbours[home]))
    ]
    leave = np.array([[home == area for home, _ in ways] for area in range(len(people))], float)
    arrive = np.array([[place == area for _, place in ways] for area in range(len(people))], float)
    limits = [np.full(len(people), -lowest), np.full(len(people), highest or 0)]
    rows = [-arrive, arrive]
    if highest is None:
        rows, limits = rows[:1], limits[:1]
    truth = linprog(
        [float(home != place) for home, place in ways],
        A_ub=np.vstack(rows),
        b_ub=np.concatenate(limits),
        A_eq=leave,
        b_eq=people,
    )
    found = shift_people(*case)
    check_certificate(case, found)
    assert isinstance(found, Shifts) is (truth.status == 0)
    if isinstance(found, Shifts):
        assert found.people == round(truth.fun)


def test_a_chain_counts_everybody_who_is_shifted_along_it() -> None:
    """Five too many at one end and five too few at the other, with one area between."""
    found = shift_people([55, 40, 25], [{1}, {0, 2}, {1}], 30, 50)
    assert isinstance(found, Shifts)
    assert found.people == 10
    assert [(step.origin, step.target, step.people) for step in found.steps] == [
        (0, 1, 5),
        (1, 2, 5),
    ]


def test_nobody_moves_twice_so_an_empty_area_passes_nobody_on() -> None:
    found = shift_people([60, 0, 0], [{1}, {0, 2}, {1}], 10, 40)
    assert found == Obstacle(too_many=False, group=(2,), around=(1,), have=0, limit=10)


def test_an_island_that_is_too_large_is_named_with_its_sum() -> None:
    found = shift_people([40, 60, 40], [{2}, set(), {0}], 30, 50)
    assert found == Obstacle(too_many=True, group=(1,), around=(), have=60, limit=50)


def test_no_area_at_all_needs_no_move() -> None:
    assert shift_people([], [], 30, 50) == Shifts(0, ())
