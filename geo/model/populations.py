"""Populations: how many people, of which kind, on which date.

*Resident* is the Office for National Statistics' estimate of the people who live in the units.
*Registered* is the number of patients of GP practices, either the *lists* of an area's practices,
wherever their patients live, or the patients *living inside* an area, wherever they are
registered. The two are never added, subtracted or compared without their labels.

Counts are whole people held as float64 with NaN for a figure that is not known, so that a sum
with an unknown part is itself unknown. Whole numbers up to 2**53 are exact in float64.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Counts: TypeAlias = NDArray[np.float64]

AGE_BANDS: tuple[str, ...] = (
    *(f"age_{start:02d}_{start + 4:02d}" for start in range(0, 90, 5)),
    "age_90_plus",
)
"""Five-year age bands as the Office for National Statistics publishes small-area estimates."""


class Basis(StrEnum):
    """Which population."""

    RESIDENT = "resident"
    REGISTERED = "registered"


class Measure(StrEnum):
    """What exactly a figure counts."""

    RESIDENTS = "residents"
    LISTS = "lists"
    LIVING_INSIDE = "living_inside"


@dataclass(frozen=True)
class Figure:
    """A population figure with its label.

    Attributes:
        count: whole people, or None where the figure is not known.
        measure: what is counted.
        date: the date that the figure is of.
        known: people in the known part; equals ``count`` where everything is known.
        missing: codes (of practices or units) whose figures are missing, which is why ``count``
            is None.

    Raises:
        ValueError: there is a count although something is missing, none although nothing is, or
            one that is not the known part: an unknown figure must never look like a known one.
    """

    count: int | None
    measure: Measure
    date: date
    known: int
    missing: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.missing and self.count is not None:
            raise ValueError(f"The count is {self.count:,}, but {len(self.missing)} are missing.")
        if not self.missing and self.count is None:
            raise ValueError("The count is unknown, but nothing is missing.")
        if self.count is not None and self.count != self.known:
            raise ValueError(f"The count is {self.count:,}, but {self.known:,} are known.")

    @property
    def basis(self) -> Basis:
        """The population that the figure belongs to."""
        return Basis.RESIDENT if self.measure is Measure.RESIDENTS else Basis.REGISTERED


@dataclass(frozen=True)
class Residents:
    """Residents of every unit on one date.

    Attributes:
        date: reference date of the estimate (30 June for mid-year estimates).
        total: shape (units,), people of all ages.
        by_age: shape (units, len(AGE_BANDS)), people in each five-year band.
    """

    date: date
    total: Counts
    by_age: Counts


@dataclass(frozen=True)
class UnitRegistrations:
    """Registered patients who live in every unit, on one date, and where they are registered.

    Attributes:
        date: date of the extract.
        patients: shape (units,), patients living in the unit, whichever practice they chose.
        with_own_pcn: shape (units,), those registered with a practice of the unit's PCN.
        leading_pcn: per unit, the code of the PCN with most of its patients, of all of England's:
            it may lie outside the pack.
        leading_pcn_name: per unit, the name of that PCN.
        with_leading_pcn: shape (units,), patients registered with that PCN.
    """

    date: date
    patients: Counts
    with_own_pcn: Counts
    leading_pcn: tuple[str, ...]
    leading_pcn_name: tuple[str, ...]
    with_leading_pcn: Counts

    @property
    def share_with_own_pcn(self) -> Counts:
        """Shape (units,), a share between 0 and 1; NaN where nobody is registered or unknown."""
        share = np.full(self.patients.shape, np.nan)
        np.divide(self.with_own_pcn, self.patients, out=share, where=self.patients > 0)
        return share


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def month_label(day: date) -> str:
    """Return ``April 2020``: month names in English whatever the computer's language."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def date_label(measure: Measure, day: date) -> str:
    """Return how statisticians name the date: ``mid-2019`` for residents, else ``April 2020``."""
    if measure is Measure.RESIDENTS and (day.month, day.day) == (6, 30):
        return f"mid-{day.year}"
    return month_label(day)


def day_label(day: date) -> str:
    """Return ``1 April 2020``, the British form."""
    return f"{day.day} {month_label(day)}"
