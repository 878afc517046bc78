"""Where pieces can be, against every sharing that moves as many people at the most."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as some

from geo.advice.repair.problem import Problem, Range, Slot
from geo.advice.repair.reaching import keeps_own, narrowed
from tests.geo.advice.repair.small_problems import (
    fitting_sharings,
    numbers,
    people_moved,
    small_problems,
)


@settings(max_examples=150)
@given(problem=small_problems(most_sharings=3_000), most=some.integers(0, 25))
def test_nothing_that_fits_and_moves_no_more_is_left_out(problem: Problem, most: int) -> None:
    narrower = narrowed(problem, most)
    for sharing in fitting_sharings(problem):
        if people_moved(problem, sharing) > most:
            continue
        for piece, slot in enumerate(sharing):
            assert slot in numbers(narrower.allowed[piece])
        for slot in set(sharing):
            if keeps_own(problem, slot, most):
                each = problem.slots[slot]
                own = slot if each.origin is None else each.origin
                assert any(
                    its == slot and problem.home[piece] == own and piece not in numbers(each.loose)
                    for piece, its in enumerate(sharing)
                )


def row(contiguous: bool = True) -> Problem:
    """Six pieces of two people each in a row, in two areas."""
    people = (2,) * 6
    return Problem(
        ranges=(Range(people, 4, None),),
        weights=people,
        home=(0, 0, 0, 1, 1, 1),
        slots=(Slot(), Slot()),
        neighbours=(0b000010, 0b000101, 0b001010, 0b010100, 0b101000, 0b010000),
        allowed=(0b11,) * 6,
        contiguous=contiguous,
    )


def test_a_piece_is_as_far_as_the_people_along_the_way() -> None:
    assert narrowed(row(), 3).allowed == (0b01, 0b01, 0b11, 0b11, 0b10, 0b10)
    assert narrowed(row(), 4).allowed == (0b01, 0b11, 0b11, 0b11, 0b11, 0b10)


def test_where_an_area_can_be_lost_altogether_nothing_is_out_of_reach() -> None:
    assert narrowed(row(), 6).allowed == (0b11,) * 6


def test_without_contiguity_everything_is_within_reach() -> None:
    problem = row(contiguous=False)
    assert narrowed(problem, 3) is problem
