"""The page Explore's memory: what it shows, kept in step with its widgets and the address.

Widgets hold the view in the session's state under the keys below. ``begin`` puts into them what a
link or the Back button asks for; what people do changes them through the functions named
``when_…``; ``finish`` writes the result into the address, before the map is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import streamlit as st

from geo.model import UNASSIGNED, Pack
from geo.plan.places import Place, PlaceKind
from pages.shared.address import (
    NAMES,
    NOTHING,
    View,
    own_part,
    pick_for,
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

_SHOW = "explore kept show"
_VIEW = "explore kept view"
_LINKED = "explore kept link"
_PACK = "explore kept pack"
_NOTES = "explore kept notes"
_ADDRESS = "explore kept address"
_BEFORE = "explore kept before"
_PAIR = "explore kept pair"
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
        A sentence for each thing that the address asks for and cannot have.
    """
    state = st.session_state
    address = own_part(st.query_params.get_all)
    same_pack = state.get(_PACK) == pack.key
    if LAYERS in state and same_pack and address == state.get(_ADDRESS):
        return list(state[_NOTES])
    if same_pack and not address and LAYERS not in state:
        _put(pack, state[_VIEW])  # back from another page: as it was left
        state[_ADDRESS] = address
        state.pop(_LINKED, None)
        return []
    view, notes = read_view(pack, address)
    entering = LAYERS not in state or not same_pack
    state[_NOTES] = notes
    state[_ADDRESS] = address
    state[_PACK] = pack.key
    place = search(pack, view.find).place if view.find else None
    if place is not None and view.area is None and "area" not in address:
        view = _at_place(pack, view, place)
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
        show=state[_SHOW],
        compare=compare,
    )


def finish(view: View) -> None:
    """Write a changed view into the address: one step of the browser's history."""
    state = st.session_state
    state[_VIEW] = view
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


def when_layers_change(pack: Pack) -> None:
    """Let a click select the layer that was just switched on, unless an area is being looked at."""
    state = st.session_state
    before = state[_VIEW].layers if _VIEW in state else ()
    shown = [key for key in pack.layers if key in state[LAYERS]]
    added = [key for key in shown if key not in before]
    tiered = [key for key in added if pack.layer(key).definition.tier is not None]
    if state[PICK] not in (*shown, "unit"):
        _carry_over(pack, pick_for(pack, shown))
    elif tiered and state[AREA] is None:
        state[PICK] = tiered[-1]


def when_pick_changes(pack: Pack) -> None:
    """Select the area of the new layer that holds most of the one that was selected."""
    before: View = st.session_state[_VIEW]
    pick = st.session_state[PICK]
    st.session_state[PICK] = before.pick
    _carry_over(pack, pick)


def when_area_is_chosen(pack: Pack) -> None:
    """Bring an area that was chosen from the list into view."""
    state = st.session_state
    if state[AREA] is not None:
        chosen = (state[PICK], state[AREA])
        _leave_comparison()
        _put_selection(select(pack, current_view(pack), pack.layer(chosen[0]), chosen[1]))
        _aim(pack.layer(state[PICK]).units_in(state[AREA]).tolist())


def when_map_is_clicked(
    pack: Pack, layer: str | None, area: str | None, practice: str | None
) -> None:
    """Select the area, or search for the practice, that was clicked; both show their facts."""
    state = st.session_state
    if practice is not None:
        if practice in pack.practice:
            state[FIND] = practice
            when_searched(pack, aim=False)
        return
    if layer not in pack.layers or (area is not None and area not in pack.layer(layer).position):
        return  # a click on a map that a changed pack has made out of date
    _leave_comparison()
    _put_selection(select(pack, current_view(pack), pack.layer(layer), area))


def when_searched(pack: Pack, *, aim: bool = True) -> None:
    """Go to the best match of what was typed."""
    place = search(pack, st.session_state[FIND] or "").place
    st.session_state[_SHOW] = ()
    if place is not None:
        _go(pack, place, aim=aim)


