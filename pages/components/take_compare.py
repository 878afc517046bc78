"""Proposals for one place side by side, in a table."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geo.searching import Place, Proposal
from geo.words import number
from pages.components import reading_table
from pages.components.take_words import facts, figure_words
from pages.shared.advising import Search


def show(search: Search, place_number: int, place: Place) -> None:
    """Show the proposals that the planner picks side by side, at first all of them.

    Args:
        search: that found them.
        place_number: of the place, from 0.
        place: the place.
    """
    if len(place.proposals) < 2:
        return
    with st.expander("Compare proposals side by side"):
        everything = list(range(len(place.proposals)))
        picked = st.pills(
            "Proposals to compare",
            everything,
            selection_mode="multi",
            default=everything,
            format_func=lambda position: f"Proposal {position + 1}",
            key=f"take compared {search.key} {place_number}",
        )
        chosen = [position for position in everything if position in (picked or [])]
        if not chosen:
            st.write("Pick the proposals to compare.")
            return
        reading_table.show(
            f"Proposals for {place.name} side by side.",
            ("", *(f"Proposal {position + 1}" for position in chosen)),
            rows([place.proposals[position] for position in chosen]),
            text_columns=1,
        )


def rows(proposals: Sequence[Proposal]) -> list[tuple[str, ...]]:
    """Return a row for each thing that proposals do, and for each area that they lead to."""
    told = [facts(proposal) for proposal in proposals]
    found = [
        (name, *(each[position][1] for each in told)) for position, (name, _) in enumerate(told[0])
    ]
    found.append(("Steps", *(number(len(each.steps)) for each in proposals)))
    names: dict[tuple[str, str], None] = {
        (area.code, area.name): None for each in proposals for area in each.areas
    }
    found += [(name, *(_after(each, code, name) for each in proposals)) for code, name in names]
    return found


def _after(proposal: Proposal, code: str, name: str) -> str:
    """Return an area's populations after a proposal; new areas are told apart by their names."""
    for area in proposal.areas:
        if (area.code, area.name) == (code, name):
            return "; ".join(figure_words(figure)[1] for figure in area.figures)
    return "–"
