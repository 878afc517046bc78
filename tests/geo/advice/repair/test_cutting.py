"""A model that chooses among ways against sharings that are whole and sharings that are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from ortools.sat.python import cp_model

from geo.advice.repair.cases import cases
from geo.advice.repair.cutting import Cutting
from geo.advice.repair.families import has_families, in_families, taken_together
from geo.advice.repair.problem import Problem, Range, Slot
from geo.advice.repair.reaching import narrowed
from geo.advice.repair.ways import Far, far_pairs, find_ways
from tests.geo.advice.repair.small_problems import fitting_sharings, people_moved
from tests.geo.advice.repair.test_ways import ladder

PEOPLE = (50, 2, 3, 2, 1, 50)
"""Of a star: an area, three pieces of the one in the middle, and two of the third."""


def star(areas: int) -> Problem:
    """Return an area that a way across its middle divides in two."""
    return Problem(
        ranges=(Range(PEOPLE, 1, 60),),
        weights=PEOPLE,
        home=(0, 1, 1, 1, 2, 2),
        slots=(Slot(), Slot(areas=areas), Slot()),
        neighbours=(0b000100, 0b000100, 0b011011, 0b000100, 0b100100, 0b010000),
        allowed=(0b111,) * 6,
    )


def may_be(problem: Problem, far: Far, ways: Sequence[int], most: int, sharing: list[int]) -> bool:
    """Whether a model that asks for one of the ways has a sharing as an answer."""
    cutting = Cutting(problem, most)
    cutting.choose_way(far.slot, ways)
    at = cutting.model.at
    for piece, slot in enumerate(sharing):
        if (piece, slot) not in at:
            return False
        cutting.model.model.add(at[piece, slot] == 1)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return solver.solve(cutting.model.model) in (cp_model.OPTIMAL, cp_model.FEASIBLE)


@pytest.mark.parametrize("areas", [1, 2])
def test_what_a_way_divides_keeps_to_one_part_for_each_area(areas: int) -> None:
    problem, far = star(areas), Far(2, 0)
    assert find_ways(problem, far, 6) == [0b100]
    both_sides, one_side = [0, 1, 0, 1, 0, 2], [0, 1, 0, 0, 0, 2]
    assert may_be(problem, far, [0b100], 6, one_side)
    assert may_be(problem, far, [0b100], 6, both_sides) is (areas == 2)


def test_of_two_areas_each_keeps_to_a_side_of_a_way() -> None:
    assert find_ways(star(2), Far(2, 0), 4) == [0b100]
    assert find_ways(star(1), Far(2, 0), 4) == []


def test_a_sharing_off_every_way_is_no_answer() -> None:
    assert not may_be(star(2), Far(2, 0), [0b100], 60, [0, 1, 1, 1, 2, 2])
    assert not may_be(star(2), Far(2, 0), [], 60, [0, 1, 0, 1, 0, 2])


@settings(max_examples=20)
@given(seed=some.integers(0, 10**9), more=some.integers(4, 16))
def test_whatever_fits_and_reaches_far_is_an_answer(seed: int, more: int) -> None:
    problem = replace(ladder(Random(seed)))
    for case in cases(problem):
        fitting = list(fitting_sharings(case))
        if not fitting:
            continue
        most = min(people_moved(case, each) for each in fitting) + more
        whole = taken_together(case) if has_families(case) else case
        narrow = narrowed(whole, most)
        for far in far_pairs(narrow):
            ways = find_ways(narrow, far, most)
            reaching = [
                each
                for each in fitting
                if people_moved(case, each) <= most
                and any(
                    home == far.area and slot == far.slot
                    for home, slot in zip(case.home, in_families(case, each), strict=True)
                )
            ]
            for each in reaching[:: max(1, len(reaching) // 4)] if ways is not None else []:
                assert may_be(narrow, far, ways or [], most, list(in_families(case, each)))
