"""Simplified outlines still fit together."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from numpy.typing import NDArray

from geo.sources.errors import SourceError
from geo.sources.outlines import simplify, to_text
from geo.sources.postcodes import find_near, find_units_of_points


def wavy_neighbours() -> NDArray[np.object_]:
    """Two rectangles of 1,000 m with a common edge that waves by a few centimetres and metres."""
    heights = np.linspace(0, 1000, 101)
    waves = 500 + 3 * np.sin(heights / 20)
    edge = np.column_stack([waves, heights])
    west = [(0, 1000), (0, 0), *edge]
    east = [(1000, 0), (1000, 1000), *edge[::-1]]
    return np.array([shapely.Polygon(west), shapely.Polygon(east)], dtype=object)


def test_neighbours_keep_one_common_edge_and_their_area() -> None:
    published = wavy_neighbours()
    simple = simplify(published)
    assert shapely.coverage_is_valid(simple)
    assert shapely.get_num_coordinates(simple).sum() < shapely.get_num_coordinates(published).sum()
    assert shapely.area(simple).sum() == pytest.approx(1_000_000, rel=0.001)


def test_the_text_holds_exactly_what_was_checked() -> None:
    simple = simplify(wavy_neighbours())
    assert shapely.from_wkt(to_text(simple)).tolist() == simple.tolist()


def test_where_a_ring_starts_makes_no_difference() -> None:
    west, east = wavy_neighbours()
    ring = west.exterior.coords[:-1]
    turned = shapely.Polygon([*ring[7:], *ring[:7]][::-1])
    again = simplify(np.array([turned, east], dtype=object))
    assert to_text(again) == to_text(simplify(np.array([west, east], dtype=object)))


def test_overlapping_outlines_are_refused() -> None:
    overlapping = np.array([shapely.box(0, 0, 100, 100), shapely.box(90, 0, 200, 100)])
    with pytest.raises(SourceError, match="overlap"):
        simplify(overlapping)


def test_outlines_that_would_shrink_too_much_are_refused() -> None:
    with pytest.raises(SourceError, match="changed the total area"):
        simplify(np.array([shapely.Point(0, 0).buffer(30, quad_segs=64)], dtype=object))


def test_points_fall_into_the_first_outline_that_holds_them() -> None:
    outlines = np.array([shapely.box(0, 0, 100, 100), shapely.box(100, 0, 200, 100)])
    eastings, northings = np.array([50.0, 150, 100, 250]), np.array([50.0, 50, 50, 50])
    assert find_units_of_points(eastings, northings, outlines).tolist() == [0, 1, 0, -1]
    assert find_near(eastings, northings, outlines, metres=50).tolist() == [True] * 4
    assert find_near(eastings, northings, outlines, metres=49).tolist()[3] is False
