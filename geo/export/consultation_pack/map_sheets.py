"""Map sheets: which print maps a plan has of each kind, each with a name for its files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from geo.export.documents import ConsultedPlan
from geo.maps.printed import (
    AreaMap,
    BeforeAndAfterMap,
    BoundariesMap,
    ChangesMap,
    DensityMap,
    DisagreementMap,
    MappedPlan,
    MapRequest,
    StatusMap,
)
from geo.model import Basis, Layer

BEFORE = "As it is"
MOST_DRAWN = 60
"""Areas of a layer; one with more, such as all small areas, is too fine for a map of areas."""


class MapKind(StrEnum):
    """A kind of print map; its value is what commands and files call it."""

    CHANGES = "changes"
    BEFORE_AND_AFTER = "before-and-after"
    BOUNDARIES = "boundaries"
    STATUS = "status"
    DISAGREEMENT = "disagreement"
    DENSITY = "density"
    AREAS = "areas"

    @property
    def label(self) -> str:
        """What a planner calls it."""
        return _TITLES[self]

    @property
    def needs_proposal(self) -> bool:
        """Whether the baseline alone has no such map."""
        return self in (MapKind.CHANGES, MapKind.BEFORE_AND_AFTER)


_TITLES = {
    MapKind.CHANGES: "What changes",
    MapKind.BEFORE_AND_AFTER: "Before and after",
    MapKind.BOUNDARIES: "Boundaries",
    MapKind.STATUS: "Band status",
    MapKind.DISAGREEMENT: "Where definitions differ",
    MapKind.DENSITY: "Where people live",
    MapKind.AREAS: "Each area that changes, on a sheet of its own",
}


@dataclass(frozen=True)
class MapSheet:
    """A map that can be printed.

    Attributes:
        kind: of the map.
        stem: name for files, without paper and suffix; small letters, digits and hyphens.
        title: what it is, for people.
        request: the map.
    """

    kind: MapKind
    stem: str
    title: str
    request: MapRequest

    @property
    def caption(self) -> str:
        """Its title as it follows a figure's number and a colon."""
        return self.title.replace(": ", " – ", 1)


def map_sheets(plan: ConsultedPlan, kinds: Collection[MapKind]) -> tuple[MapSheet, ...]:
    """Return the maps of some kinds, in the order of ``MapKind``.

    With a proposal they are of the layers that it changes; for the baseline alone, or where nothing
    changes, of the layers that have a tier below the widest one.
    """
    return tuple(
        sheet for kind in MapKind if kind in kinds for sheet in _SHEETS_OF_KIND[kind](plan)
    )


def mapped_layers(plan: ConsultedPlan) -> tuple[Layer, ...]:
    """Return the layers that maps are drawn of."""
    changed = tuple(layer for layer in plan.changed_layers if len(layer.areas) <= MOST_DRAWN)
    if changed:
        return changed
    widest = plan.pack.tiers[0].key
    finer = tuple(layer for layer in plan.tier_layers if layer.definition.tier != widest)
    return finer or plan.tier_layers


def _before(plan: ConsultedPlan) -> MappedPlan:
    return MappedPlan(BEFORE, plan.baseline)


def _mapped(plan: ConsultedPlan) -> MappedPlan:
    return MappedPlan(plan.name, plan.measured)


def _basis(layer: Layer) -> Basis:
    """Return the population that a layer is mostly judged by: lists where practices make it."""
    return Basis.REGISTERED if layer.definition.registered == "lists" else Basis.RESIDENT


def _changes(plan: ConsultedPlan) -> Iterator[MapSheet]:
    if plan.comparison is None:
        return
    impact = plan.comparison.impact
    moved = {flow.layer for flow in impact.units} | {flow.layer for flow in impact.practices}
    for layer in mapped_layers(plan):
        if layer.key in moved:
            request = ChangesMap(_before(plan), _mapped(plan), layer.key)
            yield _sheet(MapKind.CHANGES, layer, request)


