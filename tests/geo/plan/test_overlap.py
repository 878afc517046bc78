"""Overlaps and crossings of the toy county, by hand and against pandas."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from geo.model import UNASSIGNED, Layer, Pack
from geo.pack import read_pack
from geo.plan.overlap import crossings, overlap
from tests.toy_county import write_toy_pack

MID_2019 = date(2019, 6, 30)


def crossed(pack: Pack, layer: str, code: str) -> dict[str, dict[str, int | None]]:
    chosen = pack.layer(layer)
    others = [other for key, other in pack.layers.items() if key not in (layer, "unit")]
    return crossings(pack, chosen, others, MID_2019)[chosen.position[code]]


def test_the_hook_is_where_the_eastern_ccg_meets_the_western_district(toy_pack: Pack) -> None:
    pairs = overlap(toy_pack, toy_pack.layer("ccg"), toy_pack.layer("district"), MID_2019)
    told = [
        (pair.first.code, pair.second.code, pair.units, pair.residents)
        for pair in pairs
        if pair.first is not None and pair.second is not None
    ]
    assert told == [
        ("01W", "DW", 10, 3000),
        ("02E", "DE", 8, 2300),
        ("02E", "DW", 2, 700),
        ("03N", "DN", 4, 2400),
    ]


def test_units_without_an_area_are_counted_apart(toy_pack: Pack) -> None:
    pairs = overlap(toy_pack, toy_pack.layer("icp"), toy_pack.layer("district"), MID_2019)
    (outside,) = [pair for pair in pairs if pair.first is None]
    assert (outside.units, outside.residents) == (4, 2400)


def test_residents_of_an_overlap_with_an_unknown_square_are_unknown(tmp_path: Path) -> None:
    pack = read_pack(write_toy_pack(tmp_path / "toy", residents={"S33": "unknown"}))
    pairs = overlap(pack, pack.layer("ccg"), pack.layer("district"), MID_2019)
    assert [pair.residents for pair in pairs] == [3000, 2300, None, 2400]


def test_a_network_over_two_districts_crosses_with_all_its_people_told(toy_pack: Pack) -> None:
    assert crossed(toy_pack, "pcn", "N3")["district"] == {"DE": 900, "DW": 300}


def test_a_network_inside_one_district_crosses_none(toy_pack: Pack) -> None:
    assert "district" not in crossed(toy_pack, "pcn", "N1")


def test_a_place_made_of_whole_ccgs_does_not_cross_ccgs(toy_pack: Pack) -> None:
    assert "ccg" not in crossed(toy_pack, "icp_by_ccg", "PE")
    assert crossed(toy_pack, "icp", "PW")["ccg"] == {"01W": 3000, "02E": 700}


def test_people_outside_the_parent_are_told_even_where_no_border_is_cut(tmp_path: Path) -> None:
    """All of a network's people live in the other place, as those of Hucknall do."""
    hook = dict.fromkeys(("S33", "S43"), "N4")
    rest = dict.fromkeys(("S44", "S53", "S54"), "N3")
    pack = read_pack(write_toy_pack(tmp_path / "toy", network=hook | rest))
    assert crossed(pack, "pcn", "N4")["icp"] == {"PW": 700}
    assert "icp" not in crossed(pack, "pcn", "N1")


divisions = st.lists(st.integers(UNASSIGNED, 3), min_size=24, max_size=24).map(np.array)


def divided(layer: Layer, areas: np.ndarray, key: str) -> Layer:
    return replace(
        layer, area_of_unit=areas, definition=replace(layer.definition, key=key, parent=None)
    )


@given(divisions, divisions)
def test_any_crossing_is_a_border_that_cuts_an_area(
    toy_pack: Pack, first: np.ndarray, second: np.ndarray
) -> None:
    layer = toy_pack.layer("pcn")
    one, other = divided(layer, first, "one"), divided(layer, second, "other")
    found = crossings(toy_pack, one, [other], MID_2019)
    people = pd.Series(toy_pack.residents[MID_2019].total)
    for position in range(4):
        mine = set(np.flatnonzero(first == position).tolist())
        groups = {
            area: set(np.flatnonzero(second == area).tolist()) for area in set(second.tolist())
        }
        cut = any(mine & group and mine - group and group - mine for group in groups.values())
        obvious = {
            "unassigned" if area == UNASSIGNED else layer.areas[area].code: int(
                people[sorted(mine & group)].sum()
            )
            for area, group in groups.items()
            if mine & group
        }
        assert found[position].get("other") == (obvious if cut else None)
