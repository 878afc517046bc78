"""Leaving: the first year in which an area would no longer be inside its band, as a range.

Both ends hold for any growth between a planner's low and high rates, the same every year or not:

- *Earliest*: the first year in which the residents at the low rates are below the band, or those at
  the high rates above it. In every year before, whoever grows within the rates stays inside.
- *Latest*: the first year in which even the residents at the high rates are below the band, or even
  those at the low rates above it. By then the area has left, however it grew within the rates.

Where an area might leave at the lower end at low rates and at the upper end at high rates, rates in
between might keep it inside for good: then there is no latest year. A wider range of rates can so
only bring the earliest year forward and put the latest off. For the rounding of single units see
``growth``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from geo.advice.robustness.growth import Path, grown, later, percent_on
from geo.advice.robustness.rates import Rates
from geo.advice.robustness.worlds import Counted, Kind, World, area_counts
from geo.model import Band, BandStatus, Layer, Measure, Pack


@dataclass(frozen=True)
class Leaving:
    """When an area leaves its band as its residents grow.

    Attributes:
        base: the date whose residents grow.
        years: how many years on were looked at.
        outside: whether the area is outside on the base date; None where its residents, then or
            in a later year before it is certain to have left, are unknown.
        earliest, latest: years of the calendar; None where it is later than was looked at, or
            ``outside`` is not False.
    """

    base: date
    years: int
    outside: bool | None
    earliest: int | None = None
    latest: int | None = None

    @property
    def horizon(self) -> int:
        """The last year that was looked at."""
        return self.base.year + self.years

    @property
    def words(self) -> str:
        """``between 2024 and 2031``, ``in 2024``, ``not by 2040`` or ``already outside``.

        Also ``in 2030 at the earliest``, where it may as well stay inside to the horizon, and
        ``unknown``.
        """
        if self.outside is None:
            return "unknown"
        if self.outside:
            return "already outside"
        if self.earliest is None:
            return f"not by {self.horizon}"
        if self.latest is None:
            return f"in {self.earliest} at the earliest"
        if self.earliest == self.latest:
            return f"in {self.earliest}"
        return f"between {self.earliest} and {self.latest}"


def find_leaving(
    pack: Pack, layer: Layer, band: Band, rates: Rates, base: date, years: int
) -> list[Leaving]:
    """Return when each area of a layer leaves the band, in the order of its areas.

    Args:
        pack: of the plan.
        layer: one of its layers.
        band: that the areas are held against.
        rates: of all units.
        base: the date whose residents grow.
        years: how many years on to look.

    Raises:
        KeyError: the pack has no residents of that date.
    """
    low, high = (
        np.array([_residents(pack, layer, rates, path, base, year) for year in range(years + 1)])
        for path in (Path.LOW, Path.HIGH)
    )
    return [
        _leaving(list(zip(low[:, place], high[:, place], strict=True)), band, base)
        for place in range(len(layer.areas))
    ]


def _residents(
    pack: Pack, layer: Layer, rates: Rates, path: Path, base: date, year: int
) -> list[int | None]:
    people = grown(pack.residents[base].total, percent_on(path, rates), year)
    figures = {Measure.RESIDENTS: Counted(later(base, year), people)}
    world = World(Kind.GROWTH, "", "", figures)
    counts = area_counts(pack, layer, world, Measure.RESIDENTS)
    assert counts is not None  # the world speaks of residents of every layer
    return [None if np.isnan(count) else int(count) for count in counts]


def _leaving(each_year: list[tuple[int | None, int | None]], band: Band, base: date) -> Leaving:
    """Return when an area leaves from its residents at low and high rates in each year."""
    years = len(each_year) - 1
    start = band.status(each_year[0][0])
    if start is not BandStatus.WITHIN:
        outside = None if start is BandStatus.UNKNOWN else True
        return Leaving(base, years, outside)
    earliest = None
    for year, (low, high) in enumerate(each_year):
        at_low, at_high = band.status(low), band.status(high)
        if BandStatus.UNKNOWN in (at_low, at_high):
            return Leaving(base, years, None)
        if earliest is None and (at_low is BandStatus.BELOW or at_high is BandStatus.ABOVE):
            earliest = base.year + year
        if at_high is BandStatus.BELOW or at_low is BandStatus.ABOVE:
            return Leaving(base, years, False, earliest, base.year + year)
    return Leaving(base, years, False, earliest)
