"""Cuts from fractions of pieces, and the cores that they start from."""

from __future__ import annotations

import threading

from hypothesis import assume, given, settings

from geo.advice.repair.clock import Clock
from geo.advice.repair.cores import choose_cores
from geo.advice.repair.problem import Problem, Range, Slot
from geo.advice.repair.separating import separating_cuts
from geo.model import Pack
from tests.geo.advice.repair.real_places import real_problem
from tests.geo.advice.repair.small_problems import numbers, small_problems, whole_sharings
from tests.geo.advice.repair.test_cuts import holds

LONG = 600.0


@settings(max_examples=100)
@given(problem=small_problems(most_sharings=2_000))
def test_cuts_hold_for_whatever_hangs_together(problem: Problem) -> None:
    assume(problem.contiguous)
    cuts, _ = separating_cuts(problem, choose_cores(problem), Clock(LONG))
    for sharing in whole_sharings(problem):
        assert all(holds(problem, cut, sharing) for cut in cuts)


@settings(max_examples=100)
@given(problem=small_problems(most_sharings=2_000))
def test_a_core_is_firm_and_of_its_own_area(problem: Problem) -> None:
    cores = choose_cores(problem)
    for slot, core in cores.items():
        assert problem.home[core] == slot
        assert core not in numbers(problem.slots[slot].loose)
        assert all(each.origin != slot for each in problem.slots)


def test_a_piece_that_can_be_nowhere_else_is_the_core() -> None:
    problem = row(allowed=(0b11, 0b01, 0b11, 0b11, 0b11))
    assert choose_cores(problem)[0] == 1


def test_otherwise_the_core_is_hardest_to_take() -> None:
    assert choose_cores(row()) == {0: 0, 1: 4}


def test_a_fraction_beyond_a_gap_is_cut_off() -> None:
    # The last two of five in a row have nobody, so that to have the last costs nothing.
    problem = row(people=(5, 5, 5, 0, 0), lowest=5)
    cuts, effort = separating_cuts(problem, choose_cores(problem), Clock(LONG))
    assert effort > 0
    assert all(cut.other == choose_cores(problem)[cut.slot] for cut in cuts)


def test_the_real_city_is_cut_before_anything_is_torn(pack: Pack) -> None:
    problem = real_problem(pack, "Nottingham City")
    cores = choose_cores(problem)
    cuts, _ = separating_cuts(problem, cores, Clock(LONG))
    assert len(cores) == 8
    assert len(cuts) > 50
    again, _ = separating_cuts(problem, cores, Clock(LONG))
    assert again == cuts


def test_a_clock_that_is_over_leaves_nothing(pack: Pack) -> None:
    problem, ended = real_problem(pack, "Nottingham City"), threading.Event()
    ended.set()
    assert separating_cuts(problem, choose_cores(problem), Clock(LONG, ended)) == (set(), 0.0)


def row(
    allowed: tuple[int, ...] = (0b11,) * 5, people: tuple[int, ...] = (1,) * 5, lowest: int = 1
) -> Problem:
    """Five pieces in a row: three of the first area, two of the second."""
    return Problem(
        ranges=(Range(people, lowest, None),),
        weights=people,
        home=(0, 0, 0, 1, 1),
        slots=(Slot(), Slot()),
        neighbours=(0b00010, 0b00101, 0b01010, 0b10100, 0b01000),
        allowed=allowed,
    )
