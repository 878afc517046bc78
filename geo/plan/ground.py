"""The ground: what measuring a plan needs and no edit changes. Computed once for a pack."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.model import UNASSIGNED, Layer, Pack
from geo.plan.locating import locate_practices
from geo.topology import Adjacency, find_adjacency


@dataclass(frozen=True, eq=False)
class Ground:
    """What stays as it is under any plan.

    Attributes:
        adjacency: of the units.
        square_metres: shape (units,), of each unit's outline.
        border_metres: shape (units,), length of each unit's outline.
        unit_of_practice: position of the unit that each practice stands in, -1 where unknown.
    """

    adjacency: Adjacency
    square_metres: NDArray[np.float64]
    border_metres: NDArray[np.float64]
    unit_of_practice: dict[str, int]

    @classmethod
    def of(cls, pack: Pack) -> Ground:
        """Return the ground of a pack."""
        places = locate_practices(pack).tolist()
        return cls(
            find_adjacency(pack.units.geometry),
            shapely.area(pack.units.geometry),
            shapely.length(pack.units.geometry),
            {practice.code: place for practice, place in zip(pack.practices, places, strict=True)},
        )

    def compactness(self, layer: Layer) -> list[float | None]:
        """Return how compact each area of a layer is, None for an area without units.

        The measure is that of Polsby and Popper: 4 pi times the surface, divided by the square of
        the length of the border; a circle has 1, a long or ragged area close to 0 (D. D. Polsby
        and R. D. Popper, "The third criterion", Yale Law & Policy Review 9(2), 1991, 301-353).
        An area's border is the borders of its units without those that two of them share, so
        that nothing needs to be dissolved.
        """
        assigned = layer.area_of_unit != UNASSIGNED
        area, size = layer.area_of_unit[assigned], len(layer.areas)
        surface = np.bincount(area, self.square_metres[assigned], minlength=size)
        border = np.bincount(area, self.border_metres[assigned], minlength=size)
        one = layer.area_of_unit[self.adjacency.first]
        inside = (one == layer.area_of_unit[self.adjacency.second]) & (one != UNASSIGNED)
        border -= 2 * np.bincount(one[inside], self.adjacency.shared_metres[inside], minlength=size)
        return [
            4 * math.pi * surface[place] / border[place] ** 2 if surface[place] > 0 else None
            for place in range(size)
        ]
