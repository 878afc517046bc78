"""Choosing: which of many cuts are proposed, so that they differ and are what they are called."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import combinations, product

import numpy as np
from scipy.optimize import linear_sum_assignment

from geo.advice.block import Block
from geo.advice.improving import Cut, Wish, cost, outside_band

ALIKE = 0.05
"""Cuts are alike if fewer than so large a share of the units lie in different parts."""
SMALLEST_OUTSIDE = 0.005
"""People outside the band are told apart in steps of so much of a fair share."""
LEFT_OUT = 1.0
"""What it costs to leave a wish out."""
SHORT_LIST = 20
"""So many cuts are considered for each wish."""


def rank(block: Block, cuts: Iterable[Cut], parts: int, wish: Wish) -> list[Cut]:
    """Return cuts, the best for a wish first; the band comes before any wish."""
    return sorted(
        cuts,
        key=lambda cut: (_steps_outside(block, cut, parts), cost(block, cut, parts, wish), cut),
    )


def choose(
    block: Block, cuts: Sequence[Cut], parts: int, wishes: Sequence[Wish]
) -> list[tuple[Wish, Cut]]:
    """Return a cut for each wish, no two alike, each the best of them at what its wish is for.

    Of all combinations of the first few cuts for each wish, the one that costs least is chosen. A
    wish is left out where that costs less than what a worse cut would. Cuts that leave more people
    outside the band than others are chosen only where there would be nothing to choose from.

    Args:
        block: that is cut.
        cuts: all different; at least one.
        parts: how many each has.
        wishes: at least one.
    """
    steps = {cut: _steps_outside(block, cut, parts) for cut in cuts}
    fitting = [cut for cut in cuts if steps[cut] == min(steps.values())]
    for pool in (fitting, cuts):
        options = [
            (price + LEFT_OUT * (len(wishes) - size), chosen)
            for size in range(2, len(wishes) + 1)
            for some in combinations(wishes, size)
            for price, chosen in _choose(block, pool, parts, some)
        ]
        if options:
            return min(options, key=lambda option: option[0])[1]
    return [(wishes[0], rank(block, cuts, parts, wishes[0])[0])]


def _steps_outside(block: Block, cut: Cut, parts: int) -> int:
    return math.ceil(outside_band(block, cut, parts) / SMALLEST_OUTSIDE)


def are_alike(one: Cut, other: Cut, parts: int) -> bool:
    """Whether two cuts are nearly the same, however their parts are numbered."""
    common = np.zeros((parts, parts), dtype=np.int64)
    np.add.at(common, (np.array(one), np.array(other)), 1)
    same = int(common[linear_sum_assignment(common, maximize=True)].sum())
    return len(one) - same < ALIKE * len(one)


def _choose(
    block: Block, cuts: Sequence[Cut], parts: int, wishes: Sequence[Wish]
) -> list[tuple[float, list[tuple[Wish, Cut]]]]:
    """Return the best combination, if any, and what it costs more than the best cuts."""
    lists = [rank(block, cuts, parts, wish)[:SHORT_LIST] for wish in wishes]
    listed = sorted({cut for each in lists for cut in each})
    best_at = {(wish, cut): wish.best_at(block, cut, parts) for wish in wishes for cut in listed}
    alike = {
        (one, other): one == other or are_alike(one, other, parts)
        for one, other in product(listed, listed)
    }
    costs = [
        {cut: cost(block, cut, parts, wish) for cut in each}
        for wish, each in zip(wishes, lists, strict=True)
    ]
    extra = [{cut: price - min(each.values()) for cut, price in each.items()} for each in costs]
    best: tuple[float, list[tuple[Wish, Cut]]] | None = None
    for combination in product(*lists):
        price = sum(each[cut] for each, cut in zip(extra, combination, strict=True))
        if best is not None and price >= best[0]:
            continue
        if any(alike[one, other] for one, other in combinations(combination, 2)):
            continue
        if all(
            best_at[wish, cut] <= best_at[wish, other] + 1e-9
            for wish, cut in zip(wishes, combination, strict=True)
            for other in combination
        ):
            best = price, list(zip(wishes, combination, strict=True))
    return [] if best is None else [best]
