"""Could an area that is too small join a neighbour: partners, the best first, and the merger."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import streamlit as st

from geo.advice.merge_partner import MergePartner
from geo.advice.merging import MergeAdvice, propose_mergers
from geo.advice.refusals import AdviceError
from geo.model import Area, BandStatus, Basis, Layer, date_label
from geo.plan.checks import Standing
from geo.words import PEOPLE_WORDS, listed, start_sentence
from pages.components import reading_table, what_if_text
from pages.components.layer_names import short_name
from pages.components.take_words import standing_words
from pages.shared import advising
from pages.shared.working import Working


def show(working: Working, layer: str, locked: Collection[str]) -> None:
    """Show the partners of an area that is below its band, and let the planner merge it.

    Args:
        working: the plan at work.
        layer: key of the layer.
        locked: codes of areas that neither gain nor lose.
    """
    here = working.measured.state.pack.layer(layer)
    small = {area.code: area for area in _too_small(working, here) if area.code not in locked}
    if not small:
        what_if_text.sentences(
            [f"No {here.definition.singular} that may change is below its band."]
        )
        return
    code = st.selectbox(
        "Area that is below its band",
        list(small),
        format_func=lambda each: small[each].name if each in small else each,
        key=f"take small {layer}",
        persist_state="session",
        width=330,
    )
    if code not in small:
        return
    try:
        advice = propose_mergers(working.measured, layer, code, locked=locked)
    except AdviceError as error:
        what_if_text.fault("", error.faults)
        return
    what_if_text.sentences(advice.sentences)
    partners = {each.partner.code: each for each in advice.partners}
    if partners:
        _show_partners(working, here, advice, partners)


def _too_small(working: Working, layer: Layer) -> list[Area]:
    """Return the areas of the system that are below the band by either population."""
    return [
        each.check.area
        for each in working.measured.layer(layer.key).values()
        if each.check.area.in_system
        and each.check.units
        and any(each.check.standing(basis).status is BandStatus.BELOW for basis in Basis)
    ]


def _crossings(partner: MergePartner, names: Mapping[str, str]) -> str:
    return listed([names[key] for key in partner.new_crossings]) or "None"


def _show_partners(
    working: Working, layer: Layer, advice: MergeAdvice, partners: dict[str, MergePartner]
) -> None:
    layers = working.measured.state.pack.layers
    names = {key: short_name(each) for key, each in layers.items()}
    first = next(iter(partners.values()))
    headings = ["Together with", *(_heading(each) for each in first.standings)]
    rows = [
        (
            each.partner.name,
            *(standing_words(standing) for standing in each.standings),
            f"{each.border_metres / 1000:,.1f}",
            f"{each.pieces:,}",
            "Same" if each.same_parent else "Another",
            _crossings(each, names),
        )
        for each in partners.values()
    ]
    more = ["Shared border, km", "Pieces", "Area above", "New crossings of"]
    reading_table.show(
        f"Neighbours that {advice.area.name} could be merged with, the best first.",
        [*headings, *more],
        rows,
        text_columns=1,
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        code = st.selectbox(
            f"Merge {advice.area.name} with",
            list(partners),
            format_func=lambda each: partners[each].partner.name if each in partners else each,
            key=f"take partner {layer.key} {advice.area.code}",
            width=330,
        )
        if code in partners:
            st.button(
                "Merge them in the plan",
                icon=":material/merge:",
                on_click=advising.merge,
                args=(partners[code].change,),
            )


def _heading(standing: Standing) -> str:
    figure = standing.figure
    return start_sentence(
        f"{PEOPLE_WORDS[figure.measure][1]}, {date_label(figure.measure, figure.date)}"
    )
