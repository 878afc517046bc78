"""The geometry file, decoded again by an obvious reader."""

import json
from typing import Any

import numpy as np
import pyproj
import pytest
import shapely

from geo.maps.geometry_file import (
    encode,
    file_name,
    geometry_bytes,
    geometry_content,
    short_name,
)
from geo.model import ListState, Pack
from geo.topology import find_arcs

BACK = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)


def decode(row: list[int], scale: int) -> list[tuple[float, float]]:
    """Read one arc, one point after the other, as (easting, northing)."""
    _, _, x, y, *steps = row
    points = [(x, y)]
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x, y))
    return [BACK.transform(x / scale, y / scale) for x, y in points]


@pytest.fixture(scope="module")
def content(pack: Pack) -> dict[str, Any]:
    return geometry_content(pack)


def test_arcs_come_back_within_a_metre(pack: Pack, content: dict[str, Any]) -> None:
    arcs = find_arcs(pack.units.geometry)
    assert len(content["arcs"]) == len(arcs)
    for arc in range(0, len(arcs), 7):
        row = content["arcs"][arc]
        assert row[:2] == [arcs.left[arc], arcs.right[arc]]
        decoded = shapely.LineString(decode(row, content["scale"]))
        assert decoded.hausdorff_distance(shapely.LineString(arcs.line(arc))) < 1


def test_units_polygonised_from_the_file_have_their_size(
    pack: Pack, content: dict[str, Any]
) -> None:
    for unit in (0, 100, 678):
        rows = [row for row in content["arcs"] if unit in row[:2]]
        lines = [shapely.LineString(decode(row, content["scale"])) for row in rows]
        found = shapely.union_all(shapely.get_parts(shapely.polygonize(lines)))
        assert found.symmetric_difference(pack.units.geometry[unit]).area < 0.001 * found.area


def test_neighbours_still_share_their_corners(content: dict[str, Any]) -> None:
    """Rounding must not part what was together: each end of an arc is the end of another."""
    ends: dict[tuple[int, int], int] = {}
    for row in content["arcs"]:
        x, y = row[2:4]
        last = x + sum(row[4::2]), y + sum(row[5::2])
        for end in ((x, y), last):
            ends[end] = ends.get(end, 0) + 1
    assert min(ends.values()) >= 2


def test_the_file_is_the_same_each_time_and_its_name_holds_its_hash(pack: Pack) -> None:
    written = geometry_bytes(pack)
    assert geometry_bytes(pack) == written
    name = file_name("units", written, ".json")
    assert name == file_name("units", geometry_bytes(pack), ".json")
    assert name != file_name("units", written + b" ", ".json")
    assert "_" not in name
    assert len(written) < 500_000
    assert json.loads(written)["units"][0] == [pack.units.codes[0], pack.units.names[0]]


def test_names_stand_inside_their_areas(pack: Pack, content: dict[str, Any]) -> None:
    for key in ("ccg", "pcn", "ward"):
        layer = pack.layer(key)
        for position, area in enumerate(content["layers"][key]["areas"]):
            united = shapely.union_all(pack.units.geometry[layer.area_of_unit == position])
            point = shapely.Point(BACK.transform(area[4], area[3]))
            assert united.buffer(1).contains(point), area[1]


def test_figures_are_those_of_the_pack(pack: Pack, content: dict[str, Any]) -> None:
    for day, figures in pack.residents.items():
        assert content["residents"][day.isoformat()] == figures.total.tolist()
    assert content["registered"]["patients"] == pack.registrations.patients.tolist()
    assert content["inSystem"].count("0") == (~pack.units.in_system).sum()


def test_unknown_figures_are_null(toy_pack: Pack) -> None:
    toy_pack.residents[toy_pack.resident_date].total.setflags(write=True)
    total = toy_pack.residents[toy_pack.resident_date].total
    kept = total[0]
    total[0] = np.nan
    try:
        found = geometry_content(toy_pack)["residents"][toy_pack.resident_date.isoformat()]
    finally:
        total[0] = kept
    assert found[0] is None
    assert None not in found[1:]


def test_practices_carry_their_lists_or_why_there_is_none(
    pack: Pack, content: dict[str, Any]
) -> None:
    missing = [
        practice[0]
        for practice in content["practices"]
        if practice[5]["2020-04-01"] == [None, ListState.MISSING.value]
    ]
    assert missing == ["C84650"]
    found = {practice[0]: practice for practice in content["practices"]}
    practice = pack.practice["C84017"]
    assert found["C84017"][4] == pack.layer("pcn").area(practice.areas["pcn"]).name
    assert BACK.transform(found["C84017"][3], found["C84017"][2]) == pytest.approx(
        practice.place, abs=1
    )


def test_arcs_that_round_to_one_point_have_no_empty_steps(pack: Pack) -> None:
    for row in encode(find_arcs(pack.units.geometry)):
        steps = np.array(row[4:]).reshape(-1, 2)
        assert steps.any(axis=1).all()


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("NHS Nottingham City CCG", "Nottingham City"),
        ("Nottingham West PCN", "Nottingham West"),
        ("Mid-Nottinghamshire", "Mid-Nottinghamshire"),
        ("Newark and Sherwood", "Newark and Sherwood"),
        ("CCG", "CCG"),
    ],
)
def test_names_lose_what_the_layer_makes_clear(name: str, short: str) -> None:
    assert short_name(name) == short
