"""Flows: who changes area between two states, residents with units and patients with practices."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.model import Figure, Layer, Pack
from geo.plan.moved import moved_units
from geo.plan.totals import Dates, lists_of, residents_of


@dataclass(frozen=True, eq=False)
class UnitFlow:
    """Units that go from one area of a layer to another.

    Attributes:
        layer: key of the layer.
        origin, target: codes of the areas; None for no area.
        units: their positions, ascending.
        residents: how many people live in them.
    """

    layer: str
    origin: str | None
    target: str | None
    units: NDArray[np.int64]
    residents: Figure


@dataclass(frozen=True)
class PracticeFlow:
    """Practices that go from one area of a layer to another.

    Attributes:
        layer: key of the layer.
        origin, target: codes of the areas; None for no area.
        practices: their codes, ascending.
        patients: how many people are on their lists.
    """

    layer: str
    origin: str | None
    target: str | None
    practices: tuple[str, ...]
    patients: Figure


def unit_flows(before: Layer, after: Layer, pack: Pack, dates: Dates) -> list[UnitFlow]:
    """Return the units that change area, most residents first.

    Args:
        before: a layer.
        after: the same layer in another state.
        pack: that holds the units.
        dates: of the populations.
    """
    groups: dict[tuple[int, int], list[int]] = defaultdict(list)
    for unit in moved_units(before, after).tolist():
        groups[int(before.area_of_unit[unit]), int(after.area_of_unit[unit])].append(unit)
    flows = []
    for (origin, target), members in groups.items():
        units = np.array(members, dtype=np.int64)
        flows.append(
            UnitFlow(
                after.key,
                before.areas[origin].code if origin >= 0 else None,
                after.areas[target].code if target >= 0 else None,
                units,
                residents_of(pack, units, dates.resident),
            )
        )
    return sorted(flows, key=lambda flow: -flow.residents.known)


def practice_flows(before: Pack, after: Pack, layer: str, dates: Dates) -> list[PracticeFlow]:
    """Return the practices that change area of a layer, most patients first.

    A practice that had no list on the date, closed or not yet open, moves nobody and is left out.
    """
    if before.practices is after.practices:
        return []
    groups: dict[tuple[str | None, str | None], list[str]] = defaultdict(list)
    for old, new in zip(before.practices, after.practices, strict=True):
        if old is new:
            continue
        origin, target = old.areas.get(layer), new.areas.get(layer)
        if origin != target and new.lists[dates.registered].state.has_list:
            groups[origin, target].append(new.code)
    flows = [
        PracticeFlow(layer, origin, target, tuple(codes), lists_of(after, codes, dates.registered))
        for (origin, target), codes in groups.items()
    ]
    return sorted(flows, key=lambda flow: -flow.patients.known)
