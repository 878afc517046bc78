"""Reaching: where a piece cannot be if no more than so many people move.

A piece that joins a slot hangs together with what the slot has of its own through pieces that join
it as well. Where even the shortest way, by the people who live along it, is longer than what may
move, the piece cannot be in the slot. So it is where the way is short, but too long for what is
left once every area that is too large has lost its excess.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import replace

from geo.advice.repair.pieces import bits
from geo.advice.repair.problem import Problem


def narrowed(problem: Problem, most: int) -> Problem:
    """Return the problem with only those slots allowed that a piece can reach.

    Every sharing that fits and moves no more people than that fits the narrower problem too.

    Args:
        problem: what is to be shared out.
        most: people who move, at the most.
    """
    if not problem.contiguous:
        return problem
    excess = [excess_of(problem, slot) for slot in range(len(problem.slots))]
    beyond = [
        0 if excess[home] else people
        for people, home in zip(problem.weights, problem.home, strict=True)
    ]
    allowed = list(problem.allowed)
    for slot, each in enumerate(problem.slots):
        if not keeps_own(problem, slot, most):
            continue
        reached = _reached(problem, slot, problem.weights, most)
        reached &= _reached(problem, slot, beyond, most - sum(excess))
        for piece in bits(problem.may_hold[slot] & ~each.loose & ~reached):
            allowed[piece] &= ~(1 << slot)
    return replace(problem, allowed=tuple(allowed))


def keeps_own(problem: Problem, slot: int, most: int) -> bool:
    """Whether a slot, if it is used, has anything firm of its own where so many move at the most.

    Of a slot that stands for several areas, whether each of these has.

    Without, everybody of its own who finds no room in the other slots of the same origin leaves,
    and enough people come from elsewhere to fill the slot.
    """
    each = problem.slots[slot]
    origin = slot if each.origin is None else each.origin
    firm = problem.people(problem.firm[slot])
    is_alone = each.origin is None and each.areas == 1 and not _created_from(problem, slot)
    if is_alone and firm > most:
        return True
    detached = problem.people(problem.own[slot] & each.loose)
    elsewhere = sum(
        excess_of(problem, other) for other in range(len(problem.slots)) if other != origin
    )
    return any(
        max(0, firm - (areas_of(problem, origin) - 1) * of.ceiling)
        + max(elsewhere, of.lowest - detached)
        > most
        for of in problem.ranges
        if of.people == problem.weights
    )


def excess_of(problem: Problem, area: int) -> int:
    """Return how many people must leave an area with all the slots that are created from it.

    0 for a slot that is itself created.
    """
    if problem.slots[area].origin is not None:
        return 0
    people = problem.people(problem.now[area])
    return max(
        (
            people - areas_of(problem, area) * each.ceiling
            for each in problem.ranges
            if each.people == problem.weights and people > areas_of(problem, area) * each.ceiling
        ),
        default=0,
    )


def people_on_the_way(
    problem: Problem, slot: int, people: Sequence[int], most: int
) -> dict[int, int]:
    """Return how many people live along the shortest way from a slot's own to each piece.

    Args:
        problem: what is to be shared out.
        slot: from whose own firm pieces the ways lead, over pieces that it may have.
        people: for each piece, who lives there; whoever is the slot's own does not count.
        most: longer ways are left out.
    """
    own, ground = problem.own[slot], problem.may_hold[slot]
    queue = [(0, piece) for piece in bits(problem.firm[slot] & ground)]
    found: dict[int, int] = {}
    while queue and most >= 0:
        far, piece = heapq.heappop(queue)
        if piece in found:
            continue
        found[piece] = far
        for other in bits(problem.neighbours[piece] & ground):
            further = far + (0 if own >> other & 1 else people[other])
            if other not in found and further <= most:
                heapq.heappush(queue, (further, other))
    return found


def _created_from(problem: Problem, area: int) -> list[int]:
    """Return the slots that are created from an area and may have people."""
    return [
        slot
        for slot, each in enumerate(problem.slots)
        if each.origin == area and problem.may_hold[slot]
    ]


def areas_of(problem: Problem, area: int) -> int:
    """Return how many areas people may be in who stay in an area or come along from it."""
    return sum(problem.slots[slot].areas for slot in family_of(problem, area))


def family_of(problem: Problem, area: int) -> list[int]:
    """Return the slot of an area, and those that are created from it and may have people."""
    return [area, *_created_from(problem, area)]


def _reached(problem: Problem, slot: int, people: Sequence[int], most: int) -> int:
    """Return what can be reached from a slot's own firm pieces through so many people at most."""
    return sum(1 << piece for piece in people_on_the_way(problem, slot, people, most))
