"""Enlarging: which part of a map is too crowded to read at its scale and is drawn larger beside it.

The crowded part is the largest group of small areas that touch one another. Where it would be half
of the map, smaller areas are asked for.
"""

from __future__ import annotations

import networkx
import numpy as np

from geo.maps.printed.content import Bounds, Crowd, Integers
from geo.maps.printed.frame import Frame, bounds_of, padded
from geo.model import UNASSIGNED, Pack

FEWEST = 3
"""So many small areas make a part crowded."""
LARGEST_SHARE = 0.32
"""The enlarged part is at most this share of the map's width and height."""
STEP = 0.85
MARGIN = 0.04


def crowded_part(pack: Pack, crowd: Crowd, frame: Frame) -> Bounds | None:
    """Return the bounds of what is to be enlarged, EPSG:27700, or None."""
    limit = crowd.limit
    while limit > crowd.limit / 3:
        members = _largest_group(pack, crowd, limit * frame.metres_per_millimetre)
        if members is None:
            return None
        part = padded(bounds_of(pack.units.geometry[members]), MARGIN)
        west, south, east, north = frame.bounds
        across, up = (part[2] - part[0]) / (east - west), (part[3] - part[1]) / (north - south)
        if max(across, up) <= LARGEST_SHARE:
            return part
        limit *= STEP
    return None


def _largest_group(pack: Pack, crowd: Crowd, limit: float) -> Integers | None:
    """Return the units of the most numerous group of small areas that touch."""
    group = crowd.group_of_unit
    inside = (group != UNASSIGNED) & pack.units.in_system
    if not inside.any():
        return None
    size = np.bincount(group[inside], pack.units.area_km2[inside] * 1e6)
    units = np.bincount(group[inside], minlength=len(size))
    small = (units > 0) & (np.sqrt(size) < limit)
    is_small = inside & np.append(small, False)[np.where(inside, group, len(small))]
    one, other = crowd.adjacency.first, crowd.adjacency.second
    both = is_small[one] & is_small[other]
    graph = networkx.Graph()
    graph.add_nodes_from(np.flatnonzero(small).tolist())
    graph.add_edges_from(zip(group[one[both]].tolist(), group[other[both]].tolist(), strict=True))
    parts = sorted(networkx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    if not parts or len(parts[0]) < FEWEST:
        return None
    return np.flatnonzero(is_small & np.isin(group, list(parts[0])))
