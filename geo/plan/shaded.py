"""What a shading of units comes to for any set of units: one area, one unit or the whole system.

Each is a quotient of two sums over the units, so that units count by their people (or, for a
density, by their size). Where a part is not known, the quotient is not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from geo.model import Counts, Measure, Pack, date_label
from geo.model.ages import aged_65_and_over, aged_under_18
from geo.plan.profile import MOST_DEPRIVED_DECILES


@dataclass(frozen=True)
class Quotient:
    """A density or a share that can be worked out for any set of units.

    Attributes:
        name: what it is, of which population and date.
        above, below: shape (units,), NaN where unknown; the quotient is of their sums.
        is_share: whether it is a share; else it is a density per square kilometre.
    """

    name: str
    above: Counts
    below: Counts
    is_share: bool = True

    def of(self, units: NDArray[np.int64]) -> float | None:
        """Return the quotient for these units; None where unknown or where there is nobody."""
        above, below = self.above[units].sum(), self.below[units].sum()
        return None if np.isnan(above + below) or below == 0 else float(above / below)

    def words(self, units: NDArray[np.int64]) -> str:
        """Return ``18.4%``, ``1,234`` or ``unknown``."""
        value = self.of(units)
        if value is None:
            return "unknown"
        return f"{value:.1%}" if self.is_share else f"{value:,.0f}"


def quotient(pack: Pack, key: str, day: date) -> Quotient | None:
    """Return what the shading with this key shows; None where it is no density and no share.

    Args:
        pack: the pack.
        key: of the shading, as in ``geo.maps.shading``.
        day: of the residents.

    Raises:
        KeyError: the pack has no residents of this day.
    """
    make = _QUOTIENTS.get(key)
    return None if make is None else make(pack, day)


def _density(pack: Pack, day: date) -> Quotient:
    when = date_label(Measure.RESIDENTS, day)
    return Quotient(
        f"Residents per km², {when}", pack.residents[day].total, pack.units.area_km2, is_share=False
    )


def _older(pack: Pack, day: date) -> Quotient:
    residents = pack.residents[day]
    return Quotient(
        f"Aged 65 and over, {date_label(Measure.RESIDENTS, day)}",
        aged_65_and_over(residents.by_age),
        residents.total,
    )


def _younger(pack: Pack, day: date) -> Quotient:
    residents = pack.residents[day]
    return Quotient(
        f"Aged under 18 (estimated), {date_label(Measure.RESIDENTS, day)}",
        aged_under_18(residents.by_age),
        residents.total,
    )


def _deprivation(pack: Pack, day: date) -> Quotient:
    total, decile = pack.residents[day].total, pack.units.deprivation_decile
    most = np.where((decile > 0) & (decile <= MOST_DEPRIVED_DECILES), total, 0.0)
    unranked = (decile == 0) & (total != 0)
    return Quotient(
        "Residents in England’s most deprived 20% of small areas, "
        f"{date_label(Measure.RESIDENTS, day)}",
        np.where(unranked, np.nan, most),
        total,
    )


def _registered(pack: Pack, day: date) -> Quotient:
    registrations = pack.registrations
    return Quotient(
        f"Registered, living inside, {date_label(Measure.LIVING_INSIDE, registrations.date)}, as a "
        f"share of residents, {date_label(Measure.RESIDENTS, day)}",
        registrations.patients,
        pack.residents[day].total,
    )


def _own_pcn(pack: Pack, _day: date) -> Quotient:
    registrations = pack.registrations
    return Quotient(
        "Registered with their small area’s own network, "
        f"{date_label(Measure.LIVING_INSIDE, registrations.date)}",
        registrations.with_own_pcn,
        registrations.patients,
    )


_QUOTIENTS: Mapping[str, Callable[[Pack, date], Quotient]] = {
    "density": _density,
    "older": _older,
    "younger": _younger,
    "deprivation": _deprivation,
    "registered": _registered,
    "own-pcn": _own_pcn,
}
