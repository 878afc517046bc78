"""Arcs: border lines between units, beside a slow and obvious second computation."""

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from geo.topology import OUTSIDE, dissolve, find_arcs

WIDTH, HEIGHT, AREAS = 5, 4, 4


def squares() -> NDArray[np.object_]:
    """A drawn county of squares of one kilometre, row by row from the south-west."""
    return np.array(
        [
            shapely.box(x * 1000, y * 1000, x * 1000 + 1000, y * 1000 + 1000)
            for y in range(HEIGHT)
            for x in range(WIDTH)
        ],
        dtype=object,
    )


assignments = st.lists(
    st.integers(0, AREAS - 1), min_size=WIDTH * HEIGHT, max_size=WIDTH * HEIGHT
).map(np.array)


def outline(geometry: NDArray[np.object_], group: NDArray[np.bool_]) -> shapely.Geometry:
    """The group's area, from the arcs that have it on one side only."""
    arcs = find_arcs(geometry)
    lines = [
        shapely.LineString(arcs.line(arc))
        for arc in range(len(arcs))
        if group[arcs.left[arc]] != (arcs.right[arc] != OUTSIDE and group[arcs.right[arc]])
    ]
    faces = shapely.get_parts(shapely.polygonize(lines))
    inside = shapely.union_all(geometry[group])
    kept = [face for face in faces if inside.contains(face.representative_point())]
    return shapely.union_all(kept)


@given(assignments)
def test_arcs_of_a_layer_polygonised_give_the_dissolved_areas(
    area_of_unit: NDArray[np.int64],
) -> None:
    geometry = squares()
    united = dissolve(geometry, area_of_unit, AREAS)
    for area in range(AREAS):
        group = area_of_unit == area
        if group.any():
            assert outline(geometry, group).equals(united[area])


@given(assignments)
def test_arcs_of_merged_squares_have_the_area_they_name_on_each_side(
    area_of_unit: NDArray[np.int64],
) -> None:
    """Units of odd shapes: holes, pieces that meet at corners, units all inside another."""
    geometry = dissolve(squares(), area_of_unit, AREAS)
    geometry = geometry[[not shape.is_empty for shape in geometry]]
    arcs = find_arcs(geometry)
    for arc in range(len(arcs)):
        start, end = arcs.line(arc)[:2]
        along = (end - start) / np.hypot(*(end - start))
        middle, aside = (start + end) / 2, np.array([-along[1], along[0]])
        left, right = shapely.Point(middle + aside), shapely.Point(middle - aside)
        assert geometry[arcs.left[arc]].contains(left)
        if arcs.right[arc] == OUTSIDE:
            assert not any(shape.contains(right) for shape in geometry)
        else:
            assert geometry[arcs.right[arc]].contains(right)


@given(assignments)
def test_every_border_is_in_exactly_one_arc(area_of_unit: NDArray[np.int64]) -> None:
    geometry = dissolve(squares(), area_of_unit, AREAS)
    geometry = geometry[[not shape.is_empty for shape in geometry]]
    arcs = find_arcs(geometry)
    lines = [shapely.LineString(arcs.line(arc)) for arc in range(len(arcs))]
    borders = shapely.union_all([shape.boundary for shape in geometry])
    assert shapely.union_all(lines).equals(borders)
    assert sum(line.length for line in lines) == borders.length


def test_two_squares_share_one_arc_and_have_one_arc_each_with_the_outside() -> None:
    arcs = find_arcs(squares()[:2])
    sides = sorted(zip(arcs.left.tolist(), arcs.right.tolist(), strict=True))
    assert sides == [(0, OUTSIDE), (0, 1), (1, OUTSIDE)]


def test_a_unit_within_another_is_one_closed_arc() -> None:
    inner = shapely.box(1, 1, 2, 2)
    outer = shapely.box(0, 0, 3, 3).difference(inner)
    arcs = find_arcs(np.array([outer, inner], dtype=object))
    shared = [arc for arc in range(len(arcs)) if arcs.right[arc] == 1]
    assert len(shared) == 1
    line = arcs.line(shared[0])
    assert line[0].tolist() == line[-1].tolist()
