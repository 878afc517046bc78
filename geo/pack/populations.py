"""Populations of units: ``residents.csv`` and ``registrations.csv``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from geo.model import AGE_BANDS, Counts, Residents, UnitRegistrations
from geo.pack.cells import dates, rows_where, whole_numbers
from geo.pack.codes import Codes
from geo.pack.collecting import FaultList
from geo.pack.layers import LayerAreas
from geo.pack.schema import REGISTRATIONS, RESIDENTS
from geo.pack.tables import Table, read_table


def read_residents(
    folder: Path, units: Codes, default: date | None, faults: FaultList
) -> Mapping[date, Residents]:
    """Read ``residents.csv``: the residents of every unit by date, dates ascending.

    Args:
        folder: of the pack.
        units: codes of the units.
        default: date used where nobody asks for another, which must be among the dates.
        faults: where to report what is wrong.
    """
    table = read_table(folder, RESIDENTS, faults)
    if table is None:
        return {}
    unit_of_row = units.find(table, "unit_code")
    days = dates(table, "date")
    total = whole_numbers(table, "all_ages", unknown=True)
    by_age = np.column_stack(
        [whole_numbers(table, column, unknown=True) for column in AGE_BANDS]
    ).reshape(len(table), len(AGE_BANDS))
    for row in rows_where(np.abs(by_age.sum(axis=1) - total) > 0):
        table.fault(
            row,
            "has {added} people when its ages are added up, but all_ages is {total}.",
            added=f"{by_age[row].sum():,.0f}",
            total=f"{total[row]:,.0f}",
        )
    found = sorted({day for day in days if day is not None})
    check_every_date(table, units, unit_of_row, days)
    if default is not None and table.complete and default not in found:
        faults.add(
            "pack.toml",
            "resident_date is {day}, but residents.csv has no residents of that date.",
            day=default.isoformat(),
        )
    residents = {}
    for day in found:
        rows = np.array([each == day for each in days], dtype=bool) & (unit_of_row >= 0)
        place = unit_of_row[rows], len(units.position)
        residents[day] = Residents(day, _spread(total[rows], *place), _spread(by_age[rows], *place))
    return residents


def check_every_date(
    table: Table, codes: Codes, found: NDArray[np.int64], days: list[date | None]
) -> None:
    """Report codes that lack a row for any date, and stray dates that most codes lack."""
    of_day: dict[date, set[int]] = defaultdict(set)
    for position, day in zip(found.tolist(), days, strict=True):
        if day is not None:
            of_day[day].add(position)
    stray = {day for day, present in of_day.items() if len(present) * 2 < len(codes.position)}
    if not codes.complete or not table.complete or len(stray) == len(of_day):
        stray = set()
    for row, day in enumerate(days):
        if day in stray:
            table.fault(row, "is of {day}, a date that most others lack.", day=table["date"][row])
    nowhere = set(codes.position.values()).difference(*of_day.values())
    codes.tell_absent(
        table, [code for code, place in codes.position.items() if place in nowhere], ""
    )
    for day in sorted(set(of_day) - stray):
        absent = [
            code
            for code, place in codes.position.items()
            if place not in of_day[day] and place not in nowhere
        ]
        codes.tell_absent(table, absent, f" of {day.isoformat()}")


def _spread(values: Counts, units: NDArray[np.int64], count: int) -> Counts:
    """Return values in the order of the units, NaN where a unit has none."""
    spread = np.full((count, *values.shape[1:]), np.nan)
    spread[units] = values
    return spread


def read_registrations(
    folder: Path, units: Codes, networks: LayerAreas | None, faults: FaultList
) -> UnitRegistrations | None:
    """Read ``registrations.csv``: registered patients by the unit that they live in.

    Args:
        folder: of the pack.
        units: codes of the units.
        networks: the primary care networks of the pack; None where they are not known. A leading
            network may be none of them, since people are registered beyond the study area.
        faults: where to report what is wrong.

    Returns:
        The registrations, or None where the file has no date that can be read.
    """
    table = read_table(folder, REGISTRATIONS, faults)
    if table is None:
        return None
    unit_of_row = units.find(table, "unit_code")
    days = dates(table, "date")
    patients = whole_numbers(table, "patients", unknown=True)
    own = whole_numbers(table, "with_own_pcn", unknown=True)
    leading = whole_numbers(table, "with_leading_pcn", unknown=True)
    _check_parts(table, patients, own, leading)
    if networks is not None:
        _check_leading(table, networks)
    first = next((day for day in days if day is not None), None)
    if first is None:
        if table.complete and len(table) == 0:
            table.file_fault("has no rows.")
        return None
    for row, day in enumerate(days):
        if day not in (None, first):
            table.fault(
                row,
                "is of {day}, but all rows must be of one date, and the first is of {first}.",
                day=table["date"][row],
                first=first.isoformat(),
            )
    units.require_all(table, unit_of_row)
    known = unit_of_row >= 0
    count = len(units.position)
    codes, names = np.full((2, count), "", dtype=object)
    codes[unit_of_row[known]] = np.array(table["leading_pcn"], dtype=object)[known]
    names[unit_of_row[known]] = np.array(table["leading_pcn_name"], dtype=object)[known]
    own, leading, patients = (
        _spread(values[known], unit_of_row[known], count) for values in (own, leading, patients)
    )
    return UnitRegistrations(first, patients, own, tuple(codes), tuple(names), leading)


def _check_leading(table: Table, networks: LayerAreas) -> None:
    """Report leading networks whose code looks damaged, and codes with more than one name."""
    names = {area.code: area.name for area in networks.areas}
    file = dict.fromkeys(names, "areas.csv")
    for row, (code, name) in enumerate(
        zip(table["leading_pcn"], table["leading_pcn_name"], strict=True)
    ):
        if not code or not name:
            continue
        if code not in names and networks.codes.complete and (hint := networks.codes.hint(code)):
            table.fault(
                row,
                "names the {noun} {value}, which areas.csv does not have.{hint}",
                noun=networks.definition.singular,
                value=code,
                hint=hint,
            )
        elif names.setdefault(code, name) != name:
            table.fault(
                row,
                "leading_pcn_name of {value} is {name}, but in {file} it is {other}.",
                value=code,
                name=name,
                file=file.get(code, "another row"),
                other=names[code],
            )


def _check_parts(table: Table, patients: Counts, own: Counts, leading: Counts) -> None:
    """Report rows where a network has more of a unit's patients than it can have."""
    for larger, smaller, words in (
        (patients, own, "with_own_pcn is more than patients."),
        (patients, leading, "with_leading_pcn is more than patients."),
        (
            leading,
            own,
            "with_own_pcn is more than with_leading_pcn, which is the most of any.",
        ),
    ):
        for row in rows_where(smaller > larger):
            table.fault(row, words)
