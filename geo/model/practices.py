"""Practices: GP practices with a place, a membership and lists of patients."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class ListState(StrEnum):
    """Why a practice has, or has not, a list on a date.

    ``MISSING`` is a practice that was open, should have a list and has none: every total that it
    belongs to is unknown. The other states without a count are not gaps: there was no list.
    """

    COUNTED = "counted"
    CLOSED = "closed"
    DORMANT = "dormant"
    NOT_YET_OPEN = "not yet open"
    MISSING = "missing"

    @property
    def has_list(self) -> bool:
        """Whether there was a list, or should have been one."""
        return self in (ListState.COUNTED, ListState.MISSING)


LIST_AGE_GROUPS: tuple[str, ...] = (
    "aged_16_and_over",
    "aged_17_and_over",
    "aged_18_and_over",
    "aged_30_to_74",
    "aged_50_and_over",
    "aged_0_to_64",
    "aged_65_and_over",
)
"""Overlapping age groups in which NHS Digital publishes a practice's list."""


@dataclass(frozen=True)
class PatientList:
    """One practice's list on one date.

    Attributes:
        state: whether there is a list, and if not, why.
        patients: people on the list; None unless ``state`` is counted.
        by_age: people in each of ``LIST_AGE_GROUPS`` where they were published, else empty.
    """

    state: ListState
    patients: int | None
    by_age: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Practice:
    """A GP practice.

    Attributes:
        code: ODS code.
        name: as published.
        postcode: of its main site.
        place: (easting, northing) in EPSG:27700 of the postcode, metres; None where not found.
        areas: the area code in each layer whose registered population is made of lists.
        predecessor: code of the practice whose place in the PCN it took, or None.
        note: what happened to it between the dates of the lists, or empty.
        lists: its list on each date that the pack has lists for.
    """

    code: str
    name: str
    postcode: str
    place: tuple[float, float] | None
    areas: Mapping[str, str]
    predecessor: str | None
    note: str
    lists: Mapping[date, PatientList]
