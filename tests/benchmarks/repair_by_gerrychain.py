"""Nottingham City repaired with GerryChain, as one who knows that library would.

It draws plans at random, and may be told which it may draw and which of two is better. It has no
lower bound, cannot prove that nothing fits, cannot create an area, and its chains must start from a
plan that its constraints allow: so the present plan, which is not in the band, has to be let in by
pricing what is outside the band instead of forbidding it, and what is detached has to be joined up.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

import numpy as np
from gerrychain import Graph, Partition
from gerrychain.constraints import contiguous
from gerrychain.optimization import SingleMetricOptimizer
from gerrychain.partition import recursive_tree_part
from gerrychain.proposals import propose_random_flip, recom
from gerrychain.tree import bipartition_tree
from gerrychain.updaters import Tally

from tests.benchmarks.repair_cases import Best, Place, joined_up, matched, people_moved

OUTSIDE = 5.0
"""What a person outside the band costs, in moves; as at the end of the annealing of our own."""
BURST = 20
"""Steps of a short burst."""
MANY = 10**9
"""Bursts or steps, when it is the clock that ends them."""
HOT, COLD = 1.0, 0.1
"""Temperatures of annealing at start and end, in moves of a unit of ordinary size, as our own."""
TRIAL = 200
"""Steps by which the speed of annealing is measured, so that it cools down in the time given."""


def annealed_flips(place: Place, seed: int, until: float) -> Best:
    """Simulated annealing by flips of a unit, from the present plan, once as slowly as time is."""
    best, unit, start = Best(place), float(place.people.mean()), joined_up(place)
    began = time.monotonic()
    for _ in islice(_optimizer(place, start, seed).short_bursts(BURST, MANY), TRIAL):
        pass
    each = (time.monotonic() - began) / TRIAL
    steps = max(1, int((until - time.monotonic()) / each))

    def coldness(step: int) -> float:
        return (COLD / HOT) ** (1 - min(1.0, step / steps))

    run = _optimizer(place, start, seed).simulated_annealing(
        steps, coldness, beta_magnitude=1 / (COLD * unit)
    )
    return _watch(best, run, until)


def flips_in_bursts(place: Place, seed: int, until: float) -> Best:
    """Short bursts of flips of a unit, from the present plan."""
    run = _optimizer(place, joined_up(place), seed).short_bursts(BURST, MANY)
    return _watch(Best(place), run, until)


def trees_then_bursts(place: Place, seed: int, until: float) -> Best:
    """Plans in the band from recursive tree partition, each brought near the present by bursts."""
    best, rng = Best(place), random.Random(seed)
    areas = range(int(place.home.max()) + 1)
    mean = place.people.sum() / len(areas)
    near = _tolerance(place, mean)
    while time.monotonic() < until:
        parts = recursive_tree_part(_graph(place), areas, mean, "people", near, rng=rng)
        start = matched(place, [parts[unit] for unit in range(len(place.people))])
        run = _optimizer(place, start, rng.randrange(2**30), only_in_band=True)
        soon = min(until, time.monotonic() + max(1.0, (until - time.monotonic()) / 4))
        best = _watch(best, run.short_bursts(BURST, MANY), soon)
    return best


def recombined_in_bursts(place: Place, seed: int, until: float) -> Best:
    """Short bursts of recombination: two areas are merged and cut anew, from the present plan."""
    assert place.band.highest is not None
    middle = (place.band.lowest + place.band.highest) / 2
    cut = partial(
        bipartition_tree, max_attempts=50, warn_attempts=10**6, allow_pair_reselection=True
    )
    proposal = partial(
        recom,
        pop_col="people",
        pop_target=middle,
        epsilon=_tolerance(place, middle),
        bipartition_tree_fn=cut,
    )
    start = Partition(
        _graph(place),
        dict(enumerate(joined_up(place).tolist())),
        {"people": Tally("people", alias="people")},
    )

    def price(plan: Partition) -> float:
        labels = matched(place, _labels(plan))
        return people_moved(place, labels) + OUTSIDE * _outside(place, plan)

    run = SingleMetricOptimizer(proposal, [contiguous], start, price, maximize=False, rng=seed)
    best = Best(place)
    for plan in run.short_bursts(BURST, MANY):
        best.offer(matched(place, _labels(plan)))
        if time.monotonic() >= until:
            break
    return best


GERRYCHAIN: dict[str, Callable[[Place, int, float], Best]] = {
    "GerryChain, annealed flips": annealed_flips,
    "GerryChain, short bursts of flips": flips_in_bursts,
    "GerryChain, recursive trees, then short bursts of flips": trees_then_bursts,
    "GerryChain, short bursts of recombination": recombined_in_bursts,
}


def _graph(place: Place) -> Graph:
    return Graph.from_networkx(place.graph)


def _tolerance(place: Place, people: float) -> float:
    """Return how far from so many people an area may be inside the band, as a share of them."""
    assert place.band.highest is not None
    return min(people - place.band.lowest, place.band.highest - people) / people


def _labels(plan: Partition) -> list[int]:
    return [plan.assignment.mapping[unit] for unit in range(len(plan.assignment.mapping))]


def _outside(place: Place, plan: Partition) -> int:
    lowest, highest = place.band.lowest, place.band.highest
    assert highest is not None
    return sum(max(0, lowest - held, held - highest) for held in plan["people"].values())


def _optimizer(
    place: Place, start: np.ndarray, seed: int, *, only_in_band: bool = False
) -> SingleMetricOptimizer:
    """Return an optimizer by flips that asks for few people moved and few outside the band."""
    people, home = place.people.tolist(), place.home.tolist()

    def moved(plan: Partition) -> int:
        if plan.parent is None:
            return people_moved(place, np.array(_labels(plan)))
        count = plan.parent["moved"]
        for unit, area in plan.flips.items():
            before = plan.parent.assignment.mapping[unit]
            count += people[unit] * (int(area != home[unit]) - int(before != home[unit]))
        return count

    plan = Partition(
        _graph(place),
        dict(enumerate(start.tolist())),
        {"people": Tally("people", alias="people"), "moved": moved},
    )
    constraints: list[Callable[[Partition], bool]] = [contiguous]
    if only_in_band:
        constraints.insert(0, lambda each: _outside(place, each) == 0)
    return SingleMetricOptimizer(
        propose_random_flip,
        constraints,
        plan,
        lambda each: each["moved"] + OUTSIDE * _outside(place, each),
        maximize=False,
        rng=seed,
    )


def _watch(best: Best, run: Iterator[Partition], until: float) -> Best:
    """Follow a run by flips until the time is up, and keep the best plan that comes by."""
    for plan in run:
        if best.would_take(plan["people"].values(), plan["moved"]):
            best.offer(np.array(_labels(plan)))
        if time.monotonic() >= until:
            break
    return best
