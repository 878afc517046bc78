"""Carrying over: the measures of a layer in one state, from those that it had in another.

What an edit did not touch is carried over as it is. What each measure rests on:

- residents, patients living inside, parts, holes and compactness on the area's own units alone
  (what an area encloses is what it cuts off, whoever that belongs to);
- lists on its practices, and which of these stand outside also on its own units;
- what it crosses in another layer on its own units, on all units of each area of that layer that
  it overlaps, and on its parent;
- the standing on the band of its tier.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from geo.model import UNASSIGNED, Area, Band, Layer, Pack
from geo.plan.area_measures import (
    AreaMeasures,
    leaning_by_network,
    measure_areas,
    members_by_area,
)
from geo.plan.checks import Standing
from geo.plan.ground import Ground
from geo.plan.leads import units_with_moved_patients
from geo.plan.leaning import NETWORKS
from geo.plan.moved import moved_units
from geo.plan.overlap import crossings
from geo.plan.state import State
from geo.plan.totals import Dates, registered_by_area


@dataclass(frozen=True)
class _Touched:
    """What differs about the areas of one layer, by the codes of those that are there now.

    Attributes:
        regrouped: areas that have other units, or are new.
        relisted: areas with other practices.
        redefined: areas with another name, parent or place in or out of the system.
        recut: by the key of each other layer, areas for which its lines may run otherwise.
    """

    regrouped: set[str]
    relisted: set[str]
    redefined: set[str]
    recut: Mapping[str, set[str]]

    @property
    def in_part(self) -> set[str]:
        """All areas of which anything may differ, besides those that have other units."""
        return self.relisted.union(self.redefined, *self.recut.values())


def carry_over(
    earlier: Mapping[str, AreaMeasures],
    states: tuple[State, State],
    ground: Ground,
    dates: Dates,
    key: str,
) -> Mapping[str, AreaMeasures]:
    """Return the measures of each area of a layer, by its code, as if measured from scratch.

    Args:
        earlier: the measures in the first state, on the same ground and dates.
        states: the state that they are of and the one to measure, of one pack.
        ground: of the pack.
        dates: of the populations.
        key: of the layer.
    """
    before, after = states
    layer = after.pack.layer(key)
    touched = _find_touched(before, after, key)
    tier = layer.definition.tier
    band_differs = tier is not None and before.bands.get(tier) != after.bands.get(tier)
    others = set(layer.position) if band_differs else touched.in_part
    others -= touched.regrouped
    if not others and not touched.regrouped and len(earlier) == len(layer.areas):
        return earlier
    renewed = {}
    if touched.regrouped:
        renewed = measure_areas(after, ground, dates, _cut_down(layer, touched.regrouped))
    if others:
        some = {code: earlier[code] for code in others}
        if relisted := others & touched.relisted:
            part = _cut_down(layer, relisted)
            some |= _with_practices(some, after, ground, dates, part)
        for other, codes in touched.recut.items():
            if recut := others & codes:
                part = _cut_down(layer, recut)
                some |= _with_crossings(some, after.pack, part, other, dates)
        band = None if tier is None else after.bands.get(tier)
        renewed |= {
            code: _restated(measures, layer.area(code), band) for code, measures in some.items()
        }
    return {
        area.code: renewed[area.code] if area.code in renewed else earlier[area.code]
        for area in layer.areas
    }


def _find_touched(before: State, after: State, key: str) -> _Touched:
    was, now = before.pack.layer(key), after.pack.layer(key)
    moved = moved_units(was, now)
    regrouped = _codes(was, moved) & now.position.keys() | _codes(now, moved)
    regrouped |= now.position.keys() - was.position.keys()
    redefined, reparented = _find_redefined(was, now)
    recut = {
        other.key: _codes(now, _stirred_units(before.pack.layer(other.key), other))
        for other in after.pack.layers.values()
        if other.key not in (key, "unit")
    }
    parent = now.definition.parent
    if parent is not None and reparented:
        recut[parent] |= reparented
    relisted = _find_relisted(before, after, key) & now.position.keys()
    return _Touched(regrouped, relisted, redefined, recut)


def _find_redefined(before: Layer, after: Layer) -> tuple[set[str], set[str]]:
    """Return the codes of areas that differ in any way but their units, and in their parent."""
    if before.areas is after.areas:
        return set(), set()
    pairs = [
        (before.areas[before.position[area.code]], area)
        for area in after.areas
        if area.code in before.position
    ]
    differing = [(was, now) for was, now in pairs if was is not now and was != now]
    return (
        {now.code for _, now in differing},
        {now.code for was, now in differing if was.parent_code != now.parent_code},
    )


def _find_relisted(before: State, after: State, key: str) -> set[str]:
    codes: set[str | None] = set()
    one, other = before.pack.practices, after.pack.practices
    if one is not other:
        for was, now in zip(one, other, strict=True):
            if was is not now and was.areas.get(key) != now.areas.get(key):
                codes |= {was.areas.get(key), now.areas.get(key)}
    if key == NETWORKS:
        # Who leads in a unit may differ although its own network has the same practices.
        patients = units_with_moved_patients(before.pack, after.pack)
        codes |= _codes(after.pack.layer(key), patients)
    return {code for code in codes if code is not None}


def _stirred_units(before: Layer, after: Layer) -> NDArray[np.int64]:
    """Return the positions of all units of all areas that have other units than before."""
    moved = moved_units(before, after)
    if not len(moved):
        return moved
    stirred = np.zeros(len(after.area_of_unit), dtype=bool)
    stirred[moved] = True
    codes = _codes(before, moved) | _codes(after, moved)
    places = [after.position[code] for code in codes if code in after.position]
    return np.flatnonzero(stirred | np.isin(after.area_of_unit, places))


def _codes(layer: Layer, units: NDArray[np.int64]) -> set[str]:
    """Return the codes of the areas that have any of some units."""
    return {
        layer.areas[place].code
        for place in np.unique(layer.area_of_unit[units]).tolist()
        if place != UNASSIGNED
    }


def _cut_down(layer: Layer, codes: Collection[str]) -> Layer:
    """Return a layer with some of its areas only; all other units are without an area."""
    places = sorted(layer.position[code] for code in codes)
    lookup = np.full(len(layer.areas) + 1, UNASSIGNED, dtype=np.int64)  # the last one is for -1
    lookup[places] = np.arange(len(places))
    return Layer(
        layer.definition,
        tuple(layer.areas[place] for place in places),
        lookup[layer.area_of_unit],
    )


def _with_practices(
    earlier: Mapping[str, AreaMeasures], state: State, ground: Ground, dates: Dates, layer: Layer
) -> dict[str, AreaMeasures]:
    """Count the practices and their lists again for each area of a layer cut down to some."""
    figures = registered_by_area(state.pack, layer, dates.registered)
    members = members_by_area(state, ground, dates, layer)
    leaning = leaning_by_network(state, layer)
    counted = {}
    for area, figure in zip(layer.areas, figures, strict=True):
        was = earlier[area.code]
        counted[area.code] = replace(
            was,
            check=replace(was.check, registered=replace(was.check.registered, figure=figure)),
            practices=members[area.code].practices,
            practices_outside=members[area.code].outside,
            leaning_elsewhere=leaning.get(area.code),
        )
    return counted


def _with_crossings(
    earlier: Mapping[str, AreaMeasures], pack: Pack, layer: Layer, other: str, dates: Dates
) -> dict[str, AreaMeasures]:
    """Find again what each area of a layer cut down to some crosses in another layer."""
    found = crossings(pack, layer, [pack.layer(other)], dates.resident)
    recut = {}
    for area, crossed in zip(layer.areas, found, strict=True):
        was = earlier[area.code]
        crosses = {key: each for key, each in was.check.crosses.items() if key != other} | crossed
        ordered = {key: crosses[key] for key in pack.layers if key in crosses}
        recut[area.code] = replace(was, check=replace(was.check, crosses=ordered))
    return recut


def _restated(measures: AreaMeasures, area: Area, band: Band | None) -> AreaMeasures:
    """Return measures under the area's present definition and band."""
    check = measures.check
    return replace(
        measures,
        check=replace(
            check,
            area=area,
            resident=Standing(check.resident.figure, band),
            registered=Standing(check.registered.figure, band),
        ),
        living_inside=Standing(measures.living_inside.figure, band),
    )
