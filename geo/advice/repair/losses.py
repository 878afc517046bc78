"""Losses: how many people must move at the least once some pieces have left their areas.

Whatever is taken from an area may divide it. Then each of the areas that it will be keeps to one of
the parts, unless it reaches out over pieces of another area, who move for that. What finds no room
in the parts must leave.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence

from geo.advice.repair.pieces import around, bits, parts
from geo.advice.repair.problem import Problem
from geo.advice.repair.reaching import areas_of, excess_of


class Losses:
    """What must move, where no more than so many people may.

    Attributes:
        weights: people of each piece, counted in several ways: first only those whose areas need
            not lose anybody, then for each area that must lose its excess only its own.
        rooms: for each of these counts, how many may leave their areas.
    """

    def __init__(self, problem: Problem, most: int) -> None:
        """Count.

        Args:
            problem: what is to be shared out.
            most: people who move, at the most.
        """
        self._problem = problem
        areas = [slot for slot, each in enumerate(problem.slots) if each.origin is None]
        self._excess = {area: excess_of(problem, area) for area in areas}
        self._spare = most - sum(self._excess.values())
        over = [area for area in areas if self._excess[area]]
        beyond = self._people_of([area for area in areas if not self._excess[area]])
        self.weights = [beyond, *(self._people_of([area]) for area in over)]
        none = (0,) * len(problem)
        with_room = tuple(map(sum, zip(problem.weights, beyond, strict=True)))
        self._prices = ((none, beyond), (problem.weights, with_room))
        self._people = {area: problem.people(problem.now[area]) for area in areas}
        self._most_of_one = min(
            (of.ceiling for of in problem.ranges if of.people == problem.weights),
            default=sum(problem.weights),
        )
        self.rooms = [self._spare, *(self._excess[area] + self._spare for area in over)]

    def allows(self, gone: int) -> bool:
        """Whether no more people than may have to move once a set of pieces is gone.

        Args:
            gone: pieces that are in slots of other areas than their own.
        """
        more = {}
        for area in self._excess:
            if gone & self._problem.now[area]:
                more[area] = self._more_than_excess(area, gone)
        if sum(more.values()) <= self._spare:
            return True
        links = {area: self._links(area, gone) for area, people in more.items() if people}
        together = sum(min(more[area], own) for area, (own, _) in links.items())
        alone = max((min(more[area], every) for area, (_, every) in links.items()), default=0)
        return max(together, alone) <= self._spare

    def _people_of(self, areas: Sequence[int]) -> tuple[int, ...]:
        problem = self._problem
        return tuple(
            people if home in areas else 0
            for people, home in zip(problem.weights, problem.home, strict=True)
        )

    def _more_than_excess(self, area: int, gone: int) -> int:
        """Return how many of an area leave beyond its excess, unless it reaches out."""
        problem, loose = self._problem, self._problem.slots[area].loose
        left = problem.now[area] & ~gone
        lost, loose_left = problem.people(problem.now[area] & gone), problem.people(left & loose)
        found = sorted(parts(problem.neighbours, left), key=lambda part: part.bit_count())
        sizes = [problem.people(part & ~loose) for part in found[:-1]]
        sizes.append(self._people[area] - lost - loose_left - sum(sizes))
        stay = loose_left + _most_kept(sizes, self._most_of_one, areas_of(problem, area))
        return max(0, self._people[area] - stay - self._excess[area])

    def _links(self, area: int, gone: int) -> tuple[int, int]:
        """Return how many move beyond the excess, at the least, if an area reaches out.

        Returns:
            Of its own people, who make room for those it reaches over, and of all.
        """
        problem = self._problem
        own = problem.now[area]
        ground = 0
        for slot, each in enumerate(problem.slots):
            if area in (slot, each.origin):
                ground |= problem.may_hold[slot]
        foreign = ground & ~own & ~gone
        room, every = self._prices[bool(self._excess[area])]
        left = own & ~gone
        found = parts(problem.neighbours, left)
        nearest = [
            [self._nearest(part, left & ~part, foreign, people) for part in found]
            for people in (room, every)
        ]
        return min(nearest[0], default=self._spare + 1), min(nearest[1], default=self._spare + 1)

    def _nearest(self, start: int, goal: int, through: int, people: Sequence[int]) -> int:
        """Return how many live on the shortest way from one set to another, if not too many."""
        table = self._problem.neighbours
        queue = [(people[piece], piece) for piece in bits(around(table, start) & through)]
        heapq.heapify(queue)
        seen = 0
        while queue and queue[0][0] <= self._spare:
            far, piece = heapq.heappop(queue)
            if seen >> piece & 1:
                continue
            seen |= 1 << piece
            if table[piece] & goal:
                return far
            for other in bits(table[piece] & through & ~seen):
                heapq.heappush(queue, (far + people[other], other))
        return self._spare + 1


def _most_kept(sizes: Sequence[int], most: int, areas: int) -> int:
    """Return how many people can stay in so many areas, each of which keeps to one part.

    Args:
        sizes: people of each part.
        most: people of an area at the most.
        areas: how many there are.
    """
    if most <= 0:
        return 0
    full = [most for size in sizes for _ in range(min(areas, size // most))]
    rest = [size % most for size in sizes]
    return sum(sorted([*full, *rest], reverse=True)[:areas])
