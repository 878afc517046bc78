"""Improving: units change part, one or one ward at a time, until a cut is as good as wished.

The search is simulated annealing (S. Kirkpatrick, C. D. Gelatt and M. P. Vecchi, "Optimization by
simulated annealing", Science 220, 1983, 671-680): a change for the better is always made, one for
the worse now and then, ever more rarely. No change is made that would leave a part empty or torn.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeAlias

from geo.advice.block import Block, Population, members

Cut: TypeAlias = tuple[int, ...]
"""The part of each unit of a block, parts being numbered by their first unit."""
OUTSIDE_BAND = 25.0
"""Weight of the people outside a band, in parts' fair shares: before everything else."""
HOTTEST, COLDEST = 1.0, 0.01
"""How much worse a change may well be, at the start and at the end."""


@dataclass(frozen=True)
class Wish:
    """What makes a cut good, besides that its parts are inside the band.

    Attributes:
        title: what a cut that is made so is called.
        uneven: weight of how far the parts are from equally large: the sum of the squared
            deviations from a fair share, as shares of it, over all populations.
        border: weight of the border between parts, in sides of the block's square.
        divided: weight of each ward beyond the first that has units in a part.
        by_ward: how often a whole ward is moved, between 0 and 1.
        best_at: measures what the title says of a cut into so many parts; the lower, the better.
    """

    title: str
    uneven: float
    border: float
    divided: float
    by_ward: float
    best_at: Callable[[Block, Cut, int], float]


def cost(block: Block, part_of_unit: Sequence[int], parts: int, wish: Wish) -> float:
    """Return how far a cut is from what is wished; the lower, the better."""
    return (
        OUTSIDE_BAND * outside_band(block, part_of_unit, parts)
        + wish.uneven * unevenness(block, part_of_unit, parts)
        + wish.border * border_length(block, part_of_unit)
        + wish.divided * divided_wards(block, part_of_unit)
    )


def outside_band(block: Block, part_of_unit: Sequence[int], parts: int) -> float:
    """Return the people short of the band or over it, in fair shares, over all populations."""
    return sum(
        _outside(people, population) / fair
        for population, fair, held in _held(block, part_of_unit, parts)
        for people in held
    )


def unevenness(block: Block, part_of_unit: Sequence[int], parts: int) -> float:
    """Return the sum of the squared deviations from a fair share, over all populations."""
    return sum(
        (people / fair - 1) ** 2
        for _, fair, held in _held(block, part_of_unit, parts)
        for people in held
    )


def border_length(block: Block, part_of_unit: Sequence[int]) -> float:
    """Return the border between parts, in sides of the block's square, less bridges not used."""
    return sum(
        length
        for unit, borders in enumerate(block.borders)
        for other, length in borders
        if unit < other and part_of_unit[unit] != part_of_unit[other]
    )


def divided_wards(block: Block, part_of_unit: Sequence[int]) -> int:
    """Return in how many parts too many the wards lie: 0 where each is in one part."""
    lies = {(ward, part) for ward, part in zip(block.ward, part_of_unit, strict=True) if ward >= 0}
    return len(lies) - len(block.wards)


MOST_EVEN = Wish("Most even", uneven=30.0, border=0.3, divided=0.0, by_ward=0.1, best_at=unevenness)
ALONG_WARDS = Wish(
    "Along wards",
    uneven=1.0,
    border=0.3,
    divided=0.6,
    by_ward=0.5,
    best_at=lambda block, cut, _: divided_wards(block, cut),
)
MOST_COMPACT = Wish(
    "Most compact",
    uneven=0.3,
    border=1.5,
    divided=0.0,
    by_ward=0.2,
    best_at=lambda block, cut, _: border_length(block, cut),
)


