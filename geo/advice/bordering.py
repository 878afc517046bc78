"""Bordering: which areas of a layer share a border, and how long it is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geo.model import UNASSIGNED
from geo.topology import Adjacency


def shared_borders(
    adjacency: Adjacency, area_of_unit: NDArray[np.int64]
) -> dict[int, dict[int, float]]:
    """Return for each area the areas that it shares a border with, and its length in metres.

    Args:
        adjacency: of the units.
        area_of_unit: shape (units,), each unit's area or ``UNASSIGNED``.

    Returns:
        By the position of each area that has any neighbour, its neighbours in ascending order.
    """
    one, other = area_of_unit[adjacency.first], area_of_unit[adjacency.second]
    across = (one != other) & (one != UNASSIGNED) & (other != UNASSIGNED)
    low, high = np.minimum(one, other)[across], np.maximum(one, other)[across]
    pairs, inverse = np.unique(np.stack([low, high]), axis=1, return_inverse=True)
    metres = np.bincount(inverse.ravel(), adjacency.shared_metres[across], pairs.shape[1])
    borders: dict[int, dict[int, float]] = {}
    for first, second, length in zip(*pairs.tolist(), metres.tolist(), strict=True):
        borders.setdefault(first, {})[second] = length
        borders.setdefault(second, {})[first] = length
    return {area: dict(sorted(borders[area].items())) for area in sorted(borders)}
