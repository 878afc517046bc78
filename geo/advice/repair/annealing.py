"""Annealing: a sharing in which every slot hangs together is changed piece by piece, ever colder.

The search is simulated annealing (S. Kirkpatrick, C. D. Gelatt and M. P. Vecchi, "Optimization by
simulated annealing", Science 220, 1983, 671-680). A step lets one piece join the slot of a piece
that it touches, and is never made where it would tear a slot. People outside a range cost more and
more, so that the search first looks widely and ends with a sharing that fits, if it finds one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random

from geo.advice.repair.clock import Clock
from geo.advice.repair.pieces import bits, reach
from geo.advice.repair.problem import MOVED, Problem, Sharing
from geo.advice.repair.swinging import Swinging
from geo.advice.repair.ties import Ties

COOL, WARM, HOT, COLDEST = 0.15, 0.3, 2.0, 0.03
"""Temperatures at the start, for a start that is near a good sharing, may be near one, or is far,
and at the end; in moves of a piece of ordinary weight."""
OUTSIDE_FIRST, OUTSIDE_LAST = 1.5, 10.0
"""What a person outside a range costs at the start and at the end, in moves."""
_LOOKS_EVERY = 2_000


def anneal(
    problem: Problem,
    start: Sequence[int],
    steps: int,
    random: Random,
    clock: Clock,
    hottest: float,
) -> Sharing | None:
    """Return the cheapest sharing that fits, of those met on the way; None where none was met.

    Args:
        problem: what is to be shared out.
        start: a sharing in which every piece is allowed and, where that is asked, every slot hangs
            together. Slots that are empty stay so.
        steps: how many changes are tried.
        random: where chance comes from.
        clock: looked at now and then; a search that is stopped returns what it has.
        hottest: temperature at the start.
    """
    ties = problem.ties
    walk = _Walk(problem, start) if ties is None else _TiedWalk(problem, ties, start)
    if not walk.edges:
        return None
    unit = max(1, sum(problem.weights) // max(1, len(problem)))
    heat, cooling = hottest * unit * MOVED, (COLDEST / hottest) ** (1 / max(1, steps))
    price, dearer = OUTSIDE_FIRST * MOVED, (OUTSIDE_LAST / OUTSIDE_FIRST) ** (1 / max(1, steps))
    best: Sharing | None = None
    lowest = 0
    if walk.outside == 0:
        best, lowest = tuple(walk.slot_of), walk.cost
    for step in range(steps):
        heat *= cooling
        price *= dearer
        if step % _LOOKS_EVERY == 0 and clock.is_over:
            break
        piece, other = walk.edges[int(random.random() * len(walk.edges))]
        target = walk.slot_of[other]
        if walk.slot_of[piece] == target or not problem.allowed[piece] >> target & 1:
            continue
        more, beyond = walk.difference(piece, target)
        worse = more + price * beyond
        if worse > 0 and random.random() >= math.exp(-worse / heat):
            continue
        if not walk.may_leave(piece) or not walk.may_join(piece, target):
            continue
        walk.move(piece, target, more, beyond)
        if walk.outside == 0 and (best is None or walk.cost < lowest):
            best, lowest = tuple(walk.slot_of), walk.cost
    return best


class _Walk:
    """A sharing as it changes, with its cost and the people outside the ranges."""

    def __init__(self, problem: Problem, start: Sequence[int]) -> None:
        self.problem, self.slot_of = problem, list(start)
        self.members = problem.members(start)
        self.held = problem.held(start)
        self.cost, self.outside = problem.cost(start), problem.outside(start)
        self.edges = [
            (piece, other)
            for piece, touching in enumerate(problem.neighbours)
            for other in bits(touching)
            if problem.allowed[piece] & (problem.allowed[piece] - 1)
        ]

    def difference(self, piece: int, target: int) -> tuple[int, int]:
        """Return what a step adds to the cost and to the people outside the ranges."""
        origin, costs = self.slot_of[piece], self.problem.costs[piece]
        beyond = 0
        for held, each in zip(self.held, self.problem.ranges, strict=True):
            people, lowest, highest = each.people[piece], each.lowest, each.ceiling
            for slot, change in ((origin, -people), (target, people)):
                before = held[slot]
                after = before + change
                beyond += max(0, lowest - after, after - highest)
                beyond -= max(0, lowest - before, before - highest)
        return costs[target] - costs[origin], beyond

    def may_leave(self, piece: int) -> bool:
        """Whether the slot of a piece keeps other pieces and hangs together without it."""
        problem, slot = self.problem, self.slot_of[piece]
        rest = self.members[slot] & ~(1 << piece)
        if not rest:
            return False
        if not problem.contiguous:
            return True
        table = problem.neighbours
        touching = table[piece] & rest
        if not touching & ~reach(table, touching & -touching, rest, touching):
            return True
        loose = problem.slots[slot].loose
        firm = rest & ~loose
        return bool(loose) and not firm & ~reach(table, firm & -firm, rest, firm)

    def may_join(self, piece: int, target: int) -> bool:
        """Whether a piece that touches a slot hangs together with what is not loose in it."""
        problem, loose = self.problem, self.problem.slots[target].loose
        if not loose or not problem.contiguous or loose >> piece & 1:
            return True
        firm = self.members[target] & ~loose
        return bool(reach(problem.neighbours, 1 << piece, self.members[target]) & firm)

    def move(self, piece: int, target: int, more: int, beyond: int) -> None:
        """Make a step."""
        origin = self.slot_of[piece]
        self.slot_of[piece] = target
        self.members[origin] &= ~(1 << piece)
        self.members[target] |= 1 << piece
        self.cost += more
        self.outside += beyond
        for held, each in zip(self.held, self.problem.ranges, strict=True):
            held[origin] -= each.people[piece]
            held[target] += each.people[piece]


class _TiedWalk(_Walk):
    """A walk that minds the worst sample of each slot."""

    def __init__(self, problem: Problem, ties: Ties, start: Sequence[int]) -> None:
        super().__init__(problem, start)
        self.swinging = Swinging(problem, ties, start)
        self.next = self.swinging.now
        self.minded = [
            slot
            for slot, each in enumerate(problem.slots)
            if self.members[slot] or not each.may_be_empty
        ]

    def difference(self, piece: int, target: int) -> tuple[int, int]:
        """Return what a step adds to the cost and to the people outside the ranges."""
        origin, costs = self.slot_of[piece], self.problem.costs[piece]
        self.next = self.swinging.after(piece, target)
        before, after = self.swinging.now.swings, self.next.swings
        slots = (origin, target) if after is before else self.minded
        beyond = 0
        for number, each in enumerate(self.problem.ranges):
            held, people = self.held[number], each.people[piece]
            for slot in slots:
                now = held[slot]
                then = now - people if slot == origin else now + people if slot == target else now
                low, high = after[number][slot]
                beyond += each.outside(then + low, then + high)
                low, high = before[number][slot]
                beyond -= each.outside(now + low, now + high)
        return costs[target] - costs[origin], beyond

    def move(self, piece: int, target: int, more: int, beyond: int) -> None:
        """Make the step of which the difference was asked last."""
        super().move(piece, target, more, beyond)
        self.swinging.move(piece, target, self.next)
