"""Registered patients: practices' lists, and where their patients live (NHS Digital).

Traps of the lists of April 2020: age groups overlap (16 and over, 17 and over, ...), so they never
add up to a total; ``65OV%`` is a share, not a count; and for a dozen practices whoever compiled the
file put estimates with decimals where age groups were withheld.

Traps of the registrations of July 2022: they hold only pairs of practice and unit with at least one
patient; they include units of Wales; and patients whose home is not known are under ``NO2011``. A
practice with no row is not a practice with no patients: see ``list_states``.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd

from geo.model import LIST_AGE_GROUPS, Fault
from geo.sources.errors import some_codes
from geo.sources.publications import (
    Publication,
    check_unique,
    read_publication,
    to_whole_numbers,
)

LIST_DATE = date(2020, 4, 1)
REGISTRATION_DATE = date(2022, 7, 1)
LIST_DATES = (LIST_DATE, REGISTRATION_DATE)
NOWHERE = "NO2011"
"""Stands for a unit where the patient's home could not be placed."""

LISTS = Publication(
    "lists_2020",
    "england/GP_list_size_apr2020.csv",
    {
        "practice_code": "PRACTICE_CODE",
        "patients": "TOTAL",
        "aged_16_and_over": "16OV",
        "aged_17_and_over": "17OV",
        "aged_18_and_over": "18OV",
        "aged_30_to_74": "30_74",
        "aged_50_and_over": "50OV",
        "aged_0_to_64": "0_64",
        "aged_65_and_over": "65OV",
    },
)
REGISTRATIONS = Publication(
    "registrations_2022",
    "england/GP_registrations_LSOA11_jul2022.parquet",
    # The publisher's own spelling of the name column is not needed.
    {"practice_code": "OrganisationCode", "unit_code": "LSOA11CD", "patients": "Patient"},
)


def read_lists(sources: Path, faults: list[Fault]) -> pd.DataFrame:
    """Read the size of every English practice's list in April 2020 with its age groups.

    Returns:
        Indexed by ``practice_code``: ``patients``, whole people, and ``geo.model.LIST_AGE_GROUPS``
        as text, all of them empty where one of them is an estimate.
    """
    table = read_publication(LISTS, sources, faults)
    check_unique(table, ["practice_code"], LISTS.name, faults)
    table = to_whole_numbers(table, ["patients"], LISTS.name, faults).set_index("practice_code")
    ages = table[list(LIST_AGE_GROUPS)]
    counted = ages.apply(lambda column: column.str.fullmatch(r"\d+")).all(axis=1)
    of_age = ages[counted].astype("int64")
    wrong = of_age["aged_0_to_64"] + of_age["aged_65_and_over"] != table["patients"][counted]
    if wrong.any():
        codes = some_codes(of_age.index[wrong])
        message = f"People under 65 and from 65 do not add up to the list of: {codes}."
        faults.append(Fault(LISTS.name, message))
    table[list(LIST_AGE_GROUPS)] = ages.where(counted, "")
    return table


def read_registrations(sources: Path, faults: list[Fault]) -> pd.DataFrame:
    """Read England's registered patients of July 2022 by practice and unit of residence.

    Returns:
        One row per pair: ``practice_code``, ``unit_code`` (or ``NOWHERE``), ``patients``.
    """
    table = read_publication(REGISTRATIONS, sources, faults)
    check_unique(table, ["practice_code", "unit_code"], REGISTRATIONS.name, faults)
    return to_whole_numbers(table, ["patients"], REGISTRATIONS.name, faults)
