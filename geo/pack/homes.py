"""Homes of practices' patients: ``homes.csv``."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from geo.model import SMALLEST_COUNT, PatientHomes, UnitRegistrations
from geo.pack.cells import dates, rows_where, whole_numbers
from geo.pack.codes import Codes
from geo.pack.collecting import FaultList
from geo.pack.schema import HOMES
from geo.pack.tables import read_table


def read_homes(
    folder: Path,
    units: Codes,
    practices: Codes,
    registrations: UnitRegistrations | None,
    faults: FaultList,
) -> PatientHomes | None:
    """Read ``homes.csv``: how many of each practice's patients live in each unit.

    Args:
        folder: of the pack.
        units: codes of the units.
        practices: codes of the practices.
        registrations: of the same date, of which these are parts; None where they are damaged.
        faults: where to report what is wrong.

    Returns:
        The homes, or None where the file cannot be used.
    """
    table = read_table(folder, HOMES, faults)
    if table is None:
        return None
    practice_of_row = practices.find(table, "practice_code")
    unit_of_row = units.find(table, "unit_code")
    days = dates(table, "date")
    patients = whole_numbers(table, "patients")
    for row in rows_where(patients < SMALLEST_COUNT):
        table.fault(
            row,
            "tells of {count} patients in {unit}, who could be recognised. Leave a number under "
            "{least} empty.",
            count=table["patients"][row],
            unit=table["unit_code"][row],
            least=str(SMALLEST_COUNT),
        )
    for row, day in enumerate(days):
        if day is not None and registrations is not None and day != registrations.date:
            table.fault(
                row,
                "is of {day}, but registrations.csv is of {other}.",
                day=day.isoformat(),
                other=registrations.date.isoformat(),
            )
    first = next((day for day in days if day is not None), None)
    if first is None:
        if table.complete and len(table) == 0:
            table.file_fault("has no rows.")
        return None
    known = (unit_of_row >= 0) & (practice_of_row >= 0)
    withheld = np.isnan(patients[known])
    told = np.nan_to_num(patients[known]).astype(np.int64)
    homes = PatientHomes(
        date=first,
        practices=practice_of_row[known],
        units=unit_of_row[known],
        fewest=np.where(withheld, 1, told),
        most=np.where(withheld, SMALLEST_COUNT - 1, told),
    )
    if registrations is not None:
        together = np.bincount(homes.units, homes.fewest, minlength=len(units.position))
        for code, unit in units.position.items():
            if together[unit] > registrations.patients[unit]:
                table.file_fault(
                    "has at least {parts} patients of this unit, but registrations.csv has {all}.",
                    code,
                    parts=f"{together[unit]:,.0f}",
                    all=f"{registrations.patients[unit]:,.0f}",
                )
    return homes
