"""Residents: small-area population estimates of the Office for National Statistics.

One file a year, of 30 June, people by unit in five-year age bands to 90 and over. The bands add up
to ``all_ages``; a row where they do not is a fault, since somebody has edited the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pandas as pd

from geo.model import AGE_BANDS, Fault
from geo.sources.errors import some_codes
from geo.sources.publications import (
    Publication,
    check_unique,
    read_publication,
    to_whole_numbers,
)

COUNTS = ("all_ages", *AGE_BANDS)
RESIDENTS: Mapping[date, Publication] = {
    date(year, 6, 30): Publication(
        "residents",
        f"england/LSOA11_population_mid{year}.csv",
        {"unit_code": "LSOA11CD", **{column: column for column in COUNTS}},
    )
    for year in (2017, 2019, 2020)
}
"""The publication of each date."""


def read_residents(day: date, sources: Path, faults: list[Fault]) -> pd.DataFrame:
    """Read residents of every unit of England and Wales on one date.

    Returns:
        Indexed by ``unit_code``, one column of whole people for each of ``COUNTS``.
    """
    publication = RESIDENTS[day]
    table = read_publication(publication, sources, faults)
    check_unique(table, ["unit_code"], publication.name, faults)
    table = to_whole_numbers(table, COUNTS, publication.name, faults).set_index("unit_code")
    wrong = table.index[table[list(AGE_BANDS)].sum(axis=1) != table["all_ages"]]
    if len(wrong):
        message = f"The age bands do not add up to all ages for: {some_codes(wrong)}."
        faults.append(Fault(publication.name, message))
    return table
