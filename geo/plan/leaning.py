"""Leaning: how clearly the registered patients of each unit lean to the network that it is in.

A network has no published boundary: a unit goes to the network of its own CCG with which most of
its registered patients are registered. The *share with its own* network says how clear that is;
where the network that leads among all of England's is another one, the unit was *held back* by its
CCG's line. The network that leads may even lie outside the pack.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from geo.model import Layer, Pack

NETWORKS = "pcn"
"""Key of the layer that registrations speak of."""


@dataclass(frozen=True)
class UnitLeaning:
    """One unit's network beside the network that leads among its patients.

    Attributes:
        unit: its position.
        own, leading: codes of the two networks; the leading one may lie outside the pack.
        own_name, leading_name: their names.
        share_with_own, share_with_leading: of its registered patients, between 0 and 1; None
            where nobody is registered or the figures are unknown.
    """

    unit: int
    own: str
    own_name: str
    leading: str
    leading_name: str
    share_with_own: float | None
    share_with_leading: float | None

    @property
    def held_back(self) -> bool:
        """Whether another network leads among its patients."""
        return self.own != self.leading


@dataclass(frozen=True)
class Leaning:
    """All units that have a network, and how clearly they lean to it.

    Attributes:
        date: of the registrations.
        units: in the order of the pack's units.
        patients: registered patients who live in the units; None where unknown.
        with_own: those of them who are registered with the network of their unit.
    """

    date: date
    units: tuple[UnitLeaning, ...]
    patients: int | None
    with_own: int | None

    @property
    def held_back(self) -> list[UnitLeaning]:
        """Units where the network that leads is another."""
        return [unit for unit in self.units if unit.held_back]

    @property
    def unknown(self) -> int:
        """Units whose share is unknown."""
        return sum(unit.share_with_own is None for unit in self.units)

    def below(self, share: float) -> int:
        """Return how many units have a smaller share with their own network."""
        return sum(
            unit.share_with_own is not None and unit.share_with_own < share for unit in self.units
        )

    def weakest(self, count: int) -> list[UnitLeaning]:
        """Return the units with the smallest known shares, smallest first."""
        known = [unit for unit in self.units if unit.share_with_own is not None]
        return sorted(known, key=lambda unit: unit.share_with_own or 0.0)[:count]

    def per_tenth(self) -> list[int]:
        """Return the units by share with their own network, in tenths; the last includes 100%."""
        tenths = [0] * 10
        for unit in self.units:
            if unit.share_with_own is not None:
                tenths[min(int(unit.share_with_own * 10), 9)] += 1
        return tenths


def find_leaning(pack: Pack, networks: Layer) -> Leaning:
    """Return how clearly the units of the system lean to their networks.

    Args:
        pack: with the registrations.
        networks: the layer of networks that the registrations speak of.
    """
    registrations = pack.registrations
    members = np.flatnonzero(pack.units.in_system & (networks.area_of_unit >= 0))
    own, leading = registrations.share_with_own_pcn, np.full(len(pack.units), np.nan)
    np.divide(
        registrations.with_leading_pcn,
        registrations.patients,
        out=leading,
        where=registrations.patients > 0,
    )
    units = tuple(
        UnitLeaning(
            unit=unit,
            own=networks.areas[networks.area_of_unit[unit]].code,
            own_name=networks.areas[networks.area_of_unit[unit]].name,
            leading=registrations.leading_pcn[unit],
            leading_name=registrations.leading_pcn_name[unit],
            share_with_own=_known(own[unit]),
            share_with_leading=_known(leading[unit]),
        )
        for unit in members.tolist()
    )
    patients = _known(registrations.patients[members].sum())
    with_own = _known(registrations.with_own_pcn[members].sum())
    return Leaning(
        registrations.date,
        units,
        None if patients is None else int(patients),
        None if with_own is None else int(with_own),
    )


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
