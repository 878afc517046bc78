"""Edits that move: units between areas, practices between areas, an area to another parent."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from geo.model import UNASSIGNED
from geo.plan.edits.words import (
    area_faults,
    layer_faults,
    parent_faults,
    practice_faults,
    some,
    unit_faults,
)
from geo.plan.state import State, has_lists_below


@dataclass(frozen=True)
class MoveUnits:
    """Move units to another area of a layer: their residents move, no list does.

    Attributes:
        layer: key of the layer.
        units: codes of the units.
        to: code of the area; None takes the units out of every area.
    """

    layer: str
    units: tuple[str, ...]
    to: str | None

    def faults(self, state: State) -> list[str]:
        """Say why the edit cannot be made."""
        if found := layer_faults(state, self.layer):
            return found
        layer = state.layers[self.layer]
        found = [] if self.to is None else area_faults(layer, self.to)
        found += unit_faults(state, self.units)
        if found:
            return found
        target = UNASSIGNED if self.to is None else layer.position[self.to]
        there = layer.area_of_unit[_positions(state, self.units)] == target
        if not there.any():
            return []
        codes = [
            code for code, is_there in zip(self.units, there.tolist(), strict=True) if is_there
        ]
        where = "without an area" if self.to is None else f"in {layer.area(self.to).name}"
        verb = "is" if len(codes) == 1 else "are"
        return [f"{some(codes)} {verb} {where} already."]

    def apply(self, state: State) -> State:
        """Return the state after the edit, which must have no faults."""
        return state.with_units(self.layer, _positions(state, self.units), self.to)


@dataclass(frozen=True)
class MovePractices:
    """Move practices to another area: their lists move, no resident does.

    Attributes:
        layer: key of a layer that has lists, and through which practices belong to those above.
        practices: codes of the practices.
        to: code of the area; None takes the practices out of every area of the layer.
    """

    layer: str
    practices: tuple[str, ...]
    to: str | None

    def faults(self, state: State) -> list[str]:
        """Say why the edit cannot be made."""
        found = list_layer_faults(state, self.layer)
        if found:
            return found
        layer = state.layers[self.layer]
        found = [] if self.to is None else area_faults(layer, self.to)
        found += practice_faults(state, self.practices)
        if found:
            return found
        there = [
            code for code in self.practices if state.membership(code).get(self.layer) == self.to
        ]
        if not there:
            return []
        where = "in no area" if self.to is None else f"in {layer.area(self.to).name}"
        return [f"{some(there)} {'is' if len(there) == 1 else 'are'} {where} already."]

    def apply(self, state: State) -> State:
        """Return the state after the edit, which must have no faults."""
        return state.with_practices(self.layer, self.practices, self.to)


@dataclass(frozen=True)
class MoveArea:
    """Move an area to another parent: its practices' lists go with it, its units stay.

    Attributes:
        layer: key of the area's layer.
        area: its code.
        to: code of the new parent; None for no parent.
    """

    layer: str
    area: str
    to: str | None

    def faults(self, state: State) -> list[str]:
        """Say why the edit cannot be made."""
        if found := layer_faults(state, self.layer):
            return found
        layer = state.layers[self.layer]
        if layer.definition.parent is None:
            return [f"{layer.definition.name} belong to no layer above."]
        found = area_faults(layer, self.area) + parent_faults(state, layer, self.to)
        if found:
            return found
        area = layer.area(self.area)
        if area.parent_code == self.to:
            return [f"{area.name} has that parent already."]
        return []

    def apply(self, state: State) -> State:
        """Return the state after the edit, which must have no faults."""
        areas = state.layers[self.layer].areas
        return state.with_areas(
            self.layer,
            [
                replace(area, parent_code=self.to) if area.code == self.area else area
                for area in areas
            ],
        )


def list_layer_faults(state: State, key: str) -> list[str]:
    """Say why practices cannot be moved in a layer."""
    if found := layer_faults(state, key):
        return found
    definition = state.layers[key].definition
    if definition.registered != "lists":
        return [f"Practices do not belong to {definition.plural}."]
    if has_lists_below(state.layers, key):
        below = [
            layer.definition.plural
            for layer in state.layers.values()
            if layer.definition.parent == key and layer.definition.registered == "lists"
        ]
        through = f"Practices belong to {definition.plural} through {' and '.join(below)}"
        return [f"{through}: move them there, or give one of those another parent."]
    return []


def _positions(state: State, units: tuple[str, ...]) -> NDArray[np.int64]:
    position = state.baseline.units.position
    return np.array([position[code] for code in units], dtype=np.int64)
