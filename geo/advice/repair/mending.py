"""Mending: a torn sharing becomes one in which every slot hangs together, by small changes.

A part that is detached either joins a slot that it touches, or is joined to the rest of its own by
a *corridor*, the pieces of other slots along the way that disturbs fewest people. The cheaper way
is the more likely one, so that mending again may lead elsewhere.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from random import Random

from geo.advice.repair.pieces import around, bits
from geo.advice.repair.problem import MOVED, Problem, Sharing

_ROUNDS = 60


def mend(problem: Problem, torn: Sequence[int], random: Random) -> Sharing | None:
    """Return a sharing that hangs together, near a torn one; None where none was found.

    Args:
        problem: whose contiguity is asked.
        torn: the slot of each piece.
        random: where chance comes from.
    """
    slot_of = list(torn)
    for turn in range(_ROUNDS):
        sets = problem.members(slot_of)
        detached = [
            (slot, part, pieces)
            for slot, pieces in enumerate(sets)
            for part in problem.torn(slot, pieces)
        ]
        if not detached:
            return tuple(slot_of)
        slot, part, pieces = random.choice(detached)
        ways = _ways(problem, slot_of, slot, part, pieces, corridors=turn < _ROUNDS // 2)
        if not ways:
            return None
        weights = [1.0 / (1 + cost) ** 2 for cost, _ in ways]
        ((_, change),) = random.choices(ways, weights)
        for piece, target in change.items():
            slot_of[piece] = target
    return None


def _ways(
    problem: Problem, slot_of: Sequence[int], slot: int, part: int, pieces: int, *, corridors: bool
) -> list[tuple[int, dict[int, int]]]:
    """Return what may be done with a detached part: people disturbed, and the changes."""
    ways = []
    beside = {slot_of[piece] for piece in bits(around(problem.neighbours, part))} - {slot}
    for target in sorted(beside):
        if all(problem.allowed[piece] >> target & 1 for piece in bits(part)):
            change = dict.fromkeys(bits(part), target)
            ways.append((_added(problem, slot_of, change), change))
    if corridors and (change := _corridor(problem, slot, part, pieces & ~part)):
        ways.append((_added(problem, slot_of, change), change))
    return ways


def _added(problem: Problem, slot_of: Sequence[int], change: dict[int, int]) -> int:
    costs = problem.costs
    return max(
        0,
        sum(costs[piece][slot] - costs[piece][slot_of[piece]] for piece, slot in change.items())
        // MOVED,
    )


def _corridor(problem: Problem, slot: int, part: int, rest: int) -> dict[int, int]:
    """Return the way from a part to the rest of its slot along which fewest people live."""
    costs, ground = problem.costs, problem.may_hold[slot]
    queue = [(0, piece, -1) for piece in bits(part)]
    came: dict[int, int] = {}
    while queue:
        far, piece, before = heapq.heappop(queue)
        if piece in came:
            continue
        came[piece] = before
        if rest >> piece & 1:
            way = {}
            piece = before
            while not part >> piece & 1:
                way[piece] = slot
                piece = came[piece]
            return way
        for other in bits(problem.neighbours[piece] & ground):
            if other not in came:
                more = 0 if (part | rest) >> other & 1 else max(0, costs[other][slot]) + 1
                heapq.heappush(queue, (far + more, other, piece))
    return {}
