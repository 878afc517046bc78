"""Moved units: which are in another area of a layer than before."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geo.model import UNASSIGNED, Layer

_GONE = -2
"""Stands for the place of an area that is there no more; unlike ``UNASSIGNED``."""


def moved_units(before: Layer, after: Layer) -> NDArray[np.int64]:
    """Return the positions of the units whose area has another code than before, ascending."""
    if before.area_of_unit is after.area_of_unit:
        return np.empty(0, dtype=np.int64)  # states with other codes never share the array
    if before.areas is after.areas:
        return np.flatnonzero(before.area_of_unit != after.area_of_unit)
    places = [after.position.get(area.code, _GONE) for area in before.areas]
    lookup = np.array([*places, UNASSIGNED], dtype=np.int64)
    return np.flatnonzero(lookup[before.area_of_unit] != after.area_of_unit)
