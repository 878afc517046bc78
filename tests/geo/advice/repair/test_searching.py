"""The search against trying every sharing."""

from __future__ import annotations

import threading
from dataclasses import replace

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings

from geo.advice.repair.clock import Clock
from geo.advice.repair.problem import Problem, Range, Sharing, Slot
from geo.advice.repair.searching import Progress, cheaper, search
from tests.geo.advice.repair.small_problems import (
    fitting_sharings,
    graph_of,
    hangs_together,
    numbers,
    people_moved,
    small_problems,
)
from tests.geo.advice.repair.watched_proving import LONG, run


def chain(people: tuple[int, ...], home: Sharing, lowest: int, highest: int | None) -> Problem:
    """Pieces in a row, as they touch."""
    count = len(people)
    return Problem(
        ranges=(Range(people, lowest, highest),),
        weights=people,
        home=home,
        slots=(Slot(),) * (max(home, default=0) + 1),
        neighbours=tuple(
            sum(1 << other for other in (piece - 1, piece + 1) if 0 <= other < count)
            for piece in range(count)
        ),
        allowed=((1 << max(home, default=0) + 1) - 1,) * count,
    )


@settings(max_examples=60)
@given(problem=small_problems())
def test_the_answer_is_the_best_of_all_sharings(problem: Problem) -> None:
    fitting = list(fitting_sharings(problem))
    found = run(problem)
    assert found.impossible is (not fitting)
    assert not found.stopped
    if not fitting:
        assert found.sharing is None
        return
    fewest = min(people_moved(problem, sharing) for sharing in fitting)
    assert found.bound <= fewest
    assert found.sharing in fitting
    moved = people_moved(problem, found.sharing)
    assert found.proved is (moved == found.bound)
    if problem.prices:
        assert found.bound == fewest
    else:
        assert moved == found.bound == fewest


@settings(max_examples=25)
@given(problem=small_problems())
def test_whatever_is_found_passes_a_plain_check(problem: Problem) -> None:
    found = run(problem, rounds=1)
    if found.sharing is None:
        return
    table = pd.DataFrame({"slot": found.sharing, "home": problem.home})
    used = table.groupby("slot").size()
    for people in problem.ranges:
        held = pd.Series(people.people).groupby(table.slot).sum()
        assert (held >= people.lowest).all()
        assert people.highest is None or (held <= people.highest).all()
    empty = set(range(len(problem.slots))) - set(used.index)
    assert all(problem.slots[slot].may_be_empty for slot in empty)
    created = {slot for slot in used.index if problem.slots[slot].origin is not None}
    assert len(created) <= problem.create
    assert sum(problem.slots[slot].origin is None for slot in empty) <= problem.retire
    assert all(
        slot in numbers(allowed)
        for slot, allowed in zip(found.sharing, problem.allowed, strict=True)
    )
    graph: nx.Graph = graph_of(problem)
    for slot, members in table.groupby("slot"):
        loose = numbers(problem.slots[int(str(slot))].loose)
        assert not problem.contiguous or hangs_together(graph, members.index, loose)


@settings(max_examples=15)
@given(problem=small_problems())
def test_the_same_seed_leads_to_the_same_answer(problem: Problem) -> None:
    assert run(problem, seed=7, rounds=2) == run(problem, seed=7, rounds=2)


@settings(max_examples=15)
@given(problem=small_problems())
def test_the_bound_never_falls_and_the_best_never_gets_worse(problem: Problem) -> None:
    told: list[Progress] = []
    found = search(problem, 3, Clock(LONG), 3, told.append)
    bounds = [each.bound for each in told]
    assert bounds == sorted(bounds)
    known = [each.moved for each in told if each.moved is not None]
    assert None not in [each.moved for each in told][len(told) - len(known) :]
    if not problem.prices:
        assert known == sorted(known, reverse=True)
    if found.sharing is not None:
        assert known[-1] == people_moved(problem, found.sharing)


