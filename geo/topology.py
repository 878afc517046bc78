"""Topology: which units touch, which areas are in one piece, what they enclose, how they dissolve.

Units form a *coverage*: neighbours share identical vertices along their common edge. Two units are
*adjacent* if they share at least one segment; a corner alone does not count (the field calls this
rook contiguity). A *part* is a connected group of units of one area. A *hole* is a connected group
of units that a part encloses so that no way leads outside without crossing the part.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import networkx
import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from geo.model import UNASSIGNED

Integers = NDArray[np.int64]
OUTSIDE = -1
"""Stands for everything beyond the units, as a neighbour."""


@dataclass(frozen=True)
class Adjacency:
    """Which units share an edge.

    Attributes:
        units: how many units there are.
        first, second: shape (pairs,), positions of two adjacent units, first < second, ascending.
        shared_metres: shape (pairs,), length of their common edge.
        on_outside: shape (units,), True for a unit with an edge that no other unit shares.
    """

    units: int
    first: Integers
    second: Integers
    shared_metres: NDArray[np.float64]
    on_outside: NDArray[np.bool_]

    def neighbours(self, unit: int) -> Integers:
        """Return the positions of the units adjacent to ``unit``, ascending."""
        both = (self.second[self.first == unit], self.first[self.second == unit])
        return np.sort(np.concatenate(both))


def find_adjacency(geometry: NDArray[np.object_]) -> Adjacency:
    """Find adjacent units from the segments that they share.

    Args:
        geometry: shape (units,), polygons of a valid coverage in a metric coordinate system.

    Raises:
        ValueError: more than two units share one segment, so the units overlap.
    """
    rings, unit_of_ring = _rings(geometry)
    points, ring_of_point = shapely.get_coordinates(rings, return_index=True)
    same_ring = ring_of_point[1:] == ring_of_point[:-1]
    start, end = points[:-1][same_ring], points[1:][same_ring]
    unit = unit_of_ring[ring_of_point[:-1][same_ring]]

    backwards = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
    start[backwards], end[backwards] = end[backwards], start[backwards].copy()
    key = np.ascontiguousarray(np.hstack([start, end])).view("V32").ravel()
    order = np.argsort(key, kind="stable")
    key, unit = key[order], unit[order]
    length = np.hypot(*(end - start)[order].T)

    same_as_next = key[1:] == key[:-1]
    if np.any(same_as_next[1:] & same_as_next[:-1]):
        raise ValueError("More than two units share one segment: the units overlap.")
    left = np.flatnonzero(same_as_next)
    one, other = unit[left], unit[left + 1]
    alone = np.ones(len(key), dtype=bool)
    alone[left] = alone[left + 1] = False
    on_outside = np.zeros(len(geometry), dtype=bool)
    on_outside[unit[alone]] = True

    low, high, length = np.minimum(one, other), np.maximum(one, other), length[left]
    apart = low != high
    pairs, inverse = np.unique(low[apart] * len(geometry) + high[apart], return_inverse=True)
    shared = np.bincount(inverse, weights=length[apart], minlength=len(pairs)).astype(np.float64)
    return Adjacency(
        units=len(geometry),
        first=pairs // len(geometry),
        second=pairs % len(geometry),
        shared_metres=shared,
        on_outside=on_outside,
    )


def _rings(geometry: NDArray[np.object_]) -> tuple[NDArray[np.object_], Integers]:
    """Return every ring of every unit and the unit that it belongs to."""
    polygons, unit_of_polygon = shapely.get_parts(geometry, return_index=True)
    rings, polygon_of_ring = shapely.get_rings(polygons, return_index=True)
    return rings, unit_of_polygon[polygon_of_ring].astype(np.int64)


def find_parts(adjacency: Adjacency, area_of_unit: Integers) -> Integers:
    """Label the contiguous parts of all areas at once.

    Args:
        adjacency: of the units.
        area_of_unit: shape (units,), each unit's area or ``UNASSIGNED``; unassigned units form
            parts of their own.

    Returns:
        Shape (units,): the number of the part that each unit is in, from 0, in the order of each
        part's first unit.
    """
    within = area_of_unit[adjacency.first] == area_of_unit[adjacency.second]
    first, second = adjacency.first[within], adjacency.second[within]
    graph = coo_array(
        (np.ones(len(first), dtype=np.int8), (first, second)), shape=(adjacency.units,) * 2
    )
    _, labels = connected_components(graph, directed=False)
    _, first_unit, part = np.unique(labels, return_index=True, return_inverse=True)
    rank = np.empty(len(first_unit), dtype=np.int64)
    rank[np.argsort(first_unit)] = np.arange(len(first_unit))
    return rank[part]


def find_holes(
    adjacency: Adjacency, area_of_unit: Integers, part_of_unit: Integers
) -> dict[int, list[Integers]]:
    """Find what the areas enclose.

    The parts and the outside form a small graph; a part encloses whatever is cut off from the
    outside when the part is taken away. Such parts are the graph's articulation points, and what
    they cut off are the blocks on the far side.

    Args:
        adjacency: of the units.
        area_of_unit: shape (units,), as in ``find_parts``.
        part_of_unit: shape (units,), the answer of ``find_parts``.

    Returns:
        For each area that has any, its holes, each as the positions of the enclosed units. A group
        of unassigned units encloses nothing.
    """
    graph = networkx.Graph()
    one, other = part_of_unit[adjacency.first], part_of_unit[adjacency.second]
    across = one != other
    graph.add_edges_from(zip(one[across].tolist(), other[across].tolist(), strict=True))
    graph.add_edges_from((OUTSIDE, part) for part in np.unique(part_of_unit[adjacency.on_outside]))
    holes: dict[int, list[Integers]] = defaultdict(list)
    for part in sorted(set(networkx.articulation_points(graph)) - {OUTSIDE}):
        area = int(area_of_unit[np.argmax(part_of_unit == part)])
        if area == UNASSIGNED:
            continue
        rest = graph.subgraph(set(graph) - {part})
        for group in networkx.connected_components(rest):
            if OUTSIDE not in group:
                holes[area].append(np.flatnonzero(np.isin(part_of_unit, list(group))))
    for enclosed in holes.values():
        enclosed.sort(key=lambda units: int(units[0]))
    return dict(holes)


def dissolve(
    geometry: NDArray[np.object_], area_of_unit: Integers, areas: int
) -> NDArray[np.object_]:
    """Unite the units of each area.

    Args:
        geometry: shape (units,), polygons of a valid coverage, EPSG:27700.
        area_of_unit: shape (units,), each unit's area or ``UNASSIGNED``.
        areas: how many areas there are.

    Returns:
        Shape (areas,): a polygon or multipolygon in the same coordinate system; an empty polygon
        for an area without units.
    """
    order = np.argsort(area_of_unit, kind="stable")
    bounds = np.searchsorted(area_of_unit[order], np.arange(areas + 1))
    united = np.empty(areas, dtype=object)
    for area in range(areas):
        members = geometry[order[bounds[area] : bounds[area + 1]]]
        united[area] = _as_polygons(shapely.coverage_union_all(members))
    return united


def _as_polygons(shape: shapely.Geometry) -> shapely.Geometry:
    """Turn the collection that a coverage union returns into a plain polygon or multipolygon."""
    if isinstance(shape, shapely.GeometryCollection):
        pieces = shapely.get_parts(shape)
        if len(pieces) == 0:
            return shapely.Polygon()
        return pieces[0] if len(pieces) == 1 else shapely.MultiPolygon(list(pieces))
    return shape
