"""Ways: how a slot may reach an area that nothing of its own touches.

Whoever is of such an area and joins the slot hangs together with what the slot has of its own
through pieces of other areas that join it as well: a *way*. A way costs more than the people who
live along it. It may divide an area, and no more of that can stay than fits the parts. So few ways
are left if not many people may move, and a model that chooses among them proves what one that only
forbids what is torn would not prove in hours.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geo.advice.repair.losses import Losses
from geo.advice.repair.pieces import around, bits
from geo.advice.repair.problem import Problem
from geo.advice.repair.reaching import keeps_own

MOST_STEPS = 5_000
"""Where more beginnings of ways would have to be looked at, all are taken to be possible."""
MOST_WAYS = 200
"""More ways than that are not told apart."""


@dataclass(frozen=True)
class Far:
    """An area, and a slot that may have some of it, though its own touches nothing of that.

    Attributes:
        area: the area, by the number of its slot.
        slot: the slot.
    """

    area: int
    slot: int


def far_pairs(problem: Problem) -> list[Far]:
    """Return the areas of which a slot may have pieces without touching them."""
    pairs = []
    for slot, own in enumerate(problem.own):
        ground = problem.may_hold[slot]
        near = around(problem.neighbours, own & ground) | own
        for area, each in enumerate(problem.slots):
            pieces = problem.now[area] & ground
            if each.origin is None and pieces and not pieces & near:
                pairs.append(Far(area, slot))
    return pairs


def find_ways(problem: Problem, far: Far, most: int) -> list[int] | None:
    """Return every way on which a slot may reach an area.

    Args:
        problem: what is to be shared out.
        far: the area and the slot.
        most: people who move, at the most.

    Returns:
        Sets of pieces. Every sharing that fits, moves no more people than that and has anything of
        the area in the slot has one of them in the slot as a whole. None where the ways are not
        known: there are too many, or the slot need not keep anything of its own.
    """
    if not problem.contiguous or not keeps_own(problem, far.slot, most):
        return None
    search = _Search(problem, far, most)
    found: list[int] = []
    for way in search.ways():
        if way is None or len(found) == MOST_WAYS:
            return None
        found.append(way)
    return found


class _Search:
    """Ways without detours, from the area on, as long as not too many people must move for them."""

    def __init__(self, problem: Problem, far: Far, most: int) -> None:
        self._problem, self._table = problem, problem.neighbours
        ground = problem.may_hold[far.slot]
        own, pieces = problem.own[far.slot] & ground, problem.now[far.area] & ground
        self._ground = ground & ~own & ~pieces
        self._starts = around(self._table, pieces) & self._ground
        self._ends = around(self._table, own) & self._ground
        self._losses = Losses(problem, most)
        self._people_in = list(zip(*self._losses.weights, strict=True))
        self._left = self._people_to_go()

    def ways(self) -> Iterator[int | None]:
        """Yield each way; None once there are too many beginnings."""
        steps = 0
        nobody = (0,) * len(self._losses.weights)
        queue = [(start, 0, nobody) for start in reversed(list(bits(self._starts)))]
        while queue:
            last, before, people = queue.pop()
            way = before | 1 << last
            steps += 1
            if steps > MOST_STEPS:
                yield None
                return
            people = tuple(sum(each) for each in zip(people, self._people_in[last], strict=True))
            if not self._may_go_on(last, people) or not self._losses.allows(way):
                continue
            if self._ends >> last & 1:
                yield way
                continue
            # To touch an earlier piece, or the area, once more would be a detour.
            passed = around(self._table, before) | self._starts | way
            for piece in reversed(list(bits(self._table[last] & self._ground & ~passed))):
                queue.append((piece, way, people))

    def _may_go_on(self, last: int, people: Sequence[int]) -> bool:
        """Whether so many people on a way up to a piece leave enough for the shortest way on."""
        return all(
            last in left and count + left[last] <= room
            for count, left, room in zip(people, self._left, self._losses.rooms, strict=True)
        )

    def _people_to_go(self) -> list[dict[int, int]]:
        """Return for each count of people how many live on the shortest way on from each piece."""
        found = []
        for people in self._losses.weights:
            queue = [(0, piece) for piece in bits(self._ends)]
            left: dict[int, int] = {}
            while queue:
                far, piece = heapq.heappop(queue)
                if piece not in left:
                    left[piece] = far
                    for other in bits(self._table[piece] & self._ground):
                        heapq.heappush(queue, (far + people[piece], other))
            found.append(left)
        return found