def test_nothing_to_share_out_is_shared_out_already() -> None:
    nothing = Problem((Range((), 0, 5),), (), (), (), (), ())
    found = run(nothing)
    assert (found.sharing, found.bound, found.proved) == ((), 0, True)
    without = replace(nothing, slots=(Slot(),))
    assert run(without).impossible


@pytest.mark.parametrize(
    ("lowest", "highest", "fits"), [(5, 5, True), (6, 9, False), (0, 4, False)]
)
def test_one_piece_fits_or_does_not(lowest: int, highest: int, fits: bool) -> None:
    found = run(chain((5,), (0,), lowest, highest))
    assert (found.sharing == (0,)) is fits
    assert found.impossible is not fits


def test_nobody_at_all_fits_where_nobody_is_asked_for() -> None:
    empty = chain((0, 0, 0), (0, 0, 1), 0, 0)
    assert run(empty).sharing == (0, 0, 1)
    assert run(chain((0, 0, 0), (0, 0, 1), 1, 2)).impossible


def test_ends_that_are_equal_can_be_met() -> None:
    found = run(chain((1, 2, 3, 2, 2, 2), (0, 0, 0, 0, 1, 1), 6, 6))
    assert (found.sharing, found.bound, found.proved) == ((0, 0, 0, 1, 1, 1), 2, True)


def test_ends_that_are_swapped_cannot_be_met() -> None:
    assert run(chain((3, 3), (0, 1), 4, 2)).impossible


def test_islands_cannot_be_shared_out_unless_what_is_detached_may_stay() -> None:
    islands = replace(chain((4, 1, 4), (0, 0, 1), 4, 5), neighbours=(0, 0, 0))
    assert run(islands).impossible
    loose = replace(islands, slots=(Slot(loose=0b010), Slot()))
    assert run(loose).sharing == (0, 0, 1)
    apart = replace(islands, contiguous=False, home=(0, 0, 0), slots=(Slot(), Slot()))
    assert run(apart).bound == 4


def test_an_area_without_a_lowest_end_still_keeps_somebody() -> None:
    """Nobody must be inside, but an area that may not be retired is there."""
    crowded = chain((3, 3, 3), (0, 0, 1), 0, None)
    pushed = replace(crowded, allowed=(0b11, 0b11, 0b01))
    found = run(pushed)
    assert found.sharing is not None
    assert set(found.sharing) == {0, 1}


def test_everything_locked_is_possible_only_if_it_fits_now() -> None:
    locked = replace(chain((3, 3, 3), (0, 0, 1), 3, 6), allowed=(1, 1, 2))
    assert run(locked).sharing == (0, 0, 1)
    tight = replace(locked, ranges=(Range((3, 3, 3), 4, 6),))
    assert run(tight).impossible
    nowhere = replace(locked, allowed=(1, 0, 2))
    assert run(nowhere).impossible


def test_a_stopped_clock_ends_the_search_with_what_is_there() -> None:
    stopping = threading.Event()
    told: list[Progress] = []

    def stop(progress: Progress) -> None:
        told.append(progress)
        stopping.set()

    crowded = chain(tuple([2] * 30), tuple([0] * 20 + [1] * 10), 28, 32)
    found = search(replace(crowded, create=1), 1, Clock(LONG, stopping), None, stop)
    assert len(told) == 1
    assert found.stopped or found.proved
    assert found.rounds == 0
    before = search(crowded, 1, Clock(0), None)
    assert before.rounds == 0
    assert before.sharing is None
    assert before.stopped


def test_the_first_of_two_equally_cheap_ones_is_kept() -> None:
    problem = chain((1, 1, 1), (0, 0, 1), 1, 2)
    assert cheaper(problem, None, (0, 1, 1)) == (0, 1, 1)
    assert cheaper(problem, (0, 1, 1), None) == (0, 1, 1)
    assert cheaper(problem, None, None) is None
    assert cheaper(problem, (0, 1, 1), (1, 0, 1)) == (0, 1, 1)
    assert cheaper(problem, (0, 1, 1), (0, 0, 1)) == (0, 0, 1)
