"""What the page shows and its address: a link shows its reader what its writer saw."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
import streamlit as st

from geo.model import Pack
from pages.shared import choosing, exploring
from pages.shared.address import SHADINGS, View, default_view, select, usual_comparison, write_view


class Address(dict[str, str]):
    """Stands for ``st.query_params``, whose names have one value each here."""

    def get_all(self, name: str) -> list[str]:
        return [self[name]] if name in self else []

    def from_dict(self, wanted: dict[str, str | list[str]]) -> None:
        self.clear()
        for name, value in wanted.items():
            self[name] = value if isinstance(value, str) else value[0]


@pytest.fixture
def visitor(toy_data: Path, monkeypatch: pytest.MonkeyPatch) -> Address:
    address = Address()
    monkeypatch.setattr(st, "session_state", {})
    monkeypatch.setattr(st, "query_params", address)
    return address


def opened(pack: Pack, address: Address, link: dict[str, str]) -> View:
    """What somebody sees who opens a link in a new window."""
    st.session_state.clear()
    address.clear()
    address.update(link)
    assert exploring.begin(pack) == []
    exploring.finish(exploring.current_view(pack))
    return exploring.current_view(pack)


def views(pack: Pack) -> Iterator[View]:
    picks = [(key, pack.layer(key).areas[0].code) for key in pack.layers]
    finds = ("", "TY3 3AA", "westbury", "P22", "nowhere at all")
    for (pick, code), find, area, compare in product(picks, finds, (False, True), (False, True)):
        base = View(("icp",), pick, find=find, shading="density")
        view = select(pack, base, pack.layer(pick), code if area else None)
        pair = usual_comparison(pack) if compare else None
        yield View(**{**view.__dict__, "compare": pair})
    yield View((), "unit")
    yield View(("pcn",), "pcn", show=("S33", "S43"), practices=True)
    for shading in SHADINGS:
        yield View(("pcn",), "pcn", shading=shading)


def test_a_link_reproduces_every_view(toy_pack: Pack, visitor: Address) -> None:
    for view in views(toy_pack):
        assert opened(toy_pack, visitor, write_view(view)) == view


@pytest.mark.parametrize(
    ("typed", "area"), [("TY3 3AA", "N3"), ("westbury", "DW"), ("P22", "N2"), ("nowhere", None)]
)
def test_a_search_is_reproduced_and_so_is_clearing_the_area_after_it(
    toy_pack: Pack, visitor: Address, typed: str, area: str | None
) -> None:
    opened(toy_pack, visitor, {})
    st.session_state[exploring.FIND] = typed
    choosing.when_searched(toy_pack)
    found = exploring.current_view(toy_pack)
    assert found.area == area
    assert opened(toy_pack, visitor, write_view(found)) == found
    st.session_state[exploring.AREA] = None
    choosing.when_area_is_chosen(toy_pack)
    cleared = exploring.current_view(toy_pack)
    assert cleared.area is None
    assert opened(toy_pack, visitor, write_view(cleared)) == cleared


def test_a_search_followed_by_a_comparison_is_reproduced(toy_pack: Pack, visitor: Address) -> None:
    opened(toy_pack, visitor, {"find": "TY3 3AA"})
    st.session_state[exploring.SIDE] = exploring.BETWEEN
    choosing.when_side_changes(toy_pack)
    view = exploring.current_view(toy_pack)
    assert (view.compare, view.area) == (usual_comparison(toy_pack), None)
    assert opened(toy_pack, visitor, write_view(view)) == view


def test_with_every_line_switched_off_a_click_selects_small_areas(
    toy_pack: Pack, visitor: Address
) -> None:
    opened(toy_pack, visitor, {"area": "pcn:N3"})
    st.session_state[exploring.LAYERS] = []
    choosing.when_layers_change(toy_pack)
    view = exploring.current_view(toy_pack)
    assert (view.layers, view.pick, view.area) == ((), "unit", None)
    assert opened(toy_pack, visitor, write_view(view)) == view


def test_a_link_that_only_searches_goes_there(toy_pack: Pack, visitor: Address) -> None:
    assert opened(toy_pack, visitor, {"find": "TY3 3AA"}).area == "N3"
    assert opened(toy_pack, visitor, {"find": "TY3 3AA", "layers": "district"}).area == "DW"
    assert visitor == {"find": "TY3 3AA", "layers": "district"}


def test_an_empty_address_shows_the_default(toy_pack: Pack, visitor: Address) -> None:
    assert opened(toy_pack, visitor, {}) == default_view(toy_pack)
