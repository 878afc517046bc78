"""For each tier a sentence that a chief officer could read aloud, feasibility first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from geo.advice.feasibility import Feasibility, feasibility
from geo.advice.summary import (
    definitions_sentences,
    label,
    number_words,
    range_words,
    tier_sentence,
)
from geo.model import Band, Basis, Layer, Measure, Pack, date_label
from geo.plan.checks import AreaCheck
from geo.plan.totals import Dates
from geo.words import start_sentence
from pages.components import reading_table

_WIDTHS = (20, 38, 42)
_POSSIBLE_WORDS = {True: "Yes", False: "No", None: "Unknown"}


def show(pack: Pack, checks: Mapping[str, Sequence[AreaCheck]], dates: Dates) -> None:
    """Show the sentences of every tier, for residents and for registered patients."""
    answers = feasibility(pack, checks)
    _, residents, registered = st.columns(_WIDTHS, gap="medium")
    residents.markdown(f"**Residents, {date_label(Measure.RESIDENTS, dates.resident)}**")
    registered.markdown(
        f"**Registered patients, lists of {date_label(Measure.LISTS, dates.registered)}**"
    )
    apart: list[str] = []
    for tier in pack.tiers:
        layers = _layers_of(pack, checks, tier.key)
        for layer in layers:
            band = checks[layer.key][0].resident.band
            assert band is not None  # held by _layers_of
            about, *columns = st.columns(_WIDTHS, gap="medium")
            about.markdown(f"**{layer.definition.name}**  \n{_band_words(pack, band)}")
            for column, basis in zip(columns, Basis, strict=True):
                column.markdown(tier_sentence(pack, layer.key, checks[layer.key], answers, basis))
        if len(layers) > 1:
            apart += definitions_sentences(pack, layers[0], layers[1], dates.resident)
    for sentence in apart:
        st.markdown(sentence)
    with st.expander("How many areas could fit, in all and for each parent area"):
        _show_arithmetic(pack, answers)


def _layers_of(pack: Pack, checks: Mapping[str, Sequence[AreaCheck]], tier: str) -> list[Layer]:
    return [
        layer
        for layer in pack.layers.values()
        if layer.definition.tier == tier
        and checks[layer.key]
        and checks[layer.key][0].resident.band is not None
    ]


def _band_words(pack: Pack, band: Band) -> str:
    told = f"{band.words} in each {pack.tier[band.tier].name}"
    if band != pack.published_bands[band.tier]:
        told += "  \n:orange-badge[:material/edit: Not the published band]"
    return told


def _show_arithmetic(pack: Pack, answers: Sequence[Feasibility]) -> None:
    st.write(
        "With a given number of people, too few areas cannot hold them all below the upper end of "
        "the band, and too many cannot each be filled to its lower end, wherever the lines run."
    )
    everywhere = {answer.layer: answer.areas for answer in answers if answer.parent is None}
    reading_table.show(
        "How many areas could fit, in all and for each parent area.",
        ("Areas", "In", "Population", "Band", "People", "There are", "Could fit", "Possible"),
        [
            (
                start_sentence(pack.layer(answer.layer).definition.plural),
                "The whole system" if answer.parent is None else answer.parent.name,
                start_sentence(label(answer.figure)),
                answer.band.words,
                number_words(answer.figure),
                f"{answer.areas:,}",
                range_words(answer),
                _POSSIBLE_WORDS[answer.possible],
            )
            for answer in answers
            if answer.parent is None or answer.areas < everywhere[answer.layer]
        ],
        text_columns=4,
    )
