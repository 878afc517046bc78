"""What may not change: locks, borders, new areas, pieces, and how long the search may take."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from geo.advice.repair.populations import AskedPopulation
from geo.advice.repair.question import Contiguity
from geo.model import Pack
from geo.searching import Question
from geo.searching.question import SECONDS
from geo.words import listed
from pages.components import take_borders, take_locks, take_times
from pages.components.take_choice import EVERYWHERE, Asked
from pages.components.take_growth import Growth
from pages.components.what_if_forms import typed_codes
from pages.shared.working import Working

AS_HELP = -1
"""Stands for as many new areas as help."""
MOST_AREAS = 6
"""So many areas may be created, or retired, at most by choice."""
_CONTIGUITY_WORDS = {
    Contiguity.NOT_WORSE: "What is detached now may stay so",
    Contiguity.REQUIRED: "Each area in one piece",
    Contiguity.FREE: "Any number of pieces",
}
_SECONDS_WORDS = {
    10: "10 seconds",
    SECONDS: f"{SECONDS} seconds",
    60: "1 minute",
    300: "5 minutes",
}
_NAMED_AT_MOST = 5


@dataclass(frozen=True, eq=False)
class Rules:
    """What the rules make.

    Attributes:
        question: that they make.
        growth: how residents grow, whether or not the search is to keep the band meanwhile.
        faults: why the question cannot be asked; empty where it can.
    """

    question: Question
    growth: Growth
    faults: tuple[str, ...]


def show(working: Working, layer: str, asked: Asked) -> Rules:
    """Show the rules and return them with what is asked about."""
    pack = working.measured.state.pack
    units_move = asked.population is not AskedPopulation.LISTS
    moving = "people" if units_move else "practices"
    with st.container(key="take-rules"):
        left, right = st.columns(2, gap="small")
        with left:
            create = _ask_number("New areas", {AS_HELP: "As many as help"})
            pieces = _ask("Pieces", list(_CONTIGUITY_WORDS), _CONTIGUITY_WORDS.__getitem__)
        with right:
            retire = _ask_number("Areas that may end", {})
            offered = list(_SECONDS_WORDS)
            usual = offered.index(SECONDS)
            seconds = _ask("Time for each place", offered, _SECONDS_WORDS.__getitem__, usual)
        locked = take_locks.ask(working, pack.layer(layer), moving)
        with st.expander(f"Borders{', and small areas that stay' if units_move else ''}"):
            borders = take_borders.ask(pack, layer, moving)
            units, faults = _ask_units(pack) if units_move else ((), ())
        times = take_times.ask(working.opened.pack, layer, asked.population)
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
        all_dates=times.all_dates,
        weak_ties=times.weak_ties,
        growth=times.growth.asked if times.holds_in_growth else None,
        years=times.growth.years,
        seconds=seconds,
    )
    return Rules(question, times.growth, (*faults, *times.faults))


def _ask(label: str, options: Sequence[Any], words: Callable[[Any], str], usual: int = 0) -> Any:
    """Ask for one of the options; ``usual`` is the place of the one that is chosen at first."""
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
