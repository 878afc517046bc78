"""Which unit belongs to which CCG, district, ward and middle-layer area, as published.

Four publications. Their traps: one CCG has two codes, a GSS code (``E38000132``) and an ODS code
(``04K``), and we use the ODS code, which practices and networks carry; ward and population files
also hold Wales, whose units have no CCG; ward names repeat between districts; the boundaries of a
code are those of the lookup's own date only.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from geo.model import Fault
from geo.sources.errors import some_codes
from geo.sources.publications import Publication, check_unique, read_publication

CCGS = Publication(
    "lookup_2019",
    "england/LSOA11_CCG19_LAD19.csv",
    {
        "unit_code": "LSOA11CD",
        "unit_name": "LSOA11NM",
        "ccg": "CCG19CDH",
        "ccg_name": "CCG19NM",
        "district": "LAD19CD",
        "district_name": "LAD19NM",
    },
)
SYSTEMS = Publication(
    "ccg_stp_2019",
    "england/CCG19_STP19.csv",
    {"ccg": "CCG19CDH", "system": "STP19CD", "system_name": "STP19NM"},
)
WARDS = Publication(
    "ward_lookup_2019",
    "england/LSOA11_WD19_LAD19.csv",
    {"unit_code": "LSOA11CD", "ward": "WD19CD", "ward_name": "WD19NM"},
)
MIDDLE_LAYER = Publication(
    "imd_2019",
    "england/LSOA11_MSOA11_region_IMD19.csv",
    {"unit_code": "LSOA_CODE", "msoa": "MSOA_CODE", "deprivation_decile": "IMD_OVERALL"},
)


def read_ccgs(sources: Path, faults: list[Fault]) -> pd.DataFrame:
    """Read each English unit's CCG (ODS code) and district, indexed by ``unit_code``."""
    return _one_row_a_unit(CCGS, sources, faults)


def read_systems(sources: Path, faults: list[Fault]) -> pd.DataFrame:
    """Read each CCG's system (the footprint then called an STP), indexed by ``ccg``."""
    table = read_publication(SYSTEMS, sources, faults)
    check_unique(table, ["ccg"], SYSTEMS.name, faults)
    return table.set_index("ccg")


def read_wards(sources: Path, faults: list[Fault]) -> pd.DataFrame:
    """Read each unit's best-fitting ward, indexed by ``unit_code``."""
    return _one_row_a_unit(WARDS, sources, faults)


def read_middle_layer(sources: Path, faults: list[Fault]) -> pd.DataFrame:
    """Read each unit's middle-layer area and national deprivation decile (1 is most deprived).

    Returns:
        Indexed by ``unit_code``; ``deprivation_decile`` is text, ``1`` to ``10``, or ``unknown``
        in Wales, which the English indices do not cover.
    """
    table = _one_row_a_unit(MIDDLE_LAYER, sources, faults)
    known = table["deprivation_decile"].isin([str(decile) for decile in range(1, 11)])
    welsh = table.index.str.startswith("W")
    wrong = table.index[~known & ~welsh]
    if len(wrong):
        message = f"The deprivation decile is not between 1 and 10 for: {some_codes(wrong)}."
        faults.append(Fault(MIDDLE_LAYER.name, message))
    table["deprivation_decile"] = table["deprivation_decile"].where(known, "unknown")
    return table


def _one_row_a_unit(publication: Publication, sources: Path, faults: list[Fault]) -> pd.DataFrame:
    table = read_publication(publication, sources, faults)
    check_unique(table, ["unit_code"], publication.name, faults)
    return table.set_index("unit_code")
