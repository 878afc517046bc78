"""Totals of the toy county, each worked out by hand, and against pandas on random divisions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.model import UNASSIGNED, Figure, Measure, Pack
from geo.pack import read_pack
from geo.plan.totals import (
    Dates,
    add_figures,
    dates_on_offer,
    living_inside_by_area,
    registered_by_area,
    residents_by_area,
)
from tests.toy_county import write_toy_pack

MID_2019, APRIL_2020, JULY_2022 = date(2019, 6, 30), date(2020, 4, 1), date(2022, 7, 1)


def counts(figures: list[Figure], pack: Pack, layer: str) -> dict[str, int | None]:
    codes = [area.code for area in pack.layer(layer).areas]
    return dict(zip(codes, [figure.count for figure in figures], strict=True))


def test_residents_of_an_area_are_those_of_its_squares(toy_pack: Pack) -> None:
    figures = residents_by_area(toy_pack, toy_pack.layer("pcn"), MID_2019)
    assert counts(figures, toy_pack, "pcn") == {
        "N1": 600,
        "N2": 2400,
        "N3": 1200,
        "N4": 1800,
        "N5": 2400,
    }
    assert {figure.measure for figure in figures} == {Measure.RESIDENTS}


def test_an_unknown_square_makes_its_areas_unknown_and_says_which(tmp_path: Path) -> None:
    pack = read_pack(write_toy_pack(tmp_path / "toy", residents={"S11": "unknown"}))
    south_west, *others = residents_by_area(pack, pack.layer("pcn"), MID_2019)
    assert (south_west.count, south_west.known, south_west.missing) == (None, 500, ("S11",))
    assert all(figure.count is not None for figure in others)


def test_a_networks_registered_patients_are_its_practices_lists(toy_pack: Pack) -> None:
    figures = registered_by_area(toy_pack, toy_pack.layer("pcn"), APRIL_2020)
    assert counts(figures, toy_pack, "pcn") == {
        "N1": 700,
        "N2": 2500,
        "N3": 900,
        "N4": 1900,
        "N5": 2600,
    }


def test_closed_and_dormant_practices_leave_no_gap_but_a_missing_list_does(toy_pack: Pack) -> None:
    figures = registered_by_area(toy_pack, toy_pack.layer("pcn"), JULY_2022)
    assert counts(figures, toy_pack, "pcn") == {
        "N1": 730,
        "N2": 2700,
        "N3": 910,
        "N4": None,
        "N5": 2600,
    }
    assert (figures[3].known, figures[3].missing) == (1200, ("P42",))


def test_a_gap_reaches_every_area_above_it(toy_pack: Pack) -> None:
    places = registered_by_area(toy_pack, toy_pack.layer("icp_by_ccg"), JULY_2022)
    assert counts(places, toy_pack, "icp_by_ccg") == {"PE": None, "PW": 3430}


def test_a_practice_without_a_network_counts_for_its_ccg_only(toy_pack: Pack) -> None:
    ccgs = registered_by_area(toy_pack, toy_pack.layer("ccg"), APRIL_2020)
    assert counts(ccgs, toy_pack, "ccg")["02E"] == 900 + 1900 + 50


def test_districts_have_the_registered_patients_who_live_inside(toy_pack: Pack) -> None:
    figures = registered_by_area(toy_pack, toy_pack.layer("district"), APRIL_2020)
    assert [figure.measure for figure in figures] == [Measure.LIVING_INSIDE] * 3
    assert {figure.date for figure in figures} == {JULY_2022}
    assert counts(figures, toy_pack, "district") == {"DE": 2530, "DN": 2640, "DW": 4070}


def test_lists_of_a_date_that_the_pack_does_not_have_are_refused(toy_pack: Pack) -> None:
    with pytest.raises(KeyError, match="no practices' lists"):
        registered_by_area(toy_pack, toy_pack.layer("pcn"), date(1999, 1, 1))


def test_figures_of_different_populations_cannot_be_added(toy_pack: Pack) -> None:
    layer = toy_pack.layer("pcn")
    resident = residents_by_area(toy_pack, layer, MID_2019)
    with pytest.raises(ValueError, match="one population and one date"):
        add_figures([resident[0], registered_by_area(toy_pack, layer, APRIL_2020)[0]])
    with pytest.raises(ValueError, match="one population and one date"):
        add_figures([])
    assert add_figures(resident).count == 8400


def test_the_dates_on_offer_are_those_of_the_pack(toy_pack: Pack) -> None:
    assert Dates.of(toy_pack) == Dates(MID_2019, APRIL_2020)
    assert [len(days) for days in dates_on_offer(toy_pack).values()] == [2, 2]


@given(st.lists(st.integers(UNASSIGNED, 4), min_size=24, max_size=24))
def test_totals_of_any_division_are_those_of_a_grouped_table(
    toy_pack: Pack, division: list[int]
) -> None:
    layer = replace(toy_pack.layer("pcn"), area_of_unit=np.array(division))
    table = pd.DataFrame(
        {
            "area": division,
            "residents": toy_pack.residents[MID_2019].total,
            "registered": toy_pack.registrations.patients,
        }
    )
    obvious = table.groupby("area").sum().reindex(range(5), fill_value=0)
    residents = residents_by_area(toy_pack, layer, MID_2019)
    assert [figure.count for figure in residents] == obvious["residents"].tolist()
    living = living_inside_by_area(toy_pack, layer)
    assert [figure.count for figure in living] == obvious["registered"].tolist()
