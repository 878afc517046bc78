"""Searching: a good answer at once, ever better ones after it, and a bound that rises beside them.

Two workers run side by side and tell each other what they know at the end of each round: one
improves sharings that hang together, the other proves how few people must move. A round's work is
counted in steps and in the solver's own time, not in seconds, so that the same seed leads to the
same answer on every machine as long as no clock ends the search.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from random import Random

from geo.advice.repair.annealing import HOTTEST, WARM, anneal
from geo.advice.repair.bounding import Bounding
from geo.advice.repair.clock import Clock
from geo.advice.repair.mending import mend
from geo.advice.repair.problem import Problem, Sharing
from geo.advice.repair.rings import improve_by_rings
from geo.advice.repair.seeding import seed_slots

FIRST_STEPS, MOST_STEPS, STEPS = 300_000, 1_500_000, 120_000
"""Changes tried from each start in the first round, in later ones as long as nothing fits, and near
a good sharing."""
STARTS = 3
"""Starts in each round as long as nothing fits."""
EFFORT = 1.5
"""What the solver may spend in a round, in its own measure: about a second each."""
ROUNDS_FOR_ALONG = 2
"""Where nobody need move more than do, so many fruitless rounds end the search for a sharing with
which fewer come along to new areas."""
FRUITLESS_ROUNDS = 12
"""After so many rounds in which neither side got any further, a search without a clock ends."""


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
        tell: told after each round.
    """
    random, bounding = Random(seed), Bounding(problem, seed)
    best: Sharing | None = problem.home if problem.fits(problem.home) else None
    done = fruitless = 0
    with ThreadPoolExecutor(1) as beside:
        while not bounding.impossible and not clock.is_over and done != rounds:
            before = (None if best is None else problem.cost(best), bounding.bound)
            torn = bounding.torn
            proving = beside.submit(bounding.rise, best, EFFORT, clock)
            if best is None:
                steps = FIRST_STEPS if done == 0 else MOST_STEPS
                best = _first(problem, torn, steps, random, clock)
            if best is not None:
                best = _improve(problem, best, torn, random, clock)
            proving.result()
            best = cheaper(problem, best, bounding.best)
            done += 1
            tell(Progress(clock.gone, _moved(problem, best), bounding.bound))
            after = (None if best is None else problem.cost(best), bounding.bound)
            fruitless = 0 if after != before else fruitless + 1
            met = best is not None and problem.moved(best) <= bounding.bound
            if met and (not problem.creates or fruitless >= ROUNDS_FOR_ALONG):
                break  # where areas are created, fewer people may come along yet
            if rounds is None and fruitless >= FRUITLESS_ROUNDS:
                break
    moved = _moved(problem, best)
    proved = moved is not None and moved <= bounding.bound
    return Found(
        best,
        bounding.bound,
        bounding.impossible,
        proved,
        not (proved or bounding.impossible) and done != rounds,
        done,
    )


def cheaper(problem: Problem, one: Sharing | None, other: Sharing | None) -> Sharing | None:
    """Return the cheaper of two sharings that fit, the first of equals; None stands for none."""
    if one is None or other is None:
        return one or other
    return other if problem.cost(other) < problem.cost(one) else one


def _first(
    problem: Problem, torn: Sharing | None, steps: int, random: Random, clock: Clock
) -> Sharing | None:
    """Return a sharing that fits, if one is found from what is now or from a torn sharing."""
    found: list[Sharing] = []
    for number in range(STARTS):
        near = torn if torn is not None and number == 0 else seed_slots(problem, random)
        start = _start(problem, near, random)
        found += _annealed(problem, start, steps, random, clock, HOTTEST)
    return min(found, key=problem.cost) if found else None


def _improve(
    problem: Problem, best: Sharing, torn: Sharing | None, random: Random, clock: Clock
) -> Sharing:
    """Return the best of what is known and what is found near it and near a torn sharing."""
    found = [best]
    if torn is not None:
        found += _annealed(problem, _start(problem, torn, random), STEPS, random, clock, WARM)
    near = min(found, key=problem.cost)
    found.append(improve_by_rings(problem, near, random, EFFORT, clock))
    near = min(found, key=problem.cost)
    found += _annealed(problem, near, STEPS, random, clock, WARM)
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
    found = anneal(problem, start, steps, random, clock, hottest)
    return [found] if found is not None and problem.fits(found) else []


def _moved(problem: Problem, sharing: Sharing | None) -> int | None:
    return None if sharing is None else problem.moved(sharing)
