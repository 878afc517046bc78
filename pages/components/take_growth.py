"""How residents grow: not at all, at one rate, or at rates from a file.

They are asked for once, and serve the search as well as the plan's worlds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape

import streamlit as st

from geo.advice.robustness.answer import YEARS
from geo.advice.robustness.growth import MOST_YEARS
from geo.advice.robustness.rates import LARGEST_PERCENT, RateRange, Rates, one_rate
from geo.advice.robustness.rates_text import EVERYBODY_ELSE, RatesError, read_rates
from geo.model import Pack
from geo.searching import RatesFile
from geo.spreadsheets import MOST_BYTES
from geo.words import counted
from pages.components import html, what_if_text
from pages.components.layer_names import short_name
from pages.components.plain import plain
from pages.shared import kept_rates

_NO_GROWTH, _ONE_RATE, _FILE = "No growth", "One rate for everybody", "Rates from a file"
_ENDS = (("Lowest, % a year", 0.0), ("Highest, % a year", 1.0))
_UPLOAD = "take rates"
_LAYER = "take rates layer"
_ANY = ""
"""Stands for whichever layer has the codes."""


@dataclass(frozen=True, eq=False)
class Growth:
    """How residents grow.

    Attributes:
        asked: as a search is asked; None for no growth, and where it cannot be used.
        rates: of each unit; None where ``asked`` is.
        years: how many years on.
        fault: why the rates cannot be used, in a sentence; empty where they can.
    """

    asked: RateRange | RatesFile | None = None
    rates: Rates | None = None
    years: int = YEARS
    fault: str = ""


def ask(pack: Pack) -> Growth:
    """Ask how residents grow, and for how many years.

    Args:
        pack: as published, whose areas a file's codes are.
    """
    left, right = st.columns([11, 5], gap="small", vertical_alignment="bottom")
    how = left.selectbox(
        "Growth of residents",
        [_NO_GROWTH, _ONE_RATE, _FILE],
        key="take growth",
        persist_state="session",
    )
    if how == _NO_GROWTH:
        return Growth()
    years = right.number_input(
        "Years", 1, MOST_YEARS, YEARS, key="take years", persist_state="session"
    )
    growth = _ask_rate(pack) if how == _ONE_RATE else _ask_file(pack)
    return replace(growth, years=int(years))


def _ask_rate(pack: Pack) -> Growth:
    low, high = (
        column.number_input(
            label,
            -LARGEST_PERCENT,
            LARGEST_PERCENT,
            usual,
            step=0.1,
            format="%.2f",
            key=f"take {label}",
            persist_state="session",
        )
        for column, (label, usual) in zip(st.columns(2, gap="small"), _ENDS, strict=True)
    )
    try:
        return Growth(RateRange(low, high), one_rate(len(pack.units), low, high))
    except ValueError as error:
        return Growth(fault=str(error))


def _ask_file(pack: Pack) -> Growth:
    """Ask for a file, and say everything that is wrong with it."""
    file = kept_rates.kept(pack)
    if file is None:
        st.file_uploader(
            "File of rates (CSV)",
            type=["csv"],
            max_upload_size=MOST_BYTES // 1_000_000,
            key=_UPLOAD,
            on_change=kept_rates.keep_uploaded,
            args=(pack, _UPLOAD),
        )
        st.caption(
            "Columns area_code, low and high: per cent a year for districts, wards or other areas "
            f"of one kind. A row “{EVERYBODY_ELSE}” is for all areas without a row of their own."
        )
        return Growth(fault="Load a file of rates, or choose another growth.")
    _show_file(pack, file)
    try:
        rates = read_rates(file.content, pack, file.name, file.layer)
    except RatesError as error:
        what_if_text.fault("These rates cannot be used.", [str(fault) for fault in error.faults])
        many = counted(len(error.faults), "fault", "faults")
        return Growth(fault=f"The file {file.name} cannot be used: it has {many}, listed above.")
    _show_reading(pack, rates)
    return Growth(file, rates)


def _show_file(pack: Pack, file: RatesFile) -> None:
    """Show which file is loaded, and ask for the layer of its codes."""
    with st.container(horizontal=True, vertical_alignment="center", key="take-rates-file"):
        html.write(f'<p class="take-file">File: <strong>{escape(file.name)}</strong></p>')
        st.button(
            "Another file",
            icon=":material/close:",
            on_click=kept_rates.keep,
            args=(pack, None),
        )
    names = {_ANY: "Found from the codes"}
    names |= {key: plain(short_name(layer)) for key, layer in pack.layers.items()}
    st.selectbox(
        "Layer of its codes",
        list(names),
        index=list(names).index(file.layer or _ANY),
        format_func=lambda key: names.get(key, key),
        key=f"{_LAYER} {pack.key}",
        on_change=kept_rates.say_layer,
        args=(pack, file, f"{_LAYER} {pack.key}"),
    )


def _show_reading(pack: Pack, rates: Rates) -> None:
    """Say what was read, so that a planner sees that it is what was meant."""
    told = []
    if rates.layer is not None and rates.by_area:
        definition = pack.layer(rates.layer).definition
        areas = counted(len(rates.by_area), definition.singular, definition.plural)
        lowest = min(each.low for each in rates.by_area.values())
        highest = max(each.high for each in rates.by_area.values())
        told.append(f"{areas}: {RateRange(lowest, highest).words}.")
    if rates.everybody_else is not None:
        told.append(f"Everybody{' else' if told else ''}: {rates.everybody_else.words}.")
    html.write(f'<p class="take-about" role="status">{escape(" ".join(told))}</p>')
    if rates.notes:
        what_if_text.box("what-if-note", "", rates.notes)
