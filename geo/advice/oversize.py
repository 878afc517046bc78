"""Oversize: areas, small areas and practices that are too large for whatever the lines do.

An area with more people than its band's highest can give some to a neighbour. One with more than
*twice* the highest cannot be mended that way: after it has kept all that it may hold, more people
are left than any one other area may hold in all. In every plan in which all areas fit, its people
are in at least people / highest areas, rounded up, so three or more: it is split, whether the
pieces become new areas or go to several old ones.

A small area, or a practice for its list, goes to one area as a whole. If it alone has more people
than the highest, no plan fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from geo.advice.feasibility import fewest_areas
from geo.advice.moving_bounds import AreaStanding
from geo.model import Area, Band, Layer, Measure
from geo.plan.measures import Measured


@dataclass(frozen=True)
class MustSplit:
    """An area of which it is known that it has more than twice the band's highest.

    Attributes:
        area: the area.
        known: its people, as far as they are known.
        fewest: in so many areas its people are, at the least, in any plan in which all fit.
        keeps_over: people who are left after it has kept the highest.
        others: how many other areas there are that may gain and lose with it.
        room: people whom those others could take in all before each is at the highest, less what
            they have over it themselves; negative if that is more. None where a figure is unknown.
    """

    area: Area
    known: int
    fewest: int
    keeps_over: int
    others: int
    room: int | None

    @property
    def needs_new(self) -> bool | None:
        """Whether it is proved that new areas are needed; None where that is not known."""
        return None if self.room is None else self.room < self.keeps_over


@dataclass(frozen=True)
class Indivisible:
    """A unit or a practice that alone has more people than an area may hold.

    Attributes:
        kind: ``unit`` or ``practice``.
        code: of the unit or practice.
        name: of it.
        area: the area that it is in.
        people: how many.
    """

    kind: Literal["unit", "practice"]
    code: str
    name: str
    area: Area
    people: int


def find_splits(members: Sequence[AreaStanding], band: Band) -> tuple[MustSplit, ...]:
    """Return the areas over twice the band's highest, most people first.

    Args:
        members: areas that may gain and lose.
        band: that each should be inside. If it ends at zero nothing can be split to fit.
    """
    highest = band.highest
    if not highest:
        return ()
    found = []
    for each in members:
        known = each.standing.figure.known
        if known <= 2 * highest:
            continue
        others = [other.standing.figure.count for other in members if other is not each]
        counts = [count for count in others if count is not None]
        found.append(
            MustSplit(
                area=each.area,
                known=known,
                fewest=fewest_areas(known, band),
                keeps_over=known - highest,
                others=len(others),
                room=sum(highest - count for count in counts)
                if len(counts) == len(others)
                else None,
            )
        )
    return tuple(sorted(found, key=lambda split: (-split.known, split.area.code)))


def find_indivisible(
    measured: Measured, layer: Layer, areas: Sequence[Area], measure: Measure, band: Band
) -> tuple[Indivisible, ...]:
    """Return the units or practices of some areas that no area can hold, most people first.

    Args:
        measured: the plan.
        layer: of the areas.
        areas: to look into.
        measure: what is counted; for lists the practices are looked at, else the units.
        band: that each area should be inside.
    """
    if band.highest is None:
        return ()
    if measure is Measure.LISTS:
        found = _practices(measured, layer, areas, band.highest)
    else:
        found = _units(measured, layer, areas, measure, band.highest)
    return tuple(sorted(found, key=lambda each: (-each.people, each.code)))


def _units(
    measured: Measured, layer: Layer, areas: Sequence[Area], measure: Measure, highest: int
) -> list[Indivisible]:
    pack = measured.state.pack
    people = (
        pack.residents[measured.dates.resident].total
        if measure is Measure.RESIDENTS
        else pack.registrations.patients
    )
    wanted = [layer.position[area.code] for area in areas]
    large = np.flatnonzero(np.isin(layer.area_of_unit, wanted) & (np.nan_to_num(people) > highest))
    return [
        Indivisible(
            "unit",
            pack.units.codes[unit],
            pack.units.names[unit],
            layer.areas[layer.area_of_unit[unit]],
            int(people[unit]),
        )
        for unit in large.tolist()
    ]


def _practices(
    measured: Measured, layer: Layer, areas: Sequence[Area], highest: int
) -> list[Indivisible]:
    by_code = {area.code: area for area in areas}
    found = []
    for practice in measured.state.pack.practices:
        area = by_code.get(practice.areas.get(layer.key, ""))
        patients = practice.lists[measured.dates.registered].patients
        if area is not None and patients is not None and patients > highest:
            found.append(Indivisible("practice", practice.code, practice.name, area, patients))
    return found