def when_other_match_is_chosen(pack: Pack) -> None:
    """Go to another match and put its code into the search box."""
    place: Place | None = st.session_state[OTHER_MATCH]
    if place is not None:
        st.session_state[FIND] = place.code
        st.session_state[OTHER_MATCH] = None
        _go(pack, place)


def forget_search() -> None:
    """Take away what was searched for and what a link asked to mark."""
    st.session_state[FIND] = ""
    st.session_state[_SHOW] = ()


def when_side_changes(pack: Pack) -> None:
    """Draw the two layers that are compared; afterwards, draw what was drawn before."""
    state = st.session_state
    if state[SIDE] == BETWEEN:
        view: View = state[_VIEW]
        state[_BEFORE] = (view.layers, view.shading, view.pick, view.area)
        state[SHADING] = NOTHING
        state[FIRST], state[SECOND] = state.get(_PAIR, usual_comparison(pack))
        when_comparison_changes(pack)
    else:
        _leave_comparison()


def when_comparison_changes(pack: Pack) -> None:
    """Draw the two layers that are compared, and nothing else."""
    state = st.session_state
    pair = state[_PAIR] = (state[FIRST], state[SECOND])
    state[LAYERS] = [key for key in pack.layers if key in pair]
    if state[PICK] not in pair:
        state[PICK], state[AREA] = pair[1], None


def show_units(units: Sequence[int]) -> None:
    """Bring units into view."""
    _aim(units)


def _leave_comparison() -> None:
    state = st.session_state
    state[SIDE] = PROFILE
    before = state.pop(_BEFORE, None)
    if before is not None:
        layers, state[SHADING], state[PICK], state[AREA] = before
        state[LAYERS] = list(layers)


def _go(pack: Pack, place: Place, *, aim: bool = True) -> None:
    _leave_comparison()
    _put_selection(_at_place(pack, current_view(pack), place))
    if aim:
        _aim(place.units, place.point)


def _at_place(pack: Pack, view: View, place: Place) -> View:
    """Return the view with the area selected that a place is, or lies in."""
    if place.layer is not None:
        return select(pack, view, pack.layer(place.layer), place.code)
    layer = pack.layer(view.pick)
    if place.kind is PlaceKind.PRACTICE and layer.definition.registered == "lists":
        return replace(view, area=pack.practice[place.code].areas.get(layer.key))
    if place.kind is PlaceKind.TOWN or not place.units:
        return replace(view, area=None)
    position = layer.area_of_unit[place.units[0]]
    return replace(view, area=None if position == UNASSIGNED else layer.areas[position].code)


def _carry_over(pack: Pack, pick: str) -> None:
    state = st.session_state
    area = None
    if state[AREA] is not None:
        units = pack.layer(state[PICK]).units_in(state[AREA])
        there = pack.layer(pick).area_of_unit[units]
        there = there[there != UNASSIGNED]
        if len(there) > 0:
            area = pack.layer(pick).areas[int(np.bincount(there).argmax())].code
    if pick == "unit":
        area = None  # an area of many units has no single unit that stands for it
    state[PICK], state[AREA] = pick, area


def _aim(units: Sequence[int], point: tuple[float, float] | None = None) -> None:
    before = aim()
    count = 1 if before is None else before.count + 1
    if len(units) > 0 or point is not None:
        st.session_state[_AIM] = Aim(count, tuple(units), point)


def _aim_at_link(pack: Pack, view: View, place: Place | None) -> None:
    if view.show:
        _aim([pack.units.position[code] for code in view.show])
    elif place is not None:
        _aim(place.units, place.point)
    elif view.area is not None:
        _aim(pack.layer(view.pick).units_in(view.area).tolist())


def _put_selection(view: View) -> None:
    state = st.session_state
    state[LAYERS], state[PICK], state[AREA] = list(view.layers), view.pick, view.area


def _put(pack: Pack, view: View) -> None:
    state = st.session_state
    _put_selection(view)
    state[SHADING], state[PRACTICES] = view.shading, view.practices
    state[FIND], state[_SHOW] = view.find, view.show
    state[SIDE] = PROFILE if view.compare is None else BETWEEN
    state[FIRST], state[SECOND] = view.compare or usual_comparison(pack)
    state.pop(_BEFORE, None)
