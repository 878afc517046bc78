"""A search as tests run it, and a bound that is watched as it rises."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from geo.advice.repair.clock import Clock
from geo.advice.repair.problem import Problem, Sharing
from geo.advice.repair.proving import Proving
from geo.advice.repair.searching import Found, search
from tests.geo.advice.repair.small_problems import people_moved

LONG = 600.0
"""Seconds: no test waits for a clock."""


def run(problem: Problem, seed: int = 1, rounds: int = 5) -> Found:
    """Search for so many rounds."""
    return search(problem, seed, Clock(LONG), rounds)


def watched(
    problem: Problem, fitting: Sequence[Sharing], seed: int, most: int
) -> tuple[Proving, Sharing | None]:
    """Prove to the end, and see that the bound never falls and is never above the fewest.

    Args:
        problem: to prove.
        fitting: every sharing that fits.
        seed: of the search, and of what is known before it: one that fits, or nothing.
        most: how often the models are asked at the most.

    Returns:
        What was proved, and what was known.
    """
    known = Random(seed).choice([None, *fitting])
    proving = Proving(problem, seed)
    fewest = min((people_moved(problem, each) for each in fitting), default=None)
    bound = proving.bound
    for _ in range(most):
        assert bound <= proving.bound
        bound = proving.bound
        assert fewest is None or bound <= fewest
        if proving.is_over:
            break
        proving.rise(known, 0.01, Clock(LONG))
    assert proving.is_over
    assert proving.impossible is (not fitting)
    assert fewest is None or proving.bound == fewest
    return proving, known
