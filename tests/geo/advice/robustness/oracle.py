"""The slow and obvious second computation: populations of areas in pandas, year by year by hand.

Nothing here uses the arithmetic under test; only what a pack holds, and which unit is where.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

import numpy as np
import pandas as pd

from geo.model import Band, Layer, ListState, Pack


def area_names(layer: Layer, area_of_unit: Iterable[int] | None = None) -> list[str | None]:
    """The area code of each unit."""
    places = layer.area_of_unit if area_of_unit is None else area_of_unit
    return [None if place < 0 else layer.areas[place].code for place in places]


def sums(
    layer: Layer, counts: Iterable[float], area_of_unit: Iterable[int] | None = None
) -> dict[str, float]:
    """People by area; NaN where one of its units is unknown."""
    table = pd.DataFrame({"area": area_names(layer, area_of_unit), "people": list(counts)})
    grouped = table.dropna(subset="area").groupby("area")["people"]
    found = grouped.apply(lambda people: people.sum(skipna=False))
    return {area.code: float(found.get(area.code, 0.0)) for area in layer.areas}


def list_sums(pack: Pack, layer: Layer, day: date) -> dict[str, float]:
    rows = [
        (
            practice.areas.get(layer.key),
            math.nan
            if practice.lists[day].state is ListState.MISSING
            else float(practice.lists[day].patients or 0),
        )
        for practice in pack.practices
    ]
    table = pd.DataFrame(rows, columns=["area", "people"]).dropna(subset="area")
    found = table.groupby("area")["people"].apply(lambda people: people.sum(skipna=False))
    return {area.code: float(found.get(area.code, 0.0)) for area in layer.areas}


def grow_one(people: float, percent: Fraction, years: int) -> float:
    """One unit after some years, multiplied year by year in exact fractions."""
    grown = Fraction(int(people))
    for _ in range(years):
        grown *= 1 + percent / 100
    return float(math.floor(grown + Fraction(1, 2)))


def grow_all(pack: Pack, base: date, rate_of_unit: Iterable[Fraction], years: int) -> list[float]:
    """Every unit after some years; an unknown figure stays unknown."""
    return [
        math.nan if math.isnan(people) else grow_one(people, rate, years)
        for people, rate in zip(pack.residents[base].total.tolist(), rate_of_unit, strict=True)
    ]


def inside(band: Band, people: float) -> bool:
    return people >= band.lowest and (band.highest is None or people <= band.highest)


def tally(band: Band, figures: list[float]) -> dict[str, object]:
    """What is said of one area in some worlds."""
    column = pd.Series(figures, dtype=float)
    known = column.dropna()
    return {
        "worlds": len(column),
        "unknown": int(column.isna().sum()),
        "within": sum(inside(band, people) for people in known),
        "lowest": None if known.empty else int(known.min()),
        "highest": None if known.empty else int(known.max()),
    }


def first_years(
    band: Band, low: Mapping[int, float], high: Mapping[int, float]
) -> tuple[bool | None, int | None, int | None]:
    """Whether outside at the start, the earliest and the latest year, from figures by year."""
    years = sorted(low)
    start = low[years[0]]
    if np.isnan(start):
        return None, None, None
    if not inside(band, start):
        return True, None, None
    earliest = [
        year
        for year in years
        if low[year] < band.lowest or (band.highest is not None and high[year] > band.highest)
    ]
    latest = [
        year
        for year in years
        if high[year] < band.lowest or (band.highest is not None and low[year] > band.highest)
    ]
    return False, min(earliest, default=None), min(latest, default=None)
