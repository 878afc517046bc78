"""Age groups against a count of single years that makes the bands."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.model import AGE_BANDS
from geo.model.ages import aged_65_and_over, aged_under_18


@given(st.lists(st.integers(0, 900), min_size=18, max_size=18), st.integers(0, 900))
def test_groups_are_those_of_single_years_where_each_band_is_even(
    per_year: list[int], oldest: int
) -> None:
    years = [people for people in per_year for _ in range(5)]
    bands = np.array([*(5 * people for people in per_year), oldest], dtype=float)
    assert len(bands) == len(AGE_BANDS)
    assert aged_under_18(bands) == pytest.approx(sum(years[:18]))
    assert aged_65_and_over(bands) == sum(years[65:]) + oldest


def test_an_unknown_band_makes_its_group_unknown() -> None:
    bands = np.full((2, len(AGE_BANDS)), 10.0)
    bands[1, 3] = np.nan
    assert np.isnan(aged_under_18(bands)).tolist() == [False, True]
    assert aged_65_and_over(bands).tolist() == [60.0, 60.0]
