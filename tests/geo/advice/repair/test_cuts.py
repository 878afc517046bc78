"""Cuts against every sharing that hangs together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as some

from geo.advice.repair.cores import choose_cores
from geo.advice.repair.cuts import Cut, find_cuts, first_cuts
from geo.advice.repair.problem import Problem, Range, Sharing, Slot
from tests.geo.advice.repair.small_problems import (
    numbers,
    small_problems,
    whole_sharings,
)


def holds(problem: Problem, cut: Cut, sharing: Sequence[int]) -> bool:
    """Whether a sharing does what a cut says."""
    inside = {piece for piece, slot in enumerate(sharing) if slot == cut.slot}
    if cut.crowd:
        return holds_crowd(problem, cut, inside)
    each = problem.slots[cut.slot]
    own = cut.slot if each.origin is None else each.origin
    firm = {piece for piece in inside if problem.home[piece] == own} - numbers(each.loose)
    ends = inside & numbers(cut.ends)
    both = bool(ends) and (bool(firm) if cut.other is None else cut.other in inside)
    return not both or bool(inside & numbers(cut.separator))


def holds_crowd(problem: Problem, cut: Cut, inside: set[int]) -> bool:
    """Whether what does not hang together with the end leaves an area for that."""
    other_areas = problem.slots[cut.slot].areas - 1
    crowd = inside & numbers(cut.crowd)
    return (
        not inside & numbers(cut.ends)
        or bool(inside & numbers(cut.separator))
        or all(
            sum(each.people[piece] for piece in crowd) <= each.highest * other_areas
            for each in problem.ranges
            if each.highest is not None
        )
    )


def every_sharing(problem: Problem) -> list[Sharing]:
    return list(product(*(sorted(numbers(slots)) for slots in problem.allowed)))


def enough(problem: Problem, sharing: Sequence[int]) -> bool:
    """Whether every slot with any piece has the people that it must have at the least."""
    return all(
        sum(people for people, its in zip(each.people, sharing, strict=True) if its == slot)
        >= each.lowest
        for each in problem.ranges
        for slot in set(sharing)
    )


@settings(max_examples=60)
@given(problem=small_problems(most_sharings=700), has_cores=some.booleans())
def test_cuts_hold_for_whatever_hangs_together_and_not_for_what_is_torn(
    problem: Problem, has_cores: bool
) -> None:
    assume(problem.contiguous)
    cores = choose_cores(problem) if has_cores else {}
    whole = set(whole_sharings(problem))
    found: set[Cut] = set()
    for sharing in every_sharing(problem):
        cuts = find_cuts(problem, sharing, cores)
        assert bool(cuts) is (sharing not in whole)
        assert not any(holds(problem, cut, sharing) for cut in cuts)
        found |= cuts
    for cut in found:
        assert all(holds(problem, cut, sharing) for sharing in whole)


@settings(max_examples=100)
@given(problem=small_problems(most_sharings=2_000), has_cores=some.booleans())
def test_first_cuts_hold_for_whatever_hangs_together_and_has_the_people(
    problem: Problem, has_cores: bool
) -> None:
    assume(problem.contiguous)
    cuts = first_cuts(problem, choose_cores(problem) if has_cores else {})
    for sharing in whole_sharings(problem):
        if enough(problem, sharing):
            assert all(holds(problem, cut, sharing) for cut in cuts)


def row(slots: tuple[Slot, ...], home: Sharing, lowest: int = 0) -> Problem:
    """Five pieces in a row, of one person each."""
    return Problem(
        ranges=(Range((1,) * 5, lowest, None),),
        weights=(1,) * 5,
        home=home,
        slots=slots,
        neighbours=(0b00010, 0b00101, 0b01010, 0b10100, 0b01000),
        allowed=((1 << len(slots)) - 1,) * 5,
    )


def test_a_piece_may_be_left_alone_in_its_area() -> None:
    problem = row((Slot(), Slot()), (0, 0, 1, 1, 1))
    assert all(
        holds(problem, cut, (1, 0, 1, 1, 1)) for cut in first_cuts(problem, {}) if cut.slot == 0
    )


def test_a_piece_with_too_few_people_is_not_left_alone() -> None:
    problem = row((Slot(), Slot()), (0, 0, 1, 1, 1), lowest=2)
    assert Cut(0, 0b10000, 4, 0b01000) in first_cuts(problem, {})


def test_what_joins_a_new_area_hangs_together_with_what_comes_along() -> None:
    problem = row((Slot(), Slot(), Slot(0, may_be_empty=True)), (0, 0, 0, 1, 1))
    torn = (2, 0, 0, 1, 2)
    assert Cut(2, 0b10000, None, 0b01000) in find_cuts(problem, torn, {})


def test_what_is_loose_needs_no_way_to_the_rest() -> None:
    problem = row((Slot(loose=0b10000), Slot()), (0, 0, 1, 1, 0))
    assert find_cuts(problem, (0, 0, 1, 1, 0), {}) == set()
    cuts = find_cuts(problem, (0, 1, 1, 0, 0), {})
    assert {0b00001, 0b01000} <= {cut.ends for cut in cuts}
    assert not any(cut.ends & 0b10000 for cut in cuts)


def test_whatever_lies_beyond_is_asked_for_a_way_at_once() -> None:
    problem = row((Slot(), Slot()), (0, 1, 1, 1, 1))
    cuts = find_cuts(problem, (0, 1, 0, 1, 1), {0: 0, 1: 4})
    assert Cut(0, 0b11100, 0, 0b00010) in cuts
