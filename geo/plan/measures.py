"""Measures: everything that is known about each area of a plan, layer by layer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from geo.model import UNASSIGNED, Figure
from geo.plan.area_measures import AreaMeasures, measure_areas
from geo.plan.carrying import carry_over
from geo.plan.check_keys import CheckKey
from geo.plan.ground import Ground
from geo.plan.naming import PLACE_LAYER
from geo.plan.state import State
from geo.plan.totals import Dates, residents_of

__all__ = ["AreaMeasures", "Measured"]


@dataclass(frozen=True, eq=False)
class Measured:
    """A plan with the measures of its layers, each taken when first asked for.

    Built by itself it measures from scratch; ``next`` gives one that carries over what an edit,
    or several, or undoing them, did not touch.

    Attributes:
        state: of the plan.
        ground: of its pack.
        dates: of the populations.
        failures: by layer and area, the measures that an area was checked with and the sentence
            of each check that it fails; kept here by ``geo.plan.failed_checks``.
    """

    state: State
    ground: Ground
    dates: Dates
    failures: dict[tuple[str, str], tuple[AreaMeasures, Mapping[CheckKey, str]]] = field(
        default_factory=dict, repr=False
    )
    _layers: dict[str, Mapping[str, AreaMeasures]] = field(default_factory=dict, repr=False)
    _earlier: dict[str, tuple[State, Mapping[str, AreaMeasures]]] = field(
        default_factory=dict, repr=False
    )

    def next(self, state: State) -> Measured:
        """Return the measures of another state of the same plan, or of another plan of its pack.

        They are the same as from scratch, only sooner, the less differs between the two states.

        Raises:
            ValueError: the state is of another pack.
        """
        if state.baseline is not self.state.baseline:
            raise ValueError("Only plans for the same pack can be measured one after the other.")
        earlier = self._earlier | {key: (self.state, each) for key, each in self._layers.items()}
        failures = dict(self.failures) if _same_names(self.state, state) else {}
        return Measured(state, self.ground, self.dates, failures, {}, earlier)

    def layer(self, key: str) -> Mapping[str, AreaMeasures]:
        """Return the measures of each area of a layer, by its code.

        Raises:
            KeyError: there is no such layer, or the pack has no figures of a date.
        """
        if key not in self._layers:
            self._layers[key] = self._measure(key)
            self._earlier.pop(key, None)
        return self._layers[key]

    def uncovered(self, key: str) -> NDArray[np.int64]:
        """Return the positions of the units that have no area in a layer and should have one.

        In a layer that covers only the system, units outside it are not among them.
        """
        pack = self.state.pack
        layer = pack.layer(key)
        open_units = layer.area_of_unit == UNASSIGNED
        if layer.definition.covers == "system":
            open_units &= pack.units.in_system
        return np.flatnonzero(open_units)

    def unassigned(self, key: str) -> tuple[int, Figure]:
        """Return how many units should have an area in a layer and have none, and who lives there.

        See ``uncovered``.
        """
        units = self.uncovered(key)
        return len(units), residents_of(self.state.pack, units, self.dates.resident)

    def _measure(self, key: str) -> Mapping[str, AreaMeasures]:
        if key not in self._earlier:
            layer = self.state.pack.layer(key)
            return measure_areas(self.state, self.ground, self.dates, layer)
        before, measures = self._earlier[key]
        return carry_over(measures, (before, self.state), self.ground, self.dates, key)


def _same_names(before: State, after: State) -> bool:
    """Whether areas that are in both states are called the same, and places lie where they did."""
    if before.layers.get(PLACE_LAYER) is not after.layers.get(PLACE_LAYER):
        return False
    for key, layer in after.layers.items():
        was = before.layers[key]
        if layer.areas is was.areas:
            continue
        names = {area.code: area.name for area in was.areas}
        if any(names.get(area.code, area.name) != area.name for area in layer.areas):
            return False
    return True
