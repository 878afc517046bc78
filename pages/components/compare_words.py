"""The maps of a comparison in words and as a table, for those who cannot see them."""

from __future__ import annotations

from html import escape

import streamlit as st

from geo.maps.difference import Moves, name_in
from geo.model import Measure, date_label, month_label
from geo.plan.impact import Impact
from geo.words import counted, number, start_sentence
from pages.components import html, reading_table


def show(impact: Impact, moves: Moves) -> None:
    """Offer the text; it is made only when somebody opens it.

    Args:
        impact: what differs.
        moves: in the layer that the maps show.
    """
    box = st.expander("The maps in words and as a table", on_change="rerun", key="compare words")
    if not box.open:
        return
    with box:
        html.write("".join(f"<p>{escape(each)}</p>" for each in sentences(impact, moves)))
        residents = date_label(Measure.RESIDENTS, impact.after.dates.resident)
        if moves.units:
            reading_table.show(
                "Small areas that change area",
                ["From", "To", "Small areas", f"Residents, {residents}"],
                [
                    [
                        start_sentence(name_in(impact, flow.layer, flow.origin)),
                        start_sentence(name_in(impact, flow.layer, flow.target)),
                        f"{len(flow.units):,}",
                        number(flow.residents.count),
                    ]
                    for flow in moves.units
                ],
                text_columns=2,
            )


def sentences(impact: Impact, moves: Moves) -> list[str]:
    """Return what the maps show of one layer."""
    definition = impact.after.state.pack.layer(moves.layer).definition
    told = [f"Lines and names: {definition.name}, as of {month_label(definition.vintage)}."]
    for words, side in (("Before", impact.before), ("After", impact.after)):
        names = [area.name for area in side.state.pack.layer(moves.layer).areas if area.in_system]
        told.append(f"{words}, the areas in the system are: {'; '.join(sorted(names))}.")
    if not moves.units:
        told.append(f"No small area changes {definition.singular}.")
    practices = sum(len(flow.practices) for flow in moves.practices)
    told.append(
        f"{counted(practices, 'practice changes', 'practices change')} {definition.singular}; the "
        "table of practices says which, and where they go."
        if practices
        else f"No practice changes {definition.singular}."
    )
    return told
