"""Is it possible at all: the arithmetic that no search can get round, in sentences and a table."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geo.advice.assessing import Assessment, Family, assess
from geo.advice.refusals import AdviceError
from geo.advice.summary import label, number_words
from geo.advice.tier_words import range_words
from geo.words import number, start_sentence
from pages.components import reading_table, what_if_text
from pages.components.take_choice import EVERYWHERE, Asked
from pages.shared.working import Working


def show(working: Working, layer: str, asked: Asked, locked: Sequence[str]) -> None:
    """Show what is possible, for the places and the populations that are asked about.

    Args:
        working: the plan at work.
        layer: key of the layer.
        asked: which place, which population.
        locked: codes of areas that neither gain nor lose.
    """
    parent = None if asked.place == EVERYWHERE else asked.place
    for measure in asked.population.measures:
        try:
            found = assess(working.measured, layer, measure, parent, locked)
        except AdviceError as error:
            what_if_text.fault("", error.faults)
            continue
        _show_assessment(found)


def _show_assessment(found: Assessment) -> None:
    several = found.whole is not None and len(found.parents) > 1
    if not several:
        what_if_text.sentences(found.sentences)
        return
    assert found.whole is not None  # several
    what_if_text.sentences(found.whole.sentences)
    population = start_sentence(label(found.whole.answer.figure))
    reading_table.show(
        "How many areas there are now and could fit in each place, and how many people must come "
        "to another one at the least; where as many areas can stay, if none is created or closed. "
        f"{population}.",
        ("Place", population, "Now", "Could fit", "Change", "Must move"),
        [
            (
                "" if each.parent is None else each.parent.name,
                number_words(each.answer.figure),
                f"{each.answer.areas:,}",
                range_words(each.answer),
                change_words(each),
                number(each.must_move),
            )
            for each in found.parents
        ],
        text_columns=1,
    )
    with st.expander("The arithmetic, place by place"):
        for each in found.parents:
            what_if_text.sentences(each.sentences)
        what_if_text.sentences(found.notes)


def change_words(family: Family) -> str:
    """Return what has to become of the number of areas: ``at least 1 more``."""
    if family.deciding.no_number:
        return "No number fits"
    if family.gain:
        return f"At least {family.gain:,} more"
    if family.lose:
        return f"At least {family.lose:,} fewer"
    return "Unknown" if family.gain is None or family.lose is None else "Can stay"
