"""Locks: areas of the plan at work that neither gain nor lose, the same on every page.

Whoever locks an area in What-if's editor finds it locked where a search asks what may not change,
and the other way round. Locks belong to a plan and one of its layers, for as long as the session
lasts; a plan that is branched from another has the other's until it is given its own. The editor
tells its locks from a browser, so nothing in them is believed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from geo.maps.editor_message import editable_layers
from pages.shared import working as at_work
from pages.shared.working import Working

_LOCKS = "locks of areas"
_HEARD = "locks heard"


@dataclass(frozen=True)
class Locks:
    """Locked areas of one layer.

    Attributes:
        codes: of the areas, ascending.
        from_editor: those of them that were locked in the editor.
    """

    codes: tuple[str, ...] = ()
    from_editor: tuple[str, ...] = ()


def locks_of(working: Working, layer: str) -> Locks:
    """Return the locks of a plan's layer; an area that is not there now has none."""
    kept = _kept(working, layer)
    known = working.measured.state.layers[layer].position
    return Locks(
        tuple(code for code in kept.codes if code in known),
        tuple(code for code in kept.from_editor if code in known),
    )


def lock(working: Working, layer: str, codes: Sequence[str]) -> None:
    """Lock exactly these areas of a layer; those locked before in the editor stay so called."""
    before = _kept(working, layer).from_editor
    _keep(working, layer, codes, [code for code in codes if code in before])


def follow_locks(locked: Locks, offered: Sequence[str], key: str) -> list[str]:
    """Give the widget with this key the locked areas, before it is shown.

    Args:
        locked: from ``locks_of``.
        offered: codes of the areas that the widget offers, in its order.
        key: of the widget, which holds a list of codes.

    Returns:
        What it now holds.
    """
    wanted = [code for code in offered if code in locked.codes]
    if sorted(st.session_state.get(key, ())) != sorted(wanted):
        st.session_state[key] = wanted
    return wanted


def write_locks(working: Working, layer: str, offered: Sequence[str], key: str) -> None:
    """Lock what is picked in the widget with this key; areas that it does not offer stay."""
    others = [code for code in locks_of(working, layer).codes if code not in offered]
    lock(working, layer, [*st.session_state[key], *others])


def for_editor(working: Working, layer: str) -> dict[str, Any]:
    """Return the locks as the editor is told them; it tells them again in the same shape."""
    codes = locks_of(working, layer).codes
    return {"plan": working.scenario.key, "layer": layer, "codes": list(codes)}


def hear(told: object) -> None:
    """Take over what the editor says is locked; what is not of the plan at work is left out.

    Args:
        told: an object with ``plan``, ``layer`` and ``codes``, and a number ``n`` that grows: what
            comes again, or late, counts for nothing.
    """
    working = at_work.current()
    if working is None or not isinstance(told, Mapping):
        return
    number, layer, raw = told.get("n"), told.get("layer"), told.get("codes")
    if not isinstance(number, int | float) or number <= st.session_state.get(_HEARD, 0):
        return
    st.session_state[_HEARD] = number
    editable = [each.key for each in editable_layers(working.opened.pack)]
    if told.get("plan") != working.scenario.key or layer not in editable:
        return
    known = working.measured.state.layers[layer].position
    codes = raw if isinstance(raw, list) else []
    locked = [code for code in codes if isinstance(code, str) and code in known]
    before = _kept(working, layer)
    elsewhere = set(before.codes) - set(before.from_editor)
    _keep(working, layer, locked, [code for code in locked if code not in elsewhere])


def _kept(working: Working, layer: str) -> Locks:
    """Return what was kept for a plan; until then, for the one that it was branched from."""
    kept: Mapping[tuple[str, str], Locks] = st.session_state.get(_LOCKS, {})
    scenario = working.scenario
    origin = scenario.branched_from
    keys = [scenario.key, *([] if origin is None else [origin.key])]
    return next((kept[key, layer] for key in keys if (key, layer) in kept), Locks())


def _keep(working: Working, layer: str, codes: Sequence[str], from_editor: Sequence[str]) -> None:
    locks = Locks(tuple(sorted(set(codes))), tuple(sorted(set(from_editor))))
    st.session_state[_LOCKS] = {
        **st.session_state.get(_LOCKS, {}),
        (working.scenario.key, layer): locks,
    }
