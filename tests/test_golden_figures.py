"""Figures of the shipped pack against what the publishers and the consultation say.

Each expected figure was stated by a publication or counted from it by other means than this code.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from geo.command_line import main
from geo.model import Pack
from geo.plan.disagreement import disagreements
from geo.plan.leaning import find_leaning
from geo.plan.overlap import overlap

MID_2019 = date(2019, 6, 30)


@pytest.fixture(scope="module")
def checked() -> dict[str, Any]:
    """What ``python -m geo check --json`` prints."""
    return answer("check", "--json")


def answer(*arguments: str) -> dict[str, Any]:
    import contextlib
    import io

    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        assert main(arguments) == 0
    content: dict[str, Any] = json.loads(printed.getvalue())
    return content


def area(checked: dict[str, Any], layer: str, code: str) -> dict[str, Any]:
    (found,) = [
        each for each in checked["areas"] if (each["layer"], each["area_code"]) == (layer, code)
    ]
    return found


def pcn(checked: dict[str, Any], name: str) -> dict[str, Any]:
    (found,) = [
        each for each in checked["areas"] if each["layer"] == "pcn" and each["area_name"] == name
    ]
    return found


def test_the_study_area_has_679_small_areas_of_which_609_are_in_the_system(pack: Pack) -> None:
    assert len(pack.units) == 679
    assert int(pack.units.in_system.sum()) == 609


@pytest.mark.parametrize(
    ("code", "units", "residents"),
    [
        ("04E", 121, 201_567),
        ("04H", 71, 122_664),
        ("04K", 182, 332_900),
        ("04L", 96, 153_317),
        ("04M", 71, 114_033),
        ("04N", 68, 119_184),
        ("02Q", 70, 117_459),
    ],
)
def test_each_ccg_has_the_published_small_areas_and_residents(
    checked: dict[str, Any], code: str, units: int, residents: int
) -> None:
    found = area(checked, "ccg", code)
    assert (found["units"], found["resident"]["count"]) == (units, residents)


def test_the_system_has_1_043_665_residents(checked: dict[str, Any]) -> None:
    (system,) = [each for each in checked["areas"] if each["layer"] == "ics"]
    assert system["resident"]["count"] == 1_043_665
    assert system["resident"]["date"] == "2019-06-30"
    assert system["resident"]["status"] == "within"


@pytest.mark.parametrize(
    ("layer", "code", "residents", "status", "short"),
    [
        ("icp", "CITY", 332_900, "within", 0),
        ("icp", "MID", 359_652, "within", 0),
        ("icp", "SOUTH", 351_113, "within", 0),
        ("icp_by_ccg", "CITY", 332_900, "within", 0),
        ("icp_by_ccg", "MID", 324_231, "below", 5_769),
        ("icp_by_ccg", "SOUTH", 386_534, "within", 0),
    ],
)
def test_whether_a_provider_fits_depends_on_how_it_is_defined(
    checked: dict[str, Any], layer: str, code: str, residents: int, status: str, short: int
) -> None:
    resident = area(checked, layer, code)["resident"]
    assert (resident["count"], resident["status"], resident["short"]) == (residents, status, short)
    assert resident["over"] == 0


def test_twenty_networks_cannot_all_hold_30_000_to_50_000_but_21_to_34_could(
    checked: dict[str, Any],
) -> None:
    (row,) = [
        row
        for row in checked["feasibility"]
        if (row["tier"], row["parent_code"], row["population"])
        == ("neighbourhood", None, "resident")
    ]
    assert (row["count"], row["areas"], row["fewest"], row["most"]) == (1_043_665, 20, 21, 34)
    assert row["possible"] is False


@pytest.mark.parametrize(
    ("name", "patients"),
    [
        ("Rushcliffe PCN", 130_196),
        ("Nottingham West PCN", 106_334),
        ("Unity (Nottingham) PCN", 53_068),
        ("Newark PCN", 76_637),
        ("Byron PCN", 37_082),
        ("Arrow Health PCN", 36_176 + 5_505),
    ],
)
def test_networks_lists_of_april_2020_are_their_practices_lists(
    checked: dict[str, Any], name: str, patients: int
) -> None:
    registered = pcn(checked, name)["registered"]
    assert (registered["count"], registered["date"]) == (patients, "2020-04-01")


def test_a_practice_without_the_list_it_should_have_makes_totals_unknown(
    checked: dict[str, Any],
) -> None:
    bachs = pcn(checked, "BACHS PCN")["registered"]
    assert bachs["count"] is None
    assert bachs["status"] == "unknown"
    assert bachs["known"] == 58_795
    assert bachs["missing"] == ["C84650"]
    assert area(checked, "icp", "CITY")["registered"]["status"] == "unknown"


def test_newark_has_74_586_residents_and_unity_about_35_500(checked: dict[str, Any]) -> None:
    assert pcn(checked, "Newark PCN")["resident"]["count"] == 74_586
    assert pcn(checked, "Unity (Nottingham) PCN")["resident"]["count"] == pytest.approx(
        35_500, abs=100
    )


def test_byron_belongs_to_the_south_while_its_people_live_in_mid_nottinghamshire(
    checked: dict[str, Any],
) -> None:
    byron = pcn(checked, "Byron PCN")
    assert byron["parent_code"] == "SOUTH"
    assert byron["crosses"]["icp"]["MID"] > 30_000


def test_the_published_areas_in_square_kilometres_are_met(pack: Pack) -> None:
    district = pack.layer("district")
    city = pack.units.area_km2[district.units_in("E06000018")].sum()
    assert city == pytest.approx(74.61, abs=0.005)
    assert pack.units.area_km2.sum() - city == pytest.approx(2_084.83, abs=0.05)


def test_ccgs_and_districts_differ_by_27_small_areas(pack: Pack) -> None:
    pairs = overlap(pack, pack.layer("ccg"), pack.layer("district"), MID_2019)
    units = {
        (pair.first.code, pair.second.code): pair.units
        for pair in pairs
        if pair.first is not None and pair.second is not None
    }
    assert units["04L", "E07000170"] == 20
    assert units["04H", "E07000173"] == 4
    assert units["04L", "E07000175"] == 3


def test_hucknall_is_named_where_ccg_and_district_disagree(pack: Pack) -> None:
    first, *_ = disagreements(pack, pack.layer("ccg"), pack.layer("district"), MID_2019)
    assert (first.first.code, first.second.name) == ("04L", "Ashfield")
    assert len(first.units) == 20
    assert "Hucknall" in first.sentence


def test_every_difference_to_a_publisher_is_explained(pack: Pack) -> None:
    assert len(pack.reconciliation) > 100
    unexplained = [row for row in pack.reconciliation if row.difference and not row.explanation]
    assert unexplained == []


@pytest.mark.parametrize(
    ("code", "own", "with_own", "leading", "name", "with_leading"),
    [
        ("E01028259", "U32323", 838, "U05048", "North Hardwick Bolsover PCN", 974),
        ("E01033413", "U99463", 1_099, "U25882", "Erewash PCN", 1_108),
    ],
)
def test_a_network_of_another_county_may_lead(
    pack: Pack, code: str, own: str, with_own: int, leading: str, name: str, with_leading: int
) -> None:
    unit = pack.units.position[code]
    registrations = pack.registrations
    assert pack.units.in_system[unit]
    assert pack.layer("pcn").area_codes_of_units()[unit] == own
    assert registrations.with_own_pcn[unit] == with_own
    assert (registrations.leading_pcn[unit], registrations.leading_pcn_name[unit]) == (
        *(leading, name),
    )
    assert registrations.with_leading_pcn[unit] == with_leading


def test_in_29_small_areas_of_the_system_another_network_leads(pack: Pack) -> None:
    leaning = find_leaning(pack, pack.layer("pcn"))
    assert (len(leaning.units), len(leaning.held_back)) == (609, 29)
    beyond = {unit.leading for unit in leaning.units} - pack.layer("pcn").position.keys()
    assert beyond == {"U05048", "U25882"}
