"""Where the boundaries of two layers disagree: who lives in between, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from geo.model import Layer, Pack
from geo.plan.disagreement import Disagreement, summary_sentence
from geo.plan.places import listed_names, town_names
from geo.plan.totals import Dates
from pages.components import html
from pages.components.layer_names import short_name

_SHOWN = 12


def choose(
    pack: Pack, keys: Sequence[str], first: str, second: str, when_changed: Callable[[Pack], None]
) -> None:
    """Let two layers be chosen.

    Args:
        pack: that has the layers.
        keys: of the layers that can be compared.
        first: key under which the first choice is kept.
        second: the same for the second.
        when_changed: called after either changes.
    """
    one, other = st.columns(2, gap="small")
    for column, label, key in ((one, "Layer", first), (other, "Against", second)):
        column.selectbox(
            label,
            keys,
            format_func=lambda layer: short_name(pack.layer(layer)),
            key=key,
            on_change=when_changed,
            args=(pack,),
        )


def show(
    pack: Pack,
    first: Layer,
    second: Layer,
    found: list[Disagreement],
    dates: Dates,
    go_to: Callable[[Sequence[int]], None],
) -> None:
    """Show the sentences, each with a way to its place on the map.

    Args:
        pack: whose layers they are.
        first: one layer.
        second: the other.
        found: what lies between them.
        dates: of the populations.
        go_to: called with positions of units to bring them into view.
    """
    if first.key == second.key:
        st.info("Choose two different layers.")
        return
    told = summary_sentence(pack, first, second, found, dates.resident)
    html.write(f'<h2 class="told">{escape(told)}</h2>')
    for position, each in enumerate(found[:_SHOWN]):
        with st.container(border=True, gap="xsmall"):
            st.subheader(heading(each.places), anchor=False)
            st.markdown(f"{each.sentence} {each.reason}")
            st.button(
                "Show on the map",
                key=f"explore between {position}",
                help=f"Bring {heading(each.places)} into view",
                on_click=go_to,
                args=(each.units.tolist(),),
                icon=":material/my_location:",
                type="tertiary",
            )
    if len(found) > _SHOWN:
        st.markdown(f"{len(found) - _SHOWN:,} smaller ones are in the table below the map.")
    if found:
        st.caption("The table below the map has every pair of areas.")


def heading(places: Sequence[str]) -> str:
    """Return the shortest name for some places: ``Hucknall`` for its four wards."""
    names = town_names(places)
    return listed_names(names) if len(names) <= 3 else f"{', '.join(names[:2])} and around"
