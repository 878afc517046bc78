"""A pack: one study area's units, layers, populations, practices, bands and sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from geo.model.bands import Band
from geo.model.homes import PatientHomes
from geo.model.layers import Layer, Tier
from geo.model.populations import Residents, UnitRegistrations
from geo.model.practices import Practice


@dataclass(frozen=True)
class Units:
    """The small areas that everything is built from, in the order of their codes.

    Attributes:
        codes: unit codes, ascending.
        names: unit names.
        in_system: shape (units,), False for a unit that is shown only as context.
        geometry: shape (units,), shapely polygons in EPSG:27700, metres; together a valid
            coverage: neighbours share identical edges.
        area_km2: shape (units,), square kilometres as measured before simplifying.
        deprivation_decile: shape (units,), 1 is the most deprived tenth of England; 0 is unknown.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    in_system: NDArray[np.bool_]
    geometry: NDArray[np.object_]
    area_km2: NDArray[np.float64]
    deprivation_decile: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.codes)

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Position of each unit code."""
        return {code: position for position, code in enumerate(self.codes)}


@dataclass(frozen=True)
class Source:
    """A publication that figures or geometry were computed from.

    Attributes:
        key: short name that layers and reports refer to.
        title: of the publication.
        publisher: who published it.
        vintage: the date or period that it is of, as a reader writes it.
        licence: name of its licence.
        attribution: the sentence that must travel with anything made from it.
        used_for: what the pack takes from it.
    """

    key: str
    title: str
    publisher: str
    vintage: str
    licence: str
    attribution: str
    used_for: str


@dataclass(frozen=True)
class Reconciled:
    """One total of the pack beside the publisher's own.

    Attributes:
        topic: what is compared, for example ``Residents by CCG``.
        code: the area, practice or date that the total is of.
        name: its name.
        published: the publisher's total.
        packed: the pack's total, read back from its files.
        explanation: why they differ; empty where they are equal.
    """

    topic: str
    code: str
    name: str
    published: float
    packed: float
    explanation: str

    @property
    def difference(self) -> float:
        """Pack less publisher."""
        return self.packed - self.published


@dataclass(frozen=True)
class LeftOut:
    """Rows of a source that the pack does not hold, and why.

    Attributes:
        source: key of the source.
        subject: what was left out.
        rows: how many rows of the source.
        people: how many people they count; None where they do not count people.
        reason: a sentence.
    """

    source: str
    subject: str
    rows: int
    people: int | None
    reason: str


@dataclass(frozen=True)
class Pack:
    """One study area, validated: everything that a plan, a check or a map needs.

    Attributes:
        key: name of the pack's folder.
        title: for headings.
        system_layer: key of the layer whose areas make up the system.
        units: the units.
        layers: by key, in the order in which a reader meets them.
        tiers: from the largest to the smallest.
        residents: by date.
        registrations: registered patients by the unit that they live in.
        practices: in the order of their codes.
        homes: in which units the practices' patients live.
        list_dates: dates on which practices' lists are known, ascending.
        bands: all bands on offer; the first of each tier is the published one in force.
        sources: everything that the pack was computed from.
        reconciliation: totals beside the publishers'.
        left_out: rows of sources that are not in the pack.
        resident_date: date used where nobody asks for another.
        registered_date: the same for lists.
        cautions: what not to conclude from the pack, one sentence each.
    """

    key: str
    title: str
    system_layer: str
    units: Units
    layers: Mapping[str, Layer]
    tiers: tuple[Tier, ...]
    residents: Mapping[date, Residents]
    registrations: UnitRegistrations
    practices: tuple[Practice, ...]
    homes: PatientHomes
    list_dates: tuple[date, ...]
    bands: tuple[Band, ...]
    sources: tuple[Source, ...]
    reconciliation: tuple[Reconciled, ...]
    left_out: tuple[LeftOut, ...]
    resident_date: date
    registered_date: date
    cautions: tuple[str, ...]

    @cached_property
    def published_bands(self) -> Mapping[str, Band]:
        """The published band in force for each tier, by the tier's key."""
        bands: dict[str, Band] = {}
        for band in self.bands:
            bands.setdefault(band.tier, band)
        return bands

    @cached_property
    def tier(self) -> Mapping[str, Tier]:
        """Each tier by its key."""
        return {tier.key: tier for tier in self.tiers}

    @cached_property
    def practice(self) -> Mapping[str, Practice]:
        """Each practice by its code."""
        return {practice.code: practice for practice in self.practices}

    def layer(self, key: str) -> Layer:
        """Return the layer with this key.

        Raises:
            KeyError: the pack has no such layer; the message lists those that it has.
        """
        if key not in self.layers:
            raise KeyError(f"No layer {key}. The pack has: {', '.join(self.layers)}.")
        return self.layers[key]
