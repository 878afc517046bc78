"""Profiles: what is known about one area, worked out when somebody asks for it.

A profile is made of the area's units. Residents, ages, deprivation and overlaps are sums over
units; practices and lists belong to the area by membership, or, in layers whose areas have no
practices of their own, by where the practice stands. What is not known stays unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from geo.model import (
    AGE_BANDS,
    UNASSIGNED,
    Area,
    Counts,
    Layer,
    Pack,
    PatientList,
    Practice,
)
from geo.model.ages import aged_65_and_over, aged_under_18
from geo.plan.checks import AreaCheck
from geo.plan.totals import Dates
from geo.topology import Adjacency

Integers = NDArray[np.int64]
MOST_DEPRIVED_DECILES = 2
"""Two tenths of England: the most deprived 20 per cent."""


@dataclass(frozen=True)
class AgeStructure:
    """Residents by age.

    Attributes:
        name: of the area, or of several together.
        people: shape (len(AGE_BANDS),), residents in each five-year band; NaN where unknown.
    """

    name: str
    people: Counts

    @property
    def shares(self) -> tuple[float | None, ...]:
        """Each band's share of all ages, 0 to 1; None where unknown or nobody lives there."""
        everyone = self.people.sum()
        if np.isnan(everyone) or everyone == 0:
            return (None,) * len(AGE_BANDS)
        return tuple((self.people / everyone).tolist())

    @property
    def share_aged_65_and_over(self) -> float | None:
        """Share of people aged 65 and over, 0 to 1; None where unknown."""
        return self._share(aged_65_and_over(self.people))

    @property
    def share_aged_under_18(self) -> float | None:
        """Estimated share of people aged under 18, 0 to 1; None where unknown."""
        return self._share(aged_under_18(self.people))

    def _share(self, people: Counts) -> float | None:
        everyone = float(self.people.sum())
        return None if np.isnan(everyone) or everyone == 0 else float(people) / everyone


@dataclass(frozen=True)
class Deprivation:
    """Residents by the national deprivation decile of the unit that they live in.

    Attributes:
        residents: in deciles 1 (most deprived) to 10; None where unknown.
        unranked: residents of units whose decile is not known; None where unknown.
    """

    residents: tuple[int | None, ...]
    unranked: int | None

    @property
    def most_deprived_share(self) -> float | None:
        """Share of residents in England's most deprived 20 per cent; None where unknown."""
        counts = [*self.residents, self.unranked]
        known = [count for count in counts if count is not None]
        if len(known) < len(counts) or self.unranked or sum(known) == 0:
            return None
        return sum(known[:MOST_DEPRIVED_DECILES]) / sum(known)


@dataclass(frozen=True)
class PracticeHere:
    """A practice of the area, or one that stands in it.

    Attributes:
        practice: the practice.
        patients: its list on the date asked for.
        unit: position of the unit it stands in; None where its place is unknown or outside.
    """

    practice: Practice
    patients: PatientList
    unit: int | None


@dataclass(frozen=True)
class Share:
    """What an area shares with one area of another layer.

    Attributes:
        area: the other area; None for people in no area of that layer.
        units: how many units they share.
        residents: people in both; None if the figure of a unit is unknown.
        of_residents: the same as a share of the profiled area's residents, 0 to 1; None where
            unknown.
        covers_other: whether all units of the other area are in the profiled one.
    """

    area: Area | None
    units: int
    residents: int | None
    of_residents: float | None
    covers_other: bool


@dataclass(frozen=True)
class LayerShares:
    """How an area lies in another layer: its shares, most residents first."""

    layer: Layer
    shares: tuple[Share, ...]

    @property
    def wholly_inside(self) -> Area | None:
        """The one area that holds all of the profiled area's units, if there is one."""
        return self.shares[0].area if len(self.shares) == 1 else None


@dataclass(frozen=True)
class Neighbour:
    """An area of the same layer with a common border.

    Attributes:
        area: the neighbour.
        kilometres: length of the common border, as drawn.
    """

    area: Area
    kilometres: float


@dataclass(frozen=True)
class Profile:
    """Everything about one area.

    Attributes:
        layer: the area's layer.
        check: the area with its two populations against its band, its parts and holes.
        parent: the area of the parent layer that it belongs to, or None.
        units: positions of its units, ascending.
        area_km2: its size.
        ages: its residents by age.
        compared_with: the same for its parent, or the system where it has no parent; None for
            the system itself.
        deprivation: its residents by deprivation decile.
        practices: the practices of the area, or those that stand in it, largest list first.
        registered_inside: registered patients who live in it, whichever practice they chose, on
            the date of ``Pack.registrations``; None where unknown.
        with_own_network: share of these who are registered with the network of the unit they live
            in, 0 to 1; None where unknown or where there are none.
        overlaps: how it lies in each other layer, in the order of the pack's layers.
        neighbours: areas with a common border, longest border first.
    """

    layer: Layer
    check: AreaCheck
    parent: Area | None
    units: Integers
    area_km2: float
    ages: AgeStructure
    compared_with: AgeStructure | None
    deprivation: Deprivation
    practices: tuple[PracticeHere, ...]
    registered_inside: int | None
    with_own_network: float | None
    overlaps: tuple[LayerShares, ...]
    neighbours: tuple[Neighbour, ...]

    @property
    def area(self) -> Area:
        """The area that the profile is of."""
        return self.check.area

    @property
    def residents_per_km2(self) -> float | None:
        """Density; None where the residents are unknown."""
        count = self.check.resident.figure.count
        return None if count is None or self.area_km2 == 0 else count / self.area_km2


