"""Layers as a plan divides them, for a map whose geometry file holds them as published.

Only what differs from the published layers travels: which area each unit is in, the areas with
their names and where those stand, and which units are in the system where a plan changes that.
Points are (latitude, longitude) in WGS84, degrees.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.maps.editor_message import digits
from geo.maps.geometry_file import area_rows
from geo.plan.state import State
from geo.topology import dissolve


@dataclass(frozen=True, eq=False)
class OwnLayer:
    """One layer as a plan divides it.

    Attributes:
        areas: as the geometry file has them, see ``geo.maps.geometry_file.area_rows``.
        area_of_unit: shape (units,), each unit's position in ``areas`` or ``UNASSIGNED``.
    """

    areas: tuple[tuple[Any, ...], ...]
    area_of_unit: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class PlanLayers:
    """What a plan has of its own.

    Attributes:
        layers: by key.
        in_system: shape (units,), whether each unit is in the system; None where as published.
    """

    layers: Mapping[str, OwnLayer] = field(default_factory=dict)
    in_system: NDArray[np.bool_] | None = None

    def message(self) -> dict[str, Any]:
        """Return plain values for the browser.

        Raises:
            ValueError: a layer has more areas than can be told apart.
        """
        return {
            "layers": {
                key: {"areas": own.areas, "of": digits(own.area_of_unit.tolist())}
                for key, own in self.layers.items()
            },
            "inSystem": None
            if self.in_system is None
            else "".join("1" if inside else "0" for inside in self.in_system),
        }


def plan_layers(state: State, keys: Iterable[str]) -> PlanLayers | None:
    """Return what a plan has of its own in some layers; None where all is as published.

    Args:
        state: of the plan.
        keys: of the layers that the map shows.

    Raises:
        KeyError: there is no such layer.
    """
    published, pack = state.baseline, state.pack
    layers = {}
    for key in keys:
        layer, before = pack.layer(key), published.layer(key)
        if layer is not before:
            shapes = dissolve(pack.units.geometry, layer.area_of_unit, len(layer.areas))
            layers[key] = OwnLayer(area_rows(layer, shapes), layer.area_of_unit)
    same_system = pack.units.in_system is published.units.in_system
    if not layers and same_system:
        return None
    return PlanLayers(layers, None if same_system else pack.units.in_system)