def _before_and_after(plan: ConsultedPlan) -> Iterator[MapSheet]:
    if plan.proposed is None:
        return
    for layer in mapped_layers(plan):
        request = BeforeAndAfterMap(_before(plan), _mapped(plan), layer.key, _basis(layer))
        yield _sheet(MapKind.BEFORE_AND_AFTER, layer, request)


def _boundaries(plan: ConsultedPlan) -> Iterator[MapSheet]:
    for layer in mapped_layers(plan):
        yield _sheet(MapKind.BOUNDARIES, layer, BoundariesMap(_mapped(plan), (layer.key,)))


def _status(plan: ConsultedPlan) -> Iterator[MapSheet]:
    for layer in mapped_layers(plan):
        if layer.definition.tier is not None:
            yield _sheet(MapKind.STATUS, layer, StatusMap(_mapped(plan), layer.key, _basis(layer)))


def _disagreement(plan: ConsultedPlan) -> Iterator[MapSheet]:
    """Yield a map for each two definitions of the areas of one tier."""
    for place, first in enumerate(plan.tier_layers):
        for second in plan.tier_layers[place + 1 :]:
            if first.definition.tier == second.definition.tier:
                request = DisagreementMap(_mapped(plan), first.key, second.key)
                title = f"{_TITLES[MapKind.DISAGREEMENT]}: {_pair(first, second)}"
                stem = f"{MapKind.DISAGREEMENT}-{_stem(first.key)}-{_stem(second.key)}"
                yield MapSheet(MapKind.DISAGREEMENT, stem, title, request)


def _density(plan: ConsultedPlan) -> Iterator[MapSheet]:
    layer = mapped_layers(plan)[-1]
    yield _sheet(MapKind.DENSITY, layer, DensityMap(_mapped(plan), layer.key))


def _areas(plan: ConsultedPlan) -> Iterator[MapSheet]:
    """Yield each area that gains or loses; for the baseline alone each of the smallest tier."""
    for layer, codes in _areas_of_note(plan):
        for area in layer.areas:
            if area.code in codes and len(layer.units_in(area.code)):
                title = f"{area.name} ({layer.definition.name})"
                stem = f"area-{_stem(layer.key)}-{_stem(area.code)}"
                request = AreaMap(_mapped(plan), layer.key, area.code)
                yield MapSheet(MapKind.AREAS, stem, title, request)


def _areas_of_note(plan: ConsultedPlan) -> list[tuple[Layer, set[str | None]]]:
    layers = mapped_layers(plan)
    if plan.comparison is None:
        smallest = layers[-1]
        return [(smallest, {area.code for area in smallest.areas if area.in_system})]
    impact = plan.comparison.impact
    ends: dict[str, set[str | None]] = {layer.key: set() for layer in layers}
    for moved in impact.units:
        ends.setdefault(moved.layer, set()).update((moved.origin, moved.target))
    for joined in impact.practices:
        ends.setdefault(joined.layer, set()).update((joined.origin, joined.target))
    return [(layer, ends[layer.key]) for layer in layers]


def _sheet(kind: MapKind, layer: Layer, request: MapRequest) -> MapSheet:
    title = f"{_TITLES[kind]}: {layer.definition.name}"
    return MapSheet(kind, f"{kind}-{_stem(layer.key)}", title, request)


def _pair(first: Layer, second: Layer) -> str:
    return f"{first.definition.name}; {second.definition.name}"


def _stem(key: str) -> str:
    """Return a key or a code for a file's name: whatever is not a letter or digit is a hyphen."""
    return "".join(each if each.isascii() and each.isalnum() else "-" for each in key).lower()


_SHEETS_OF_KIND: Mapping[MapKind, Callable[[ConsultedPlan], Iterator[MapSheet]]] = {
    MapKind.CHANGES: _changes,
    MapKind.BEFORE_AND_AFTER: _before_and_after,
    MapKind.BOUNDARIES: _boundaries,
    MapKind.STATUS: _status,
    MapKind.DISAGREEMENT: _disagreement,
    MapKind.DENSITY: _density,
    MapKind.AREAS: _areas,
}
