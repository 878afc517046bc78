"""Cases: together they are the problem."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from geo.advice.repair.cases import MOST_CASES, cases
from geo.advice.repair.problem import Problem, Range, Slot
from tests.geo.advice.repair.small_problems import (
    fitting_sharings,
    people_moved,
    small_problems,
)


@settings(max_examples=60)
@given(problem=small_problems(most_sharings=2_000))
def test_whatever_fits_a_case_fits_and_the_best_of_all_is_in_one(problem: Problem) -> None:
    fitting = set(fitting_sharings(problem))
    found = [set(fitting_sharings(case)) for case in cases(problem)]
    assert set().union(*found) <= fitting
    for one, sharings in enumerate(found):
        assert not any(sharings & other for other in found[:one])
    assert min((people_moved(problem, each) for each in fitting), default=None) == min(
        (people_moved(problem, each) for sharings in found for each in sharings), default=None
    )


def pairs(created: int, create: int, retire: int = 0) -> Problem:
    """Two areas of two pieces, and new ones that may come of the first."""
    areas = (Slot(None, retire > 0), Slot(None, retire > 0))
    slots = areas + (Slot(0, may_be_empty=True),) * created
    return Problem(
        ranges=(Range((1,) * 4, 1, None),),
        weights=(1,) * 4,
        home=(0, 0, 1, 1),
        slots=slots,
        neighbours=(0b0010, 0b0101, 0b1010, 0b0100),
        allowed=((1 << len(slots)) - 1,) * 4,
        create=create,
        retire=retire,
    )


def used(case: Problem) -> list[int]:
    return [slot for slot, each in enumerate(case.slots) if not each.may_be_empty]


def test_new_areas_of_one_origin_are_used_in_their_order() -> None:
    assert [used(case) for case in cases(pairs(3, 2))] == [[0, 1], [0, 1, 2], [0, 1, 2, 3]]


def test_new_areas_that_differ_are_cases_of_their_own() -> None:
    problem = pairs(2, 1)
    differing = replace(problem, allowed=(0b0111, 0b1111, 0b1111, 0b1111))
    assert [used(case) for case in cases(differing)] == [[0, 1], [0, 1, 2], [0, 1, 3]]


def test_each_area_may_be_the_one_that_is_retired() -> None:
    assert [used(case) for case in cases(pairs(0, 0, retire=1))] == [[0, 1], [1], [0]]


def test_too_many_cases_are_one() -> None:
    many = replace(pairs(0, 0, retire=4), slots=(Slot(None, may_be_empty=True),) * 12, retire=6)
    assert cases(many) == [many]
    assert len(cases(replace(many, retire=2))) == 1 + 12 + 66 < MOST_CASES
