"""Growing: a first cut of a block, from seeds that take one neighbour after the other."""

from __future__ import annotations

from random import Random

import numpy as np
from numpy.typing import NDArray

from geo.advice.block import Block, members


def choose_seeds(block: Block, parts: int, random: Random) -> list[int]:
    """Return units that lie far from each other, at random.

    The first is any unit; each further one is drawn with a chance that grows with the square of
    the distance to the nearest so far (D. Arthur and S. Vassilvitskii, "k-means++: the advantages
    of careful seeding", SODA 2007, 1027-1035).

    Args:
        block: that is cut.
        parts: how many, at most as many as there are units.
        random: where chance comes from.
    """
    seeds = [random.randrange(len(block))]
    while len(seeds) < parts:
        away = _squared_metres(block, seeds).min(axis=1)
        away[seeds] = 0.0
        left = [unit for unit in range(len(block)) if unit not in seeds]
        weights = away[left].tolist()
        seeds += random.choices(left, weights) if any(weights) else [random.choice(left)]
    return seeds


def grow(block: Block, seeds: list[int]) -> list[int]:
    """Return the part of each unit, each part hanging together.

    The part that has the fewest people takes the free neighbour that is nearest to its seed, until
    no unit is free. A part that is shut in stays as it is.
    """
    away = _squared_metres(block, seeds).tolist()
    shares = _shares(block)
    part_of_unit = [-1] * len(block)
    held, border = [0.0] * len(seeds), [0] * len(seeds)
    free = (1 << len(block)) - 1

    def take(part: int, unit: int) -> None:
        nonlocal free
        part_of_unit[unit] = part
        held[part] += shares[unit]
        border[part] |= block.neighbours[unit]
        free &= ~(1 << unit)

    for part, unit in enumerate(seeds):
        take(part, unit)
    while free:
        open_parts = [part for part in range(len(seeds)) if border[part] & free]
        smallest = min(open_parts, key=held.__getitem__)
        choice = members(border[smallest] & free)
        take(smallest, min(choice, key=lambda unit: (away[unit][smallest], unit)))
    return part_of_unit


def _shares(block: Block) -> list[float]:
    """Return for each unit its share of the people, all populations counting the same."""
    if not block.populations:
        return [1.0] * len(block)
    shares = [np.array(each.people) / sum(each.people) for each in block.populations]
    total: list[float] = np.sum(shares, axis=0).tolist()
    return total


def _squared_metres(block: Block, seeds: list[int]) -> NDArray[np.float64]:
    """Return shape (units, seeds): the square of the distance between centres."""
    apart = block.centres[:, None] - block.centres[None, seeds]
    squares: NDArray[np.float64] = (apart**2).sum(axis=2)
    return squares
