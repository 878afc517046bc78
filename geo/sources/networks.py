"""Primary care networks and their member practices (ePCN of the Organisation Data Service).

A workbook with one sheet of networks and one of members, each membership with a first and a last
day. Traps: sheet names and headings change between editions and headings contain line breaks; a
network's CCG is the CCG *of the edition*, so from 2020 all networks of a merged CCG carry the new
code; memberships that have ended stay in the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pandas as pd

from geo.model import Fault
from geo.sources.publications import Publication, check_unique, read_publication, to_days

FIRST_EDITION = date(2019, 12, 1)
"""Edition whose networks and members the pack shows."""
LATER_EDITION = date(2022, 4, 1)
"""Edition that tells which practices took the place of others."""

NETWORKS = Publication(
    "epcn_2019",
    "england/ePCN_dec2019.xlsx",
    {
        "pcn": "PCN Code",
        "pcn_name": "PCN Name",
        "ccg": "Current Clinical Commissioning Group Code",
    },
    sheet="PCN Details",
)
_MEMBER_COLUMNS = {
    "practice_code": "Partner Organisation Code",
    "practice_name": "Partner Name",
    "pcn": "PCN Code",
    "joined": "Practice to PCN Relationship Start Date",
    "left": "Practice to PCN Relationship End Date",
}
MEMBERS: Mapping[date, Publication] = {
    FIRST_EDITION: Publication(
        "epcn_2019",
        "england/ePCN_dec2019.xlsx",
        _MEMBER_COLUMNS,
        sheet="PCN Core Partner Details",
    ),
    LATER_EDITION: Publication(
        "epcn_2019",
        "england/ePCN_apr2022.xlsx",
        _MEMBER_COLUMNS,
        sheet="PCN Core Partner Details",
    ),
}


def read_networks(sources: Path, faults: list[Fault]) -> pd.DataFrame:
    """Read England's networks of December 2019 with their CCGs (ODS codes), indexed by ``pcn``."""
    table = read_publication(NETWORKS, sources, faults)
    check_unique(table, ["pcn"], NETWORKS.name, faults)
    return table.set_index("pcn")


def read_members(edition: date, sources: Path, faults: list[Fault]) -> pd.DataFrame:
    """Read England's memberships in one edition, ended ones included.

    Returns:
        One row per membership: ``practice_code``, ``practice_name``, ``pcn``, and the days
        ``joined`` and ``left`` (None where it goes on).
    """
    publication = MEMBERS[edition]
    table = read_publication(publication, sources, faults)
    return to_days(table, ["joined", "left"], publication.name, faults)
