"""What is compared: two plans, a layer, and one map or two."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geo.maps.difference import Moves
from geo.model import Pack
from pages.components import html
from pages.components.layer_names import short_name, spelt_out
from pages.shared import comparing
from pages.shared.comparing import AFTER, BEFORE, LAYER, VIEW, VIEWS, Plans
from pages.shared.scenarios import PlanChoice


def show_plans(plans: Plans) -> DeltaGenerator:
    """Show the two lists of plans.

    Returns:
        The place at their end for a button that shares the view, which is known only afterwards.
    """
    with st.container(key="compare-plans"):
        before, swap, after, share = st.columns(
            [4.4, 1.05, 4.4, 1.6], gap="small", vertical_alignment="bottom"
        )
        with before:
            _ask_plan("Before", BEFORE, plans)
        swap.button(
            "Swap",
            icon=":material/swap_horiz:",
            help="Swap the two plans",
            on_click=comparing.when_swapped,
            key="compare swap",
            width="stretch",
        )
        with after:
            _ask_plan("After", AFTER, plans)
    return share


def _ask_plan(label: str, key: str, plans: Plans) -> None:
    st.selectbox(
        label,
        list(plans.offered),
        format_func=lambda plan: plan_words(plans.offered[plan]) if plan in plans.offered else plan,
        key=key,
        on_change=comparing.when_plan_is_chosen,
        args=(key,),
    )


def plan_words(choice: PlanChoice) -> str:
    """Return a plan's name with what tells it from others of the same name."""
    note = f"{choice.note[:1].lower()}{choice.note[1:]}"
    return f"{choice.name} ({note})" if note else choice.name


def _meaning(moves: Moves, view: str) -> str:
    """Say what the maps show."""
    one = view == comparing.DIFFERS
    together = "" if one else "The maps move together. An area has the same colour on both"
    if moves.units and one:
        return (
            "Hatched small areas change area. Their colour, the labels and the key say where "
            "they go."
        )
    if moves.units:
        return f"{together}; hatched small areas change area."
    dots = "No small area changes area. Dots are the practices that do" if moves.practices else ""
    return (
        f"{'. '.join(part for part in (together, dots or 'No small area changes area') if part)}."
    )


def show_maps(
    pack: Pack, changed: Sequence[str], layers: Sequence[str], moves: Moves, view: str
) -> None:
    """Show the choice of the layer and the switch between two maps and one.

    Args:
        pack: that the plans are of.
        changed: keys of the layers in which something differs.
        layers: keys of the layers on offer.
        moves: in the layer that is shown.
        view: a key of ``VIEWS``: the maps that are shown.
    """
    with st.container(
        key="compare-maps-choice",
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
    ):
        st.selectbox(
            f"Layer that the maps show. {spelt_out(pack)}",
            [key for key in dict.fromkeys((*changed, *layers)) if key in layers],
            format_func=lambda key: (
                f"Layer: {short_name(pack.layer(key))}"
                f"{'' if key in changed else ' (nothing differs)'}"
            ),
            key=LAYER,
            on_change=comparing.when_chosen,
            args=(LAYER,),
            label_visibility="collapsed",
            width=250,
        )
        with st.container(width=430):
            html.write(f'<p class="about-line">{escape(_meaning(moves, view))}</p>')
        st.segmented_control(
            "Maps",
            list(VIEWS),
            required=True,
            format_func=lambda view: VIEWS[view],
            key=VIEW,
            on_change=comparing.when_chosen,
            args=(VIEW,),
            label_visibility="collapsed",
            width="content",
        )


def show_unlisted(faults: Sequence[str]) -> None:
    """Say why the plans cannot be listed, and what to do."""
    _alert("The plans cannot be listed", faults, "Load this page again in a while.")


def show_unavailable(faults: Sequence[str]) -> None:
    """Say why a plan cannot be shown, and what to do."""
    way = "Choose another plan above. Nothing of it has been changed."
    _alert("This plan cannot be compared", faults, way)


def _alert(headline: str, faults: Sequence[str], way: str) -> None:
    html.write(
        f'<div role="alert" class="unavailable"><h2>{escape(headline)}</h2><ul>',
        *(f"<li>{escape(fault)}</li>" for fault in faults),
        f"</ul><p>{escape(way)}</p></div>",
    )
