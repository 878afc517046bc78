"""Downloading a plan: the whole of it, or who is in which area, as files that read back."""

from __future__ import annotations

import re

import streamlit as st

from geo.plan.assignment_text import Subject, assignment_text
from geo.plan.edits.moving import list_layer_faults
from geo.plan.scenario_text import scenario_text
from pages.shared.working import Working


@st.dialog("Download this plan")
def ask(working: Working, layer: str) -> None:
    """Offer the files of a plan, with what is not saved yet."""
    buttons(working, layer, "dialog")


def buttons(working: Working, layer: str, where: str) -> None:
    """Show the buttons.

    Args:
        working: the plan at work.
        layer: key of the layer whose assignment is offered.
        where: tells the buttons from those elsewhere on the page.
    """
    state, stem = working.opened.state, file_stem(working.scenario.name)
    name = state.layers[layer].definition.plural
    st.download_button(
        "The plan with its log (JSON)",
        scenario_text(working.scenario).encode(),
        f"{stem}.json",
        "application/json",
        key=f"what-if {where} plan",
        on_click="ignore",
    )
    st.download_button(
        f"Small areas of the {name} (CSV)",
        assignment_text(state, layer, Subject.UNITS).encode(),
        f"{stem}-{layer}-units.csv",
        "text/csv",
        key=f"what-if {where} units",
        on_click="ignore",
    )
    if not list_layer_faults(state, layer):
        st.download_button(
            f"Practices of the {name} (CSV)",
            assignment_text(state, layer, Subject.PRACTICES).encode(),
            f"{stem}-{layer}-practices.csv",
            "text/csv",
            key=f"what-if {where} practices",
            on_click="ignore",
        )


def file_stem(name: str) -> str:
    """Return a file name for a plan: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:60] or "plan"
