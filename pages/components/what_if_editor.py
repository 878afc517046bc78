"""Shows the what-if editor: a map to change areas on, with a panel that says what would change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from geo.maps.editor_files import LOADER
from geo.maps.editor_packing import packed
from geo.model import Pack
from pages.shared import map_files
from pages.shared.component_values import component_value


@cache
def _component() -> ComponentRenderer:
    """Register the component, once."""
    return st.components.v2.component("what_if_editor", js=LOADER.read_text(encoding="utf-8"))


def show(
    pack: Pack,
    message: Mapping[str, Any],
    key: str,
    when_commanded: Callable[[Mapping[str, Any]], None],
) -> None:
    """Show the editor on a plan.

    Args:
        pack: whose geometry the browser fetches once; every plan on it has the same units.
        message: the plan, see ``geo.maps.editor_message``; another one restyles the map.
        key: of the component, the same for the same editor on every run.
        when_commanded: called once for each command of the planner, before the page runs again.
            What it gets comes from a browser: check it.
    """

    def changed() -> None:
        value = component_value(full_key)
        command = getattr(value, "command", None)
        if isinstance(command, Mapping):
            when_commanded(command)

    full_key = f"{key}-{pack.key}"
    _component()(
        data={**map_files.editor_base(pack), "message": packed(message)},
        key=full_key,
        on_command_change=changed,
    )
