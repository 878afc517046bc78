"""Weak ties against counting every sample of every sharing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from geo.advice.repair.annealing import HOT, anneal
from geo.advice.repair.clock import Clock
from geo.advice.repair.in_samples import missed_ends
from geo.advice.repair.mending import mend
from geo.advice.repair.problem import Problem, Range, Sharing, Slot
from geo.advice.repair.rings import improve_by_rings
from geo.advice.repair.searching import Progress, search
from geo.advice.repair.swinging import Swinging
from geo.advice.repair.ties import NOWHERE, Lead, Ties
from tests.geo.advice.repair.small_problems import (
    fitting_sharings,
    people_moved,
    whole_sharings,
)
from tests.geo.advice.repair.tied_problems import (
    counted,
    fitting_in_samples,
    holds_in_samples,
    tied_problems,
)
from tests.geo.advice.repair.watched_proving import LONG, run, watched


@settings(max_examples=80)
@given(problem=tied_problems(), seed=some.integers(0, 10**6))
def test_every_sample_is_counted_as_person_by_person(problem: Problem, seed: int) -> None:
    every = list(whole_sharings(problem))
    for sharing in Random(seed).sample(every, min(3, len(every))):
        spans = [[[held] for held in row] for row in problem.held(sharing)]
        for number, held in counted(problem, sharing):
            for slot in range(len(problem.slots)):
                spans[number][slot].append(held.get(slot, 0))
        assert problem.spans(sharing) == [
            [(min(people), max(people)) for people in row] for row in spans
        ]


@settings(max_examples=60)
@given(problem=tied_problems(most_sharings=600))
def test_what_fits_fits_in_every_sample(problem: Problem) -> None:
    fitting = set(fitting_in_samples(problem))
    for sharing in fitting_sharings(problem):
        assert problem.fits(sharing) is (sharing in fitting)
        assert bool(missed_ends(problem, sharing)) is (sharing not in fitting)


@settings(max_examples=60)
@given(problem=tied_problems(), seed=some.integers(0, 10**6))
def test_shifts_are_kept_up_to_date_step_by_step(problem: Problem, seed: int) -> None:
    """As in annealing no slot is emptied, and none is filled that was empty."""
    random = Random(seed)
    sharings = list(whole_sharings(problem))
    if not sharings or problem.ties is None:
        return
    slot_of = list(random.choice(sharings))
    swinging = Swinging(problem, problem.ties, slot_of)
    ends_open = any(lead.piece is None and lead.area not in slot_of for lead in problem.ties.leads)
    for _ in range(20):
        piece = random.randrange(len(problem))
        target = random.choice(slot_of)
        if slot_of.count(slot_of[piece]) == 1 or target == slot_of[piece]:
            continue
        swinging.move(piece, target, swinging.after(piece, target))
        slot_of[piece] = target
        if ends_open:  # where most people of an area that has ended are is not kept up to date
            continue
        held = problem.held(slot_of)
        assert [
            [(people + low, people + high) for people, (low, high) in zip(*rows, strict=True)]
            for rows in zip(held, swinging.now.swings, strict=True)
        ] == problem.spans(slot_of)


@settings(max_examples=60)
@given(problem=tied_problems())
def test_the_answer_is_the_best_that_fits_in_all_samples(problem: Problem) -> None:
    fitting = list(fitting_in_samples(problem))
    found = run(problem)
    assert found.impossible is (not fitting)
    assert not found.stopped
    if not fitting:
        assert found.sharing is None
        return
    fewest = min(people_moved(problem, sharing) for sharing in fitting)
    assert found.sharing in fitting
    assert found.bound <= fewest
    if problem.prices:
        assert found.bound == fewest
    else:
        assert people_moved(problem, found.sharing) == found.bound == fewest


@settings(max_examples=60)
@given(problem=tied_problems(most_sharings=2_000), seed=some.integers(0, 1000))
def test_the_bound_rises_to_the_fewest_and_never_beyond(problem: Problem, seed: int) -> None:
    watched(problem, list(fitting_in_samples(problem)), seed, 150)


@settings(max_examples=30)
@given(problem=tied_problems(), seed=some.integers(0, 1000))
def test_whatever_is_met_on_the_way_holds_in_all_samples(problem: Problem, seed: int) -> None:
    random = Random(seed)
    start = mend(problem, problem.home, random) if problem.contiguous else problem.home
    allowed = all(problem.allowed[piece] >> slot & 1 for piece, slot in enumerate(start or ()))
    if start is None or not allowed:
        return
    met = anneal(problem, start, 500, random, Clock(LONG), HOT)
    ends_open = problem.ties is None or any(
        lead.piece is None and lead.area not in start for lead in problem.ties.leads
    )
    if met is not None and not ends_open:
        assert holds_in_samples(problem, met)
    if problem.fits(start):
        near = improve_by_rings(problem, start, random, 1.0, Clock(LONG))
        assert problem.fits(near)
        assert problem.cost(near) <= problem.cost(start)


@settings(max_examples=15)
@given(problem=tied_problems())
def test_the_same_seed_leads_to_the_same_answer(problem: Problem) -> None:
    told: list[Progress] = []
    first = search(problem, 7, Clock(LONG), 2, told.append)
    assert first == run(problem, seed=7, rounds=2)
    bounds = [each.bound for each in told]
    assert bounds == sorted(bounds)


@settings(max_examples=20)
@given(problem=tied_problems())
def test_ties_of_nobody_change_nothing(problem: Problem) -> None:
    without = replace(problem, ties=None)
    ties = problem.ties
    assert ties is not None
    nobody = Ties(
        pieces=(),
        slots=(),
        leads=ties.leads,
        drawn=np.zeros((3, 0), dtype=np.int64),
        guests=tuple(np.zeros((3, len(ties.leads)), dtype=np.int64) for _ in problem.ranges),
    )
    assert run(without) == run(replace(problem, ties=nobody))


def row(home: Sharing, people: Sequence[int], ties: Ties, lowest: int, highest: int) -> Problem:
    """Two areas in a row."""
    count = len(people)
    return Problem(
        ranges=(Range(tuple(people), lowest, highest),),
        weights=tuple(people),
        home=home,
        slots=(Slot(), Slot()),
        neighbours=tuple(
            sum(1 << other for other in (piece - 1, piece + 1) if 0 <= other < count)
            for piece in range(count)
        ),
        allowed=(0b11,) * count,
        ties=ties,
    )


@pytest.mark.parametrize("lead", [1, NOWHERE])
def test_one_that_may_count_elsewhere_is_minded(lead: int) -> None:
    ties = Ties(
        pieces=(3,),
        slots=(0,),
        leads=(Lead(0), Lead(1)),
        drawn=np.array([[0], [lead]]),
        guests=(np.zeros((2, 2), dtype=np.int64),),
    )
    now = (0, 0, 0, 0, 1, 1, 1, 1)
    problem = row(now, (2,) * 8, ties, 6, 10)
    assert (run(problem).sharing, run(problem).bound) == (now, 0)
    narrow = replace(problem, ranges=(Range((2,) * 8, 8, 8),))
    assert run(narrow).bound == 16  # only where both areas change places is everybody sure to count
    held = replace(narrow, allowed=(0b01, *[0b11] * 7))
    assert run(held).impossible
    assert run(replace(held, ties=None)).sharing == now


def test_one_that_is_moved_counts_where_it_is() -> None:
    """It may count nowhere as long as it is in the first area; moved to the second, it counts."""
    ties = Ties((2,), (0,), (), np.array([[NOWHERE]]), (np.zeros((1, 0), dtype=np.int64),))
    assert run(row((0, 0, 0, 1, 1), (2, 2, 2, 2, 2), ties, 4, 6)).sharing == (0, 0, 0, 1, 1)
    found = run(row((0, 0, 0, 1), (3, 3, 2, 4), ties, 6, 6))
    assert (found.sharing, found.bound) == ((0, 0, 1, 1), 2)


def test_guests_take_room() -> None:
    guests = np.array([[0, 3], [0, 0]])
    ties = Ties((), (), (Lead(0), Lead(1)), np.zeros((2, 0), dtype=np.int64), (guests,))
    problem = row((0, 0, 0, 1, 1, 1), (2,) * 6, ties, 4, 8)
    found = run(problem)
    assert (found.sharing, found.bound) == ((0, 0, 0, 0, 1, 1), 2)
