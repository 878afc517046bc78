"""Conflicts: the smallest set of requirements that cannot hold together.

Sets of requirements are tried from the smallest to the largest; the first that no sharing meets is
the answer, so that no smaller one exists as far as the solver could say in the time it had. Where
neither the number of areas nor the lowest end of the band is kept, every piece could be an area by
itself, so that only what is too large by itself, or locked together, is in the way.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import combinations
from random import Random

from geo.advice.repair.clock import Clock
from geo.advice.repair.mending import mend
from geo.advice.repair.place import Place, Requirement
from geo.advice.repair.proving import Proving
from geo.advice.repair.question import Contiguity

EFFORT = 2.0
"""What the solver may spend on one set, in its own measure of time."""


def find_conflict(
    place: Place, create: int, seed: int, clock: Clock, patience: float
) -> tuple[Requirement, ...]:
    """Return the smallest set of requirements that cannot hold together; empty if none was proved.

    Args:
        place: that cannot be repaired.
        create: how many areas may be created at most.
        seed: of chance.
        clock: ends the search.
        patience: seconds that a set may take.
    """
    asked = asked_requirements(place)
    for size in range(1, len(asked) + 1):
        for kept in combinations(asked, size):
            if clock.is_over:
                return ()
            part = Clock(min(patience, clock.left), clock.stopping)
            if _is_impossible(place, create, kept, seed, part):
                return kept
    return ()


def asked_requirements(place: Place) -> tuple[Requirement, ...]:
    """Return what the question of a place asks for, in the order in which it is told."""
    question = place.question
    asked = {
        Requirement.LOWEST: place.band.lowest > 0,
        Requirement.HIGHEST: place.band.highest is not None,
        Requirement.NUMBER: True,
        Requirement.LOCKS: any(area.code in question.locked_areas for area in place.areas)
        or any(code in question.locked_units for code in place.codes),
        Requirement.BORDERS: None in question.borders.values(),
        Requirement.CONTIGUITY: question.contiguity is not Contiguity.FREE,
        Requirement.WEAK_TIES: place.ties is not None,
    }
    return tuple(each for each, is_asked in asked.items() if is_asked)


def _is_impossible(
    place: Place, create: int, kept: Collection[Requirement], seed: int, clock: Clock
) -> bool:
    if Requirement.HIGHEST in kept:
        if place.has_too_large_a_piece or _is_locked_too_large(place, kept):
            return True
        if Requirement.NUMBER in kept and place.fewest > len(place.areas) + create:
            return True
        lets_anything_be = {Requirement.NUMBER, Requirement.LOWEST, Requirement.WEAK_TIES}
        if lets_anything_be.isdisjoint(kept):
            return False
    given_up = tuple(set(Requirement) - set(kept))
    problem = place.problem(create, given_up, free_borders=True)
    mended = mend(problem, problem.home, Random(seed)) if problem.contiguous else problem.home
    if mended is not None and problem.fits(mended):
        return False
    proving = Proving(problem, seed)
    proving.rise(None, EFFORT, clock)
    return proving.impossible


def _is_locked_too_large(place: Place, kept: Collection[Requirement]) -> bool:
    """Whether more people are locked into one area than it may have."""
    highest, question = place.band.highest, place.question
    if highest is None or Requirement.LOCKS not in kept:
        return False
    for area, each in enumerate(place.areas):
        is_locked = each.code in question.locked_areas
        stay = [
            piece
            for piece, code in enumerate(place.codes)
            if place.home[piece] == area and (is_locked or code in question.locked_units)
        ]
        if any(
            sum(population.people[piece] for piece in stay) > highest
            for population in place.populations
            if population.upper
        ):
            return True
    return False
