"""Growth: residents of later years, at the rates that a planner expects.

Growth is geometric: after *n* years a unit of *b* residents that grows by *r* per cent a year has
*b* × (1 + *r* / 100)ⁿ, reckoned from the base date each time and rounded to whole people, halves
upwards. The middle rate is half-way between the low and the high one. In the low world of a year
everybody has grown at the low rate, in the high one at the high rate.

Rounding never reverses an order: an area's residents at any rates between low and high, the same
each year or not, lie between its residents in the low and in the high world of the year, give or
take the rounding of single units to whole people.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import numpy as np

from geo.advice.robustness.rates import Rates
from geo.advice.robustness.worlds import Counted, Kind, World
from geo.model import Counts, Measure, Pack, date_label

MOST_YEARS = 100
"""No further into the future than this: rates are not expectations of centuries."""

_NUDGE = 1e-12
"""Lifts what is a half but for the last digits of floating-point numbers to a half."""


class Path(StrEnum):
    """At which of a planner's rates everybody grows."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


def percent_on(path: Path, rates: Rates) -> Counts:
    """Return the rate of each unit on a path, per cent a year, shape (units,)."""
    low, high = rates.low_percent, rates.high_percent
    if path is Path.MIDDLE:
        middle: Counts = (low + high) / 2
        return middle
    return low if path is Path.LOW else high


def grown(counts: Counts, percent: Counts, years: int) -> Counts:
    """Return how many people there are after some years of geometric growth.

    Args:
        counts: shape (units,), people on the base date, NaN where unknown.
        percent: shape (units,), per cent a year, NaN where unknown.
        years: how many; 0 gives ``counts``, known even where the rate is not.

    Returns:
        Shape (units,), whole people.
    """
    if years == 0:
        return counts
    exact = counts * (1 + percent / 100) ** years
    people: Counts = np.floor(exact * (1 + _NUDGE) + 0.5)
    return people


def later(day: date, years: int) -> date:
    """Return the same day some years later; 29 February becomes the 28th."""
    if (day.month, day.day) == (2, 29):
        day = day.replace(day=28)
    return day.replace(year=day.year + years)


def growth_worlds(pack: Pack, rates: Rates, base: date, years: int) -> list[World]:
    """Return the low, the middle and the high world of each later year, in this order.

    They speak of residents only. The base date itself is a world of ``other_dates``.

    Args:
        pack: that has the residents.
        rates: of all its units.
        base: the date whose residents grow.
        years: how many years on.

    Raises:
        KeyError: the pack has no residents of that date.
    """
    counts, start = pack.residents[base].total, date_label(Measure.RESIDENTS, base)
    worlds = []
    for year in range(1, years + 1):
        day = later(base, year)
        for path in Path:
            people = grown(counts, percent_on(path, rates), year)
            worlds.append(
                World(
                    kind=Kind.GROWTH,
                    label=f"{date_label(Measure.RESIDENTS, day)}, {path} growth",
                    origin=f"Residents of {start}, grown for {year:,} "
                    f"{'year' if year == 1 else 'years'} at the {path} rates.",
                    figures={Measure.RESIDENTS: Counted(day, people)},
                )
            )
    return worlds
