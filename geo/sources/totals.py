"""What is reconciled: topics, and totals by topic and code."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

from geo.model import Measure, date_label
from geo.sources.registrations import LIST_DATES, REGISTRATION_DATE

Totals: TypeAlias = dict[tuple[str, str], float]
"""Total by topic and code."""

ALL, SYSTEM = "all", "system"
"""Codes of totals over all units, and over the units of the system."""

SMALL_AREAS = "Small areas"
AREAS_OF_LAYER = "Number of areas"
SYSTEM_CCGS = "CCGs of the system"
AREA_MEASURED = "Area in square kilometres, measured on the published outlines"
AREA_SIMPLIFIED = "Area in square kilometres, simplified outlines"
MEMBERS = "Members of networks, December 2019"
LIVING_INSIDE = (
    f"Patients living in the small areas, {date_label(Measure.LISTS, REGISTRATION_DATE)}"
)
POSTCODES = "Postcodes by district"

BY_PRACTICE = {day: f"Patients by practice, {date_label(Measure.LISTS, day)}" for day in LIST_DATES}
BY_NETWORK = {day: f"Patients by network, {date_label(Measure.LISTS, day)}" for day in LIST_DATES}


def residents_topic(day: date) -> str:
    """Return the topic of residents in all, by CCG and by district."""
    return f"Residents, {date_label(Measure.RESIDENTS, day)}"


def ages_topic(day: date) -> str:
    """Return the topic of residents by age."""
    return f"Residents by age, {date_label(Measure.RESIDENTS, day)}"
