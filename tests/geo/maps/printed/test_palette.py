"""Colours on paper: told apart in grey and by every eye, with text that can be read on them."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from geo.maps.area_colours import COLOURS
from geo.maps.printed.palette import (
    CONTEXT_FILL,
    GROUP_FILLS,
    OTHER_GROUPS,
    PRINTED_COLOURS,
    SUBJECT_FILL,
    neighbour_fills,
    printed,
)
from geo.maps.printed.wording import CONTEXT_NAME
from geo.maps.styles import INK, LINE_STYLES, PAPER, PRACTICE, STATUS_STYLES, contrast, lightness
from geo.model import UNASSIGNED, Pack
from geo.topology import find_adjacency

GROUPS = (*GROUP_FILLS, OTHER_GROUPS)
STATUSES = [printed(style.fill) for style in STATUS_STYLES.values()]


def test_there_are_as_many_colours_on_paper_as_on_the_screen() -> None:
    assert len(PRINTED_COLOURS) == len(COLOURS) == len(set(PRINTED_COLOURS))
    assert 4 <= len(PRINTED_COLOURS) <= 6


def test_the_four_colours_that_are_nearly_always_enough_differ_clearly_in_grey() -> None:
    first = [lightness(colour) for colour in PRINTED_COLOURS[:4]]
    assert min(abs(one - other) for one, other in itertools.combinations(first, 2)) > 5
    every = [lightness(colour) for colour in PRINTED_COLOURS]
    assert min(abs(one - other) for one, other in itertools.combinations(every, 2)) > 2


@pytest.mark.parametrize("layer", ["pcn", "ccg", "district", "ward"])
def test_areas_that_touch_differ_in_grey(layer: str, pack: Pack) -> None:
    adjacency = find_adjacency(pack.units.geometry)
    areas = pack.layer(layer)
    fills = neighbour_fills(areas, adjacency)
    light = np.array([lightness(fills[area.code].colour) for area in areas.areas])
    one, other = areas.area_of_unit[adjacency.first], areas.area_of_unit[adjacency.second]
    across = (one != other) & (one != UNASSIGNED) & (other != UNASSIGNED)
    assert np.abs(light[one[across]] - light[other[across]]).min() > 2


@pytest.mark.parametrize("fill", [*GROUPS, *STATUSES, SUBJECT_FILL, CONTEXT_FILL])
def test_text_can_be_read_on_every_fill(fill: object) -> None:
    colour = getattr(fill, "colour", "")
    assert contrast(INK, colour) >= 4.5
    assert contrast(CONTEXT_NAME, CONTEXT_FILL.colour) >= 4.5


def test_lines_and_signs_stand_out_from_every_ground() -> None:
    grounds = [*PRINTED_COLOURS, SUBJECT_FILL.colour, PAPER, CONTEXT_FILL.colour]
    for ground in grounds:
        assert all(contrast(style.colour, ground) >= 3 for style in LINE_STYLES.values())
        assert contrast(PRACTICE, ground) >= 3


def test_patterns_stand_out_from_their_ground_and_differ() -> None:
    patterned = [fill for fill in (*GROUPS, *STATUSES) if fill.hatch]
    assert all(contrast(fill.colour, fill.ink) >= 3 for fill in patterned)
    for family in (GROUPS, STATUSES):
        signs = [fill.hatch for fill in family if fill.hatch]
        assert len(set(signs)) == len(signs)


def test_names_in_the_colour_of_their_layer_can_be_read() -> None:
    named = [style for key, style in LINE_STYLES.items() if key != "unit"]
    assert all(contrast(style.colour, PAPER) >= 4.5 for style in named)
