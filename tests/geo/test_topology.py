"""Adjacency, parts, holes and dissolving, each beside a slow and obvious second computation."""

from itertools import combinations

import networkx
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from geo.model import UNASSIGNED
from geo.topology import Adjacency, dissolve, find_adjacency, find_holes, find_parts

WIDTH, HEIGHT = 5, 4


def squares(width: int = WIDTH, height: int = HEIGHT) -> NDArray[np.object_]:
    """A drawn county of squares of one kilometre, row by row from the south-west."""
    return np.array(
        [
            shapely.box(x * 1000, y * 1000, x * 1000 + 1000, y * 1000 + 1000)
            for y in range(height)
            for x in range(width)
        ],
        dtype=object,
    )


def drawing(text: str) -> NDArray[np.int64]:
    """Read a drawn map, north at the top: a letter is an area, a dot is unassigned."""
    rows = [line.strip() for line in text.strip().splitlines()][::-1]
    return np.array(
        [UNASSIGNED if letter == "." else ord(letter) - ord("a") for row in rows for letter in row]
    )


def graph_of(adjacency: Adjacency) -> networkx.Graph:
    graph = networkx.Graph()
    graph.add_nodes_from(range(adjacency.units))
    graph.add_edges_from(zip(adjacency.first.tolist(), adjacency.second.tolist(), strict=True))
    return graph


assignments = st.lists(
    st.integers(UNASSIGNED, 3), min_size=WIDTH * HEIGHT, max_size=WIDTH * HEIGHT
).map(np.array)


def test_squares_touch_along_edges_and_not_at_corners() -> None:
    geometry = squares()
    adjacency = find_adjacency(geometry)
    found = set(zip(adjacency.first.tolist(), adjacency.second.tolist(), strict=True))
    obvious = {
        (one, other)
        for one, other in combinations(range(len(geometry)), 2)
        if geometry[one].intersection(geometry[other]).length > 0
    }
    assert found == obvious
    assert set(adjacency.shared_metres.tolist()) == {1000.0}


def test_units_on_the_edge_of_the_county_are_known() -> None:
    inside = {6, 7, 8, 11, 12, 13}
    on_outside = find_adjacency(squares()).on_outside
    assert set(np.flatnonzero(~on_outside).tolist()) == inside


def test_neighbours_of_one_unit_are_given_in_order() -> None:
    assert find_adjacency(squares()).neighbours(6).tolist() == [1, 5, 7, 11]


def test_three_units_on_one_segment_are_refused_as_overlapping() -> None:
    geometry = np.array([shapely.box(0, 0, 1, 1)] * 3, dtype=object)
    with pytest.raises(ValueError, match="overlap"):
        find_adjacency(geometry)


def test_an_area_in_two_pieces_has_two_parts() -> None:
    area_of_unit = drawing(
        """
        aabbb
        aabbb
        bbbbb
        bbbaa
        """
    )
    parts = find_parts(find_adjacency(squares()), area_of_unit)
    assert len(set(parts[area_of_unit == 0].tolist())) == 2
    assert len(set(parts[area_of_unit == 1].tolist())) == 1


def test_pieces_that_meet_at_a_corner_are_two() -> None:
    area_of_unit = drawing(
        """
        bbbbb
        babbb
        bbabb
        bbbbb
        """
    )
    parts = find_parts(find_adjacency(squares()), area_of_unit)
    assert len(set(parts[area_of_unit == 0].tolist())) == 2


@given(assignments)
def test_parts_are_the_connected_components_of_each_area(area_of_unit: NDArray[np.int64]) -> None:
    adjacency = find_adjacency(squares())
    parts = find_parts(adjacency, area_of_unit)
    graph = graph_of(adjacency)
    for area in set(area_of_unit.tolist()):
        members = np.flatnonzero(area_of_unit == area).tolist()
        obvious = {
            frozenset(group) for group in networkx.connected_components(graph.subgraph(members))
        }
        found = {
            frozenset(np.flatnonzero(parts == part).tolist())
            for part in set(parts[members].tolist())
        }
        assert found == obvious


def test_a_doughnut_has_a_hole_and_an_area_at_the_edge_has_none() -> None:
    area_of_unit = drawing(
        """
        aaaab
        abbab
        aaaab
        ccccb
        """
    )
    adjacency = find_adjacency(squares())
    holes = find_holes(adjacency, area_of_unit, find_parts(adjacency, area_of_unit))
    assert {area: [hole.tolist() for hole in found] for area, found in holes.items()} == {
        0: [[11, 12]]
    }


@given(assignments)
def test_holes_are_what_a_part_cuts_off_from_outside(area_of_unit: NDArray[np.int64]) -> None:
    adjacency = find_adjacency(squares())
    parts = find_parts(adjacency, area_of_unit)
    holes = find_holes(adjacency, area_of_unit, parts)
    graph = graph_of(adjacency)
    graph.add_edges_from(
        ("outside", unit) for unit in np.flatnonzero(adjacency.on_outside).tolist()
    )
    obvious: dict[int, set[frozenset[int]]] = {}
    for part in set(parts.tolist()):
        members = np.flatnonzero(parts == part).tolist()
        area = int(area_of_unit[members[0]])
        rest = graph.subgraph(set(graph) - set(members))
        enclosed = {
            frozenset(group)
            for group in networkx.connected_components(rest)
            if "outside" not in group
        }
        if enclosed and area != UNASSIGNED:
            obvious.setdefault(area, set()).update(enclosed)
    found = {area: {frozenset(hole.tolist()) for hole in pieces} for area, pieces in holes.items()}
    assert found == obvious


@given(assignments)
def test_dissolving_gives_the_union_of_the_units(area_of_unit: NDArray[np.int64]) -> None:
    geometry = squares()
    united = dissolve(geometry, area_of_unit, 4)
    for area in range(4):
        obvious = shapely.union_all(geometry[area_of_unit == area])
        assert united[area].equals(obvious)
        assert united[area].geom_type in {"Polygon", "MultiPolygon"}
