"""Small maps of proposals, on the toy county and on the pack that ships."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from geo.maps.area_colours import area_colours
from geo.maps.small_map import Sketched, small_map, small_map_words
from geo.maps.small_map_frame import WIDTH
from geo.maps.styles import MARK
from geo.model import Pack
from geo.plan.edits import Change, CreateArea, MoveUnits, RenameArea
from geo.topology import find_adjacency, find_arcs
from tests.geo.plan.plans import edited, toy_plan

SVG = "{http://www.w3.org/2000/svg}"


def sketched(pack: Pack, areas: set[str], *changes: Change, practices: tuple[str, ...] = ()):
    plan = toy_plan(pack)
    after = edited(plan, *changes).state.pack if changes else pack
    layer = after.layer("pcn")
    return Sketched(
        pack=after,
        arcs=find_arcs(pack.units.geometry),
        before=pack.layer("pcn"),
        after=layer,
        colours=area_colours(layer, find_adjacency(pack.units.geometry)),
        areas=areas,
        practices=practices,
    )


def hatched_ground(svg: str) -> list[tuple[int, int]]:
    """Corners of the first hatched surface, in pixels of the picture."""
    found = re.search(r'<path d="M(\d+),(\d+)l([^"z]*)z[^"]*" fill="url\(#h\)"', svg)
    assert found is not None
    x, y = int(found[1]), int(found[2])
    corners = [(x, y)]
    for step in found[3].split():
        along, down = map(int, step.split(","))
        x, y = x + along, y + down
        corners.append((x, y))
    return [(round(x / 10), round(y / 10)) for x, y in corners]


def test_it_is_a_picture_with_the_names_of_the_areas(toy_pack: Pack) -> None:
    root = ElementTree.fromstring(small_map(sketched(toy_pack, {"N1", "N2"})))
    names = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
    assert sorted(names) == ["NorthwestNetwork", "SouthwestNetwork"]
    assert root.get("width") == str(WIDTH)
    assert 'fill="url(#h)"' not in small_map(sketched(toy_pack, {"N1", "N2"}))


def test_what_changes_area_is_hatched_where_it_lies(toy_pack: Pack) -> None:
    svg = small_map(sketched(toy_pack, {"N1", "N2"}, MoveUnits("pcn", ("S31", "S32"), "N1")))
    corners = hatched_ground(svg)
    across = {x for x, _ in corners}
    down = {y for _, y in corners}
    # rows 1 to 5 are drawn with a margin; row 3, two squares wide, is in their middle
    assert max(across) - min(across) == pytest.approx(2 * (max(down) - min(down)), abs=1)
    height = int(re.search(r'height="(\d+)"', svg)[1])  # type: ignore[index]
    assert (max(down) + min(down)) / 2 == pytest.approx(height / 2, abs=1)
    assert (max(across) + min(across)) / 2 == pytest.approx(WIDTH / 2, abs=1)
    assert MARK in svg


def test_borders_that_go_are_dashes(toy_pack: Pack) -> None:
    assert "stroke-dasharray" not in small_map(sketched(toy_pack, {"N1", "N2"}))
    moved = MoveUnits("pcn", ("S31", "S32"), "N1")
    assert "stroke-dasharray" in small_map(sketched(toy_pack, {"N1", "N2"}, moved))


def test_names_are_text_whatever_they_hold(toy_pack: Pack) -> None:
    hostile = '<script>alert("1")</script> & more'
    svg = small_map(sketched(toy_pack, {"N1", "N2"}, RenameArea("pcn", "N1", hostile)))
    names = ["".join(text.itertext()) for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]
    assert any("<script>" in name for name in names)
    assert "<script>" not in svg


def test_new_areas_and_practices_that_move_are_drawn(toy_pack: Pack) -> None:
    changes = (CreateArea("pcn", "NEW1", "New Network", "PW"), MoveUnits("pcn", ("S51",), "NEW1"))
    svg = small_map(sketched(toy_pack, {"N2", "NEW1"}, *changes, practices=("P21",)))
    assert "<circle" in svg
    assert "New" in svg


def test_areas_without_units_have_no_picture(toy_pack: Pack) -> None:
    with pytest.raises(ValueError, match="shows nothing"):
        small_map(sketched(toy_pack, set()))


def test_the_words_count_only_what_the_map_is_about(toy_pack: Pack) -> None:
    changes = (MoveUnits("pcn", ("S31",), "N1"), MoveUnits("pcn", ("S34",), "N4"))
    words = small_map_words(sketched(toy_pack, {"N1", "N2"}, *changes), "West place")
    assert words.startswith(
        "Map of West place as it would be, in 2 primary care networks: 1 small area changes area."
    )
    with_practices = sketched(toy_pack, {"N1"}, practices=("P21", "P22"))
    assert "2 practices do" in small_map_words(with_practices, "West place")


def test_the_picture_of_a_real_place_is_small_enough_for_a_card(pack: Pack) -> None:
    city = {area.code for area in pack.layer("pcn").areas if area.parent_code == "CITY"}
    svg = small_map(sketched(pack, city))
    assert len(svg) < 60_000
    ElementTree.fromstring(svg)
