"""Does it hold on other dates: the plan at work in other worlds, with growth if it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from geo.advice.robustness.answer import Question, QuestionError, Robustness, find_robustness
from geo.advice.robustness.outcomes import Outcome
from geo.advice.robustness.words import (
    asked_sentences,
    population_words,
    summary_sentences,
    tally_words,
)
from geo.advice.robustness.worlds import Kind
from geo.model import Measure
from geo.words import counted, number, start_sentence
from pages.components import html, reading_table, what_if_text
from pages.components.take_growth import Growth
from pages.shared.working import Working

_KIND_HEADINGS = {Kind.DATES: "Dates", Kind.WEAK_TIES: "Weak ties", Kind.GROWTH: "Growth"}


def show(working: Working, layer: str, growth: Growth) -> None:
    """Show how the areas of the plan at work fare in other worlds.

    Args:
        working: the plan at work.
        layer: key of the layer.
        growth: of residents, as it is asked for among the rules.
    """
    question = Question(layer, working.measured.dates, rates=growth.rates, years=growth.years)
    html.write(f'<p class="take-about">{escape(growth_words(growth))}</p>')
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


def growth_words(growth: Growth) -> str:
    """Say which growth the worlds are asked with, and where it is asked for."""
    if growth.fault:
        return f"Growth is left out. {growth.fault}"
    where = "Growth can be asked for above, under “What may not change”."
    if growth.rates is None:
        return f"Other dates and weak ties, without growth. {where}"
    spread = growth.rates.spread
    assert spread is not None  # rates that say nothing of anybody are refused when they are read
    years = counted(growth.years, "year", "years")
    return f"Other dates, weak ties, and {years} of growth at {spread.words}, as asked for above."


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
