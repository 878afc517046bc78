"""Cores: for each area the piece that would be hardest for any other area to take.

What a slot has hangs together with its core as long as it keeps that. Cuts against one piece that
hardly ever leaves say much more than cuts against whatever the slot may have of its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from geo.advice.repair.pieces import bits
from geo.advice.repair.problem import Problem
from geo.advice.repair.reaching import people_on_the_way

Cores = Mapping[int, int]
"""By slot, its core; slots without one are left out."""


def choose_cores(problem: Problem) -> dict[int, int]:
    """Return a core for each area that stands by itself.

    It is a piece that can be nowhere else, if there is one; otherwise the one that another slot
    could reach only through most people. An area that is divided has no core, since its pieces may
    come along to a new area at no cost.
    """
    divided = {each.origin for each in problem.slots if each.origin is not None}
    ways = {
        slot: people_on_the_way(problem, slot, problem.weights, sum(problem.weights))
        for slot in range(len(problem.slots))
    }

    def hardness(slot: int, piece: int) -> tuple[int, int]:
        others = [other for other in bits(problem.allowed[piece]) if other != slot]
        far = [ways[other][piece] for other in others if piece in ways[other]]
        return min(far, default=sum(problem.weights) + problem.weights[piece]), piece

    cores = {}
    for slot, each in enumerate(problem.slots):
        choice = list(bits(problem.firm[slot] & problem.may_hold[slot]))
        if each.origin is None and each.areas == 1 and slot not in divided and choice:
            cores[slot] = max(choice, key=lambda piece: hardness(slot, piece))
    return cores
