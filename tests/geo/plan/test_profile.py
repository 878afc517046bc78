"""Profiles against the toy county's arithmetic and, on the shipped pack, against pandas."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely

from geo.model import AGE_BANDS, ListState, Pack
from geo.pack import SHIPPED, data_folder, read_pack
from geo.plan.checks import check_layer
from geo.plan.locating import locate_practices
from geo.plan.overlap import overlap
from geo.plan.profile import Profile, profile_area
from geo.plan.totals import Dates
from geo.topology import find_adjacency
from tests.toy_county import write_toy_pack


def profile_of(pack: Pack, layer_key: str, code: str) -> Profile:
    adjacency = find_adjacency(pack.units.geometry)
    layer = pack.layer(layer_key)
    (check,) = [check for check in check_layer(pack, layer, adjacency) if check.area.code == code]
    return profile_area(pack, adjacency, check, Dates.of(pack), locate_practices(pack))


def test_a_networks_size_density_and_parent(toy_pack: Pack) -> None:
    profile = profile_of(toy_pack, "pcn", "N3")
    assert (len(profile.units), profile.area_km2) == (6, 6.0)
    assert profile.residents_per_km2 == 200.0
    assert profile.parent is not None
    assert profile.parent.code == "PE"
    assert profile.compared_with is not None
    assert profile.compared_with.name == "East place"


def test_ages_of_the_toy_county_are_twentieths(toy_pack: Pack) -> None:
    profile = profile_of(toy_pack, "pcn", "N1")
    assert profile.ages.shares == (*[0.05] * 18, 0.1)
    assert profile.ages.share_aged_65_and_over == pytest.approx(0.35)
    assert profile.ages.share_aged_under_18 == pytest.approx(0.15 + 0.05 * 0.6)


def test_the_system_is_compared_with_nothing_and_a_district_with_the_system(
    toy_pack: Pack,
) -> None:
    assert profile_of(toy_pack, "ics", "TOY").compared_with is None
    compared = profile_of(toy_pack, "district", "DN").compared_with
    assert compared is not None
    assert (compared.name, compared.people.sum()) == ("Toyshire", 6000)


def test_deprivation_counts_residents_by_decile_and_those_without(toy_pack: Pack) -> None:
    south = profile_of(toy_pack, "pcn", "N1").deprivation
    assert south.residents == (200, 400, *[0] * 8)
    assert south.most_deprived_share == 1.0
    north = profile_of(toy_pack, "district", "DN").deprivation
    assert (north.residents[5], north.unranked) == (1800, 600)
    assert north.most_deprived_share is None


def test_a_network_has_its_members_and_a_district_the_practices_that_stand_in_it(
    toy_pack: Pack,
) -> None:
    members = profile_of(toy_pack, "pcn", "N1").practices
    assert [each.practice.code for each in members] == ["P11", "P12"]
    assert [each.patients.patients for each in members] == [400, 300]
    standing = profile_of(toy_pack, "district", "DE").practices
    assert {each.practice.code for each in standing} == {"P31", "P41", "P42", "P90"}


def test_a_practice_without_a_place_or_a_list_is_still_there(toy_pack: Pack) -> None:
    practices = {each.practice.code: each for each in profile_of(toy_pack, "pcn", "N3").practices}
    assert practices["P32"].unit is None
    assert practices["P32"].patients.state is ListState.DORMANT


def test_overlaps_say_what_is_inside_what(toy_pack: Pack) -> None:
    profile = profile_of(toy_pack, "pcn", "N3")
    shares = {each.layer.key: each for each in profile.overlaps}
    ccg = shares["ccg"].wholly_inside
    assert ccg is not None
    assert ccg.code == "02E"
    assert shares["district"].wholly_inside is None
    assert [
        (share.area.code, share.residents, share.of_residents)
        for share in shares["district"].shares
        if share.area is not None
    ] == [("DE", 900, 0.75), ("DW", 300, 0.25)]
    assert all(share.covers_other for share in shares["ward"].shares)
    assert "unit" not in shares
    assert "pcn" not in shares


def test_neighbours_come_by_the_length_of_the_common_border(toy_pack: Pack) -> None:
    neighbours = profile_of(toy_pack, "pcn", "N3").neighbours
    assert {each.area.code: each.kilometres for each in neighbours} == {
        "N1": 2.0,
        "N2": 1.0,
        "N4": 2.0,
    }
    assert neighbours[-1].area.code == "N2"


def test_people_who_live_there_and_are_registered_with_their_own_network(toy_pack: Pack) -> None:
    profile = profile_of(toy_pack, "pcn", "N3")
    assert profile.registered_inside == 1320
    assert profile.with_own_network == pytest.approx((960 - 120) / 1320)


def test_what_is_unknown_stays_unknown(tmp_path: Path) -> None:
    pack = read_pack(write_toy_pack(tmp_path / "gap", residents={"S11": "unknown"}))
    profile = profile_of(pack, "pcn", "N1")
    assert profile.residents_per_km2 is None
    assert profile.ages.shares == (None,) * len(AGE_BANDS)
    assert profile.ages.share_aged_65_and_over is None
    assert profile.ages.share_aged_under_18 is None
    assert profile.deprivation.residents[:2] == (None, 400)
    assert profile.deprivation.most_deprived_share is None
    ward = next(each for each in profile.overlaps if each.layer.key == "ward").shares
    assert {share.residents for share in ward} == {None, 400}
    assert {share.of_residents for share in ward} == {None}


@pytest.mark.parametrize(("layer", "code"), [("pcn", "U06437"), ("district", "E07000170")])
def test_a_shipped_profile_is_what_pandas_makes_of_the_files(
    pack: Pack, layer: str, code: str
) -> None:
    profile = profile_of(pack, layer, code)
    folder = data_folder() / SHIPPED
    units = pd.read_csv(folder / "units.csv", dtype={"unit_code": str})
    assigned = pd.read_csv(folder / "assignments.csv", dtype=str)
    people = pd.read_csv(folder / "residents.csv").query("date == '2019-06-30'")
    table = units.merge(assigned, on="unit_code").merge(people, on="unit_code")
    inside = table[table[layer] == code]
    assert profile.area_km2 == pytest.approx(inside["area_km2"].sum())
    assert profile.ages.people.tolist() == inside[list(AGE_BANDS)].sum().tolist()
    by_decile = inside.groupby(inside["deprivation_decile"].astype(int))["all_ages"].sum()
    assert profile.deprivation.residents == tuple(
        int(by_decile.get(decile, 0)) for decile in range(1, 11)
    )
    by_ward = inside.groupby("ward")["all_ages"].sum()
    wards = next(each for each in profile.overlaps if each.layer.key == "ward")
    assert {share.area.code: share.residents for share in wards.shares if share.area} == {
        str(ward): int(count) for ward, count in by_ward.items()
    }


def test_shipped_neighbours_share_a_line_as_long_as_shapely_says(pack: Pack) -> None:
    layer = pack.layer("ccg")
    shapes = [
        shapely.union_all(pack.units.geometry[layer.units_in(area.code)]) for area in layer.areas
    ]
    own = layer.position["04L"]
    for neighbour in profile_of(pack, "ccg", "04L").neighbours:
        line = shapely.intersection(shapes[own], shapes[layer.position[neighbour.area.code]])
        assert neighbour.kilometres == pytest.approx(line.length / 1000, rel=1e-3)


def test_shipped_overlaps_are_those_of_the_whole_layers(pack: Pack) -> None:
    profile = profile_of(pack, "pcn", "U06437")
    pairs = overlap(pack, profile.layer, pack.layer("district"), Dates.of(pack).resident)
    expected = {
        (pair.second.code, pair.units, pair.residents)
        for pair in pairs
        if pair.first == profile.area and pair.second is not None
    }
    districts = next(each for each in profile.overlaps if each.layer.key == "district")
    assert {
        (share.area.code, share.units, share.residents)
        for share in districts.shares
        if share.area is not None
    } == expected


def test_practices_stand_in_the_unit_that_holds_their_place(pack: Pack) -> None:
    located = locate_practices(pack)
    for practice, unit in zip(pack.practices, located, strict=True):
        if practice.place is None:
            assert unit == -1
            continue
        holders = np.flatnonzero(
            shapely.intersects_xy(pack.units.geometry, *practice.place)
        ).tolist()
        assert unit == (holders[0] if holders else -1)
