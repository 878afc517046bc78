"""The smallest place of England, so that the script for all of it is known to work."""

from __future__ import annotations

from typing import Any

import pytest

from tests.benchmarks.england import cut_and_disturb, read_places, repair, summary


@pytest.mark.filterwarnings("ignore")
@pytest.mark.benchmark(group="England")
def test_repairing_the_smallest_place_of_england(benchmark: Any) -> None:
    ((code, whole),) = read_places(1)
    _, place = cut_and_disturb(code, whole)
    assert place.areas_in_band(place.home) < place.home.max() + 1
    repaired = benchmark.pedantic(lambda: repair(code, place, 300), rounds=1)
    assert repaired.fits
    assert max(repaired.over, repaired.bound) <= repaired.moved
    assert summary([repaired], repaired.seconds).startswith("1 of 1 places repaired (100.0%)")
