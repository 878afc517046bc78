"""Worlds for a search: what is dropped follows from what is kept."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.advice.robustness.for_search import unit_worlds
from geo.advice.robustness.growth import growth_worlds
from geo.advice.robustness.other_dates import date_worlds
from geo.advice.robustness.rates import one_rate
from geo.advice.robustness.weak_ties import find_weak_ties, tie_worlds
from geo.advice.robustness.worlds import Counted, Kind, World
from geo.model import Band, Measure, Pack
from geo.plan.state import State


def world(label: str, *counts: float) -> World:
    figures = {Measure.RESIDENTS: Counted(date(2019, 6, 30), np.array(counts, dtype=float))}
    return World(Kind.DATES, label, "Made up.", figures)


def test_worlds_between_two_others_and_copies_are_dropped() -> None:
    worlds = [
        world("low", 1, 1),
        world("between", 2, 2),
        world("high", 3, 3),
        world("high again", 3, 3),
        world("askew", 0, 4),
    ]
    found = unit_worlds(worlds, Measure.RESIDENTS, np.array([0, 1]))
    assert found.labels == ("low", "high", "askew")
    assert found.dropped == ("between", "high again")
    assert found.counts.tolist() == [[1, 1], [3, 3], [0, 4]]
    assert found.lower.tolist() == [True, False, True]
    assert found.upper.tolist() == [False, True, True]


def test_what_matters_depends_on_the_units() -> None:
    worlds = [world("low", 1, 1), world("askew", 0, 4)]
    found = unit_worlds(worlds, Measure.RESIDENTS, np.array([1]))
    assert found.lower.tolist() == [True, False]
    assert found.upper.tolist() == [False, True]


def test_worlds_with_an_unknown_unit_are_named_apart() -> None:
    worlds = [world("known", 1, 1), world("unknown", 5, np.nan)]
    found = unit_worlds(worlds, Measure.RESIDENTS, np.array([0, 1]))
    assert (found.labels, found.unknown) == (("known",), ("unknown",))
    assert unit_worlds(worlds, Measure.RESIDENTS, np.array([0])).unknown == ()


def test_nothing_to_ask_gives_nothing() -> None:
    found = unit_worlds([world("one", 1)], Measure.LIVING_INSIDE, np.array([0]))
    assert found.labels == ()
    assert found.counts.shape == (0, 1)


def test_lists_are_of_practices() -> None:
    with pytest.raises(ValueError, match="Lists are of practices"):
        unit_worlds([], Measure.LISTS, np.array([0]))


def test_of_steady_growth_only_the_ends_matter(pack: Pack) -> None:
    worlds = growth_worlds(pack, one_rate(len(pack.units), 0.5, 1.5), pack.resident_date, 10)
    ties = tie_worlds(State.of(pack), find_weak_ties(State.of(pack)), pack.resident_date, 3, 1)
    found = unit_worlds([*worlds, *ties], Measure.RESIDENTS, np.arange(len(pack.units)))
    assert found.labels == ("mid-2020, low growth", "mid-2029, high growth")
    assert len(found.dropped) == 28


def test_dates_of_the_shipped_pack_are_all_needed(pack: Pack) -> None:
    found = unit_worlds(date_worlds(pack), Measure.RESIDENTS, np.arange(len(pack.units)))
    assert found.labels == ("mid-2017", "mid-2019", "mid-2020")
    assert found.counts.sum(axis=1).tolist() == [1_147_060, 1_161_124, 1_170_475]
    assert found.counts.dtype == np.int64


@given(st.data())
def test_whatever_fits_where_it_must_fits_in_every_world(data: st.DataObject) -> None:
    units = data.draw(st.integers(1, 4))
    row = st.lists(st.integers(0, 6), min_size=units, max_size=units)
    rows = data.draw(st.lists(row, min_size=1, max_size=7))
    worlds = [world(str(n), *counts) for n, counts in enumerate(rows)]
    found = unit_worlds(worlds, Measure.RESIDENTS, np.arange(units))
    lowest = data.draw(st.integers(0, 12))
    band = Band("neighbourhood", lowest, data.draw(st.integers(lowest, 24)))
    assert band.highest is not None
    for members in range(1, 2**units):
        chosen = [bool(members >> unit & 1) for unit in range(units)]
        sums = found.counts[:, chosen].sum(axis=1)
        held = bool(
            (sums[found.lower] >= band.lowest).all() and (sums[found.upper] <= band.highest).all()
        )
        everywhere = all(
            band.lowest <= sum(np.array(counts)[chosen]) <= band.highest for counts in rows
        )
        assert held is everywhere
