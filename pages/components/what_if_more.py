"""Changes that need no map: forms, each with a preview of what it leads to before it is applied."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from geo.maps.editor_message import editable_layers
from geo.plan.edits import Change
from geo.plan.opened import OpenScenario
from pages.components import what_if_forms as forms
from pages.components import what_if_preview
from pages.shared import editing
from pages.shared import working as at_work
from pages.shared.working import Working

Form = Callable[[OpenScenario, str], Sequence[Change]]
FORMS: dict[str, Form] = {
    "Make a new area": forms.create_area,
    "Give an area another name": forms.rename_area,
    "Merge areas": forms.merge_areas,
    "Take away an empty area": forms.retire_area,
    "Give an area another parent": forms.move_area,
    "Merge a whole layer": forms.merge_layer,
    "Change a band for this plan": forms.set_band,
    "Move small areas by their codes": forms.move_units,
    "Move practices by their codes": forms.move_practices,
}
"""What can be done, each with the form that asks for it."""


def show(working: Working, layer: str) -> None:
    """Show the forms, closed at first.

    Args:
        working: the plan at work.
        layer: key of the layer that is edited.
    """
    panel = st.expander("More changes, without the map", key="what-if more", on_change="rerun")
    if not panel.open:
        return
    with panel:
        kind_field, layer_field = st.columns(2)
        kind = kind_field.selectbox("What is to change", list(FORMS), key="what-if more kind")
        layers = [each.key for each in editable_layers(working.opened.pack)]
        names = {key: working.opened.state.layers[key].definition.name for key in layers}
        chosen = layer_field.selectbox(
            "In the layer",
            layers,
            index=layers.index(layer),
            format_func=lambda key: names[key],
            key=f"what-if more layer {layer}",
        )
        changes = FORMS[kind](working.opened, chosen)
        if changes:
            _offer(working, changes)


def _offer(working: Working, changes: Sequence[Change]) -> None:
    """Say what the changes lead to, and apply them when the planner says so."""
    if not what_if_preview.show(working, changes):
        return
    reason = st.text_input("Reason (optional)", key="what-if more reason")
    if st.button("Apply", type="primary", key="what-if more apply"):
        outcome = editing.make(changes, reason)
        at_work.say(*(outcome.lines if outcome.kind == "refused" else ()))
        st.rerun()
