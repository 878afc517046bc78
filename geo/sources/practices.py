"""GP practices and other prescribers (epraccur of the Organisation Data Service).

A file without a header row, in the field order of its specification. Traps: it also lists prisons,
out-of-hours services and walk-in centres (prescribing setting 4 is a GP practice); closed practices
stay in it; a *dormant* practice has no patients but has not been closed; names are capitals cut to
forty characters.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pandas as pd

from geo.model import Fault
from geo.sources.networks import FIRST_EDITION, LATER_EDITION
from geo.sources.publications import Publication, check_unique, read_publication, to_days

GP_PRACTICE = "4"
"""Prescribing setting of a GP practice."""
DORMANT, CLOSED, PROPOSED = "D", "C", "P"
"""Status codes; any other is an active practice."""

_COLUMNS = {
    "practice_code": 0,
    "practice_name": 1,
    "postcode": 9,
    "opened": 10,
    "closed": 11,
    "status": 12,
    "commissioner": 14,
    "setting": 25,
}
PRACTICES: Mapping[date, Publication] = {
    FIRST_EDITION: Publication("practices_2019", "england/epraccur_dec2019.csv", _COLUMNS),
    LATER_EDITION: Publication("practices_2019", "england/epraccur_apr2022.csv", _COLUMNS),
}
"""The publication of each extract's date."""


def read_practices(extract: date, sources: Path, faults: list[Fault]) -> pd.DataFrame:
    """Read England's practices as they stood at one extract, indexed by ``practice_code``.

    Returns:
        ``practice_name``, ``postcode``, ``opened`` and ``closed`` (days or None), ``status``,
        ``commissioner`` (ODS code of the CCG at that time) and ``setting``.
    """
    publication = PRACTICES[extract]
    table = read_publication(publication, sources, faults)
    check_unique(table, ["practice_code"], publication.name, faults)
    table = to_days(table, ["opened", "closed"], publication.name, faults)
    return table.set_index("practice_code")
