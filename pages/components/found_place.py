"""What a search found: where it lies in every layer, other matches, or why nothing was found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import escape

import numpy as np
import streamlit as st

from geo.model import UNASSIGNED, Layer, ListState, Measure, Pack, date_label
from geo.plan.belonging import belonging_sentences
from geo.plan.places import Place, PlaceKind
from geo.plan.totals import Dates
from geo.words import number, start_sentence
from pages.components import html
from pages.components.layer_names import short_singular
from pages.shared.search import Found

_NAMED_AT_MOST = 3


def show(
    pack: Pack,
    found: Found,
    dates: Dates,
    other_key: str,
    when_other: Callable[[Pack], None],
    forget: Callable[[], None],
) -> None:
    """Show what was found.

    Args:
        pack: that was searched.
        found: the answer.
        dates: of the populations.
        other_key: key of the choice of other matches.
        when_other: called when one is chosen.
        forget: called to take the search away.
    """
    with st.container(gap="xsmall"):
        if found.place is None:
            st.warning(found.sentence, icon=":material/search_off:")
        elif found.place.kind is not PlaceKind.AREA:
            html.write(_summary(pack, found.place, dates))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if found.others:
                count = len(found.others)
                st.selectbox(
                    "Other matches",
                    found.others,
                    index=None,
                    format_func=lambda place: f"{place.name} – {place.context}",
                    placeholder=f"{count} other {'match' if count == 1 else 'matches'}"
                    if found.place is not None
                    else "Choose one of these",
                    key=other_key,
                    on_change=when_other,
                    args=(pack,),
                    label_visibility="collapsed",
                )
            st.button("Clear search", on_click=forget, type="tertiary", icon=":material/close:")


def _summary(pack: Pack, place: Place, dates: Dates) -> str:
    units = np.array(place.units, dtype=np.int64)
    head = f"<h2>{escape(place.name)}</h2>"
    about = [start_sentence(place.context)]
    if place.kind is PlaceKind.PRACTICE:
        about.append(_list_words(pack, place, dates.registered))
    elif place.kind is PlaceKind.TOWN:
        about.append(
            f"{number(_people(pack, units, dates.resident))} residents, "
            f"{date_label(Measure.RESIDENTS, dates.resident)}"
        )
    line = f'<div class="about-line">{escape(" · ".join(about))}</div>'
    if len(units) == 0:
        rest = "<p>Its place is not in any small area of this data.</p>"
        return f'<section class="found">{head}{line}{rest}</section>'
    lead = ""
    if place.kind is PlaceKind.POSTCODE:
        sentences = belonging_sentences(pack, place.units[0], place.name)
        lead = f"<p>{escape(' '.join(sentences))}</p>"
        line = ""
    rows = [
        (short_singular(layer), _areas_of(pack, layer, units, dates))
        for layer in pack.layers.values()
        if layer.key != "unit" or place.kind is PlaceKind.POSTCODE
    ]
    told = html.table(f"Where {place.name} lies", ("Layer", "Area"), rows, text_columns=2)
    return f'<section class="found">{head}{line}{lead}{told}</section>'


def _areas_of(pack: Pack, layer: Layer, units: np.ndarray, dates: Dates) -> str:
    positions, where = np.unique(layer.area_of_unit[units], return_inverse=True)
    shares = [
        ("outside" if position == UNASSIGNED else layer.areas[position].name, units[where == index])
        for index, position in enumerate(positions.tolist())
    ]
    if len(shares) == 1:
        return shares[0][0]
    told = [f"{name}: {number(_people(pack, both, dates.resident))}" for name, both in shares]
    if len(told) > _NAMED_AT_MOST + 1:
        told = [*told[:_NAMED_AT_MOST], f"{len(told) - _NAMED_AT_MOST} more"]
    return "; ".join(told)


def _people(pack: Pack, units: np.ndarray, day: date) -> int | None:
    total = pack.residents[day].total[units].sum()
    return None if np.isnan(total) else int(total)


def _list_words(pack: Pack, place: Place, day: date) -> str:
    practice = pack.practice[place.code]
    patients = practice.lists[day]
    when = date_label(Measure.LISTS, day)
    if patients.state is ListState.COUNTED:
        told = f"{number(patients.patients)} on its list, {when}"
    else:
        told = f"no list in {when}: {patients.state.value}"
    names = [
        pack.layer(key).area(code).name
        for key, code in practice.areas.items()
        if pack.layer(key).definition.tier == pack.tiers[-1].key
    ]
    return f"{practice.code} · {told} · {names[0] if names else 'in no network'}"
