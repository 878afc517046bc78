"""Withholding: small counts of people are not shown, nor can they be worked out from the rest.

A count of 1 to 4 is withheld. Since the total is shown, so are further ones, the next smallest
first, until at least two are withheld and together they are 10 people or more: whoever subtracts
what is shown from the total learns only that sum, and it leaves each withheld count open. Where
even all counts together are too few, all are withheld, those of nobody too, and so is the total.

Otherwise a count of nobody is shown, and withholds nothing: it tells of no one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SMALLEST_SHOWN = 5
FEWEST_TOGETHER = 10


@dataclass(frozen=True)
class Withheld:
    """What of a table is withheld.

    Attributes:
        rows: for each count whether it is.
        total: whether the total is.
    """

    rows: tuple[bool, ...]
    total: bool


def withhold(counts: Sequence[int | None]) -> Withheld:
    """Say which counts of a table are withheld.

    Args:
        counts: of people, which add up to a total that is shown; None where unknown, which is
            shown as unknown.
    """
    hidden = {place for place, count in enumerate(counts) if count and count < SMALLEST_SHOWN}
    if not hidden:
        return Withheld((False,) * len(counts), total=False)
    known = {place: count for place, count in enumerate(counts) if count}
    for place in sorted(known.keys() - hidden, key=lambda place: (known[place], place)):
        if _is_enough(hidden, known):
            break
        hidden.add(place)
    if not _is_enough(hidden, known):
        return Withheld(tuple(count is not None for count in counts), total=True)
    return Withheld(tuple(place in hidden for place in range(len(counts))), total=False)


def _is_enough(hidden: set[int], known: dict[int, int]) -> bool:
    return len(hidden) > 1 and sum(known[place] for place in hidden) >= FEWEST_TOGETHER
