"""The state of a plan: what a pack looks like after some edits.

A state holds only what edits change: layers, which area a practice belongs to, bands, and checks
that the planner has accepted. ``State.pack`` is the same as a pack, so that whatever checks, draws
or exports a pack does so for a plan.

What follows from an edit, and what does not:

- Each layer is a division of its own. A unit that moves in one layer stays where it is in every
  other; where the two then no longer nest, a check says so.
- Residents follow the units, in the layer in which they move.
- A practice's list follows the practice. Practices join an area through the lowest layer that has
  lists, and the layers above it follow: with another network a practice gets that network's
  provider and that provider's system; with another provider for a network all of its practices
  get it. A practice that leaves its network for none leaves the provider too and stays in the
  system; a practice whose network has no provider is in none, and in no system. Where two layers
  lead up to the same one, the way through more layers has the last word.
- Layers that are nobody's parent (a commissioner, a second definition of places) do not follow. A
  move between networks leaves the practice's commissioner as it is.
- A unit is in the system if the system's layer has an area for it, and an area is if any of its
  units is. An area without units keeps what it was.
- The registrations know networks as they were published. A unit's share with its own network is
  known where that is still the published one, or the one that leads among its patients, and no
  practice has joined or left that network; otherwise it is unknown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from geo.model import UNASSIGNED, Area, Band, Layer, Pack, Practice, UnitRegistrations, Units
from geo.plan.check_keys import CheckKey
from geo.plan.leaning import NETWORKS
from geo.plan.moved import moved_units

Membership = Mapping[str, str]


@dataclass(frozen=True)
class Waiver:
    """A failed check that the planner accepts.

    Attributes:
        check: which one.
        reason: why, as it is shown and printed.
        author: who accepted it.
    """

    check: CheckKey
    reason: str
    author: str


@dataclass(frozen=True, eq=False)
class State:
    """What a pack looks like after some edits.

    Attributes:
        baseline: the pack that the plan starts from.
        layers: by key, as they are now; ``Area.in_system`` is brought up to date in ``pack``.
        memberships: the area of each practice by layer, for practices that edits have touched;
            areas above are brought up to date in ``pack``.
        bands: in force, by tier.
        waivers: accepted checks, in the order in which they were accepted.
    """

    baseline: Pack
    layers: Mapping[str, Layer]
    memberships: Mapping[str, Membership]
    bands: Mapping[str, Band]
    waivers: tuple[Waiver, ...] = ()

    @classmethod
    def of(cls, pack: Pack) -> State:
        """Return the state before any edit."""
        return cls(pack, pack.layers, {}, pack.published_bands)

    def membership(self, practice: str) -> Membership:
        """Return the area of a practice by layer.

        Raises:
            KeyError: there is no such practice.
        """
        if practice in self.memberships:
            return self.memberships[practice]
        return self.baseline.practice[practice].areas

    @cached_property
    def pack(self) -> Pack:
        """The state as a pack: its layers and practices, everything derived brought up to date."""
        in_system = self._in_system()
        layers = {key: self._with_flags(layer, in_system) for key, layer in self.layers.items()}
        return replace(
            self.baseline,
            units=self._units(in_system),
            layers=layers,
            practices=self._practices,
            registrations=self._registrations(),
        )

    def with_units(self, layer: str, units: NDArray[np.int64], area: str | None) -> State:
        """Return the state with some units in another area of a layer; None: in no area."""
        before = self.layers[layer]
        area_of_unit = before.area_of_unit.copy()
        area_of_unit[units] = UNASSIGNED if area is None else before.position[area]
        return self._with_layer(replace(before, area_of_unit=area_of_unit))

    def with_areas(
        self, layer: str, areas: Iterable[Area], successor: Mapping[str, str] | None = None
    ) -> State:
        """Return the state with other areas in a layer.

        Args:
            layer: its key.
            areas: all areas that the layer has from now on, in any order.
            successor: for areas that are gone, the one that takes their units, practices and the
                areas that belong to them; where there is none, all these are without an area.
        """
        successor = successor or {}
        before = self.layers[layer]
        ordered = tuple(sorted(areas, key=lambda area: area.code))
        place = {area.code: position for position, area in enumerate(ordered)}
        moved = [
            place.get(successor.get(area.code, area.code), UNASSIGNED) for area in before.areas
        ]
        lookup = np.array([*moved, UNASSIGNED], dtype=np.int64)
        after = Layer(before.definition, ordered, lookup[before.area_of_unit])
        waivers = tuple(
            waiver
            for waiver in self.waivers
            if waiver.check.layer != layer or waiver.check.area_code in place
        )
        state = replace(self._with_layer(after), waivers=waivers)
        gone = before.position.keys() - place.keys()
        return state._without(layer, gone, successor) if gone else state

    def with_practices(self, layer: str, practices: Iterable[str], area: str | None) -> State:
        """Return the state with some practices in another area of a layer; None: in no area."""
        memberships = dict(self.memberships)
        for code in practices:
            membership = dict(self.membership(code))
            if area is None:
                membership.pop(layer, None)
            else:
                membership[layer] = area
            memberships[code] = membership
        return replace(self, memberships=memberships)

    def practices_in(self, layer: str, area: str) -> list[str]:
        """Return the codes of the practices that belong to an area of a layer."""
        return [practice.code for practice in self._practices if practice.areas.get(layer) == area]

    def children_of(self, layer: str, area: str) -> list[tuple[Layer, Area]]:
        """Return the areas of other layers that belong to an area of this one."""
        return [
            (child, each)
            for child in self.layers.values()
            if child.definition.parent == layer
            for each in child.areas
            if each.parent_code == area
        ]

    def _with_layer(self, layer: Layer) -> State:
        return replace(self, layers={**self.layers, layer.key: layer})

    def _without(self, layer: str, gone: Collection[str], successor: Mapping[str, str]) -> State:
        """Hand practices and areas below to the successors of areas that are gone, or to none."""
        layers = dict(self.layers)
        for key, child in self.layers.items():
            if child.definition.parent == layer and any(
                area.parent_code in gone for area in child.areas
            ):
                areas = tuple(
                    replace(area, parent_code=successor.get(area.parent_code))
                    if area.parent_code in gone and area.parent_code is not None
                    else area
                    for area in child.areas
                )
                layers[key] = replace(child, areas=areas)
        memberships = dict(self.memberships)
        for practice in self.baseline.practices:
            membership = self.membership(practice.code)
            if membership.get(layer) in gone:
                rest = {key: area for key, area in membership.items() if key != layer}
                after = successor.get(membership[layer])
                memberships[practice.code] = rest if after is None else {**rest, layer: after}
        return replace(self, layers=layers, memberships=memberships)

    def _in_system(self) -> NDArray[np.bool_]:
        key = self.baseline.system_layer
        if self.layers[key] is self.baseline.layers[key]:
            return self.baseline.units.in_system
        inside: NDArray[np.bool_] = self.layers[key].area_of_unit != UNASSIGNED
        return inside

    def _units(self, in_system: NDArray[np.bool_]) -> Units:
        units = self.baseline.units
        return units if in_system is units.in_system else replace(units, in_system=in_system)

    def _with_flags(self, layer: Layer, in_system: NDArray[np.bool_]) -> Layer:
        """Bring ``in_system`` of a layer's areas up to date."""
        unchanged = layer is self.baseline.layers.get(layer.key)
        if unchanged and in_system is self.baseline.units.in_system:
            return layer
        assigned = layer.area_of_unit != UNASSIGNED
        units = np.bincount(layer.area_of_unit[assigned], minlength=len(layer.areas))
        inside = np.bincount(
            layer.area_of_unit[assigned], in_system[assigned], minlength=len(layer.areas)
        )
        flags = np.array([area.in_system for area in layer.areas], dtype=bool)
        differing = np.flatnonzero((units > 0) & (flags != (inside > 0)))
        if not len(differing):
            return layer
        areas = list(layer.areas)
        for position in differing.tolist():
            areas[position] = replace(areas[position], in_system=bool(inside[position]))
        return replace(layer, areas=tuple(areas))

    @cached_property
    def _practices(self) -> tuple[Practice, ...]:
        """Bring the practices' areas up to date in every layer that follows another."""
        chains = follow_upwards(self.layers)
        placed = self._placed_anew({key for chain in chains for key in chain[:-1]})
        if not self.memberships and not any(placed.values()):
            return self.baseline.practices
        practices = list(self.baseline.practices)
        for position, practice in enumerate(practices):
            if practice.code in self.memberships or any(
                practice.areas.get(key) in codes for key, codes in placed.items()
            ):
                areas = self._derived(practice, chains)
                if areas != practice.areas:
                    practices[position] = replace(practice, areas=areas)
        return tuple(practices)

    def _placed_anew(self, keys: Iterable[str]) -> dict[str, set[str]]:
        """Return the codes of areas whose parent is not the published one, by layer."""
        found = {}
        for key in keys:
            before, after = self.baseline.layers[key], self.layers[key]
            if before.areas is not after.areas:
                parents = {area.code: area.parent_code for area in after.areas}
                found[key] = {
                    area.code
                    for area in before.areas
                    if parents.get(area.code, "") != area.parent_code
                }
        return found

    def _derived(self, practice: Practice, chains: Sequence[Sequence[str]]) -> Membership:
        areas = dict(self.membership(practice.code))
        for chain in chains:
            if chain[0] not in areas:
                if chain[0] in practice.areas and chain[1] != self.baseline.system_layer:
                    areas.pop(chain[1], None)
                continue
            for below, above in pairwise(chain):
                code = areas.get(below)
                parent = None if code is None else self.layers[below].area(code).parent_code
                if parent is None:
                    areas.pop(above, None)
                else:
                    areas[above] = parent
        return areas

    @cached_property
    def changed_networks(self) -> frozenset[str]:
        """Networks that practices have joined or left since the baseline."""
        before, after = self.baseline.practices, self._practices
        if after is before:
            return frozenset()
        moved = [
            {old.areas.get(NETWORKS), new.areas.get(NETWORKS)}
            for old, new in zip(before, after, strict=True)
            if old is not new
        ]
        return frozenset(code for pair in moved if len(pair) > 1 for code in pair if code)

    def _registrations(self) -> UnitRegistrations:
        """Bring the share with the own network up to date, unknown where nobody can tell."""
        before, published = self.baseline.registrations, self.baseline.layers.get(NETWORKS)
        if published is None or (self.layers[NETWORKS] is published and not self.memberships):
            return before
        networks, with_own = self.layers[NETWORKS], before.with_own_pcn.copy()
        for unit in moved_units(published, networks).tolist():
            own = networks.area_of_unit[unit]
            leads = own >= 0 and networks.areas[own].code == before.leading_pcn[unit]
            with_own[unit] = before.with_leading_pcn[unit] if leads else np.nan
        changed = [
            networks.position[code] for code in self.changed_networks if code in networks.position
        ]
        with_own[np.isin(networks.area_of_unit, changed)] = np.nan
        return replace(before, with_own_pcn=with_own)


def follow_upwards(layers: Mapping[str, Layer]) -> list[list[str]]:
    """Return chains of layers, each from the lowest upwards, in which practices follow.

    A practice's area in each layer of a chain is the parent of its area in the one before. Short
    chains come first: where two reach the same layer, the longer has the last word.
    """
    listed = {key: each for key, each in layers.items() if each.definition.registered == "lists"}
    chains = []
    for key in listed:
        if has_lists_below(layers, key):
            continue
        chain = [key]
        while (above := listed[chain[-1]].definition.parent) in listed:
            chain.append(above)
        if len(chain) > 1:
            chains.append(chain)
    return sorted(chains, key=len)


def has_lists_below(layers: Mapping[str, Layer], key: str) -> bool:
    """Whether practices belong to a layer's areas through those of a layer below."""
    return any(
        layer.definition.parent == key and layer.definition.registered == "lists"
        for layer in layers.values()
    )
