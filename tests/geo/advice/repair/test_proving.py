"""The bound against the fewest people moved in any sharing, at every step."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from geo.advice.repair.clock import Clock
from geo.advice.repair.model import Model
from geo.advice.repair.problem import Problem, Range, Slot
from geo.advice.repair.proving import Proving
from geo.advice.repair.solving import solve
from geo.model import Pack
from tests.geo.advice.repair.real_places import real_problem
from tests.geo.advice.repair.small_problems import (
    fitting_sharings,
    people_moved,
    small_problems,
)
from tests.geo.advice.repair.watched_proving import LONG, watched


@settings(max_examples=60)
@given(problem=small_problems(most_sharings=4_000), seed=some.integers(0, 1000))
def test_the_bound_rises_to_the_fewest_and_never_beyond(problem: Problem, seed: int) -> None:
    fitting = list(fitting_sharings(problem))
    proving, known = watched(problem, fitting, seed, 60)
    if fitting:
        fewest = min(people_moved(problem, each) for each in fitting)
        assert proving.best is None or proving.best in fitting
        if known is None or people_moved(problem, known) > fewest:
            assert proving.best is not None
            assert people_moved(problem, proving.best) == fewest


def test_what_each_area_has_over_is_known_before_anything_is_asked() -> None:
    people = (10,) * 8
    problem = Problem(
        ranges=(Range(people, 10, 30),),
        weights=people,
        home=(0,) * 5 + (1,) * 3,
        slots=(Slot(), Slot(), Slot(0, may_be_empty=True)),
        neighbours=tuple(
            sum(1 << other for other in (piece - 1, piece + 1) if 0 <= other < 8)
            for piece in range(8)
        ),
        allowed=(0b111,) * 8,
        create=1,
    )
    assert Proving(problem, 1).bound == 0
    assert Proving(replace(problem, create=0), 1).bound == 20


@pytest.mark.parametrize("when", [0.0, 0.3])
def test_the_solver_ends_as_soon_as_somebody_says_so(pack: Pack, when: float) -> None:
    stopping = threading.Event()
    origins = ("Rushcliffe", "Rushcliffe", "Nottingham West", "Nottingham West")
    model = Model.of(real_problem(pack, "South Nottinghamshire", origins, create=2))
    model.ask_for_lowest_cost()
    timer = threading.Timer(when, stopping.set)
    timer.start()
    answer = solve(model, 1, LONG, Clock(LONG, stopping))
    timer.join()
    assert stopping.is_set()
    assert answer.effort < LONG
