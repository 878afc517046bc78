"""The tool bar above the map: search, layers, shading, what a click selects, and the area."""

from __future__ import annotations

import streamlit as st

from geo.model import Pack
from pages.components.layer_names import short_name, spelt_out
from pages.shared import choosing, exploring
from pages.shared.address import SHADINGS, drawable


def show(pack: Pack) -> None:
    """Show the tool bar; what it says is read with ``exploring.current_view``."""
    with st.container(key="explore-tools"):
        search, layers = st.columns([3, 7], gap="small", vertical_alignment="center")
        with search:
            _ask_search(pack)
        with layers:
            _ask_layers(pack)
        shading, pick, area, practices, side = st.columns(
            [2.3, 1.6, 2.0, 1.1, 3.0], gap="small", vertical_alignment="center"
        )
        with shading:
            _ask_shading()
        with pick:
            _ask_pick(pack)
        with area:
            _ask_area(pack)
        practices.toggle("GP practices", key=exploring.PRACTICES)
        with side:
            _ask_side(pack)


def _ask_search(pack: Pack) -> None:
    st.text_input(
        "Search for a postcode, place, area or practice",
        key=exploring.FIND,
        placeholder="Postcode, place, area or practice",
        icon=":material/search:",
        label_visibility="collapsed",
        on_change=choosing.when_searched,
        args=(pack,),
    )


def _ask_layers(pack: Pack) -> None:
    st.pills(
        f"Lines drawn on the map. {spelt_out(pack)}",
        drawable(pack),
        selection_mode="multi",
        format_func=lambda key: short_name(pack.layer(key)),
        key=exploring.LAYERS,
        label_visibility="collapsed",
        wrap=True,
        on_change=choosing.when_layers_change,
        args=(pack,),
    )


def _ask_shading() -> None:
    st.selectbox(
        "Shading",
        list(SHADINGS),
        format_func=lambda code: f"Shading: {SHADINGS[code]}",
        key=exploring.SHADING,
        label_visibility="collapsed",
    )


def _ask_pick(pack: Pack) -> None:
    view = exploring.current_view(pack)
    offered = [key for key in pack.layers if key in (*view.layers, view.pick, "unit")]
    st.selectbox(
        "Layer whose areas a click selects",
        offered,
        format_func=lambda key: f"Select: {short_name(pack.layer(key))}",
        key=exploring.PICK,
        label_visibility="collapsed",
        on_change=choosing.when_pick_changes,
        args=(pack,),
    )


def _ask_area(pack: Pack) -> None:
    layer = pack.layer(exploring.current_view(pack).pick)
    names = {area.code: area.name for area in layer.areas}
    st.selectbox(
        f"Area: one of the {layer.definition.plural}",
        sorted(names, key=lambda code: (not layer.area(code).in_system, names[code])),
        index=None,
        format_func=lambda code: names.get(code, code),
        placeholder="Choose an area",
        key=exploring.AREA,
        label_visibility="collapsed",
        on_change=choosing.when_area_is_chosen,
        args=(pack,),
    )


def _ask_side(pack: Pack) -> None:
    st.segmented_control(
        "Beside the map",
        [exploring.PROFILE, exploring.BETWEEN],
        required=True,
        key=exploring.SIDE,
        label_visibility="collapsed",
        on_change=choosing.when_side_changes,
        args=(pack,),
    )
