"""Bands: whichever way a figure is, its status, its distance and its words agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.model import Band, BandStatus

PEOPLE = st.integers(0, 3_000_000)


@st.composite
def bands(draw: st.DrawFn) -> Band:
    lowest = draw(PEOPLE)
    highest = draw(st.none() | st.integers(lowest, 4_000_000))
    return Band("place", lowest, highest)


@given(bands(), PEOPLE)
def test_exactly_one_of_short_within_and_over_holds(band: Band, people: int) -> None:
    status, short, over = band.status(people), band.short(people), band.over(people)
    assert short is not None
    assert over is not None
    assert (status is BandStatus.BELOW) == (short > 0)
    assert (status is BandStatus.ABOVE) == (over > 0)
    assert (status is BandStatus.WITHIN) == (short == over == 0)


@given(bands(), PEOPLE)
def test_moving_the_told_number_of_people_brings_a_figure_inside(band: Band, people: int) -> None:
    moved = people + (band.short(people) or 0) - (band.over(people) or 0)
    assert band.status(moved) is BandStatus.WITHIN


@given(bands())
def test_a_missing_figure_is_unknown(band: Band) -> None:
    assert band.status(None) is BandStatus.UNKNOWN
    assert band.short(None) is None
    assert band.over(None) is None


@given(bands())
def test_both_ends_are_inside(band: Band) -> None:
    assert band.status(band.lowest) is BandStatus.WITHIN
    if band.highest is not None:
        assert band.status(band.highest) is BandStatus.WITHIN


@pytest.mark.parametrize(("lowest", "highest"), [(-1, 10), (10, 9)])
def test_ends_below_zero_or_swapped_are_refused(lowest: int, highest: int) -> None:
    with pytest.raises(ValueError, match="The band of place"):
        Band("place", lowest, highest)


def test_a_band_is_written_as_readers_write_it() -> None:
    assert Band("place", 330_000, 700_000).words == "330,000 to 700,000"
    assert Band("system", 1_000_000, None).words == "1,000,000 or more"
