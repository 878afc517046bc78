"""Impact: what differs between two states of a plan, for every area that gains or loses by it.

The two may be before and after one edit, a baseline and a scenario, or two scenarios of one pack.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geo.model import Area, Band, Figure, Layer
from geo.plan.flows import PracticeFlow, UnitFlow, practice_flows, unit_flows
from geo.plan.measures import AreaMeasures, Measured
from geo.plan.state import Waiver


@dataclass(frozen=True)
class AreaChange:
    """An area before and after.

    Attributes:
        layer: key of its layer.
        before, after: its measures; None where it was not there yet, or is no more.
    """

    layer: str
    before: AreaMeasures | None
    after: AreaMeasures | None

    @property
    def area(self) -> Area:
        """The area as it is, or as it last was."""
        measures = self.after or self.before
        assert measures is not None  # a change has at least one side
        return measures.check.area


@dataclass(frozen=True)
class Unassigned:
    """Units without an area in a layer that should give them one.

    Attributes:
        units: how many, before and after.
        residents: who live in them, before and after.
    """

    units: tuple[int, int]
    residents: tuple[Figure, Figure]


@dataclass(frozen=True)
class Impact:
    """What differs between two states.

    Attributes:
        before, after: the states with their measures.
        units: who moves with units, by layer in the pack's order, most residents first.
        practices: who moves with practices, likewise.
        areas: those that gain, lose, begin, end or change name or parent, those whose band
            status another band changes, and the parents of all these; by layer and code.
        unassigned: units without an area, by the key of each layer in which units move.
        bands: bands that differ: before and after, by tier.
        accepted: checks that are accepted after and were not before, or not so: by somebody else,
            or for another reason.
        withdrawn: checks that were accepted before and are not after.
    """

    before: Measured
    after: Measured
    units: tuple[UnitFlow, ...]
    practices: tuple[PracticeFlow, ...]
    areas: tuple[AreaChange, ...]
    unassigned: Mapping[str, Unassigned]
    bands: Mapping[str, tuple[Band | None, Band | None]]
    accepted: tuple[Waiver, ...]
    withdrawn: tuple[Waiver, ...]


def find_impact(before: Measured, after: Measured) -> Impact:
    """Return what differs between two states of one pack.

    Raises:
        ValueError: they are not of one pack, or their dates differ.
    """
    if before.state.baseline is not after.state.baseline:
        raise ValueError("Only plans for the same pack can be held against each other.")
    if before.dates != after.dates:
        raise ValueError("Only figures of the same dates can be held against each other.")
    old, new = before.state.pack, after.state.pack
    units: list[UnitFlow] = []
    practices: list[PracticeFlow] = []
    unassigned: dict[str, Unassigned] = {}
    for key, layer in new.layers.items():
        flows = unit_flows(old.layers[key], layer, new, after.dates)
        units += flows
        practices += practice_flows(old, new, key, after.dates)
        if flows:
            was, now = before.unassigned(key), after.unassigned(key)
            unassigned[key] = Unassigned((was[0], now[0]), (was[1], now[1]))
    bands = _changed_bands(before.state.bands, after.state.bands)
    touched = _touched(before, after, units, practices)
    _add_banded(before, after, set(bands), touched)
    _add_parents(before, after, touched)
    areas = [
        AreaChange(key, before.layer(key).get(code), after.layer(key).get(code))
        for key in new.layers
        for code in sorted(touched.get(key, ()))
    ]
    was_accepted, is_accepted = before.state.waivers, after.state.waivers
    still_accepted = {waiver.check for waiver in is_accepted}
    return Impact(
        before=before,
        after=after,
        units=tuple(units),
        practices=tuple(practices),
        areas=tuple(areas),
        unassigned=unassigned,
        bands=bands,
        accepted=tuple(waiver for waiver in is_accepted if waiver not in was_accepted),
        withdrawn=tuple(waiver for waiver in was_accepted if waiver.check not in still_accepted),
    )


def _changed_bands(
    before: Mapping[str, Band], after: Mapping[str, Band]
) -> dict[str, tuple[Band | None, Band | None]]:
    return {
        tier: (before.get(tier), after.get(tier))
        for tier in {**before, **after}
        if before.get(tier) != after.get(tier)
    }


def _touched(
    before: Measured, after: Measured, units: list[UnitFlow], practices: list[PracticeFlow]
) -> dict[str, set[str]]:
    """Return the codes of areas that gain, lose, begin, end or are called otherwise, by layer."""
    touched: dict[str, set[str]] = {}
    ends = [(flow.layer, code) for flow in units for code in (flow.origin, flow.target)]
    ends += [(flow.layer, code) for flow in practices for code in (flow.origin, flow.target)]
    for key, code in ends:
        if code is not None:
            touched.setdefault(key, set()).add(code)
    for key, layer in after.state.pack.layers.items():
        was = before.state.pack.layers[key]
        if layer.areas is not was.areas:
            touched.setdefault(key, set()).update(_differing(was, layer))
    return touched


def _differing(before: Layer, after: Layer) -> set[str]:
    one, other = (
        {(area.code, area.name, area.parent_code) for area in layer.areas}
        for layer in (before, after)
    )
    return {code for code, _, _ in one ^ other}


def _add_banded(
    before: Measured, after: Measured, tiers: set[str], touched: dict[str, set[str]]
) -> None:
    """Add areas whose status another band changes."""
    for key, layer in after.state.pack.layers.items():
        if layer.definition.tier not in tiers:
            continue
        was, now = before.layer(key), after.layer(key)
        for code in was.keys() & now.keys():
            one, other = was[code].check, now[code].check
            if (one.resident.status, one.registered.status) != (
                other.resident.status,
                other.registered.status,
            ):
                touched.setdefault(key, set()).add(code)


def _add_parents(before: Measured, after: Measured, touched: dict[str, set[str]]) -> None:
    """Add the areas above, before and after, as far up as there are any."""
    queue = [(key, code) for key, codes in touched.items() for code in codes]
    while queue:
        key, code = queue.pop()
        for pack in (before.state.pack, after.state.pack):
            layer = pack.layers[key]
            above = layer.definition.parent
            parent = layer.area(code).parent_code if code in layer.position else None
            if above is None or parent is None or parent in touched.setdefault(above, set()):
                continue
            touched[above].add(parent)
            queue.append((above, parent))
