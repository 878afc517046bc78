"""Borders of CCGs and districts: whether a search may cross them, and at which price."""

from __future__ import annotations

from enum import StrEnum

import streamlit as st

from geo.advice.repair.question import BORDERS, DEAREST
from geo.model import Layer, Pack
from geo.words import listed

USUAL_PRICE = 1.0
"""Who crosses then counts twice."""


class Border(StrEnum):
    """Whether somebody may come to an area that has nobody of their own CCG or district today."""

    FREE = "free"
    PRICED = "priced"
    HARD = "hard"


_WORDS = {
    Border.FREE: "May be crossed",
    Border.PRICED: "May be crossed at a price",
    Border.HARD: "May not be crossed",
}


def ask(pack: Pack, layer: str, moving: str) -> tuple[tuple[str, float | None], ...]:
    """Ask of each border layer of the pack, and return prices as a search is asked with them.

    Args:
        pack: of the plan.
        layer: key of the layer that has to fit, which is no border of its own.
        moving: what would move: ``people`` or ``practices``.
    """
    layers = [pack.layer(key) for key in BORDERS if key in pack.layers and key != layer]
    if not layers:
        return ()
    borders: list[tuple[str, float | None]] = []
    priced = []
    for column, each in zip(st.columns(len(layers), gap="small"), layers, strict=True):
        with column:
            border = _ask_border(each)
            if border is Border.PRICED:
                priced.append(each)
                borders.append((each.key, _ask_price(each)))
            elif border is Border.HARD:
                borders.append((each.key, None))
    if priced:
        st.caption(price_words([each.definition.singular for each in priced], moving))
    return tuple(borders)


def price_words(sides: list[str], moving: str) -> str:
    """Say what a price does.

    Args:
        sides: what areas of the layers with a price are called.
        moving: as for ``ask``.
    """
    side = listed(sides).replace(" and ", " or ")
    person = "patient" if moving == "practices" else "person"
    who = "A practice crosses" if moving == "practices" else "People cross"
    to = "it joins" if moving == "practices" else "they come to"
    own = "no practice of its own" if moving == "practices" else "nobody of their own"
    return (
        f"{who} a border where {to} an area that has {own} {side} today. At a price of 1 each "
        f"{person} who crosses counts as two moves, at 9 as ten; at 0 the border makes no "
        "difference."
        f"{' Where both borders are crossed, the prices add up.' if len(sides) > 1 else ''}"
    )


def _ask_border(layer: Layer) -> Border:
    border: Border = st.selectbox(
        f"Borders of {layer.definition.plural}",
        list(Border),
        format_func=_WORDS.__getitem__,
        key=f"take border {layer.key}",
        persist_state="session",
    )
    return border


def _ask_price(layer: Layer) -> float:
    price = st.number_input(
        f"Price, {layer.definition.plural}",
        min_value=0.0,
        max_value=DEAREST,
        value=USUAL_PRICE,
        step=1.0,
        format="%g",
        key=f"take price {layer.key}",
        persist_state="session",
    )
    return float(price)
