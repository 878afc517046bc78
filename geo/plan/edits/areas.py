"""Edits that make, rename, split, merge and retire areas."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from geo.model import Area
from geo.plan.edits.moving import MovePractices, MoveUnits, list_layer_faults
from geo.plan.edits.words import (
    area_faults,
    code_faults,
    layer_faults,
    name_faults,
    parent_faults,
    practice_faults,
    some,
    unit_faults,
)
from geo.plan.state import State
from geo.words import counted


@dataclass(frozen=True)
class CreateArea:
    """Make a new, empty area.

    Attributes:
        layer: key of the layer.
        area: code of the new area.
        name: its name.
        parent: code of the area above, or None.
    """

    layer: str
    area: str
    name: str
    parent: str | None = None

    def faults(self, state: State) -> list[str]:
        """Say why the edit cannot be made."""
        if found := layer_faults(state, self.layer):
            return found
        layer = state.layers[self.layer]
        found = code_faults(layer, self.area) + name_faults(layer, self.name)
        return found + parent_faults(state, layer, self.parent)

    def apply(self, state: State) -> State:
        """Return the state after the edit, which must have no faults."""
        new = Area(self.area, self.name, self.parent, in_system=True)
        return state.with_areas(self.layer, [*state.layers[self.layer].areas, new])


@dataclass(frozen=True)
class RenameArea:
    """Give an area another name; its code stays.

    Attributes:
        layer: key of the layer.
        area: code of the area.
        name: the new name.
    """

    layer: str
    area: str
    name: str

    def faults(self, state: State) -> list[str]:
        """Say why the edit cannot be made."""
        if found := layer_faults(state, self.layer):
            return found
        layer = state.layers[self.layer]
        found = area_faults(layer, self.area) + name_faults(layer, self.name, but=[self.area])
        if not found and layer.area(self.area).name == self.name:
            return [f"{self.name} is its name already."]
        return found

    def apply(self, state: State) -> State:
        """Return the state after the edit, which must have no faults."""
        areas = state.layers[self.layer].areas
        return state.with_areas(
            self.layer,
            [replace(area, name=self.name) if area.code == self.area else area for area in areas],
        )


@dataclass(frozen=True)
class RetireArea:
    """Take away an area that nothing belongs to any more.

    Attributes:
        layer: key of the layer.
        area: code of the area.
    """

    layer: str
    area: str

    def faults(self, state: State) -> list[str]:
        """Say why the edit cannot be made."""
        if found := layer_faults(state, self.layer):
            return found
        layer = state.layers[self.layer]
        if found := area_faults(layer, self.area):
            return found
        name = layer.area(self.area).name
        units = len(layer.units_in(self.area))
        practices = len(state.practices_in(self.layer, self.area))
        if units:
            found.append(f"{name} still has {counted(units, 'small area', 'small areas')}.")
        if practices:
            found.append(f"{name} still has {counted(practices, 'practice', 'practices')}.")
        if children := state.children_of(self.layer, self.area):
            found.append(f"{some(area.name for _, area in children)} still belong to {name}.")
        if len(layer.areas) == 1:
            found.append(f"{name} is the last of the {layer.definition.plural}.")
        return found

    def apply(self, state: State) -> State:
        """Return the state after the edit, which must have no faults."""
        areas = state.layers[self.layer].areas
        return state.with_areas(self.layer, [area for area in areas if area.code != self.area])


@dataclass(frozen=True)
class Part:
    """A new area that is split off another.

    Attributes:
        area: its code.
        name: its name.
        units: codes of the units that it takes.
        practices: codes of the practices that it takes.
    """

    area: str
    name: str
    units: tuple[str, ...]
    practices: tuple[str, ...] = ()


@dataclass(frozen=True)
class SplitArea:
    """Split new areas off an area, which keeps the rest; all have its parent.

    Attributes:
        layer: key of the layer.
        area: code of the area that is split.
        parts: the new areas.
    """

    layer: str
    area: str
    parts: tuple[Part, ...]

    def faults(self, state: State) -> list[str]:
        """Say why the edit cannot be made."""
        if found := layer_faults(state, self.layer):
            return found
        layer = state.layers[self.layer]
        if found := area_faults(layer, self.area):
            return found
        if not self.parts:
            return ["No part is named."]
        for part in self.parts:
            found += code_faults(layer, part.area) + name_faults(layer, part.name)
        for what in ("area", "name"):
            times = Counter(str(getattr(part, what)).casefold() for part in self.parts)
            if twice := [each for each, count in times.items() if count > 1]:
                found.append(
                    f"Two parts have the same {'code' if what == 'area' else what}: {some(twice)}."
                )
        return found + self._unit_faults(state) + self._practice_faults(state)

    def _unit_faults(self, state: State) -> list[str]:
        empty = [part.name for part in self.parts if not part.units]
        found = [f"{some(empty)} would have no small area."] if empty else []
        units = [code for part in self.parts for code in part.units]
        if not units or (faults := unit_faults(state, units)):
            return found + (faults if units else [])
        layer, codes = state.layers[self.layer], state.baseline.units.codes
        inside = {codes[unit] for unit in layer.units_in(self.area)}
        name = layer.area(self.area).name
        if strangers := [code for code in units if code not in inside]:
            found.append(f"{name} does not have {some(strangers)}.")
        elif len(units) == len(inside):
            found.append(f"{name} would keep no small area: leave it one of the parts.")
        return found

    def _practice_faults(self, state: State) -> list[str]:
        practices = [code for part in self.parts for code in part.practices]
        if not practices:
            return []
        if found := list_layer_faults(state, self.layer) or practice_faults(state, practices):
            return found
        inside = set(state.practices_in(self.layer, self.area))
        name = state.layers[self.layer].area(self.area).name
        strangers = [code for code in practices if code not in inside]
        verb = "does" if len(strangers) == 1 else "do"
        return [f"{some(strangers)} {verb} not belong to {name}."] if strangers else []

    def apply(self, state: State) -> State:
        """Return the state after the edit, which must have no faults."""
        parent = state.layers[self.layer].area(self.area).parent_code
        for part in self.parts:
            state = CreateArea(self.layer, part.area, part.name, parent).apply(state)
            state = MoveUnits(self.layer, part.units, part.area).apply(state)
            if part.practices:
                state = MovePractices(self.layer, part.practices, part.area).apply(state)
        return state


@dataclass(frozen=True)
class MergeAreas:
    """Merge areas into another of their layer, which takes all that belongs to them.

    Attributes:
        layer: key of the layer.
        areas: codes of the areas that end.
        into: code of the area that takes their units, practices and areas below.
    """

    layer: str
    areas: tuple[str, ...]
    into: str

    def faults(self, state: State) -> list[str]:
        """Say why the edit cannot be made."""
        if found := layer_faults(state, self.layer):
            return found
        layer = state.layers[self.layer]
        if not self.areas:
            return [f"No {layer.definition.singular} is named that would be merged."]
        return area_faults(layer, *self.areas, self.into)

    def apply(self, state: State) -> State:
        """Return the state after the edit, which must have no faults."""
        gone = set(self.areas)
        areas = [area for area in state.layers[self.layer].areas if area.code not in gone]
        return state.with_areas(self.layer, areas, dict.fromkeys(self.areas, self.into))


@dataclass(frozen=True)
class MergeLayer:
    """Merge all areas of a layer that are in the system into one.

    Attributes:
        layer: key of the layer.
        area: code of the one area: that of one of the merged, or a new one.
        name: its name.
    """

    layer: str
    area: str
    name: str

    def faults(self, state: State) -> list[str]:
        """Say why the edit cannot be made."""
        if found := layer_faults(state, self.layer):
            return found
        layer = state.pack.layers[self.layer]
        merged = [area for area in layer.areas if area.in_system]
        codes = [area.code for area in merged]
        found = [] if self.area in codes else code_faults(layer, self.area)
        found += name_faults(layer, self.name, but=codes)
        if len(merged) < 2:
            count = "only one" if merged else "no"
            found.append(f"There is {count} {layer.definition.singular} in the system.")
        if len({area.parent_code for area in merged}) > 1:
            found.append(
                f"The {layer.definition.plural} have different parents: give them the same first."
            )
        return found

    def apply(self, state: State) -> State:
        """Return the state after the edit, which must have no faults."""
        merged = [area for area in state.pack.layers[self.layer].areas if area.in_system]
        codes = {area.code for area in merged}
        one = Area(self.area, self.name, merged[0].parent_code, in_system=True)
        rest = [area for area in state.layers[self.layer].areas if area.code not in codes]
        return state.with_areas(
            self.layer, [*rest, one], dict.fromkeys(sorted(codes - {self.area}), self.area)
        )
