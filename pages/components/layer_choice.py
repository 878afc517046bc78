"""Which layer to look at: those with a tier first, the others behind one more choice."""

from __future__ import annotations

import streamlit as st

from geo.model import Layer, Pack

_OTHERS = "others"


def show(pack: Pack) -> Layer:
    """Show the choice and return the layer, at first the one of the smallest tier."""
    tiered = {key: layer for key, layer in pack.layers.items() if layer.definition.tier is not None}
    others = [key for key in pack.layers if key not in tiered]
    smallest = [key for key, layer in tiered.items() if layer.definition.tier == pack.tiers[-1].key]
    key = st.segmented_control(
        "Areas",
        [*tiered, _OTHERS] if others else list(tiered),
        default=(smallest or list(tiered))[0],
        required=True,
        format_func=lambda key: (
            "Areas without a band" if key == _OTHERS else pack.layer(key).definition.name
        ),
        key="layer choice",
        label_visibility="collapsed",
    )
    if key == _OTHERS:
        key = st.selectbox(
            "Areas without a band",
            others,
            format_func=lambda key: pack.layer(key).definition.name,
            key="layer choice among others",
            width=360,
        )
    return pack.layer(key)
