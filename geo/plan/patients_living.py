"""Patients living: where the patients of practices live, by the areas of one layer of a plan.

A membership says which network a practice is in, and not where its patients live: some live in the
small areas of other networks. Counts under five are withheld in a pack, so that each sum lies
between two bounds, which are never closer than those of one withheld count.

All figures are of the date of the pack's homes (July 2022 in the one that comes with the program),
and are never added to, or held against, lists of another date.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from geo.model import UNASSIGNED, Pack
from geo.model.homes import SMALLEST_COUNT
from geo.plan.state import State


@dataclass(frozen=True)
class Between:
    """A number of people of which only the bounds are known.

    Attributes:
        fewest, most: both are possible; the same where the number is known.
    """

    fewest: int
    most: int

    def with_spare(self, spare: int) -> Between:
        """Return it with no more people above the fewest than these that a list has to spare."""
        return Between(self.fewest, min(self.most, self.fewest + spare))

    @property
    def words(self) -> str:
        """``9,870``, or ``9,870 to 9,912`` where it is not known exactly."""
        if self.fewest == self.most:
            return f"{self.fewest:,}"
        return f"{self.fewest:,} to {self.most:,}"


@dataclass(frozen=True)
class PatientsLiving:
    """Where the patients of some practices live.

    Attributes:
        date: of all figures.
        patients: on the lists of the practices on that date; None where one is unknown.
        inside: how many live in the units of each area that was asked for, by its code.
        elsewhere: how many live in other units of the pack.
        rest: of ``patients``, how many live outside the pack or nobody knows where; None where
            ``patients`` is, or where the list is shorter than the homes that are told.
    """

    date: date
    patients: int | None
    inside: Mapping[str, Between]
    elsewhere: Between
    rest: Between | None

    @property
    def known(self) -> bool:
        """Whether the pack has a home of any of the patients."""
        return any(each.most for each in (*self.inside.values(), self.elsewhere))


def patients_living(
    state: State, practices: Sequence[str], layer: str, areas: Sequence[str]
) -> PatientsLiving:
    """Return where the patients of practices live, as a plan draws the areas of a layer.

    Args:
        state: the plan.
        practices: their codes.
        layer: key of the layer.
        areas: codes of areas of it; one that the plan has not is left out.

    Raises:
        KeyError: the pack has no such practice or layer.
    """
    pack, drawn = state.pack, state.pack.layer(layer)
    homes = pack.homes
    theirs = _pairs_of(pack, practices)
    area_of_pair = drawn.area_of_unit[homes.units[theirs]]
    bounds = homes.fewest[theirs], homes.most[theirs]
    places = {code: drawn.position[code] for code in areas if code in drawn.position}
    inside = {code: _sum(bounds, area_of_pair == place) for code, place in places.items()}
    elsewhere = _sum(bounds, ~np.isin(area_of_pair, list(places.values())))
    everywhere = _sum(bounds, area_of_pair >= UNASSIGNED)
    patients = _on_lists(pack, practices)
    if patients is None or patients < everywhere.fewest:
        return PatientsLiving(homes.date, patients, inside, elsewhere, None)
    spare = patients - everywhere.fewest
    if everywhere.most > everywhere.fewest:
        # A list that leaves nobody to spare would tell what is withheld.
        spare = max(spare, SMALLEST_COUNT - 2)
    return PatientsLiving(
        date=homes.date,
        patients=patients,
        inside={code: each.with_spare(spare) for code, each in inside.items()},
        elsewhere=elsewhere.with_spare(spare),
        rest=Between(max(0, patients - everywhere.most), spare),
    )


def _pairs_of(pack: Pack, practices: Sequence[str]) -> NDArray[np.int64]:
    """Return which pairs of the pack's homes are of these practices, as positions."""
    asked = {pack.practice[code].code for code in practices}
    chosen = np.array([practice.code in asked for practice in pack.practices], dtype=bool)
    return np.flatnonzero(chosen[pack.homes.practices])


def _sum(bounds: tuple[NDArray[np.int64], NDArray[np.int64]], which: NDArray[np.bool_]) -> Between:
    fewest, most = (int(bound[which].sum()) for bound in bounds)
    return Between(fewest, most)


def _on_lists(pack: Pack, practices: Sequence[str]) -> int | None:
    """Return how many are on the lists of the date of the homes; None where one is unknown."""
    total = 0
    for code in practices:
        found = pack.practice[code].lists.get(pack.homes.date)
        if found is None or (found.state.has_list and found.patients is None):
            return None
        total += found.patients or 0
    return total
