"""Topology: which units touch, which areas are in one piece, what they enclose, how they dissolve.

Units form a *coverage*: neighbours share identical vertices along their common edge. Two units are
*adjacent* if they share at least one segment; a corner alone does not count (the field calls this
rook contiguity). An *arc* is a stretch of border that has the same two units on its sides. A *part*
is a connected group of units of one area. A *hole* is a connected group of units that a part
encloses so that no way leads outside without crossing the part.
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
    segments = _find_segments(geometry)
    on_outside = np.zeros(len(geometry), dtype=bool)
    on_outside[segments.unit[segments.other == OUTSIDE]] = True
    once = segments.unit < segments.other
    key = segments.unit[once] * len(geometry) + segments.other[once]
    pairs, inverse = np.unique(key, return_inverse=True)
    shared = np.bincount(inverse, weights=segments.metres[once], minlength=len(pairs))
    return Adjacency(
        units=len(geometry),
        first=pairs // len(geometry),
        second=pairs % len(geometry),
        shared_metres=shared.astype(np.float64),
        on_outside=on_outside,
    )


@dataclass(frozen=True)
class Arcs:
    """The border lines between units, each once.

    An arc runs along one unit until the unit on its other side changes. The outline of any group
    of units is made of the arcs that have the group on one side only.

    Attributes:
        left: shape (arcs,), position of the unit on the left hand of somebody who walks the arc.
        right: shape (arcs,), position of the unit on the right hand, or ``OUTSIDE``.
        first_point: shape (arcs + 1,): arc ``i`` has the points ``first_point[i]`` up to, but not
            including, ``first_point[i + 1]``. A closed arc ends with the point it starts with.
        points: shape (points, 2), (easting, northing) in the units' coordinate system.
    """

    left: Integers
    right: Integers
    first_point: Integers
    points: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.left)

    def line(self, arc: int) -> NDArray[np.float64]:
        """Return the points of one arc, shape (points, 2), (easting, northing)."""
        return self.points[self.first_point[arc] : self.first_point[arc + 1]]


def find_arcs(geometry: NDArray[np.object_]) -> Arcs:
    """Find the border lines between units, and between units and the outside.

    Args:
        geometry: shape (units,), polygons of a valid coverage, EPSG:27700, (easting, northing).

    Raises:
        ValueError: more than two units share one segment, so the units overlap.
    """
    # Rings run anticlockwise, holes clockwise: the unit lies on the left of each of its segments.
    segments = _find_segments(np.asarray(shapely.orient_polygons(geometry), dtype=object))
    ring, other = segments.ring, segments.other
    ring_start = np.flatnonzero(np.diff(ring, prepend=-1))
    ring_size = np.diff(ring_start, append=len(ring))
    ring_end = ring_start + ring_size - 1

    before = np.arange(len(ring)) - 1
    before[ring_start] = ring_end
    starts = other != other[before]
    starts[ring_start[~np.logical_or.reduceat(starts, ring_start)]] = (
        True  # one neighbour all round
    )
    start = np.flatnonzero(starts)
    of_ring = ring[start]
    _, first_of_ring = np.unique(of_ring, return_index=True)
    following = np.append(start[1:], 0)
    last_of_ring = np.append(first_of_ring[1:], len(start)) - 1
    following[last_of_ring] = start[first_of_ring] + ring_size  # round the end of the ring

    keep = (other[start] == OUTSIDE) | (segments.unit[start] < other[start])
    start, of_ring, size = start[keep], of_ring[keep], (following - start)[keep]
    first_point = np.concatenate([[0], np.cumsum(size + 1)])
    step = np.arange(first_point[-1]) - np.repeat(first_point[:-1], size + 1)
    base = np.repeat(ring_start[of_ring], size + 1)
    along = np.repeat(start, size + 1) - base + step
    return Arcs(
        left=segments.unit[start],
        right=other[start],
        first_point=first_point,
        points=segments.start[base + along % np.repeat(ring_size[of_ring], size + 1)],
    )


@dataclass(frozen=True)
class _Segments:
    """Every segment of every ring, ring by ring in the order of its points.

    Attributes:
        unit: shape (segments,), the unit whose ring it is.
        ring: shape (segments,), number of the ring, from 0.
        other: shape (segments,), the unit on the far side, or ``OUTSIDE``; ``unit`` itself where
            two pieces of a unit touch.
        start: shape (segments, 2), its first point.
        metres: shape (segments,), its length.
    """

    unit: Integers
    ring: Integers
    other: Integers
    start: NDArray[np.float64]
    metres: NDArray[np.float64]


def _find_segments(geometry: NDArray[np.object_]) -> _Segments:
    """Find every segment and what lies beyond it, by hashing its two ends.

    Raises:
        ValueError: more than two units share one segment.
    """
    rings, unit_of_ring = _rings(geometry)
    points, ring_of_point = shapely.get_coordinates(rings, return_index=True)
    same_ring = ring_of_point[1:] == ring_of_point[:-1]
    start, end = points[:-1][same_ring], points[1:][same_ring]
    ring = ring_of_point[:-1][same_ring].astype(np.int64)
    unit = unit_of_ring[ring]

    backwards = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
    low, high = start.copy(), end.copy()
    low[backwards], high[backwards] = end[backwards], start[backwards]
    key = np.ascontiguousarray(np.hstack([low, high])).view("V32").ravel()
    order = np.argsort(key, kind="stable")
    same_as_next = key[order][1:] == key[order][:-1]
    if np.any(same_as_next[1:] & same_as_next[:-1]):
        raise ValueError("More than two units share one segment: the units overlap.")
    one, two = order[:-1][same_as_next], order[1:][same_as_next]
    other = np.full(len(unit), OUTSIDE, dtype=np.int64)
    other[one], other[two] = unit[two], unit[one]
    return _Segments(unit, ring, other, start, np.hypot(*(end - start).T))


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