def improve(
    block: Block, start: Sequence[int], parts: int, wish: Wish, steps: int, random: Random
) -> list[int]:
    """Return the best cut met on the way from another.

    Args:
        block: that is cut.
        start: the part of each unit; each part has units and hangs together.
        parts: how many there are.
        wish: what makes a cut good.
        steps: how many changes are tried.
        random: where chance comes from.
    """
    search = _Search(block, list(start), parts, wish)
    best, lowest, now = list(start), 0.0, 0.0  # costs are told against that of the start
    cooling = (COLDEST / HOTTEST) ** (1 / max(steps, 1))
    heat = HOTTEST
    for _ in range(steps):
        heat *= cooling
        unit, other = random.choice(block.edges)
        origin, target = search.part_of_unit[unit], search.part_of_unit[other]
        if origin == target:
            continue
        moved = 1 << unit
        if wish.by_ward and block.ward[unit] >= 0 and random.random() < wish.by_ward:
            moved = block.wards[block.ward[unit]] & search.units_of_part[origin]
        more = search.difference(moved, origin, target)
        if more > 0 and random.random() >= math.exp(-more / heat):
            continue
        if not search.may_move(moved, origin, target):
            continue
        search.move(moved, origin, target)
        now += more
        if now < lowest - 1e-9:
            best, lowest = list(search.part_of_unit), now
    return best


def _held(
    block: Block, part_of_unit: Sequence[int], parts: int
) -> Iterator[tuple[Population, float, list[int]]]:
    """Yield each population with a fair share of it and the people that each part has."""
    for population in block.populations:
        held = [0] * parts
        for part, people in zip(part_of_unit, population.people, strict=True):
            held[part] += people
        yield population, sum(population.people) / parts, held


def _outside(people: int, population: Population) -> int:
    """Return how many people one part is short of its band, or over it."""
    band = population.band
    return 0 if band is None else (band.short(people) or 0) + (band.over(people) or 0)


def _burden(people: int, fair: float, population: Population, wish: Wish) -> float:
    """Return the cost of one part's people in one population."""
    outside = OUTSIDE_BAND * _outside(people, population) / fair
    return outside + wish.uneven * (people / fair - 1) ** 2


class _Search:
    """A cut as it changes, with the sums that its cost is made of."""

    def __init__(self, block: Block, part_of_unit: list[int], parts: int, wish: Wish) -> None:
        self.block, self.part_of_unit, self.wish = block, part_of_unit, wish
        self.units_of_part = [0] * parts
        self.held = [[0] * parts for _ in block.populations]
        self.fair = [sum(each.people) / parts for each in block.populations]
        for unit, part in enumerate(part_of_unit):
            self.units_of_part[part] |= 1 << unit
            for held, population in zip(self.held, block.populations, strict=True):
                held[part] += population.people[unit]

    def difference(self, moved: int, origin: int, target: int) -> float:
        """Return by how much the cost rises if some units of one part go to another."""
        block, wish = self.block, self.wish
        units = members(moved)
        more = 0.0
        for held, fair, population in zip(self.held, self.fair, block.populations, strict=True):
            people = sum(population.people[unit] for unit in units)
            for part, change in ((origin, -people), (target, people)):
                more += _burden(held[part] + change, fair, population, wish)
                more -= _burden(held[part], fair, population, wish)
        border = 0.0
        for unit in units:
            for other, length in block.borders[unit]:
                if moved >> other & 1:
                    continue
                part = self.part_of_unit[other]
                border += length if part == origin else -length if part == target else 0.0
        more += wish.border * border
        return more + wish.divided * self._divided(moved, units, origin, target)

    def _divided(self, moved: int, units: list[int], origin: int, target: int) -> int:
        """Return how many more parts too many the wards then lie in; the units are of one ward."""
        ward = self.block.ward[units[0]]
        if ward < 0:
            return 0
        whole = self.block.wards[ward]
        stays = bool(whole & self.units_of_part[origin] & ~moved)
        there = bool(whole & self.units_of_part[target])
        return int(stays) - int(there)

    def may_move(self, moved: int, origin: int, target: int) -> bool:
        """Whether both parts have units and hang together after a move."""
        block, rest = self.block, self.units_of_part[origin] & ~moved
        if not rest:
            return False
        around = 0
        for unit in members(moved):
            around |= block.neighbours[unit]
        touching = around & rest
        if touching & ~block.reach(touching & -touching, rest, touching):
            return False
        both = self.units_of_part[target] | moved
        return moved & (moved - 1) == 0 or block.is_connected(both)

    def move(self, moved: int, origin: int, target: int) -> None:
        """Move units of one part to another."""
        self.units_of_part[origin] &= ~moved
        self.units_of_part[target] |= moved
        for unit in members(moved):
            self.part_of_unit[unit] = target
            for held, population in zip(self.held, self.block.populations, strict=True):
                held[origin] -= population.people[unit]
                held[target] += population.people[unit]
