"""What people do on the page Explore: each function follows one change of one of its widgets.

They change other widgets where one choice means another, before the page runs again.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st

from geo.model import UNASSIGNED, Pack
from geo.plan.places import Place
from pages.shared.address import (
    NOTHING,
    View,
    pick_for,
    select,
    usual_comparison,
)
from pages.shared.exploring import (
    AREA,
    BEFORE,
    BETWEEN,
    FIND,
    FIRST,
    LAYERS,
    OTHER_MATCH,
    PAIR,
    PICK,
    PROFILE,
    SECOND,
    SHADING,
    SHOW,
    SIDE,
    VIEW,
    at_place,
    bring_into_view,
    current_view,
    put_selection,
)
from pages.shared.search import search


def when_layers_change(pack: Pack) -> None:
    """Let a click select the layer that was just switched on, unless an area is being looked at."""
    state = st.session_state
    before = state[VIEW].layers if VIEW in state else ()
    shown = [key for key in pack.layers if key in state[LAYERS]]
    added = [key for key in shown if key not in before]
    tiered = [key for key in added if pack.layer(key).definition.tier is not None]
    if state[PICK] not in (*shown, "unit"):
        _carry_over(pack, pick_for(pack, shown))
    elif tiered and state[AREA] is None:
        state[PICK] = tiered[-1]


def when_pick_changes(pack: Pack) -> None:
    """Select the area of the new layer that holds most of the one that was selected."""
    before: View = st.session_state[VIEW]
    pick = st.session_state[PICK]
    st.session_state[PICK] = before.pick
    _carry_over(pack, pick)


def when_area_is_chosen(pack: Pack) -> None:
    """Bring an area that was chosen from the list into view."""
    state = st.session_state
    if state[AREA] is not None:
        chosen = (state[PICK], state[AREA])
        _leave_comparison()
        put_selection(select(pack, current_view(pack), pack.layer(chosen[0]), chosen[1]))
        bring_into_view(pack.layer(state[PICK]).units_in(state[AREA]).tolist())


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
    put_selection(select(pack, current_view(pack), pack.layer(layer), area))


def when_searched(pack: Pack, *, aim: bool = True) -> None:
    """Go to the best match of what was typed."""
    place = search(pack, st.session_state[FIND] or "").place
    st.session_state[SHOW] = ()
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
    st.session_state[SHOW] = ()


def when_side_changes(pack: Pack) -> None:
    """Draw the two layers that are compared; afterwards, draw what was drawn before."""
    state = st.session_state
    if state[SIDE] == BETWEEN:
        view: View = state[VIEW]
        state[BEFORE] = (view.layers, view.shading, view.pick, view.area)
        state[SHADING] = NOTHING
        state[FIRST], state[SECOND] = state.get(PAIR, usual_comparison(pack))
        when_comparison_changes(pack)
    else:
        _leave_comparison()


def when_comparison_changes(pack: Pack) -> None:
    """Draw the two layers that are compared, and nothing else."""
    state = st.session_state
    pair = state[PAIR] = (state[FIRST], state[SECOND])
    state[LAYERS] = [key for key in pack.layers if key in pair]
    if state[PICK] not in pair:
        state[PICK], state[AREA] = pair[1], None


def show_units(units: Sequence[int]) -> None:
    """Bring units into view."""
    bring_into_view(units)


def _leave_comparison() -> None:
    state = st.session_state
    state[SIDE] = PROFILE
    before = state.pop(BEFORE, None)
    if before is not None:
        layers, state[SHADING], state[PICK], state[AREA] = before
        state[LAYERS] = list(layers)


def _go(pack: Pack, place: Place, *, aim: bool = True) -> None:
    _leave_comparison()
    put_selection(at_place(pack, current_view(pack), place))
    if aim:
        bring_into_view(place.units, place.point)


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
