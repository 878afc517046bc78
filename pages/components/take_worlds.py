"""Does it hold on other dates: the plan at work in other worlds, with growth if it is asked for."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geo.advice.robustness.answer import YEARS, Question, QuestionError, Robustness, find_robustness
from geo.advice.robustness.growth import MOST_YEARS
from geo.advice.robustness.outcomes import Outcome
from geo.advice.robustness.rates import LARGEST_PERCENT, Rates, one_rate
from geo.advice.robustness.rates_text import RatesError, read_rates
from geo.advice.robustness.words import (
    asked_sentences,
    population_words,
    summary_sentences,
    tally_words,
)
from geo.advice.robustness.worlds import Kind
from geo.model import Measure, Pack
from geo.spreadsheets import MOST_BYTES
from geo.words import number, start_sentence
from pages.components import reading_table, what_if_text
from pages.shared.working import Working

_NO_GROWTH, _ONE_RATE, _FILE = "No growth", "One rate for everybody", "Rates from a file"
_KIND_HEADINGS = {Kind.DATES: "Dates", Kind.WEAK_TIES: "Weak ties", Kind.GROWTH: "Growth"}


def show(working: Working, layer: str) -> None:
    """Show how the areas of the plan at work fare in other worlds.

    Args:
        working: the plan at work.
        layer: key of the layer.
    """
    with st.container(key="take-growth", horizontal=True, vertical_alignment="bottom"):
        rates, years = _ask_growth(working.opened.pack)
    question = Question(layer, working.measured.dates, rates=rates, years=years)
    try:
        found = find_robustness(working.opened.state, question)
    except QuestionError as error:
        what_if_text.fault("", error.faults)
        return
    what_if_text.sentences(summary_sentences(found))
    with st.expander("Area by area, and what was asked"):
        what_if_text.sentences(asked_sentences(found))
        for measure in Measure:
            outcomes = [each for each in found.outcomes if each.measure is measure]
            if outcomes:
                _show_outcomes(found, measure, outcomes)


def _ask_growth(pack: Pack) -> tuple[Rates | None, int]:
    """Ask at which rates residents grow, and for how many years."""
    how = st.selectbox(
        "Growth of residents",
        [_NO_GROWTH, _ONE_RATE, _FILE],
        key="take growth",
        persist_state="session",
        width=230,
    )
    if how == _NO_GROWTH:
        return None, YEARS
    rates = _ask_rate(pack) if how == _ONE_RATE else _ask_file(pack)
    years = st.number_input(
        "Years", 1, MOST_YEARS, YEARS, key="take years", persist_state="session", width=120
    )
    return rates, int(years)


def _ask_rate(pack: Pack) -> Rates | None:
    low, high = (
        st.number_input(
            label,
            -LARGEST_PERCENT,
            LARGEST_PERCENT,
            usual,
            step=0.1,
            format="%.2f",
            key=f"take {label}",
            persist_state="session",
            width=190,
        )
        for label, usual in (("Lowest, percent a year", 0.0), ("Highest, percent a year", 1.0))
    )
    try:
        return one_rate(len(pack.units), low, high)
    except ValueError as error:
        what_if_text.fault("", [str(error)])
        return None


def _ask_file(pack: Pack) -> Rates | None:
    file = st.file_uploader(
        "CSV with area_code, low and high: percent a year for districts, wards or other areas",
        type=["csv"],
        key="take rates",
        width=420,
    )
    if file is None:
        return None
    content = file.getvalue()
    if len(content) > MOST_BYTES:
        what_if_text.fault("", [f"The file has {len(content):,} bytes; {MOST_BYTES:,} are read."])
        return None
    try:
        rates = read_rates(content, pack, file.name)
    except RatesError as error:
        faults = [str(fault) for fault in error.faults]
        what_if_text.fault("These rates cannot be used.", faults)
        return None
    if rates.notes:
        what_if_text.box("what-if-note", "", rates.notes)
    return rates


def _show_outcomes(found: Robustness, measure: Measure, outcomes: Sequence[Outcome]) -> None:
    kinds = [kind for kind in Kind if any(kind in each.by_kind for each in outcomes)]
    grows = measure is Measure.RESIDENTS and bool(found.leaving)
    population = start_sentence(population_words(found, measure))
    headings = [population, *(_KIND_HEADINGS[kind] for kind in kinds), "Lowest", "Highest"]
    reading_table.show(
        f"In how many worlds each area is within {found.band.words}. {population}.",
        [*headings, *(["Leaves the band"] if grows else [])],
        [
            (
                each.area.name,
                *(tally_words(each.by_kind.get(kind)) for kind in kinds),
                *(number(each.together.lowest), number(each.together.highest)),
                *([found.leaving[each.area.code].words] if grows else []),
            )
            for each in outcomes
        ],
        text_columns=1,
    )
