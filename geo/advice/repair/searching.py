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

from geo.advice.repair.annealing import WARM, anneal
from geo.advice.repair.bounding import Bounding
from geo.advice.repair.clock import Clock
from geo.advice.repair.mending import mend
from geo.advice.repair.problem import Problem, Sharing
from geo.advice.repair.rings import improve_by_rings
from geo.advice.repair.seeding import seed_slots

FIRST_STEPS, STEPS = 250_000, 120_000
"""Changes tried from each start of the first round, and near a good sharing later."""
STARTS = 3
EFFORT = 1.5
"""What the solver may spend in a round, in its own measure: about a second each."""
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
        while not bounding.is_over and not clock.is_over and done != rounds:
            before = (None if best is None else problem.cost(best), bounding.bound)
            torn = bounding.torn
            proving = beside.submit(bounding.rise, best, EFFORT, clock)
            best = _improve(problem, best, torn, random, clock)
            proving.result()
            best = cheaper(problem, best, bounding.best)
            done += 1
            tell(Progress(clock.gone, _moved(problem, best), bounding.bound))
            after = (None if best is None else problem.cost(best), bounding.bound)
            fruitless = 0 if after != before else fruitless + 1
            if best is not None and problem.moved(best) <= bounding.bound:
                break
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


def _improve(
    problem: Problem, best: Sharing | None, torn: Sharing | None, random: Random, clock: Clock
) -> Sharing | None:
    """Return the best of what is known and what is found near it and elsewhere."""
    if best is None:
        for _ in range(STARTS):
            start = _start(problem, seed_slots(problem, random), random)
            if start is not None:
                best = cheaper(problem, best, _fitting(problem, start, FIRST_STEPS, random, clock))
        if best is None:
            return None
    elif torn is not None and (start := _start(problem, torn, random)) is not None:
        best = cheaper(problem, best, _fitting(problem, start, STEPS, random, clock, WARM))
    best = improve_by_rings(problem, best, random, EFFORT, clock)
    return cheaper(problem, best, anneal(problem, best, STEPS, random, clock, WARM))


def _start(problem: Problem, sharing: Sharing, random: Random) -> Sharing | None:
    return mend(problem, sharing, random) if problem.contiguous else sharing


def _fitting(
    problem: Problem,
    start: Sharing,
    steps: int,
    random: Random,
    clock: Clock,
    hottest: float = 1.0,
) -> Sharing | None:
    found = anneal(problem, start, steps, random, clock, hottest)
    return found if found is not None and problem.fits(found) else None


def _moved(problem: Problem, sharing: Sharing | None) -> int | None:
    return None if sharing is None else problem.moved(sharing)
