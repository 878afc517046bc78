"""The page Explore's memory: what it shows, kept in step with its widgets and the address.

Widgets hold the view in the session's state under the keys below. ``begin`` puts into them what a
link or the Back button asks for; what people do changes them through ``pages.shared.choosing``;
``finish`` writes the result into the address, before the map is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from geo.model import UNASSIGNED, Pack
from geo.plan.places import Place, PlaceKind
from pages.shared.address import (
    NAMES,
    View,
    own_part,
    read_view,
    select,
    usual_comparison,
    write_view,
)
from pages.shared.search import search

LAYERS = "explore layers"
PICK = "explore pick"
AREA = "explore area"
SHADING = "explore shading"
PRACTICES = "explore practices"
FIND = "explore find"
OTHER_MATCH = "explore other match"
SIDE = "explore side"
FIRST = "explore first"
SECOND = "explore second"
TAB = "explore tab"
MAP = "explore-map"

PROFILE, BETWEEN = "Profile", "Where boundaries disagree"
"""What may stand beside the map."""

SHOW = "explore kept show"
"""Codes of the small areas that a link marks."""
VIEW = "explore kept view"
"""The view as it was last shown."""
BEFORE = "explore kept before"
"""What was drawn and selected before layers were compared."""
PAIR = "explore kept pair"
"""The two layers that were compared last."""
_LINKED = "explore kept link"
_PACK = "explore kept pack"
_NOTES = "explore kept notes"
_ADDRESS = "explore kept address"
_AIM = "explore kept aim"


@dataclass(frozen=True)
class Aim:
    """What the map should bring into view.

    Attributes:
        count: number of the wish, counted up for every new one.
        units: positions of units.
        point: (easting, northing) in EPSG:27700, metres, or None.
    """

    count: int
    units: tuple[int, ...]
    point: tuple[float, float] | None = None


def begin(pack: Pack) -> list[str]:
    """Make the widgets follow the address, before any of them is drawn.

    Returns:
        In a few words each thing that the address asks for and cannot have.
    """
    state = st.session_state
    address = own_part(st.query_params.get_all)
    same_pack = state.get(_PACK) == pack.key
    if LAYERS in state and same_pack and address == state.get(_ADDRESS):
        return list(state[_NOTES])
    if same_pack and not address and LAYERS not in state:
        _put(pack, state[VIEW])  # back from another page: as it was left
        state[_ADDRESS] = address
        state.pop(_LINKED, None)
        return []
    view, notes = read_view(pack, address)
    entering = LAYERS not in state or not same_pack
    state[_NOTES] = notes
    state[_ADDRESS] = address
    state[_PACK] = pack.key
    place = search(pack, view.find).place if view.find else None
    if place is not None and not {"area", "pick", "compare"} & set(address):
        view = at_place(pack, view, place)  # a link to a search; a view says what is selected
    _put(pack, view)
    state[_LINKED] = current_view(pack)
    if entering:
        _aim_at_link(pack, view, place)
    return notes


def current_view(pack: Pack) -> View:
    """Return what the widgets say now."""
    state = st.session_state
    compare = None
    if state.get(SIDE) == BETWEEN:
        compare = (state[FIRST], state[SECOND])
    return View(
        layers=tuple(key for key in pack.layers if key in state[LAYERS]),
        pick=state[PICK],
        area=state[AREA],
        shading=state[SHADING],
        practices=state[PRACTICES],
        find=" ".join((state[FIND] or "").split()),
        show=state[SHOW],
        compare=compare,
    )


def finish(view: View) -> None:
    """Write a changed view into the address: one step of the browser's history."""
    state = st.session_state
    state[VIEW] = view
    wanted = write_view(view)
    if wanted == state[_ADDRESS] or view == state.get(_LINKED):
        return  # a link stays as it was written until something changes
    state.pop(_LINKED, None)
    state[_ADDRESS] = wanted
    others = {name: st.query_params.get_all(name) for name in st.query_params if name not in NAMES}
    st.query_params.from_dict({**others, **wanted})


def aim() -> Aim | None:
    """Return the latest wish to move the map, or None."""
    wish: Aim | None = st.session_state.get(_AIM)
    return wish


def at_place(pack: Pack, view: View, place: Place) -> View:
    """Return the view with the area selected that a place is, or lies in."""
    if place.layer is not None:
        return select(pack, view, pack.layer(place.layer), place.code)
    layer = pack.layer(view.pick)
    if place.kind is PlaceKind.PRACTICE and layer.definition.registered == "lists":
        return select(pack, view, layer, pack.practice[place.code].areas.get(layer.key))
    if place.kind is PlaceKind.TOWN or not place.units:
        return replace(view, area=None)
    position = layer.area_of_unit[place.units[0]]
    code = None if position == UNASSIGNED else layer.areas[position].code
    return select(pack, view, layer, code)


def bring_into_view(units: Sequence[int], point: tuple[float, float] | None = None) -> None:
    """Ask the map to show units or a place; nothing at all moves nothing."""
    before = aim()
    count = 1 if before is None else before.count + 1
    if len(units) > 0 or point is not None:
        st.session_state[_AIM] = Aim(count, tuple(units), point)


def _aim_at_link(pack: Pack, view: View, place: Place | None) -> None:
    if view.show:
        bring_into_view([pack.units.position[code] for code in view.show])
    elif place is not None:
        bring_into_view(place.units, place.point)
    elif view.area is not None:
        bring_into_view(pack.layer(view.pick).units_in(view.area).tolist())


def put_selection(view: View) -> None:
    """Make the widgets for lines and the selected area say what a view says."""
    state = st.session_state
    state[LAYERS], state[PICK], state[AREA] = list(view.layers), view.pick, view.area


def _put(pack: Pack, view: View) -> None:
    state = st.session_state
    put_selection(view)
    state[SHADING], state[PRACTICES] = view.shading, view.practices
    state[FIND], state[SHOW] = view.find, view.show
    state[SIDE] = PROFILE if view.compare is None else BETWEEN
    state[FIRST], state[SECOND] = view.compare or usual_comparison(pack)
    state.pop(BEFORE, None)
