"""Growth and leaving, worked by hand on the toy county."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from geo.advice.robustness.growth import grown, growth_worlds, later
from geo.advice.robustness.leaving import Leaving, find_leaving
from geo.advice.robustness.rates import RateRange, one_rate, percent_words, rates_by_area
from geo.advice.robustness.worlds import Kind
from geo.model import Band, Measure, Pack
from geo.pack import read_pack
from tests.toy_county import write_toy_pack

MID_2019 = date(2019, 6, 30)


def words(pack: Pack, low: float, high: float, years: int, band: Band | None = None) -> list[str]:
    rates = one_rate(len(pack.units), low, high)
    held = band or pack.published_bands["neighbourhood"]
    found = find_leaving(pack, pack.layer("pcn"), held, rates, MID_2019, years)
    return [each.words for each in found]


def test_growth_is_geometric_and_in_whole_people() -> None:
    counts = np.array([1000.0, 250.0, np.nan, 0.0])
    percent = np.array([10.0, 0.2, 1.0, 5.0])
    np.testing.assert_array_equal(grown(counts, percent, 2), [1210, 251, np.nan, 0])
    np.testing.assert_array_equal(grown(np.array([250.0]), np.array([0.2]), 1), [251])
    np.testing.assert_array_equal(grown(counts, np.full(4, np.nan), 0), counts)


def test_each_year_has_a_low_a_middle_and_a_high_world(toy_pack: Pack) -> None:
    worlds = growth_worlds(toy_pack, one_rate(24, 0, 10), MID_2019, 2)
    assert [world.label for world in worlds] == [
        f"mid-{year}, {path} growth" for year in (2020, 2021) for path in ("low", "middle", "high")
    ]
    assert {world.kind for world in worlds} == {Kind.GROWTH}
    first = toy_pack.units.position["S11"]  # 100 residents
    assert [world.figures[Measure.RESIDENTS].counts[first] for world in worlds] == [
        *(100, 105, 110),
        *(100, 110, 121),  # 110.25 and 121 people
    ]
    assert worlds[-1].origin == "Residents of mid-2019, grown for 2 years at the high rates."
    assert growth_worlds(toy_pack, one_rate(24, 0, 10), MID_2019, 0) == []


def test_a_leap_day_has_a_successor() -> None:
    assert later(date(2020, 2, 29), 1) == date(2021, 2, 28)
    assert later(MID_2019, 3) == date(2022, 6, 30)


def test_years_are_told_as_a_range(toy_pack: Pack) -> None:
    """N1 has 600 and N2 2,400: outside 1,000 to 2,000; N3 has 1,200 and N4 1,800.

    At 10 per cent N3 is above 2,000 after six years (2,126) and N4 after two (2,178); at 5 per cent
    after eleven (2,052) and three (2,084).
    """
    assert words(toy_pack, 5, 10, 12)[:4] == [
        *("already outside", "already outside"),
        *("between 2025 and 2030", "between 2021 and 2022"),
    ]
    assert words(toy_pack, 10, 10, 12)[2:4] == ["in 2025", "in 2021"]
    assert words(toy_pack, 5, 10, 8)[2] == "in 2025 at the earliest"
    assert words(toy_pack, 5, 10, 5)[2] == "not by 2024"
    assert words(toy_pack, 0, 0, 20)[2:4] == ["not by 2039"] * 2


def test_where_both_ends_can_be_passed_no_latest_year_is_claimed(toy_pack: Pack) -> None:
    """N4 falls below 1,700 at −5 per cent and rises above 1,900 at 5, and may stay at 1,800."""
    band = Band("neighbourhood", 1_700, 1_900)
    assert words(toy_pack, -5, 5, 30, band)[3] == "in 2021 at the earliest"
    assert words(toy_pack, -5, -4, 30, band)[3] == "in 2021"
    assert words(toy_pack, 0, 0, 30, band)[3] == "not by 2049"


def test_a_band_without_an_upper_end_is_left_only_below(toy_pack: Pack) -> None:
    band = Band("neighbourhood", 1_000, None)
    assert words(toy_pack, 5, 10, 12, band)[1:4] == ["not by 2031"] * 3
    assert words(toy_pack, -10, -5, 12, band)[2] == "between 2021 and 2023"


def test_unknown_residents_make_the_year_unknown(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = write_toy_pack(tmp_path_factory.mktemp("p") / "toy", residents={"S13": "unknown"})
    pack = read_pack(folder)
    assert words(pack, 5, 10, 12)[2:4] == ["unknown", "between 2021 and 2022"]


def test_a_unit_without_a_rate_makes_the_year_unknown(toy_pack: Pack) -> None:
    rates = rates_by_area(toy_pack.layer("district"), {"DW": RateRange(5, 10)}, None)
    band = toy_pack.published_bands["neighbourhood"]
    found = find_leaving(toy_pack, toy_pack.layer("pcn"), band, rates, MID_2019, 12)
    assert [each.words for each in found] == [
        *("already outside", "already outside", "unknown", "unknown", "already outside")
    ]


def test_what_is_not_known_has_no_year() -> None:
    assert Leaving(MID_2019, 10, None).words == "unknown"
    assert Leaving(MID_2019, 10, True).words == "already outside"


@pytest.mark.parametrize(
    ("low", "high"), [(1, 0), (0, 11), (-10.5, 0), (float("nan"), 1), (0, float("inf"))]
)
def test_absurd_rates_are_refused(low: float, high: float) -> None:
    with pytest.raises(ValueError, match=r"rate|per cent"):
        one_rate(3, low, high)


def test_rates_are_written_as_readers_write_them() -> None:
    assert RateRange(-0.5, 1.25).words == "−0.5 to 1.25 per cent a year"
    assert RateRange(1, 1).words == "1 per cent a year"
    assert percent_words(-0.0) == "0"
