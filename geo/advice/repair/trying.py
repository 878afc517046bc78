"""Trying: the searches of one place, each with other limits, and of several places side by side."""

from __future__ import annotations

import multiprocessing
import os
import queue
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

from geo.advice.repair.clock import Clock
from geo.advice.repair.place import Place
from geo.advice.repair.problem import Problem
from geo.advice.repair.proposal import crossing
from geo.advice.repair.question import BORDERS, MOST_PROPOSALS
from geo.advice.repair.searching import Found, Progress, search

_WAIT = 0.2
"""Seconds between two looks at whether the planner wants it to end."""


@dataclass(frozen=True)
class Effort:
    """How much is spent on each place.

    Attributes:
        seconds: at most.
        rounds: of each search at most; None until nothing more comes of it.
        seed: of chance.
        proposals: how many at most.
    """

    seconds: float = 20.0
    rounds: int | None = None
    seed: int = 0
    proposals: int = MOST_PROPOSALS


Tell = Callable[[int, Progress], None]
"""Told of the number of a place, and how far its search is."""


@dataclass(frozen=True, eq=False)
class Tried:
    """One search of a place: what it kept to, and what it found."""

    place: Place
    create: int
    hard: tuple[str, ...]
    problem: Problem
    found: Found


def try_place(
    place: Place, effort: Effort, clock: Clock, tell: Callable[[Progress], None]
) -> list[Tried]:
    """Search with ever more areas that may be created, then with lines held."""
    numbers = list(range(min(place.needed, most_new(place)), most_new(place) + 1))
    searched: list[Tried] = []
    for number in numbers:
        if clock.is_over and searched:
            break
        found = _search(place, number, (), effort, clock.part(_share(numbers, number)), tell)
        searched.append(found)
        if found.found.sharing is not None and found.found.proved and found.found.bound == 0:
            break
    lines = tuple(
        key for key in BORDERS if key in place.sides and place.question.borders.get(key, 0.0) == 0
    )
    crosses = [
        each
        for each in searched
        if each.found.sharing is not None
        and lines
        and crossing(place, each.problem, each.found.sharing)
    ]
    if crosses and not clock.is_over:
        searched.append(_search(place, crosses[0].create, lines, effort, clock, tell))
    return searched


def _share(numbers: Sequence[int], number: int) -> float:
    """Return the share of the remaining time for one of several searches; the first gets most."""
    left = len(numbers) - numbers.index(number)
    return 0.8 if left == 1 else 1.5 / (left + 0.5)


def most_new(place: Place) -> int:
    """Return how many areas may be created at most."""
    asked = place.question.create
    useful = max(place.needed, place.useful)
    return useful if asked is None else min(asked, useful)


def _search(
    place: Place,
    create: int,
    hard: tuple[str, ...],
    effort: Effort,
    clock: Clock,
    tell: Callable[[Progress], None],
) -> Tried:
    problem = place.problem(create, hard=hard)
    found = search(problem, effort.seed, clock, effort.rounds, tell)
    return Tried(place, create, hard, problem, found)


def try_places(
    places: Sequence[Place], effort: Effort, clock: Clock, tell: Tell
) -> list[tuple[list[Tried], float]]:
    """Search several places, as many at a time as there are processors.

    Returns:
        For each place what was tried, and how many seconds it took.
    """
    workers = min(len(places), os.cpu_count() or 1)
    if workers < 2:
        return [
            _timed(place, effort, clock, _told(tell, number)) for number, place in enumerate(places)
        ]
    context = multiprocessing.get_context("spawn")
    told, stopping = context.Queue(), context.Event()
    with ProcessPoolExecutor(workers, context, _begin, (told, stopping)) as pool:
        futures = [
            pool.submit(_in_process, number, place, effort) for number, place in enumerate(places)
        ]
        _follow(futures, told, stopping, clock, tell)
        return [future.result() for future in futures]


def _told(tell: Tell, number: int) -> Callable[[Progress], None]:
    return lambda progress: tell(number, progress)


def _timed(
    place: Place, effort: Effort, clock: Clock, tell: Callable[[Progress], None]
) -> tuple[list[Tried], float]:
    own = Clock(effort.seconds, clock.stopping)
    tried = try_place(place, effort, own, tell)
    return tried, own.gone


def _follow(
    futures: Sequence[Future[tuple[list[Tried], float]]],
    told: Any,
    stopping: Any,
    clock: Clock,
    tell: Tell,
) -> None:
    """Hand on what the processes tell, and the planner's word that it is enough."""
    while not all(future.done() for future in futures):
        if clock.is_over:
            stopping.set()
        try:
            number, progress = told.get(timeout=_WAIT)
        except queue.Empty:
            continue
        tell(number, progress)


_PROCESS: dict[str, Any] = {}


def _begin(told: Any, stopping: Any) -> None:
    _PROCESS.update(told=told, stopping=stopping)


def _in_process(number: int, place: Place, effort: Effort) -> tuple[list[Tried], float]:
    clock = Clock(effort.seconds, _PROCESS["stopping"])
    return _timed(place, effort, clock, lambda progress: _PROCESS["told"].put((number, progress)))
