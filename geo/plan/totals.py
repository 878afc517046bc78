"""Totals: how many people each area of a layer has, of each population.

A total is known only if every part of it is. What makes it unknown is named, and the part that is
known is given beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from geo.model import UNASSIGNED, Basis, Counts, Figure, Layer, ListState, Measure, Pack

Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Dates:
    """The dates of the two populations.

    Attributes:
        resident: of the residents.
        registered: of the practices' lists. Registered patients by where they live are known on
            one date only, which each such figure carries.
    """

    resident: date
    registered: date

    @classmethod
    def of(cls, pack: Pack) -> Dates:
        """Return the dates that the pack uses where nobody asks for others."""
        return cls(pack.resident_date, pack.registered_date)


def residents_by_area(pack: Pack, layer: Layer, day: date) -> list[Figure]:
    """Return the residents of each area of ``layer``, in the order of its areas.

    Raises:
        KeyError: the pack has no residents of that date.
    """
    counts = pack.residents[day].total
    return _sum_units(pack, layer, counts, Measure.RESIDENTS, day)


def registered_by_area(pack: Pack, layer: Layer, day: date) -> list[Figure]:
    """Return the registered patients of each area, in the order of the layer's areas.

    Where the layer's areas have practices, these are the practices' lists on ``day``, wherever
    the patients live; otherwise the patients who live inside, on the one date for which the pack
    knows where patients live.

    Raises:
        KeyError: the layer's areas have practices and the pack has no lists of that date.
    """
    if layer.definition.registered == "living_inside":
        return living_inside_by_area(pack, layer)
    if day not in pack.list_dates:
        raise KeyError(f"The pack has no practices' lists of {day:%d %B %Y}.")
    known: dict[str, int] = defaultdict(int)
    missing: dict[str, list[str]] = defaultdict(list)
    key, position = layer.key, layer.position
    for practice in pack.practices:
        code = practice.areas.get(key)
        if code is None or code not in position:
            continue
        patients = practice.lists[day]
        if patients.state is ListState.MISSING:
            missing[code].append(practice.code)
        known[code] += patients.patients or 0
    return [
        _figure(known[area.code], missing[area.code], Measure.LISTS, day) for area in layer.areas
    ]


def living_inside_by_area(pack: Pack, layer: Layer) -> list[Figure]:
    """Return registered patients who live in each area, whichever practice they chose."""
    registrations = pack.registrations
    return _sum_units(
        pack, layer, registrations.patients, Measure.LIVING_INSIDE, registrations.date
    )


def residents_of(pack: Pack, units: Integers, day: date) -> Figure:
    """Return the residents of some units, given as positions.

    Raises:
        KeyError: the pack has no residents of that date.
    """
    counts = pack.residents[day].total[units]
    missing = [pack.units.codes[unit] for unit in units[np.isnan(counts)]]
    return _figure(int(np.nansum(counts)), missing, Measure.RESIDENTS, day)


def lists_of(pack: Pack, practices: Sequence[str], day: date) -> Figure:
    """Return the patients on the lists of some practices, given by their codes.

    Raises:
        KeyError: there is no such practice, or the pack has no lists of that date.
    """
    lists = {code: pack.practice[code].lists[day] for code in practices}
    missing = [code for code, each in lists.items() if each.state is ListState.MISSING]
    known = sum(each.patients or 0 for each in lists.values())
    return _figure(known, missing, Measure.LISTS, day)


def add_figures(figures: Sequence[Figure]) -> Figure:
    """Add figures of one measure and date; unknown if any is.

    Raises:
        ValueError: there are none, or their measures or dates differ.
    """
    labels = {(figure.measure, figure.date) for figure in figures}
    if len(labels) != 1:
        raise ValueError("Only figures of one population and one date can be added.")
    ((measure, day),) = labels
    missing = [code for figure in figures for code in figure.missing]
    return _figure(sum(figure.known for figure in figures), missing, measure, day)


def _sum_units(
    pack: Pack, layer: Layer, counts: Counts, measure: Measure, day: date
) -> list[Figure]:
    assigned = layer.area_of_unit != UNASSIGNED
    area = layer.area_of_unit[assigned]
    known = np.bincount(area, np.nan_to_num(counts[assigned]), minlength=len(layer.areas))
    missing: dict[int, list[str]] = defaultdict(list)
    for unit in np.flatnonzero(assigned & np.isnan(counts)):
        missing[int(layer.area_of_unit[unit])].append(pack.units.codes[unit])
    return [
        _figure(int(people), missing.get(position, ()), measure, day)
        for position, people in enumerate(known)
    ]


def _figure(known: int, missing: Iterable[str], measure: Measure, day: date) -> Figure:
    absent = tuple(missing)
    return Figure(None if absent else known, measure, day, known, absent)


def dates_on_offer(pack: Pack) -> dict[Basis, tuple[date, ...]]:
    """Return the dates for which the pack has each population, ascending."""
    return {Basis.RESIDENT: tuple(sorted(pack.residents)), Basis.REGISTERED: pack.list_dates}
