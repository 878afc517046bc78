"""The proposals for one place as cards, each with a small map."""

from __future__ import annotations

import base64
from html import escape

import streamlit as st

from geo.searching import Place, Proposal
from pages.components import html
from pages.components.take_words import facts
from pages.shared import advising
from pages.shared.advising import Picture, Search

_IN_A_ROW = 3


def show(search: Search, number: int, place: Place) -> None:
    """Show the proposals; one of them is looked at below.

    Args:
        search: that found them.
        number: of the place, from 0.
        place: the place.
    """
    html.write(
        '<p class="take-about">On each map: areas as they would be; hatched, what changes area; '
        "dashed, borders that go; dots, practices that change area.</p>"
    )
    chosen = advising.chosen_proposal(search, number)
    begun = number in search.taken
    with st.container(key="take-cards"):
        for first in range(0, len(place.proposals), _IN_A_ROW):
            columns = st.columns(_IN_A_ROW, gap="small")
            row = enumerate(place.proposals[first : first + _IN_A_ROW], start=first)
            for column, (position, proposal) in zip(columns, row, strict=False):
                state = "chosen" if position == chosen else "offered"
                with column, st.container(border=True, key=f"take-card-{state}-{position}"):
                    html.write(_card(search, number, position, proposal))
                    st.button(
                        "Shown below" if position == chosen else "Show this one below",
                        key=f"take look {position}",
                        disabled=position == chosen or begun,
                        on_click=advising.choose_proposal,
                        args=(number, position),
                        width="stretch",
                    )


def _card(search: Search, number: int, position: int, proposal: Proposal) -> str:
    picture = advising.picture(search, number, position)
    rows = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(figure)}</dd></div>"
        for name, figure in facts(proposal)
    )
    first, *others = proposal.sentences or ("",)
    return (
        f'<section class="take-card"><h4>{position + 1}. {escape(proposal.title)}</h4>'
        f"{_image(picture)}<p><strong>{escape(first)}</strong></p><dl>{rows}</dl>"
        f"{''.join(f'<p>{escape(line)}</p>' for line in others)}</section>"
    )


def _image(picture: Picture | None) -> str:
    if picture is None:
        return '<p class="take-about">There is no map of this proposal.</p>'
    content = base64.b64encode(picture.svg.encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{content}" alt="{escape(picture.words)}">'
