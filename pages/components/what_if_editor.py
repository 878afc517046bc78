"""Shows the what-if editor: a map to change areas on, with a panel that says what would change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from geo.maps.editor_files import LOADER
from geo.maps.editor_packing import packed
from geo.model import Pack
from pages.shared import map_files
from pages.shared.component_values import component_value


@dataclass(frozen=True)
class Hears:
    """Who is told what the planner does in the editor, before the page runs again.

    What they are told comes from a browser: check it.

    Attributes:
        command: called once for each command.
        locks: called with the locks of the layer where one was set or taken away.
    """

    command: Callable[[Mapping[str, Any]], None]
    locks: Callable[[Mapping[str, Any]], None]


@cache
def _component() -> ComponentRenderer:
    """Register the component, once."""
    return st.components.v2.component("what_if_editor", js=LOADER.read_text(encoding="utf-8"))


def show(
    pack: Pack,
    message: Mapping[str, Any],
    locks: Mapping[str, Any],
    key: str,
    hears: Hears,
) -> None:
    """Show the editor on a plan.

    Args:
        pack: whose geometry the browser fetches once; every plan on it has the same units.
        message: the plan, see ``geo.maps.editor_message``; another one restyles the map.
        locks: of the plan's layer, see ``pages.shared.locks``.
        key: of the component, the same for the same editor on every run.
        hears: who is told what the planner does.
    """

    def told(what: str, hear: Callable[[Mapping[str, Any]], None]) -> None:
        value = getattr(component_value(full_key), what, None)
        if isinstance(value, Mapping):
            hear(value)

    full_key = f"{key}-{pack.key}"
    _component()(
        data={**map_files.editor_base(pack), "message": packed(message), "locks": locks},
        key=full_key,
        on_command_change=lambda: told("command", hears.command),
        on_locks_change=lambda: told("locks", hears.locks),
    )
