"""The forms for changes without a map: each asks for one kind of change and returns it."""

from __future__ import annotations

import re

import streamlit as st

from geo.model import Layer
from geo.plan.edits import (
    Change,
    CreateArea,
    MergeAreas,
    MergeLayer,
    MoveArea,
    MovePractices,
    MoveUnits,
    RenameArea,
    RetireArea,
    SetBand,
)
from geo.plan.edits.words import LONGEST_NAME
from geo.plan.opened import OpenScenario

NOWHERE = ""
"""Stands for no area in the fields below."""


def create_area(plan: OpenScenario, layer: str) -> list[Change]:
    """Ask for a new area."""
    here = plan.state.layers[layer]
    code = st.text_input("Its code", value=free_code(here), key=f"what-if new code {layer}")
    name = _name("Its name", layer)
    parent = _parent(plan, here, "It belongs to")
    return [CreateArea(layer, code.strip(), name, parent)] if name else []


def rename_area(plan: OpenScenario, layer: str) -> list[Change]:
    """Ask for another name."""
    area = _area(plan.state.layers[layer], "Area")
    name = _name("Its new name", layer)
    return [RenameArea(layer, area, name)] if area and name else []


def merge_areas(plan: OpenScenario, layer: str) -> list[Change]:
    """Ask which areas are merged into which."""
    here = plan.state.layers[layer]
    names = _names(here)
    ending = st.multiselect(
        "Areas that end",
        list(names),
        format_func=lambda code: names.get(code, code),
        key=f"what-if ending {layer}",
    )
    into = _area(here, "Area that takes all that belongs to them")
    return [MergeAreas(layer, tuple(ending), into)] if ending and into else []


def retire_area(plan: OpenScenario, layer: str) -> list[Change]:
    """Ask which empty area is taken away."""
    area = _area(plan.state.layers[layer], "Area without small areas and practices")
    return [RetireArea(layer, area)] if area else []


def move_area(plan: OpenScenario, layer: str) -> list[Change]:
    """Ask for another parent."""
    here = plan.state.layers[layer]
    if here.definition.parent is None:
        st.write(f"{here.definition.name} belong to no layer above.")
        return []
    area = _area(here, "Area")
    parent = _parent(plan, here, "It is to belong to")
    return [MoveArea(layer, area, parent)] if area else []


def merge_layer(plan: OpenScenario, layer: str) -> list[Change]:
    """Ask what the one area is called into which a layer is merged."""
    here = plan.state.layers[layer]
    code = st.text_input("Code of the one area", value=free_code(here), key=f"what-if one {layer}")
    name = _name("Its name", layer)
    return [MergeLayer(layer, code.strip(), name)] if name else []


def set_band(plan: OpenScenario, layer: str) -> list[Change]:
    """Ask for a band of the layer's tier."""
    tier = plan.state.layers[layer].definition.tier
    band = None if tier is None else plan.state.bands.get(tier)
    if tier is None or band is None:
        st.write(f"{plan.state.layers[layer].definition.name} have no band.")
        return []
    name = plan.pack.tier[tier].name
    low, high = st.columns(2)
    lowest = low.number_input(
        f"Fewest people in a {name}", min_value=0, value=band.lowest, step=1_000, key="what-if low"
    )
    highest = high.number_input(
        "Most people (empty: no upper end)",
        min_value=0,
        value=band.highest,
        step=1_000,
        key="what-if high",
    )
    if lowest is None or (lowest, highest) == (band.lowest, band.highest):
        return []
    return [SetBand(tier, lowest, highest)]


def move_units(plan: OpenScenario, layer: str) -> list[Change]:
    """Ask for codes of units and where they go."""
    codes = _codes("Codes of small areas", layer)
    to = _area(plan.state.layers[layer], "They go to", nowhere=True)
    return [MoveUnits(layer, codes, to or None)] if codes and to is not None else []


def move_practices(plan: OpenScenario, layer: str) -> list[Change]:
    """Ask for codes of practices and where they go."""
    codes = _codes("Codes of practices", layer)
    to = _area(plan.state.layers[layer], "They go to", nowhere=True)
    return [MovePractices(layer, codes, to or None)] if codes and to is not None else []


def free_code(layer: Layer) -> str:
    """Return a code that no area of a layer has: ``NEW1``, ``NEW2`` and so on."""
    taken = {code.casefold() for code in layer.position}
    number = 1
    while f"new{number}" in taken:
        number += 1
    return f"NEW{number}"


def _area(layer: Layer, label: str, nowhere: bool = False) -> str | None:
    """Ask for an area; None before one is chosen, ``NOWHERE`` for no area."""
    names = _names(layer)
    if nowhere:
        names = {**names, NOWHERE: f"No {layer.definition.singular}"}
    return st.selectbox(
        label,
        list(names),
        index=None,
        format_func=lambda code: names.get(code, code),
        placeholder="Choose one",
        key=f"what-if {label} {layer.key}",
    )


def _names(layer: Layer) -> dict[str, str]:
    areas = sorted(layer.areas, key=lambda area: area.name.casefold())
    return {area.code: f"{area.name} ({area.code})" for area in areas}


def _parent(plan: OpenScenario, layer: Layer, label: str) -> str | None:
    if layer.definition.parent is None:
        return None
    return _area(plan.state.layers[layer.definition.parent], label, nowhere=True) or None


def _name(label: str, layer: str) -> str:
    typed = st.text_input(label, max_chars=LONGEST_NAME, key=f"what-if {label} {layer}")
    return typed.strip()


def _codes(label: str, layer: str) -> tuple[str, ...]:
    """Ask for codes."""
    typed = st.text_area(
        f"{label}, parted by spaces, commas or new lines", key=f"what-if {label} {layer}"
    )
    return typed_codes(typed)


def typed_codes(text: str) -> tuple[str, ...]:
    """Return the codes in a text, parted by spaces, commas, semicolons or new lines."""
    return tuple(code for code in re.split(r"[\s,;]+", text) if code)
