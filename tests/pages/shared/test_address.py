"""The view of Explore and the address: each from the other, and whatever an address may say."""

from __future__ import annotations

import pytest

from geo.model import Pack
from pages.shared.address import (
    SHADINGS,
    View,
    default_view,
    own_part,
    pick_for,
    read_view,
    usual_comparison,
    write_view,
)


@pytest.mark.parametrize(
    "view",
    [
        View(("pcn", "district"), "pcn"),
        View((), "unit", area="S33", shading="density"),
        View(("ccg",), "ccg", area="02E", practices=True, find="TY1 1AA"),
        View(("district", "ccg"), "ccg", show=("S33", "S43"), compare=("ccg", "district")),
        View(("icp",), "icp", area="PW", shading="none"),
    ],
)
def test_a_link_reproduces_the_view(toy_pack: Pack, view: View) -> None:
    ordered = tuple(key for key in toy_pack.layers if key in view.layers)
    assert read_view(toy_pack, write_view(view)) == (
        View(**{**view.__dict__, "layers": ordered}),
        [],
    )


@pytest.mark.parametrize("shading", SHADINGS)
def test_every_shading_survives_the_address(toy_pack: Pack, shading: str) -> None:
    view = View(("pcn",), "pcn", shading=shading)
    assert read_view(toy_pack, write_view(view))[0].shading == shading


def test_an_empty_address_shows_the_two_smaller_tiers(toy_pack: Pack) -> None:
    view, notes = read_view(toy_pack, {})
    assert (view, notes) == (default_view(toy_pack), [])
    assert (view.layers, view.pick) == (("icp", "pcn"), "pcn")


def test_a_link_to_an_area_draws_its_layer_and_lets_clicks_select_it(toy_pack: Pack) -> None:
    view, _ = read_view(toy_pack, {"layers": "ccg", "area": "district:DW", "show": "S33,S43"})
    assert (view.layers, view.pick, view.area) == (("district", "ccg"), "district", "DW")
    assert view.show == ("S33", "S43")


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ({"layers": "pcn,moon"}, "layer “moon”"),
        ({"pick": "moon"}, "layer “moon”"),
        ({"shading": "<script>"}, "shading “<script>”"),
        ({"area": "pcn:XX"}, "area “pcn:XX”"),
        ({"area": ":::"}, "area “:::”"),
        ({"area": "moon:N1"}, "area “moon:N1”"),
        ({"show": "S11,E0,E1"}, "small area “E0” and 1 more"),
        ({"compare": "ccg"}, "pair of layers “ccg”"),
        ({"compare": "ccg,ccg"}, "pair of layers “ccg,ccg”"),
        ({"compare": "ccg,unit"}, "pair of layers “ccg,unit”"),
        ({"area": "x" * 5000}, "…”"),
    ],
)
def test_what_an_address_cannot_have_is_told_and_the_rest_is_shown(
    toy_pack: Pack, address: dict[str, str], word: str
) -> None:
    view, (note,) = read_view(toy_pack, {"practices": "yes", **address})
    assert word in note
    assert len(note) < 200
    assert view.practices


def test_where_no_layer_is_known_the_usual_ones_are_drawn(toy_pack: Pack) -> None:
    view, notes = read_view(toy_pack, {"layers": "moon,sun"})
    assert view == default_view(toy_pack)
    assert notes == ["the layer “moon” and 1 more"]
    assert read_view(toy_pack, {"layers": "none"})[0].layers == ()


def test_a_comparison_alone_draws_its_two_layers_and_nothing_else(toy_pack: Pack) -> None:
    view, notes = read_view(toy_pack, {"compare": "ccg,district"})
    assert (view.layers, view.shading, notes) == (("district", "ccg"), "none", [])
    assert (view.pick, view.area) == ("district", None)
    shaded, _ = read_view(toy_pack, {"compare": "ccg,district", "shading": "density"})
    assert shaded.shading == "density"


def test_a_layer_against_itself_is_not_written(toy_pack: Pack) -> None:
    assert "compare" not in write_view(View(("ccg",), "ccg", compare=("ccg", "ccg")))


def test_a_search_in_an_address_is_cut_to_a_sensible_length(toy_pack: Pack) -> None:
    assert len(read_view(toy_pack, {"find": "a " * 500})[0].find) <= 80


def test_a_name_that_comes_several_times_is_one_list() -> None:
    address = {"layers": ["pcn", "ccg"], "area": ["pcn:N1"], "pack": ["toy"]}
    assert own_part(lambda name: address.get(name, [])) == {
        "layers": "pcn,ccg",
        "area": "pcn:N1",
    }


def test_a_click_selects_the_last_layer_with_a_tier(toy_pack: Pack) -> None:
    assert pick_for(toy_pack, ("icp", "pcn", "district")) == "pcn"
    assert pick_for(toy_pack, ("district", "ward")) == "ward"
    assert pick_for(toy_pack, ()) == "unit"


def test_ccgs_and_districts_are_compared_first(toy_pack: Pack) -> None:
    assert usual_comparison(toy_pack) == ("ccg", "district")
