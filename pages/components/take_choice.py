"""What is asked about: which plan, areas of which layer, in which place, by which population."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from geo.advice.repair.populations import AskedPopulation
from geo.maps.editor_message import editable_layers, usual_layer
from geo.model import Area, Layer
from geo.plan.state import has_lists_below
from pages.components import planner_name
from pages.components.compare_choice import plan_words
from pages.components.layer_names import short_name
from pages.shared import working as at_work
from pages.shared.kept_choices import follow_address, write_choice
from pages.shared.loading import Study
from pages.shared.scenarios import BASELINE, PlanChoice, PlanUnavailable, plan_choices
from pages.shared.working import Working

EVERYWHERE = ""
"""Stands for every place in the list of places."""
POPULATION_WORDS = {
    AskedPopulation.RESIDENTS: "Residents",
    AskedPopulation.LIVING_INSIDE: "Registered patients living inside",
    AskedPopulation.BOTH: "Both at once",
    AskedPopulation.LISTS: "Practices’ lists",
}
_LAYER = "take layer"
_NOT_SAVED = "This plan has changes that are not saved: save or download them in What-if first."


@dataclass(frozen=True)
class Asked:
    """What is asked about.

    Attributes:
        population: that has to fit.
        place: code of the parent area; ``EVERYWHERE`` for all.
    """

    population: AskedPopulation
    place: str


def layers_to_fit(working: Working) -> list[Layer]:
    """Return the layers of the plan that can be made to fit: with a band and several areas."""
    state = working.opened.state
    return [
        state.pack.layer(layer.key)
        for layer in editable_layers(working.opened.pack)
        if layer.definition.tier in state.bands and len(state.layers[layer.key].areas) > 1
    ]


def asked_layer(working: Working) -> str | None:
    """Return the key of the layer that the address asks for, else of the usual one, if any is."""
    offered = [layer.key for layer in layers_to_fit(working)]
    wanted = at_work.asked_layer(working)
    usual = usual_layer(working.opened.pack)
    return next((key for key in (wanted, usual, *reversed(offered)) if key in offered), None)


def show(study: Study, working: Working, layer: str) -> Asked:
    """Show the choices; another plan is opened at once.

    Args:
        study: the pack.
        working: the plan at work.
        layer: key of the layer, from ``asked_layer``.
    """
    with st.container(key="take-choice", horizontal=True, vertical_alignment="bottom"):
        _ask_plan(study, working)
        _ask_layer(working, layer)
        place = _ask_place(working, layer)
        population = _ask_population(working, layer)
        planner_name.show("take planner")
    return Asked(population, place)


def _ask_plan(study: Study, working: Working) -> None:
    offered = _offered(study, working)
    now = working.plan_key
    chosen = st.selectbox(
        "Plan",
        list(offered),
        index=list(offered).index(now),
        format_func=lambda key: plan_words(offered[key]) if key in offered else key,
        key=f"take plan {now} {working.version}",
        width=330,
    )
    if chosen == now:
        return
    try:
        if working.unsaved:
            at_work.say(_NOT_SAVED)
        else:
            at_work.switch(study, chosen)
            at_work.leave_address()
    except PlanUnavailable as error:
        at_work.say(*error.faults)
    st.rerun()


def _offered(study: Study, working: Working) -> dict[str, PlanChoice]:
    """Return the plans by their keys; the one at work is always among them."""
    now = working.plan_key
    try:
        offered = {choice.key: choice for choice in plan_choices(study.pack)}
    except PlanUnavailable:
        offered = {}
    note = "open in What-if"
    if working.scenario.log:
        offered[now] = PlanChoice(now, working.scenario.name, "kept", note)
    elif now not in offered:
        offered[now] = PlanChoice(BASELINE, "Baseline", "baseline", "The division as published")
    return offered


def _ask_layer(working: Working, layer: str) -> None:
    codes = {each.key: each.key for each in layers_to_fit(working)}
    follow_address("layer", codes, layer, _LAYER)
    st.selectbox(
        "Areas that have to fit",
        list(codes),
        format_func=lambda key: short_name(working.opened.pack.layer(key)),
        key=_LAYER,
        on_change=write_choice,
        args=("layer", codes, "", _LAYER),
        width=190,
    )


def _ask_place(working: Working, layer: str) -> str:
    parents = parents_of(working, layer)
    if len(parents) < 2:
        return EVERYWHERE
    names = {EVERYWHERE: "All places", **{area.code: area.name for area in parents}}
    place: str = st.selectbox(
        "Place",
        list(names),
        format_func=lambda code: names.get(code, code),
        key=f"take place {layer} {' '.join(names)}",
        persist_state="session",
        width=210,
    )
    return place


def parents_of(working: Working, layer: str) -> list[Area]:
    """Return the areas that the layer's areas belong to, in their order; none without any."""
    pack = working.measured.state.pack
    own = pack.layer(layer)
    if own.definition.parent is None:
        return []
    codes = {area.parent_code for area in own.areas if area.in_system}
    return [area for area in pack.layer(own.definition.parent).areas if area.code in codes]


def _ask_population(working: Working, layer: str) -> AskedPopulation:
    offered = list(POPULATION_WORDS)
    layers = working.opened.state.layers
    if layers[layer].definition.registered != "lists" or has_lists_below(layers, layer):
        offered.remove(AskedPopulation.LISTS)  # practices do not join these areas themselves
    population: AskedPopulation = st.selectbox(
        "Population that has to fit",
        offered,
        format_func=lambda each: POPULATION_WORDS[each],
        key=f"take population {len(offered)}",
        persist_state="session",
        width=270,
    )
    return population
