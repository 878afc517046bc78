"""For each tier a sentence that a chief officer could read aloud, feasibility first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from geo.advice.feasibility import Feasibility, feasibility
from geo.advice.summary import label, number_words
from geo.advice.tier_words import definitions_sentences, range_words, tier_sentence
from geo.model import Basis, Layer, Measure, Pack, date_label
from geo.plan.checks import AreaCheck
from geo.plan.totals import Dates
from geo.words import start_sentence
from pages.components import html, reading_table

_OWN_BAND = '<br><span class="own-band">✎ Not the published band</span>'
_POSSIBLE_WORDS = {True: "Yes", False: "No", None: "Unknown"}


def show(pack: Pack, checks: Mapping[str, Sequence[AreaCheck]], dates: Dates) -> None:
    """Show the sentences of every tier, for residents and for registered patients."""
    answers = feasibility(pack, checks)
    headings = (
        f"Residents, {date_label(Measure.RESIDENTS, dates.resident)}",
        f"Registered patients, lists of {date_label(Measure.LISTS, dates.registered)}",
    )
    rows: list[str] = []
    apart: list[str] = []
    for tier in pack.tiers:
        layers = _layers_of(pack, checks, tier.key)
        for layer in layers:
            members = checks[layer.key]
            told = [
                tier_sentence(pack, layer.key, members, answers, basis)
                for basis in (Basis.RESIDENT, Basis.REGISTERED)
            ]
            rows.append(_row(pack, layer, members, headings, told))
        if len(layers) > 1:
            apart += definitions_sentences(pack, layers[0], layers[1], dates.resident)
    html.write(_table(headings, rows))
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


def _table(headings: Sequence[str], rows: Sequence[str]) -> str:
    """Return the sentences as a table; its roles outlive the style that stacks it on a phone."""
    heads = "".join(
        f'<th scope="col" role="columnheader">{escape(each)}</th>'
        for each in ("Areas and their band", *headings)
    )
    return (
        '<table class="plain tiers" role="table">'
        '<caption class="unseen">Whether the areas of each tier fit their band</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{"".join(rows)}</tbody></table>'
    )


def _row(
    pack: Pack,
    layer: Layer,
    checks: Sequence[AreaCheck],
    headings: Sequence[str],
    told: Sequence[str],
) -> str:
    band = checks[0].resident.band
    assert band is not None  # held by _layers_of
    own = "" if band == pack.published_bands[band.tier] else _OWN_BAND
    cells = "".join(
        f'<td role="cell"><span class="of" aria-hidden="true">{escape(heading)}</span>'
        f"{escape(sentence)}</td>"
        for heading, sentence in zip(headings, told, strict=True)
    )
    return (
        f'<tr role="row"><th scope="row" role="rowheader"><strong>{escape(layer.definition.name)}'
        f"</strong><br>{escape(band.words)} in each {escape(pack.tier[band.tier].name)}{own}</th>"
        f"{cells}</tr>"
    )


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
