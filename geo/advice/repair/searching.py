"""Searching: a good answer at once, ever better ones after it, and a bound that rises beside them.

Two workers run side by side and tell each other what they know at the end of each round: one
improves sharings that hang together, the other proves how few people must move. A round's work is
counted in steps and in the solver's own time, not in seconds, so that the same seed leads to the
same answer on every machine as long as no clock ends the search.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from random import Random
from threading import Lock
from typing import TypeAlias

from geo.advice.repair.annealing import COOL, HOT, WARM, anneal
from geo.advice.repair.clock import Clock
from geo.advice.repair.mending import mend
from geo.advice.repair.problem import Problem, Sharing
from geo.advice.repair.proving import Proving
from geo.advice.repair.rings import improve_by_rings
from geo.advice.repair.seeding import seed_slots

Start: TypeAlias = tuple[Problem, Sharing | None]
"""A case of which something is left to be proved, and the last torn sharing of it."""
FIRST_STEPS, MOST_STEPS, STEPS = 1_000, 3_000, 600
"""Changes tried for each piece: from each start in the first round, in later ones, and near a good
sharing."""
LIKELY = 2
"""Annealing starts afresh in so many of the cases that are open, those with the lowest bounds."""
STARTS = 3
"""Starts in each round after the first."""
FAR = 1.01
"""Annealing starts afresh as long as what is known is so many times the bound."""
FIRST_EFFORT = 0.3
"""What the bound may be raised for before the first round, in the solver's own measure of time:
about seconds."""
EFFORTS = ((0.5, 0.6), (1.0, 2.0), (1.5, 3.0))
"""What may be spent on better sharings, and on the bound, in the first round, in the second, and in
every later one. Before anything is known that fits, little can be proved."""
PASSES = 2
"""So often in each round the best sharing is improved, while the bound is raised beside it."""
ROUNDS_FOR_COST = 2
"""Where it is proved how few people must move, so many fruitless rounds end the search for a
sharing that costs less: with which fewer come along to new areas, or cross borders."""
FRUITLESS_ROUNDS = 12
"""After so many rounds in which neither side got any further, a search ends."""


@dataclass(frozen=True)
class Progress:
    """How far a search is.

    Attributes:
        seconds: since it began.
        moved: people whom the best sharing so far moves between areas; None where none fits yet.
        bound: people who must move, as far as it is proved.
    """

    seconds: float
    moved: int | None
    bound: int


@dataclass(frozen=True)
class Found:
    """What a search has found.

    Attributes:
        sharing: the best sharing that fits; None where none was found.
        bound: people who must move between areas, as far as it is proved.
        impossible: whether it is proved that nothing fits.
        proved: whether it is proved that nothing that fits moves fewer people.
        stopped: whether a clock or a planner ended it.
        rounds: how many it took.
    """

    sharing: Sharing | None
    bound: int
    impossible: bool
    proved: bool
    stopped: bool
    rounds: int


def search(
    problem: Problem,
    seed: int,
    clock: Clock,
    rounds: int | None = None,
    tell: Callable[[Progress], None] = lambda _: None,
) -> Found:
    """Search for the sharing that fits and disturbs fewest people.

    Args:
        problem: what is to be shared out.
        seed: of chance.
        clock: ends the search.
        rounds: how many at most; None until it is proved, the clock is over, or nothing has come
            of it for long.
        tell: told after each round, and whenever more is known; never twice at once.
    """
    random, proving = Random(seed), Proving(problem, seed)
    best: Sharing | None = problem.home if problem.fits(problem.home) else None
    known = _Known(problem, clock, tell)
    proving.rise(best, FIRST_EFFORT, clock)  # what is small or plainly impossible ends here
    best = cheaper(problem, best, proving.best)
    known.tell(best, proving.bound)
    done = fruitless = 0
    with ThreadPoolExecutor(1) as beside:
        while not (_is_over(problem, best, proving, fruitless) or done == rounds or clock.is_over):
            bound = proving.bound
            before = (None if best is None else problem.cost(best), bound)
            starts = [(case.problem, case.torn) for case in proving.open]
            effort, to_prove = EFFORTS[min(done, len(EFFORTS) - 1)]
            rising = beside.submit(proving.rise, best, to_prove, clock, known.prove)
            if best is None or problem.moved(best) > FAR * bound:
                found = _afresh(problem, starts, done == 0, random, clock)
                best = cheaper(problem, best, found)
                known.find(best)
            for _ in range(PASSES):
                if best is not None:
                    best = _improve(problem, best, starts, effort, random, clock)
                    known.find(best)
            rising.result()
            best = cheaper(problem, best, proving.best)
            done += 1
            known.tell(best, proving.bound)
            after = (None if best is None else problem.cost(best), proving.bound)
            fruitless = 0 if after != before else fruitless + 1
    moved = _moved(problem, best)
    return Found(
        sharing=best,
        bound=proving.bound,
        impossible=proving.impossible,
        proved=moved is not None and moved <= proving.bound,
        stopped=not _is_over(problem, best, proving, fruitless) and done != rounds,
        rounds=done,
    )


class _Known:
    """What both workers know, told whenever it is more."""

    def __init__(self, problem: Problem, clock: Clock, tell: Callable[[Progress], None]) -> None:
        self._problem, self._clock, self._tell = problem, clock, tell
        self._lock = Lock()
        self._moved: int | None = None
        self._bound = 0

    def tell(self, best: Sharing | None, bound: int) -> None:
        """Tell what is known now, more or not."""
        with self._lock:
            self._moved, self._bound = _moved(self._problem, best), bound
            self._tell(Progress(self._clock.gone, self._moved, bound))

    def find(self, best: Sharing | None) -> None:
        """Tell of a sharing, if it is new."""
        moved = _moved(self._problem, best)
        with self._lock:
            if moved != self._moved:
                self._moved = moved
                self._tell(Progress(self._clock.gone, moved, self._bound))

    def prove(self, bound: int) -> None:
        """Tell of a bound, if it is higher."""
        with self._lock:
            if bound > self._bound:
                self._bound = bound
                self._tell(Progress(self._clock.gone, self._moved, bound))


def _is_over(problem: Problem, best: Sharing | None, proving: Proving, fruitless: int) -> bool:
    """Whether nothing more is to be expected."""
    if proving.impossible:
        return True
    if proving.is_over or (best is not None and problem.moved(best) <= proving.bound):
        # Where people may come along, or borders have a price, it may yet cost less.
        return not (problem.creates or problem.prices) or fruitless >= ROUNDS_FOR_COST
    return fruitless >= FRUITLESS_ROUNDS


def cheaper(problem: Problem, one: Sharing | None, other: Sharing | None) -> Sharing | None:
    """Return the cheaper of two sharings that fit, the first of equals; None stands for none."""
    if one is None or other is None:
        return other if one is None else one
    return other if problem.cost(other) < problem.cost(one) else one


def _afresh(
    problem: Problem, starts: Sequence[Start], is_first: bool, random: Random, clock: Clock
) -> Sharing | None:
    """Return a sharing that fits, if one is found from what is now or from torn sharings."""
    found: list[Sharing] = []
    every = [(start, heat) for start in starts[:LIKELY] for heat in (COOL, WARM, HOT)]
    steps = FIRST_STEPS if is_first else MOST_STEPS
    for (case, torn), heat in every if is_first else random.sample(every, min(STARTS, len(every))):
        near = torn if heat == COOL else None
        start = _start(problem, near or seed_slots(case, random), random)
        found += _annealed(problem, start, steps, random, clock, heat)
    return min(found, key=problem.cost) if found else None


def _improve(
    problem: Problem,
    best: Sharing,
    starts: Sequence[Start],
    effort: float,
    random: Random,
    clock: Clock,
) -> Sharing:
    """Return the best of what is known and what is found near it and near a torn sharing."""
    found = [best]
    for torn in [torn for _, torn in starts if torn is not None][:1]:
        found += _annealed(problem, _start(problem, torn, random), STEPS, random, clock, COOL)
    near = min(found, key=problem.cost)
    found.append(improve_by_rings(problem, near, random, effort, clock))
    near = min(found, key=problem.cost)
    found += _annealed(problem, near, STEPS, random, clock, COOL)
    return min(found, key=problem.cost)


def _start(problem: Problem, sharing: Sharing, random: Random) -> Sharing | None:
    return mend(problem, sharing, random) if problem.contiguous else sharing


def _annealed(
    problem: Problem,
    start: Sharing | None,
    steps: int,
    random: Random,
    clock: Clock,
    hottest: float,
) -> list[Sharing]:
    """Return what annealing leads to, if it fits, as a list of one; else an empty list."""
    if start is None:
        return []
    found = anneal(problem, start, steps * len(problem), random, clock, hottest)
    return [found] if found is not None and problem.fits(found) else []


def _moved(problem: Problem, sharing: Sharing | None) -> int | None:
    return None if sharing is None else problem.moved(sharing)
