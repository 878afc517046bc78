"""Reaching: where a piece cannot be if no more than so many people move.

A piece that joins a slot hangs together with what the slot has of its own through pieces that join
it as well. Where even the shortest way, by the people who live along it, is longer than what may
move, the piece cannot be in the slot.
"""

from __future__ import annotations

import heapq
from dataclasses import replace

from geo.advice.repair.problem import Problem, bits


def narrowed(problem: Problem, most: int) -> Problem:
    """Return the problem with only those slots allowed that a piece can reach.

    Every sharing that fits and moves no more people than that fits the narrower problem too.

    Args:
        problem: what is to be shared out.
        most: people who move, at the most.
    """
    if not problem.contiguous:
        return problem
    allowed = list(problem.allowed)
    for slot, each in enumerate(problem.slots):
        if keeps_own(problem, slot, most):
            reached = _reached(problem, slot, most)
            for piece in bits(problem.may_hold[slot] & ~each.loose & ~reached):
                allowed[piece] &= ~(1 << slot)
    return replace(problem, allowed=tuple(allowed))


def keeps_own(problem: Problem, slot: int, most: int) -> bool:
    """Whether a slot, if it is used, has anything firm of its own where so many move at the most.

    Either nobody could leave unless they move, and those are too many; or those who would have to
    come instead are.
    """
    loose = problem.slots[slot].loose
    may_split = any(each.origin == slot for each in problem.slots)
    here_now = problem.slots[slot].origin is None
    if here_now and not may_split and problem.people(problem.firm[slot]) > most:
        return True
    detached = problem.people(problem.own[slot] & loose)
    return any(
        each.people == problem.weights and each.lowest - detached > most for each in problem.ranges
    )


def _reached(problem: Problem, slot: int, most: int) -> int:
    """Return what can be reached from a slot's own firm pieces if so many move at the most."""
    own, ground = problem.own[slot], problem.may_hold[slot]
    queue = [(0, piece) for piece in bits(problem.firm[slot] & ground)]
    reached = 0
    while queue:
        far, piece = heapq.heappop(queue)
        if reached >> piece & 1:
            continue
        reached |= 1 << piece
        for other in bits(problem.neighbours[piece] & ground & ~reached):
            further = far + (0 if own >> other & 1 else problem.weights[other])
            if further <= most:
                heapq.heappush(queue, (further, other))
    return reached
