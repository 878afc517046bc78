"""Where practices stand: the unit that holds the place of each."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.model import UNASSIGNED, Pack


def locate_practices(pack: Pack) -> NDArray[np.int64]:
    """Return the position of the unit that each practice stands in, -1 where none is known.

    A place on a common edge counts for the first of its units.
    """
    found = np.full(len(pack.practices), UNASSIGNED, dtype=np.int64)
    placed = [
        (position, practice.place)
        for position, practice in enumerate(pack.practices)
        if practice.place is not None
    ]
    if not placed:
        return found
    points = shapely.points([place for _, place in placed])
    tree = shapely.STRtree(pack.units.geometry)
    which, unit = tree.query(points, predicate="intersects")
    order = np.lexsort((-unit, which))  # the first unit of a point is written last
    positions = np.array([position for position, _ in placed])
    found[positions[which[order]]] = unit[order]
    return found
