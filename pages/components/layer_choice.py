"""Which layer to look at: those with a tier first, the others behind one more choice."""

from __future__ import annotations

import streamlit as st

from geo.model import Layer, Pack
from pages.shared.kept_choices import follow_address, write_choice

_OTHERS = "others"
_NAME = "areas"
_KEY, _OTHER_KEY = "layer choice", "layer choice among others"


def show(pack: Pack) -> Layer:
    """Show the choice and return the layer, at first the one of the smallest tier."""
    tiered = [key for key, layer in pack.layers.items() if layer.definition.tier is not None]
    others = [key for key in pack.layers if key not in tiered]
    smallest = [key for key in tiered if pack.layer(key).definition.tier == pack.tiers[-1].key]
    usual = (smallest or tiered)[0]
    groups = {key: key if key in tiered else _OTHERS for key in pack.layers}
    codes = {**{key: key for key in tiered}, **({_OTHERS: others[0]} if others else {})}
    key = follow_address(_NAME, groups, usual, _KEY)
    st.segmented_control(
        "Areas",
        list(codes),
        required=True,
        format_func=lambda key: (
            "Areas without a band" if key == _OTHERS else pack.layer(key).definition.name
        ),
        key=_KEY,
        on_change=write_choice,
        args=(_NAME, codes, usual, _KEY),
        label_visibility="collapsed",
    )
    if key in others:
        same = {each: each for each in others}
        follow_address(_NAME, same, key, _OTHER_KEY)
        st.selectbox(
            "Areas without a band",
            others,
            format_func=lambda key: pack.layer(key).definition.name,
            key=_OTHER_KEY,
            on_change=write_choice,
            args=(_NAME, same, usual, _OTHER_KEY),
            width=360,
        )
    return pack.layer(key)
