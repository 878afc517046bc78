"""Measures: everything that is known about each area of a plan, layer by layer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from geo.model import UNASSIGNED, Figure
from geo.plan.checks import AreaCheck, Standing, check_layer
from geo.plan.ground import Ground
from geo.plan.leaning import NETWORKS
from geo.plan.state import State
from geo.plan.totals import Dates, living_inside_by_area, residents_of


@dataclass(frozen=True)
class AreaMeasures:
    """One area as it is in a plan.

    Attributes:
        check: its populations against its band, its parts, its holes and what it crosses.
        living_inside: registered patients who live in it, against the same band.
        compactness: by Polsby and Popper, between 0 and 1; None without units.
        practices: codes of the practices that belong to it and had a list on that date.
        practices_outside: those of them that stand in another area of the layer.
        leaning_elsewhere: how many of its units have most of their patients with another network,
            by the networks as published; None for other layers, for a network that was not
            published, and for one that practices have joined or left.
    """

    check: AreaCheck
    living_inside: Standing
    compactness: float | None
    practices: tuple[str, ...]
    practices_outside: tuple[str, ...]
    leaning_elsewhere: int | None


@dataclass(frozen=True, eq=False)
class Measured:
    """A plan with the measures of its layers, each taken when first asked for.

    Attributes:
        state: of the plan.
        ground: of its pack.
        dates: of the populations.
    """

    state: State
    ground: Ground
    dates: Dates
    _layers: dict[str, Mapping[str, AreaMeasures]] = field(default_factory=dict, repr=False)

    def layer(self, key: str) -> Mapping[str, AreaMeasures]:
        """Return the measures of each area of a layer, by its code.

        Raises:
            KeyError: there is no such layer, or the pack has no figures of a date.
        """
        if key not in self._layers:
            self._layers[key] = self._measure(key)
        return self._layers[key]

    def unassigned(self, key: str) -> tuple[int, Figure]:
        """Return how many units have no area in a layer, and their residents.

        In a layer that covers only the system, units outside it are not counted.
        """
        pack = self.state.pack
        layer = pack.layer(key)
        open_units = layer.area_of_unit == UNASSIGNED
        if layer.definition.covers == "system":
            open_units &= pack.units.in_system
        units = np.flatnonzero(open_units)
        return len(units), residents_of(pack, units, self.dates.resident)

    def _measure(self, key: str) -> Mapping[str, AreaMeasures]:
        pack = self.state.pack
        layer = pack.layer(key)
        checks = check_layer(pack, layer, self.ground.adjacency, self.dates, self.state.bands)
        living = living_inside_by_area(pack, layer)
        compactness = self.ground.compactness(layer)
        inside, outside = self._practices(key)
        leaning = self._leaning() if key == NETWORKS else {}
        return {
            check.area.code: AreaMeasures(
                check=check,
                living_inside=Standing(figure, check.resident.band),
                compactness=compact,
                practices=tuple(inside[check.area.code]),
                practices_outside=tuple(outside[check.area.code]),
                leaning_elsewhere=leaning.get(check.area.code),
            )
            for check, figure, compact in zip(checks, living, compactness, strict=True)
        }

    def _practices(self, key: str) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        """Return the open practices of each area, and those that stand in another area."""
        layer = self.state.pack.layer(key)
        codes = layer.area_codes_of_units()
        members: dict[str, list[str]] = defaultdict(list)
        outside: dict[str, list[str]] = defaultdict(list)
        for practice in self.state.pack.practices:
            area = practice.areas.get(key)
            if area is None or not practice.lists[self.dates.registered].state.has_list:
                continue
            members[area].append(practice.code)
            place = self.ground.unit_of_practice[practice.code]
            if place >= 0 and codes[place] != area:
                outside[area].append(practice.code)
        return members, outside

    def _leaning(self) -> dict[str, int]:
        """Return how many units of each network lean elsewhere, where that can be known."""
        state = self.state
        published = state.baseline.layers[NETWORKS].position
        counts = {
            code: 0
            for code in state.layers[NETWORKS].position
            if code in published and code not in state.changed_networks
        }
        leading = state.baseline.registrations.leading_pcn
        for own, lead in zip(state.layers[NETWORKS].area_codes_of_units(), leading, strict=True):
            if own in counts and own != lead:
                counts[own] += 1
        return counts