def profile_area(
    pack: Pack,
    adjacency: Adjacency,
    check: AreaCheck,
    dates: Dates,
    unit_of_practice: Integers,
) -> Profile:
    """Work out the profile of one area.

    Args:
        pack: that holds the area.
        adjacency: of the pack's units.
        check: of the area, from ``geo.plan.checks``, on the same dates.
        dates: of the populations.
        unit_of_practice: from ``geo.plan.locating.locate_practices``.

    Raises:
        KeyError: the pack has no figures of a date.
    """
    layer = pack.layer(check.layer)
    units = layer.units_in(check.area.code)
    residents = pack.residents[dates.resident]
    registrations = pack.registrations
    inside = registrations.patients[units].sum()
    own = registrations.with_own_pcn[units].sum()
    parent = None
    if layer.definition.parent is not None and check.area.parent_code is not None:
        parent = pack.layer(layer.definition.parent).area(check.area.parent_code)
    return Profile(
        layer=layer,
        check=check,
        parent=parent,
        units=units,
        area_km2=float(pack.units.area_km2[units].sum()),
        ages=AgeStructure(check.area.name, residents.by_age[units].sum(axis=0)),
        compared_with=_compared_with(pack, layer, parent, dates.resident),
        deprivation=_deprivation(pack, units, residents.total),
        practices=_practices(pack, layer, check.area, units, dates.registered, unit_of_practice),
        registered_inside=_whole(inside),
        with_own_network=None if np.isnan(inside + own) or inside == 0 else float(own / inside),
        overlaps=tuple(
            LayerShares(other, _shares(other, units, residents.total))
            for other in pack.layers.values()
            if other.key not in (layer.key, "unit")
        ),
        neighbours=_neighbours(adjacency, layer, layer.position[check.area.code]),
    )


def _compared_with(pack: Pack, layer: Layer, parent: Area | None, day: date) -> AgeStructure | None:
    if layer.key == pack.system_layer:
        return None
    if parent is not None and layer.definition.parent is not None:
        key, areas = layer.definition.parent, [parent]
    else:
        key = pack.system_layer
        areas = [area for area in pack.layer(key).areas if area.in_system]
    other = pack.layer(key)
    members = np.isin(other.area_of_unit, [other.position[area.code] for area in areas])
    name = " and ".join(area.name for area in areas)
    return AgeStructure(name, pack.residents[day].by_age[members].sum(axis=0))


def _deprivation(pack: Pack, units: Integers, counts: Counts) -> Deprivation:
    decile = pack.units.deprivation_decile[units]
    by_decile = [_whole(counts[units[decile == each]].sum()) for each in range(11)]
    return Deprivation(tuple(by_decile[1:]), by_decile[0])


def _practices(
    pack: Pack, layer: Layer, area: Area, units: Integers, day: date, unit_of_practice: Integers
) -> tuple[PracticeHere, ...]:
    inside = np.isin(unit_of_practice, units)
    by_membership = layer.definition.registered == "lists"
    found = [
        PracticeHere(practice, practice.lists[day], None if unit == UNASSIGNED else int(unit))
        for practice, unit, here in zip(pack.practices, unit_of_practice, inside, strict=True)
        if (practice.areas.get(layer.key) == area.code if by_membership else here)
    ]
    return tuple(sorted(found, key=lambda each: -(each.patients.patients or 0)))


def _shares(other: Layer, units: Integers, counts: Counts) -> tuple[Share, ...]:
    everyone = counts[units].sum()
    found = []
    for position in np.unique(other.area_of_unit[units]):
        both = units[other.area_of_unit[units] == position]
        people = counts[both].sum()
        whole_area = position != UNASSIGNED and len(both) == np.count_nonzero(
            other.area_of_unit == position
        )
        found.append(
            Share(
                area=None if position == UNASSIGNED else other.areas[position],
                units=len(both),
                residents=_whole(people),
                of_residents=None
                if np.isnan(people + everyone) or everyone == 0
                else float(people / everyone),
                covers_other=bool(whole_area),
            )
        )
    return tuple(sorted(found, key=lambda share: -(share.residents or 0)))


def _neighbours(adjacency: Adjacency, layer: Layer, position: int) -> tuple[Neighbour, ...]:
    one = layer.area_of_unit[adjacency.first]
    other = layer.area_of_unit[adjacency.second]
    beside = np.concatenate([other[one == position], one[other == position]])
    metres = np.concatenate(
        [adjacency.shared_metres[one == position], adjacency.shared_metres[other == position]]
    )
    apart = (beside != position) & (beside != UNASSIGNED)
    length = np.bincount(beside[apart], metres[apart], minlength=len(layer.areas))
    found = [
        Neighbour(layer.areas[area], float(length[area]) / 1000)
        for area in np.unique(beside[apart])
    ]
    return tuple(sorted(found, key=lambda each: -each.kilometres))


def _whole(people: float) -> int | None:
    return None if np.isnan(people) else int(people)
