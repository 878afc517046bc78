"""Rates: by how many per cent a year a planner expects residents to grow, as a range.

A rate is in per cent a year, everywhere: 1.5 is one and a half per cent, never 0.015. It belongs to
the people who live in an area as it was published, whatever a plan does to its lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.model import UNASSIGNED, Counts, Layer

LARGEST_PERCENT = 10.0
"""A rate further from zero than this is refused as a slip.

Ten per cent a year more than doubles a population in eight years. The limit is a choice of this
program; somebody who types 150 has most likely meant 1.50, or people.
"""
SMALL_PERCENT = 0.05
"""Where every rate is nearer to zero, a note asks whether 0.01 was meant as 1 per cent."""


@dataclass(frozen=True)
class RateRange:
    """The lowest and highest rate that a planner expects.

    Attributes:
        low, high: per cent a year.

    Raises:
        ValueError: see ``rate_fault``.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        if fault := rate_fault(self.low, self.high):
            raise ValueError(fault)

    @property
    def words(self) -> str:
        """For example ``−0.5 to 1.2 per cent a year``, or one rate where both are the same."""
        low, high = percent_words(self.low), percent_words(self.high)
        return f"{low} per cent a year" if low == high else f"{low} to {high} per cent a year"


def percent_words(rate: float) -> str:
    """Return a rate as a reader writes it, with a real minus sign: ``−0.5``."""
    return f"{rate + 0.0:.4f}".rstrip("0").rstrip(".").replace("-", "−")


def rate_fault(low: float, high: float) -> str:
    """Return what is wrong with a range of rates in a sentence, or nothing."""
    if not (np.isfinite(low) and np.isfinite(high)):
        return "A rate must be a finite number."
    beyond = [rate for rate in (low, high) if abs(rate) > LARGEST_PERCENT]
    if beyond:
        return (
            f"{percent_words(beyond[0])} per cent a year is beyond what is believed here "
            f"(−{LARGEST_PERCENT:g} to {LARGEST_PERCENT:g}). Rates are in per cent a year: 1.5 is "
            f"one and a half per cent."
        )
    if low > high:
        return f"The low rate, {percent_words(low)}, is above the high one, {percent_words(high)}."
    return ""


@dataclass(frozen=True, eq=False)
class Rates:
    """What a planner expects of every unit.

    Attributes:
        layer: key of the layer whose areas have rates; None where one rate is for everybody.
        by_area: the areas' ranges by code.
        everybody_else: the range of all units in no area with a range of its own, or None.
        low_percent, high_percent: shape (units,), per cent a year; NaN for a unit without a rate,
            whose future is unknown.
        notes: what was odd and could be read all the same, in sentences.
    """

    layer: str | None
    by_area: Mapping[str, RateRange]
    everybody_else: RateRange | None
    low_percent: Counts
    high_percent: Counts
    notes: tuple[str, ...] = ()

    @property
    def without(self) -> NDArray[np.bool_]:
        """Shape (units,), which units have no rate."""
        missing: NDArray[np.bool_] = np.isnan(self.low_percent)
        return missing

    @property
    def spread(self) -> RateRange | None:
        """From the lowest of all rates to the highest; None where there is none."""
        ranges = [*self.by_area.values()]
        if self.everybody_else is not None:
            ranges.append(self.everybody_else)
        if not ranges:
            return None
        return RateRange(min(each.low for each in ranges), max(each.high for each in ranges))


def one_rate(units: int, low: float, high: float) -> Rates:
    """Return the same range of rates for everybody.

    Args:
        units: how many units the pack has.
        low: per cent a year.
        high: per cent a year.

    Raises:
        ValueError: see ``rate_fault``.
    """
    everybody = RateRange(low, high)
    return Rates(None, {}, everybody, np.full(units, float(low)), np.full(units, float(high)))


def rates_by_area(
    layer: Layer, by_area: Mapping[str, RateRange], everybody_else: RateRange | None
) -> Rates:
    """Return the rates of all units from those of the areas that they are in.

    Args:
        layer: as published.
        by_area: ranges by the code of the area.
        everybody_else: for units in no area that has a range; None leaves them without a rate.

    Raises:
        KeyError: the layer has no such area.
    """
    ends = []
    for end in ("low", "high"):
        rest = np.nan if everybody_else is None else getattr(everybody_else, end)
        of_area = np.full(len(layer.areas) + 1, rest)
        for code, each in by_area.items():
            of_area[layer.position[code]] = getattr(each, end)
        assert UNASSIGNED == -1  # units without an area take the last entry
        ends.append(of_area[layer.area_of_unit])
    return Rates(layer.key, dict(by_area), everybody_else, ends[0], ends[1])
