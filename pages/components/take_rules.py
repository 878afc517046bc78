"""What may not change: locks, borders, new areas, pieces, and how long the search may take."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from geo.advice.robustness.growth import MOST_YEARS
from geo.advice.robustness.rates import LARGEST_PERCENT
from geo.model import Layer, Pack
from geo.searching import Border, Contiguity, Population, Question
from geo.words import counted, listed
from pages.components.take_choice import EVERYWHERE, Asked
from pages.components.what_if_forms import typed_codes
from pages.shared.working import Working

AS_HELP = -1
"""Stands for as many new areas as help."""
MOST_AREAS = 6
"""So many areas may be created, or retired, at most by choice."""
_BORDER_LAYERS = ("ccg", "district")
_BORDER_WORDS = {
    Border.FREE: "May be crossed",
    Border.PRICED: "Who crosses counts twice",
    Border.HARD: "May not be crossed",
}
_CONTIGUITY_WORDS = {
    Contiguity.NOT_WORSE: "What is detached now may stay so",
    Contiguity.REQUIRED: "Each area in one piece",
    Contiguity.FREE: "Any number of pieces",
}
_SECONDS_WORDS = {
    10: "10 seconds",
    20: "20 seconds",
    60: "1 minute",
    300: "5 minutes",
}
_USUAL_SECONDS = 20
_NAMED_AT_MOST = 5
_GROWTH_LABELS = ("Lowest growth, % a year", "Highest growth, % a year")
_YEARS = 10


@dataclass(frozen=True)
class Rules:
    """The question that the rules make, and why it cannot be asked, if it cannot."""

    question: Question
    faults: tuple[str, ...]


def show(working: Working, layer: str, asked: Asked) -> Rules:
    """Show the rules and return them with what is asked about."""
    pack = working.measured.state.pack
    own = pack.layer(layer)
    moving = "practices" if asked.population is Population.LISTS else "people"
    with st.container(key="take-rules"):
        left, right = st.columns(2, gap="small")
        with left:
            create = _ask_number("New areas", {AS_HELP: "As many as help"})
            pieces = _ask("Pieces", list(Contiguity), _CONTIGUITY_WORDS.__getitem__)
        with right:
            retire = _ask_number("Areas that may end", {})
            seconds = _ask("Time for each place", list(_SECONDS_WORDS), _SECONDS_WORDS.__getitem__)
        locked = _ask_locked(own, moving)
        units_move = asked.population is not Population.LISTS
        rest = ", small areas that stay, other dates, growth" if units_move else ""
        with st.expander(f"Borders{rest}"):
            borders = _ask_borders(pack)
            units, faults = _ask_units(pack) if units_move else ((), ())
            residents = asked.population in (Population.RESIDENTS, Population.BOTH)
            all_dates = residents and _ask_dates(pack)
            growth, years, more = _ask_growth() if residents else (None, _YEARS, ())
    question = Question(
        layer=layer,
        places=() if asked.place == EVERYWHERE else (asked.place,),
        population=asked.population,
        create=None if create == AS_HELP else create,
        retire=retire,
        locked_areas=locked,
        locked_units=units,
        borders=borders,
        contiguity=pieces,
        all_dates=all_dates,
        growth=growth,
        years=years,
        seconds=seconds,
    )
    return Rules(question, (*faults, *more))


def _ask(label: str, options: Sequence[Any], words: Callable[[Any], str]) -> Any:
    usual = options.index(_USUAL_SECONDS) if _USUAL_SECONDS in options else 0
    return st.selectbox(
        label,
        options,
        index=usual,
        format_func=words,
        key=f"take {label}",
        persist_state="session",
    )


def _ask_number(label: str, first: Mapping[int, str]) -> int:
    words = {**first, 0: "None", **{n: f"At most {n}" for n in range(1, MOST_AREAS + 1)}}
    number: int = _ask(label, list(words), words.__getitem__)
    return number


def _ask_locked(layer: Layer, moving: str) -> tuple[str, ...]:
    names = {area.code: area.name for area in layer.areas if area.in_system}
    locked = st.multiselect(
        f"Locked: no {moving} move in or out of",
        sorted(names, key=lambda code: names[code].casefold()),
        format_func=lambda code: names.get(code, code),
        placeholder="No area is locked",
        key=f"take locked {layer.key}",
        persist_state="session",
    )
    return tuple(code for code in locked if code in names)


def _ask_dates(pack: Pack) -> bool:
    """Ask whether the band holds on every date of residents."""
    return st.checkbox(
        f"The band holds on all {counted(len(pack.residents), 'date', 'dates')} of residents",
        key="take all dates",
        persist_state="session",
    )


def _ask_growth() -> tuple[tuple[float, float] | None, int, tuple[str, ...]]:
    """Ask how residents grow while the band holds; return rates, years and what is wrong."""
    columns = st.columns(3, gap="small")
    rates = [
        column.number_input(
            label,
            min_value=-LARGEST_PERCENT,
            max_value=LARGEST_PERCENT,
            value=0.0,
            step=0.1,
            format="%.1f",
            key=f"take rule {label}",
            persist_state="session",
        )
        for column, label in zip(columns, _GROWTH_LABELS, strict=False)
    ]
    years = columns[-1].number_input(
        "Years",
        min_value=1,
        max_value=MOST_YEARS,
        value=_YEARS,
        key="take rule years",
        persist_state="session",
    )
    low, high = (float(rate or 0) for rate in rates)
    if low > high:
        return None, _YEARS, (f"The lowest growth, {low:g}%, is above the highest, {high:g}%.",)
    return ((low, high) if low or high else None), int(years or _YEARS), ()


def _ask_borders(pack: Pack) -> tuple[tuple[str, Border], ...]:
    layers = [pack.layer(key) for key in _BORDER_LAYERS if key in pack.layers]
    borders = []
    for column, layer in zip(st.columns(len(_BORDER_LAYERS), gap="small"), layers, strict=False):
        with column:
            label = f"Borders of {layer.definition.plural}"
            borders.append((layer.key, _ask(label, list(Border), _BORDER_WORDS.__getitem__)))
    return tuple((key, border) for key, border in borders if border is not Border.FREE)


def _ask_units(pack: Pack) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ask for units that stay, and say which of the codes there are not."""
    codes = typed_codes(
        st.text_area(
            "Codes of small areas that stay where they are",
            height=68,
            placeholder="Parted by spaces, commas or new lines",
            key="take locked units",
            persist_state="session",
        )
        or ""
    )
    unknown = [code for code in codes if code not in pack.units.position]
    if not unknown:
        return tuple(dict.fromkeys(codes)), ()
    shown = unknown[:_NAMED_AT_MOST]
    if rest := len(unknown) - len(shown):
        shown = [*shown, f"{rest:,} more"]
    return (), (f"There is no small area {listed(shown)}.",)
