"""Where names stand: inside if they fit, else beside with a line, never on each other."""

from __future__ import annotations

import itertools

import pytest
import shapely

from geo.maps.printed.content import Name
from geo.maps.printed.frame import Frame
from geo.maps.printed.furniture import bar_metres, bar_millimetres
from geo.maps.printed.names import place_names
from geo.maps.printed.paper import Box

FRAME = Frame(Box(10, 10, 110, 110), (0, 0, 10_000, 10_000))
"""A hundred millimetres for ten kilometres."""


def test_a_name_that_fits_stands_inside_on_one_line() -> None:
    (placed,), left = place_names([Name("Ada", shapely.box(0, 0, 9_000, 9_000))], FRAME, 8)
    assert placed.lines == ("Ada",)
    assert placed.lead is None
    assert placed.box.centre == pytest.approx((55, 55), abs=1)
    assert left == ()


def test_a_long_name_is_broken_to_fit_a_narrow_area() -> None:
    name = Name("Upper and Lower Bythorn", shapely.box(4_000, 0, 5_400, 9_000))
    (placed,), _ = place_names([name], FRAME, 8)
    assert len(placed.lines) > 1
    assert placed.lead is None


def test_a_name_that_does_not_fit_is_led_to_its_area() -> None:
    name = Name("Bythorn Waterside", shapely.box(5_000, 5_000, 5_300, 5_300))
    (placed,), _ = place_names([name], FRAME, 8)
    assert placed.lead is not None
    assert placed.lead[1] == pytest.approx((61.5, 61.5), abs=0.2)


def test_a_name_that_nobody_needs_is_not_led_to_its_area() -> None:
    shape = shapely.box(5_000, 5_000, 5_300, 5_300)
    placed, left = place_names([Name("Bythorn Waterside", shape, required=False)], FRAME, 8)
    assert placed == left == ()


def test_crowded_names_never_overlap_and_those_without_room_are_returned() -> None:
    shapes = [
        shapely.box(x, y, x + 300, y + 300)
        for x in range(3_000, 6_600, 300)
        for y in range(3_000, 6_600, 300)
    ]
    names = [Name(f"Neighbourhood {place}", shape) for place, shape in enumerate(shapes)]
    placed, left = place_names(names, FRAME, 8)
    assert left
    assert len(placed) + len(left) == len(names)
    for one, other in itertools.combinations(placed, 2):
        assert not one.box.overlaps(other.box)
    leads = [shapely.LineString(each.lead) for each in placed if each.lead is not None]
    assert not any(one.intersects(other) for one, other in itertools.combinations(leads, 2))
    assert all(FRAME.box.holds(each.box) for each in placed)


def test_names_keep_off_what_is_blocked() -> None:
    blocked = Box(10, 10, 110, 60)
    (placed,), _ = place_names(
        [Name("Ada", shapely.box(0, 0, 10_000, 10_000))], FRAME, 8, [blocked]
    )
    assert not placed.box.overlaps(blocked)


def test_the_order_in_which_names_come_does_not_matter() -> None:
    names = [Name(f"Name {x}", shapely.box(x, 0, x + 700, 700)) for x in range(0, 9_000, 700)]
    one, _ = place_names(names, FRAME, 8)
    other, _ = place_names(names[::-1], FRAME, 8)
    assert one == other


def test_the_scale_bar_is_as_long_as_it_says() -> None:
    assert bar_metres(FRAME) == 2_000
    assert bar_millimetres(FRAME) == pytest.approx(20)


def test_a_frame_shows_its_extent_and_then_as_much_ground_as_there_is() -> None:
    frame = Frame.around((0, 0, 1_000, 1_000), Box(0, 0, 20, 10), (0, 0, 5_000, 5_000))
    assert frame.bounds == pytest.approx((0, 0, 2_000, 1_000))
    assert frame.metres_per_millimetre == pytest.approx(100)
    middle = Frame.around((0, 0, 1_000, 1_000), Box(0, 0, 20, 10))
    assert middle.bounds == pytest.approx((-500, 0, 1_500, 1_000))
