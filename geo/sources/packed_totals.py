"""Totals of the pack, read back from the files that were written.

The second of two independent ways to each total; the first is ``publishers_totals``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from geo.model import ListState
from geo.sources.populations import COUNTS, RESIDENTS
from geo.sources.recipe import Recipe
from geo.sources.registrations import LIST_DATES
from geo.sources.totals import (
    ALL,
    AREA_MEASURED,
    AREA_SIMPLIFIED,
    AREAS_OF_LAYER,
    BY_NETWORK,
    BY_PRACTICE,
    LIVING_INSIDE,
    MEMBERS,
    POSTCODES,
    SMALL_AREAS,
    SYSTEM,
    SYSTEM_CCGS,
    Totals,
    ages_topic,
    residents_topic,
)


@dataclass(frozen=True)
class WrittenPack:
    """A pack's files as text, as they were written.

    Attributes:
        units: ``units.csv`` joined with ``assignments.csv``, indexed by unit code.
        files: every file by its name without ``.csv``.
    """

    units: pd.DataFrame
    files: Mapping[str, pd.DataFrame]

    def area_name(self, code: str) -> str:
        """Return the name of an area, practice or unit; empty text where nothing has this code."""
        areas = self.files["areas"]
        for table, key, name in (
            (areas, "area_code", "area_name"),
            (self.files["practices"], "practice_code", "practice_name"),
        ):
            found = table[name][table[key] == code]
            if len(found):
                return str(found.iloc[0])
        return ""


def read_back(folder: Path) -> WrittenPack:
    """Read the files of a pack that was just written."""
    files = {
        file.stem: pd.read_csv(file, dtype=str, keep_default_na=False)
        for file in sorted(folder.glob("*.csv"))
    }
    units = files["units"].merge(files["assignments"], on="unit_code").set_index("unit_code")
    return WrittenPack(units, files)


def sum_pack(pack: WrittenPack, recipe: Recipe) -> Totals:
    """Return every total that the pack can be held to."""
    units = pack.units
    areas = pack.files["areas"]
    in_system = units["in_system"] == "yes"
    totals: Totals = {
        (SMALL_AREAS, ALL): len(units),
        (SMALL_AREAS, SYSTEM): int(in_system.sum()),
        (SYSTEM_CCGS, recipe.system[0]): units["ccg"][in_system].nunique(),
    }
    for layer in ("district", "ward"):
        totals[AREAS_OF_LAYER, layer] = int((areas["layer"] == layer).sum())
    for ccg, count in units["ccg"].value_counts().items():
        totals[SMALL_AREAS, str(ccg)] = count
    totals |= _sum_residents(pack)
    totals |= _sum_lists(pack)
    living = pack.files["registrations"].set_index("unit_code")["patients"].astype(int)
    totals[LIVING_INSIDE, ALL] = living.sum()
    for ccg, patients in living.groupby(units["ccg"]).sum().items():
        totals[LIVING_INSIDE, str(ccg)] = patients
    totals |= _measure(pack, recipe)
    postcodes = pack.files["postcodes"]["unit_code"].map(units["district"])
    for district in units["district"].unique():
        totals[POSTCODES, district] = int((postcodes == district).sum())
    return totals


def _sum_residents(pack: WrittenPack) -> Totals:
    totals: Totals = {}
    for day in RESIDENTS:
        table = pack.files["residents"]
        people = table[table["date"] == day.isoformat()].set_index("unit_code")
        people = people[list(COUNTS)].astype(int)
        topic = residents_topic(day)
        totals[topic, ALL] = people["all_ages"].sum()
        totals[topic, SYSTEM] = people["all_ages"][pack.units["in_system"] == "yes"].sum()
        for layer in ("ccg", "district"):
            for code, count in people["all_ages"].groupby(pack.units[layer]).sum().items():
                totals[topic, str(code)] = count
        for age in COUNTS[1:]:
            totals[ages_topic(day), age] = people[age].sum()
    return totals


def _sum_lists(pack: WrittenPack) -> Totals:
    pcn_of = pack.files["practices"].set_index("practice_code")["pcn"]
    totals: Totals = {(MEMBERS, str(pcn)): count for pcn, count in pcn_of.value_counts().items()}
    for day in LIST_DATES:
        table = pack.files["lists"]
        lists = table[table["date"] == day.isoformat()].set_index("practice_code")
        sizes = lists["patients"][lists["state"] == ListState.COUNTED].astype(int)
        for code, patients in sizes.items():
            totals[BY_PRACTICE[day], str(code)] = patients
        for pcn, patients in sizes.groupby(pcn_of).sum().items():
            totals[BY_NETWORK[day], str(pcn)] = patients
    return totals


def _measure(pack: WrittenPack, recipe: Recipe) -> Totals:
    district = pack.units["district"]
    measured = pack.units["area_km2"].astype(float).groupby(district).sum()
    geometry = pack.files["geometry"].set_index("unit_code")["outline"]
    square_metres = shapely.area(shapely.from_wkt(geometry.to_numpy(dtype=object)))
    simple = pd.Series(np.asarray(square_metres) / 1_000_000, index=geometry.index)
    totals: Totals = {(AREA_MEASURED, str(code)): area for code, area in measured.items()}
    for code, area in simple.groupby(district).sum().items():
        totals[AREA_SIMPLIFIED, str(code)] = area
    for stated in recipe.published_totals:
        held = measured[measured.index.isin(stated.districts)]
        totals[stated.topic, stated.code] = float(held.sum())
    return totals
