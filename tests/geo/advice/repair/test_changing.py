"""What makes and changes sharings: seeding, mending, annealing and rings, each to its promise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pandas as pd
from hypothesis import assume, given, settings
from hypothesis import strategies as some

from geo.advice.repair.annealing import WARM, anneal
from geo.advice.repair.clock import Clock
from geo.advice.repair.mending import mend
from geo.advice.repair.problem import Problem, Range, Sharing, Slot
from geo.advice.repair.rings import improve_by_rings
from geo.advice.repair.seeding import seed_slots
from tests.geo.advice.repair.small_problems import (
    fitting_sharings,
    graph_of,
    hangs_together,
    numbers,
    small_problems,
    whole_sharings,
)

LONG = 600.0
seeds = some.integers(0, 1000)


def is_allowed(problem: Problem, sharing: Sequence[int]) -> bool:
    return all(
        slot in numbers(allowed) for slot, allowed in zip(sharing, problem.allowed, strict=True)
    )


def is_whole(problem: Problem, sharing: Sequence[int]) -> bool:
    graph = graph_of(problem)
    return all(
        hangs_together(
            graph,
            [piece for piece, its in enumerate(sharing) if its == slot],
            numbers(problem.slots[slot].loose),
        )
        for slot in set(sharing)
    )


@settings(max_examples=100)
@given(problem=small_problems(), seed=seeds)
def test_mending_makes_whole_and_keeps_to_what_is_allowed(problem: Problem, seed: int) -> None:
    torn = tuple(Random(seed).choice(sorted(numbers(each))) for each in problem.allowed)
    mended = mend(problem, torn, Random(seed))
    assert mended == mend(problem, torn, Random(seed))
    if is_whole(problem, torn):
        assert mended == torn
    if mended is not None:
        assert is_whole(problem, mended)
        assert is_allowed(problem, mended)


@settings(max_examples=60)
@given(problem=small_problems(most_sharings=3_000), seed=seeds)
def test_annealing_leads_to_what_fits_or_to_nothing(problem: Problem, seed: int) -> None:
    starts = list(whole_sharings(problem))
    assume(starts)
    start = Random(seed).choice(starts)
    found = anneal(problem, start, 500, Random(seed), Clock(LONG), WARM)
    assert found == anneal(problem, start, 500, Random(seed), Clock(LONG), WARM)
    if found is None:
        return
    assert set(found) == set(start)
    assert is_allowed(problem, found)
    assert not problem.contiguous or is_whole(problem, found)
    slots = pd.Series(found)
    for people in problem.ranges:
        held = pd.Series(people.people).groupby(slots).sum()
        assert (held >= people.lowest).all()
        assert people.highest is None or (held <= people.highest).all()


@settings(max_examples=40)
@given(problem=small_problems(most_sharings=3_000), seed=seeds)
def test_annealing_from_what_fits_never_leads_to_what_costs_more(
    problem: Problem, seed: int
) -> None:
    starts = list(fitting_sharings(problem))
    assume(starts)
    start = Random(seed).choice(starts)
    found = anneal(problem, start, 500, Random(seed), Clock(LONG), WARM)
    if found is not None:
        assert found in starts
        assert problem.cost(found) <= problem.cost(start)


@settings(max_examples=60)
@given(problem=small_problems(most_sharings=3_000), seed=seeds)
def test_rings_lead_to_what_fits_and_costs_no_more(problem: Problem, seed: int) -> None:
    starts = list(fitting_sharings(problem))
    assume(starts)
    near = Random(seed).choice(starts)
    found = improve_by_rings(problem, near, Random(seed), 0.2, Clock(LONG))
    assert found == improve_by_rings(problem, near, Random(seed), 0.2, Clock(LONG))
    assert found in starts
    assert problem.cost(found) <= problem.cost(near)


@settings(max_examples=100)
@given(problem=small_problems(), seed=seeds)
def test_seeding_moves_nobody_but_into_new_areas_of_their_own(problem: Problem, seed: int) -> None:
    seeded = seed_slots(problem, Random(seed))
    assert seeded == seed_slots(problem, Random(seed))
    assert is_allowed(problem, seeded)
    created = {slot for slot in seeded if problem.slots[slot].origin is not None}
    if all(
        area in numbers(open_) for area, open_ in zip(problem.home, problem.allowed, strict=True)
    ):
        assert len(created) <= problem.create
        assert problem.moved(seeded) == 0


def strip(length: int, slots: tuple[Slot, ...], home: Sharing, create: int) -> Problem:
    """Pieces of ten people in a row."""
    people = (10,) * length
    return Problem(
        ranges=(Range(people, 20, 40),),
        weights=people,
        home=home,
        slots=slots,
        neighbours=tuple(
            sum(1 << other for other in (piece - 1, piece + 1) if 0 <= other < length)
            for piece in range(length)
        ),
        allowed=((1 << len(slots)) - 1,) * length,
        create=create,
    )


def test_the_fullest_area_is_split_first_and_into_even_parts() -> None:
    new = (Slot(0, may_be_empty=True), Slot(1, may_be_empty=True), Slot(1, may_be_empty=True))
    problem = strip(14, (Slot(), Slot(), *new), (0,) * 4 + (1,) * 10, create=2)
    seeded = seed_slots(problem, Random(1))
    counts = pd.Series(seeded).value_counts()
    assert set(seeded) == {0, 1, 3, 4}
    assert counts[0] == 4
    assert counts[1] >= counts[3]


def test_an_area_of_which_everything_is_loose_is_not_split() -> None:
    slots = (Slot(loose=0b11), Slot(), Slot(0, may_be_empty=True))
    problem = strip(4, slots, (0, 0, 1, 1), create=1)
    assert seed_slots(problem, Random(1)) == problem.home


def test_what_may_not_stay_joins_what_is_beside_it() -> None:
    slots = (Slot(), Slot(None, may_be_empty=True), Slot())
    problem = strip(6, slots, (0, 0, 1, 1, 2, 2), create=0)
    retired = replace(problem, allowed=(0b101,) * 6)
    seeded = seed_slots(retired, Random(1))
    assert seeded[:2] == (0, 0)
    assert seeded[4:] == (2, 2)
    assert set(seeded) == {0, 2}
    nowhere = replace(problem, allowed=(0b101, 0b101, 0, 0b101, 0b101, 0b101))
    assert seed_slots(nowhere, Random(1))[2] == 1


def test_a_clock_that_is_over_ends_annealing_before_its_first_step() -> None:
    problem = strip(6, (Slot(), Slot()), (0, 0, 0, 0, 0, 1), create=0)
    assert anneal(problem, problem.home, 10_000, Random(1), Clock(0), WARM) is None
    fitting = (0, 0, 0, 0, 1, 1)
    assert anneal(problem, fitting, 10_000, Random(1), Clock(0), WARM) == fitting
