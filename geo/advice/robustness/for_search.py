"""For a search: the figures of worlds for some units, so that a plan can be asked to fit in all.

A set of units is inside a band in a world if its sum is at least the lowest and at most the highest
of the band. Where one world has no more people than another in any unit, whatever reaches the lower
end in the first does so in the second; where it has no fewer, the same holds of the upper end. So
the lower end need only be held in worlds that no other world is below in every unit, the upper end
only in those that no other is above, and the rest can be dropped without loss.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.advice.robustness.worlds import Integers, World
from geo.model import Measure


@dataclass(frozen=True, eq=False)
class UnitWorlds:
    """What a search must hold to be inside a band in all worlds.

    Attributes:
        measure: what is counted.
        labels: of the worlds that matter, each once.
        counts: shape (worlds, units), whole people.
        lower: shape (worlds,), in which the lower end of a band must be held.
        upper: shape (worlds,), in which the upper end must be held.
        dropped: labels of worlds that follow from the others.
        unknown: labels of worlds in which a unit's figure is unknown: nothing can be asked of
            them, and nobody can say that a plan fits there.
    """

    measure: Measure
    labels: tuple[str, ...]
    counts: Integers
    lower: NDArray[np.bool_]
    upper: NDArray[np.bool_]
    dropped: tuple[str, ...]
    unknown: tuple[str, ...]


def unit_worlds(worlds: Sequence[World], measure: Measure, units: Integers) -> UnitWorlds:
    """Return the figures of all worlds that speak of a measure, those that follow dropped.

    Args:
        worlds: any; those in which units are in other networks are left out, since a search
            decides itself where a unit is.
        measure: residents or registered patients living inside.
        units: positions of the units that the search can place.

    Raises:
        ValueError: the measure is of practices, not of units.
    """
    if measure is Measure.LISTS:
        raise ValueError("Lists are of practices; only people who live in units can be asked for.")
    asked = [
        (world.label, world.figures[measure].counts[units])
        for world in worlds
        if world.network_of_unit is None and measure in world.figures
    ]
    known = [(label, counts) for label, counts in asked if not np.isnan(counts).any()]
    people = np.array([counts for _, counts in known], dtype=np.int64).reshape(-1, len(units))
    lower, upper = _extreme(people), _extreme(-people)
    kept = lower | upper
    return UnitWorlds(
        measure=measure,
        labels=tuple(label for (label, _), keep in zip(known, kept, strict=True) if keep),
        counts=people[kept],
        lower=lower[kept],
        upper=upper[kept],
        dropped=tuple(label for (label, _), keep in zip(known, kept, strict=True) if not keep),
        unknown=tuple(label for label, counts in asked if np.isnan(counts).any()),
    )


def _extreme(people: Integers) -> NDArray[np.bool_]:
    """Return which rows no other row is below in every unit; of equal rows only the first."""
    extreme = np.ones(len(people), dtype=bool)
    for place, row in enumerate(people):
        below = (people <= row).all(axis=1)
        equal = (people == row).all(axis=1)
        extreme[place] = not (below & ~equal).any() and not equal[:place].any()
    return extreme
