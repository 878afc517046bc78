"""Checks and findings of the toy county."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geo.model import Band, BandStatus, Basis, Pack
from geo.pack import read_pack
from geo.plan.checks import AreaCheck, check_pack
from geo.plan.findings import Finding, FindingKind, find_findings
from geo.topology import find_adjacency
from tests.toy_county import write_toy_pack


def checked(pack: Pack, **bands: Band) -> dict[str, list[AreaCheck]]:
    adjacency = find_adjacency(pack.units.geometry)
    return check_pack(pack, adjacency, bands={**pack.published_bands, **bands})


def network(pack: Pack, code: str, **bands: Band) -> AreaCheck:
    return checked(pack, **bands)["pcn"][pack.layer("pcn").position[code]]


def findings(pack: Pack, kind: FindingKind) -> list[Finding]:
    return [finding for finding in find_findings(pack, checked(pack)) if finding.kind is kind]


def test_both_ends_of_a_band_are_inside_it(toy_pack: Pack) -> None:
    for lowest, highest, status in (
        (600, 900, BandStatus.WITHIN),
        (300, 600, BandStatus.WITHIN),
        (601, 900, BandStatus.BELOW),
        (300, 599, BandStatus.ABOVE),
    ):
        band = Band("neighbourhood", lowest, highest)
        assert network(toy_pack, "N1", neighbourhood=band).resident.status is status


def test_how_many_people_are_short_or_over_is_told(toy_pack: Pack) -> None:
    short = network(toy_pack, "N1", neighbourhood=Band("neighbourhood", 1000, 2000)).resident
    assert (short.short, short.over) == (400, 0)
    over = network(toy_pack, "N2", neighbourhood=Band("neighbourhood", 1000, 2000)).resident
    assert (over.short, over.over) == (0, 400)


def test_a_missing_figure_is_unknown_and_never_a_pass(tmp_path: Path) -> None:
    pack = read_pack(write_toy_pack(tmp_path / "toy", lists={"P11": ("missing", 420)}))
    standing = network(pack, "N1", neighbourhood=Band("neighbourhood", 0, None)).registered
    assert standing.status is BandStatus.UNKNOWN
    assert (standing.short, standing.over) == (None, None)


def test_a_layer_without_a_tier_has_no_status(toy_pack: Pack) -> None:
    for check in checked(toy_pack)["district"]:
        assert check.resident.status is None
        assert check.standing(Basis.REGISTERED).short is None


def test_every_area_of_every_layer_is_checked(toy_pack: Pack) -> None:
    checks = checked(toy_pack)
    assert {key: len(areas) for key, areas in checks.items()} == {
        key: len(layer.areas) for key, layer in toy_pack.layers.items()
    }
    assert sum(check.units for check in checks["pcn"]) == 24
    assert all(len(check.parts) == 1 for check in checks["unit"])


def test_a_network_in_two_pieces_is_a_finding_about_the_smaller_piece(tmp_path: Path) -> None:
    pack = read_pack(write_toy_pack(tmp_path / "toy", network={"S14": "N4"}))
    assert [len(part) for part in network(pack, "N4").parts] == [4, 1]
    (finding,) = findings(pack, FindingKind.PARTS)
    assert [pack.units.codes[unit] for unit in finding.units] == ["S14"]
    assert finding.sentence == (
        "Northeast Network is in 2 pieces: 100 people live apart from the largest, in Ward 1 east."
    )


def test_a_network_that_surrounds_another_is_a_finding_about_what_is_inside(
    tmp_path: Path,
) -> None:
    ring = dict.fromkeys(("S22", "S23", "S24", "S32", "S34", "S42", "S43", "S44", "S33"), "N3")
    pack = read_pack(write_toy_pack(tmp_path / "toy", network=ring | {"S33": "N4"}))
    (finding,) = [found for found in findings(pack, FindingKind.HOLE) if found.area_code == "N3"]
    assert [pack.units.codes[unit] for unit in finding.units] == ["S33"]
    assert finding.residents == 300


def test_a_network_over_two_districts_is_a_finding_about_the_smaller_share(
    toy_pack: Pack,
) -> None:
    finding = next(
        found
        for found in findings(toy_pack, FindingKind.CROSSING)
        if (found.area_code, found.other_layer) == ("N3", "district")
    )
    assert finding.residents == 300
    assert "300 people in Westbury" in finding.sentence


def test_people_outside_their_networks_place_are_a_finding(toy_pack: Pack) -> None:
    found = {finding.area_code: finding for finding in findings(toy_pack, FindingKind.PARENT)}
    assert found["N3"].sentence == (
        "Southeast Network belongs to East place, but 300 of its 1,200 people live in West place."
    )
    assert set(found) == {"N3", "N4"}


def test_areas_outside_the_system_have_no_findings(toy_pack: Pack) -> None:
    layer = toy_pack.layer("pcn")
    areas = layer.area_of_unit.copy()
    areas[toy_pack.units.position["S12"]] = layer.position["N5"]
    apart = replace(toy_pack, layers={**toy_pack.layers, "pcn": replace(layer, area_of_unit=areas)})
    assert len(network(apart, "N5").parts) == 2
    assert "N5" not in {finding.area_code for finding in find_findings(apart, checked(apart))}


def test_findings_about_unknown_figures_say_only_what_is_known(tmp_path: Path) -> None:
    """One unknown square in each part of N3: nobody can say how many live on either side."""
    folder = write_toy_pack(tmp_path / "toy", residents={"S33": "unknown", "S13": "unknown"})
    pack = read_pack(folder)
    told = {
        (finding.kind, finding.area_code): finding.sentence
        for finding in find_findings(pack, checked(pack))
        if finding.other_layer in ("icp", "district")
    }
    assert told[FindingKind.PARENT, "N3"] == (
        "Southeast Network belongs to East place, but some of its people live in West place."
    )
    assert told[FindingKind.CROSSING, "N3"] == (
        "Southeast Network crosses a district boundary: most of its small areas are in Eastbury, "
        "but an unknown number of people in Westbury."
    )


@given(
    st.lists(st.sampled_from(["N1", "N2", "N3", "N4"]), min_size=20, max_size=20),
    st.sets(st.integers(0, 19)),
)
def test_a_finding_is_a_whole_sentence_about_units_of_its_area_or_hole(
    toy_pack: Pack, networks: list[str], unknown: set[int]
) -> None:
    layer = toy_pack.layer("pcn")
    areas = layer.area_of_unit.copy()
    areas[:20] = [layer.position[code] for code in networks]
    residents = toy_pack.residents[toy_pack.resident_date]
    total = residents.total.copy()
    total[sorted(unknown)] = np.nan
    changed = replace(
        toy_pack,
        layers={**toy_pack.layers, "pcn": replace(layer, area_of_unit=areas)},
        residents={**toy_pack.residents, toy_pack.resident_date: replace(residents, total=total)},
    )
    for finding in find_findings(changed, checked(changed)):
        assert finding.sentence.endswith(".")
        assert not re.search(r"None|  | \.|through \.|but \.|its an ", finding.sentence)
        assert len(finding.units) > 0
        assert (finding.residents is None) == bool(unknown & set(finding.units.tolist()))
