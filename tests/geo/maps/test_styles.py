"""The palette: contrast, lightness without colour, and neighbours that differ."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from geo.maps import styles
from geo.maps.styles import Pattern, colour_areas, contrast, lightness, line_styles
from geo.model import UNASSIGNED, BandStatus, Pack
from geo.topology import find_adjacency
from tests.geo.test_topology import HEIGHT, WIDTH, squares

LINES = [*styles.LINE_STYLES.values(), *styles.OTHER_LINE_STYLES]
GROUNDS = [
    styles.PAPER,
    styles.CONTEXT,
    *styles.AREA_COLOURS,
    styles.STATUS_STYLES[BandStatus.WITHIN].fill.colour,
]
STATES = [BandStatus.WITHIN, BandStatus.BELOW, BandStatus.ABOVE, BandStatus.UNKNOWN]


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)
    assert contrast("#FFFFFF", "#005EB8") == contrast("#005EB8", "#FFFFFF")


def test_lightness_runs_from_black_to_white() -> None:
    assert lightness("#000000") == pytest.approx(0)
    assert lightness("#FFFFFF") == pytest.approx(100)
    assert lightness("#777777") == pytest.approx(50, abs=0.5)


@pytest.mark.parametrize("style", LINES, ids=lambda style: style.colour)
def test_lines_stand_out_from_their_casing_and_from_pale_fills(style: styles.LineStyle) -> None:
    assert min(contrast(style.colour, ground) for ground in GROUNDS) >= 3


@pytest.mark.parametrize("style", LINES, ids=lambda style: style.colour)
def test_names_can_be_read_on_their_halo(style: styles.LineStyle) -> None:
    assert contrast(style.colour, styles.PAPER) >= 4.5


@pytest.mark.parametrize("colour", [styles.HIGHLIGHT, styles.MARK, styles.PLACE, styles.PRACTICE])
def test_marks_and_their_names_can_be_read(colour: str) -> None:
    assert contrast(colour, styles.PAPER) >= 4.5


def test_no_two_layers_are_drawn_alike() -> None:
    assert len({style.colour for style in LINES}) == len(LINES)
    assert len({(style.width, style.dash, style.name_size) for style in LINES}) == len(LINES)


def test_every_layer_of_the_pack_has_its_own_line(pack: Pack) -> None:
    found = line_styles([layer.definition for layer in pack.layers.values()])
    assert set(found) == set(pack.layers)
    assert len(set(found.values())) == len(found)


def test_known_states_are_told_without_colour_by_lightness() -> None:
    light = [lightness(styles.STATUS_STYLES[status].fill.colour) for status in STATES[:3]]
    assert all(one - other >= 7 for one, other in pairwise(light)), light


def test_unknown_is_told_by_its_pattern_and_is_less_striking_than_a_fault() -> None:
    unknown = styles.STATUS_STYLES[BandStatus.UNKNOWN].fill
    assert unknown.pattern not in {styles.STATUS_STYLES[known].fill.pattern for known in STATES[:3]}
    for fault in (BandStatus.BELOW, BandStatus.ABOVE):
        fill = styles.STATUS_STYLES[fault].fill
        assert lightness(unknown.colour) > lightness(fill.colour)
        assert contrast(unknown.ink, styles.PAPER) < contrast(fill.ink, styles.PAPER)


def test_status_is_told_without_colour_by_pattern_symbol_and_word() -> None:
    shown = [styles.STATUS_STYLES[status] for status in [*STATES, None]]
    patterns = [style.fill.pattern for style in shown[:4]]
    assert len(set(patterns)) == 4
    assert len({style.symbol for style in shown}) == 5
    assert len({style.word for style in shown}) == 5


@pytest.mark.parametrize("status", STATES)
def test_patterns_stand_out_from_their_ground(status: BandStatus) -> None:
    fill = styles.STATUS_STYLES[status].fill
    assert fill.pattern is Pattern.NONE or contrast(fill.ink, fill.colour) >= 3


@pytest.mark.parametrize("scale", [styles.SEQUENTIAL, styles.DECILES[::-1]])
def test_scales_grow_darker_step_by_step(scale: list[str]) -> None:
    light = [lightness(colour) for colour in scale]
    least = 8 if len(scale) == 5 else 4
    assert all(one - other >= least for one, other in pairwise(light))


def test_unknown_is_the_fill_of_nothing_that_is_known() -> None:
    known = {*styles.SEQUENTIAL, *styles.DECILES, *styles.AREA_COLOURS}
    assert styles.UNKNOWN_FILL.colour not in known
    assert styles.UNKNOWN_FILL.pattern is Pattern.CROSS


def test_area_colours_are_pale_enough_for_names() -> None:
    assert min(lightness(colour) for colour in styles.AREA_COLOURS) > 80


assignments = st.lists(
    st.integers(UNASSIGNED, 6), min_size=WIDTH * HEIGHT, max_size=WIDTH * HEIGHT
).map(np.array)


@given(assignments)
def test_neighbouring_areas_differ(area_of_unit: NDArray[np.int64]) -> None:
    geometry = squares()
    colours = colour_areas(find_adjacency(geometry), area_of_unit)
    assert set(colours) == set(area_of_unit.tolist()) - {UNASSIGNED}
    for one, other in combinations(range(len(geometry)), 2):
        areas = area_of_unit[one], area_of_unit[other]
        touching = geometry[one].intersection(geometry[other]).length > 0
        if touching and areas[0] != areas[1] and UNASSIGNED not in areas:
            assert colours[areas[0]] != colours[areas[1]]


def test_few_colours_are_enough_for_the_pack(pack: Pack) -> None:
    adjacency = find_adjacency(pack.units.geometry)
    for layer in pack.layers.values():
        colours = colour_areas(adjacency, layer.area_of_unit)
        assert max(colours.values()) < 6
        one = layer.area_of_unit[adjacency.first]
        other = layer.area_of_unit[adjacency.second]
        for first, second in zip(one.tolist(), other.tolist(), strict=True):
            if first != second and UNASSIGNED not in (first, second):
                assert colours[first] != colours[second]
