"""All publications, read together, with every fault named at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd
import shapely

from geo.model import Fault
from geo.sources import boundaries, lookups, networks, populations, practices, registrations
from geo.sources.errors import raise_any


@dataclass(frozen=True)
class Published:
    """What publishers say, whole files, before anything is cut to the study area.

    Attributes:
        outlines: see ``boundaries.read_outlines``.
        ward_codes: see ``boundaries.read_ward_codes``.
        ccgs, systems, wards, middle_layer: see ``lookups``.
        residents: by date, see ``populations.read_residents``.
        networks: see ``networks.read_networks``.
        members: by edition, see ``networks.read_members``.
        practices: by extract, see ``practices.read_practices``.
        lists, registrations: see ``registrations``.
    """

    outlines: Mapping[str, shapely.Geometry]
    ward_codes: frozenset[str]
    ccgs: pd.DataFrame
    systems: pd.DataFrame
    wards: pd.DataFrame
    middle_layer: pd.DataFrame
    residents: Mapping[date, pd.DataFrame]
    networks: pd.DataFrame
    members: Mapping[date, pd.DataFrame]
    practices: Mapping[date, pd.DataFrame]
    lists: pd.DataFrame
    registrations: pd.DataFrame


FILES_READ = 7 + len(populations.RESIDENTS) + len(networks.MEMBERS) + len(practices.PRACTICES)
"""How often ``read_published`` calls ``step``."""


def read_published(sources: Path, step: Callable[[str], None]) -> Published:
    """Read every publication below the folder ``sources``.

    Args:
        sources: folder with ``england/`` and one folder of the study area's own files.
        step: called with a publication's name before it is read, for a progress display.

    Raises:
        SourceError: files or columns are missing or cells are wrong; all of them are named.
    """
    faults: list[Fault] = []

    def announced(name: str) -> list[Fault]:
        step(name)
        return faults

    published = Published(
        outlines=boundaries.read_outlines(sources, announced("Boundaries")),
        ward_codes=boundaries.read_ward_codes(sources, faults),
        ccgs=lookups.read_ccgs(sources, announced("CCGs and districts")),
        systems=lookups.read_systems(sources, announced("Systems")),
        wards=lookups.read_wards(sources, announced("Wards")),
        middle_layer=lookups.read_middle_layer(sources, announced("Deprivation")),
        residents={
            day: populations.read_residents(day, sources, announced(f"Residents {day.year}"))
            for day in populations.RESIDENTS
        },
        networks=networks.read_networks(sources, faults),
        members={
            edition: networks.read_members(edition, sources, announced(f"Networks {edition.year}"))
            for edition in networks.MEMBERS
        },
        practices={
            extract: practices.read_practices(
                extract, sources, announced(f"Practices {extract.year}")
            )
            for extract in practices.PRACTICES
        },
        lists=registrations.read_lists(sources, announced("Lists")),
        registrations=registrations.read_registrations(sources, announced("Registrations")),
    )
    raise_any(faults)
    return published
