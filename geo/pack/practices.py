"""Practices: ``practices.csv`` and their lists of patients in ``lists.csv``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from geo.model import LIST_AGE_GROUPS, Counts, ListState, PatientList, Practice
from geo.pack.cells import dates, decimals, rows_where, whole_numbers
from geo.pack.codes import Codes, check_looks
from geo.pack.collecting import FaultList
from geo.pack.layers import LayerAreas
from geo.pack.outlines import off_grid
from geo.pack.populations import check_every_date
from geo.pack.schema import LISTS, practices_schema
from geo.pack.settings import Settings
from geo.pack.tables import Table, read_table

NO_AREA = "none"
"""Stands in the place of an area where a practice of the system belongs to none of a layer."""


@dataclass(frozen=True)
class ReadPractices:
    """The practices, and the dates on which their lists are known, ascending.

    Attributes:
        practices: in the order of their codes.
        list_dates: ascending.
        codes: of the practices, with their positions in that order.
    """

    practices: tuple[Practice, ...]
    list_dates: tuple[date, ...]
    codes: Codes


def read_practices(
    folder: Path,
    settings: Settings | None,
    areas: Mapping[str, LayerAreas],
    faults: FaultList,
) -> ReadPractices:
    """Read ``practices.csv`` and ``lists.csv``."""
    table = read_table(folder, practices_schema(settings.layers if settings else None), faults)
    known = Codes(
        "practice",
        "practices.csv",
        {code: row for row, code in enumerate(table["practice_code"])} if table else {},
        complete=table is not None and table.complete,
    )
    lists, days = _read_lists(folder, known, settings, faults)
    if table is None:
        return ReadPractices((), days, known)
    check_looks(table, "practice_code")
    places = _places(table)
    known.find(table, "predecessor")
    _check_predecessors(table)
    memberships = _memberships(table, areas, settings.system_layer if settings else "")
    practices = [
        Practice(
            code=code,
            name=table["practice_name"][row],
            postcode=table["postcode"][row],
            place=places[row],
            areas=memberships[row],
            predecessor=table["predecessor"][row] or None,
            note=table["note"][row],
            lists=dict(sorted(lists[code].items())),
        )
        for row, code in enumerate(table["practice_code"])
    ]
    practices.sort(key=lambda practice: practice.code)
    position = {practice.code: place for place, practice in enumerate(practices)}
    return ReadPractices(tuple(practices), days, replace(known, position=position))


def _places(table: Table) -> list[tuple[float, float] | None]:
    """Return (easting, northing) of each practice, in metres, EPSG:27700; None where not found."""
    east, north = decimals(table, "easting"), decimals(table, "northing")
    for row, (x, y) in enumerate(zip(table["easting"], table["northing"], strict=True)):
        if bool(x) != bool(y):
            table.fault(row, "has only one of easting and northing.")
    for row in rows_where(off_grid(east, north)):
        table.fault(
            row,
            "stands at {east} {north}, which is not a place in EPSG:27700 (British National Grid).",
            east=table["easting"][row],
            north=table["northing"][row],
        )
    return [
        None if np.isnan(x) or np.isnan(y) else (x, y)
        for x, y in zip(east.tolist(), north.tolist(), strict=True)
    ]


def _check_predecessors(table: Table) -> None:
    for row, (code, before) in enumerate(
        zip(table["practice_code"], table["predecessor"], strict=True)
    ):
        if code == before:
            table.fault(row, "is named as its own predecessor.")


def _memberships(
    table: Table, areas: Mapping[str, LayerAreas], system_layer: str
) -> list[dict[str, str]]:
    """Return each practice's area by layer, reporting areas that are unknown or do not fit."""
    memberships: list[dict[str, str]] = [{} for _ in range(len(table))]
    layers = {key: found for key, found in areas.items() if found.definition.registered == "lists"}
    for key, found in layers.items():
        for row, place in enumerate(found.codes.find(table, key, besides=NO_AREA)):
            if place >= 0:
                memberships[row][key] = found.areas[place].code
        clear = True
        if found.definition.covers == "everything":
            clear = _require_area(table, found, [True] * len(table))
        elif system_layer in layers:
            clear = _require_area(table, found, [cell != "" for cell in table[system_layer]])
        if clear:
            _require_practices(table, found)
        if (parent := layers.get(found.definition.parent or "")) is not None:
            _check_nesting(table, found, parent, memberships)
    return memberships


def _require_area(table: Table, found: LayerAreas, wanted: list[bool]) -> bool:
    """Report practices without an area of a layer in which they should have one, or the reverse.

    Returns:
        False where there are such practices.
    """
    clear = True
    noun = found.definition.singular
    for row, (cell, should) in enumerate(zip(table[found.definition.key], wanted, strict=True)):
        clear &= should == bool(cell)
        if should and not cell:
            table.fault(
                row, "has no {noun}. If it belongs to none, write {none}.", noun=noun, none=NO_AREA
            )
        elif cell and not should:
            table.fault(
                row,
                "has the {noun} {area}, although it lies outside the system.",
                noun=noun,
                area=cell,
            )
    return clear


def _require_practices(table: Table, found: LayerAreas) -> None:
    """Report areas that no practice belongs to: that they have no patients would be a false zero.

    Nothing is said where a practice names an area that is not there, since it may be the lost one.
    """
    named = set(table[found.definition.key])
    if not table.complete or named - {"", NO_AREA} - set(found.codes.position):
        return
    for area, row in zip(found.areas, found.rows, strict=True):
        if area.code not in named:
            found.table.fault(
                row,
                "has no practice in practices.csv, so that its registered population is not "
                "known, but would count as 0.",
            )


def _check_nesting(
    table: Table, child: LayerAreas, parent: LayerAreas, memberships: list[dict[str, str]]
) -> None:
    """Report practices whose area in one layer is not in their area in its parent layer."""
    key, column = child.definition.key, parent.definition.key
    for row, membership in enumerate(memberships):
        if key not in membership:
            continue
        above = child.areas[child.codes.position[membership[key]]].parent_code
        if above is None or above not in parent.codes.position or above == table[column][row]:
            continue
        table.fault(
            row,
            "belongs to {area}, which is in the {noun} {above}, but {column} is {value}.",
            area=membership[key],
            noun=parent.definition.singular,
            above=above,
            column=column,
            value=table[column][row] or "empty",
        )


def _read_lists(
    folder: Path, practices: Codes, settings: Settings | None, faults: FaultList
) -> tuple[Mapping[str, dict[date, PatientList]], tuple[date, ...]]:
    """Return each practice's lists by its code, and the dates of all lists, ascending."""
    lists: dict[str, dict[date, PatientList]] = defaultdict(dict)
    table = read_table(folder, LISTS, faults)
    if table is None:
        return lists, ()
    found = practices.find(table, "practice_code")
    days = dates(table, "date")
    check_every_date(table, practices, found, days)
    patients = whole_numbers(table, "patients")
    ages = {group: whole_numbers(table, group) for group in LIST_AGE_GROUPS}
    _check_ages(table, patients, ages)
    for row, (code, day) in enumerate(zip(table["practice_code"], days, strict=True)):
        state = _state(table, row)
        if day is None or state is None:
            continue
        people = patients[row]
        by_age = {group: int(of[row]) for group, of in ages.items() if not np.isnan(of[row])}
        lists[code][day] = PatientList(state, None if np.isnan(people) else int(people), by_age)
    list_dates = tuple(sorted({day for day in days if day is not None}))
    default = settings.registered_date if settings else None
    if default is not None and table.complete and default not in list_dates:
        faults.add(
            "pack.toml",
            "registered_date is {day}, but lists.csv has no lists of that date.",
            day=default.isoformat(),
        )
    return lists, list_dates


def _state(table: Table, row: int) -> ListState | None:
    """Return the state of a list, reporting one that is unknown or contradicts the figures."""
    said = table["state"][row]
    try:
        state = ListState(said)
    except ValueError:
        if said:
            table.fault(
                row,
                "state is {state}, but must be one of {states}.",
                state=said,
                states=", ".join(ListState),
            )
        return None
    counted = state is ListState.COUNTED
    if counted and not table["patients"][row]:
        table.fault(row, "state is counted, but patients is empty.")
    if not counted and any(table[column][row] for column in ("patients", *LIST_AGE_GROUPS)):
        table.fault(row, "state is {state}, but there are figures of patients.", state=said)
    return state


def _check_ages(table: Table, patients: Counts, ages: Mapping[str, Counts]) -> None:
    """Report age groups that cannot be parts of the list."""
    for group, people in ages.items():
        for row in rows_where(people > patients):
            table.fault(row, "{group} is more than patients.", group=group)
    both = ages["aged_0_to_64"] + ages["aged_65_and_over"]
    for row in rows_where(np.abs(both - patients) > 0):
        table.fault(
            row,
            "has {added} patients aged 0 to 64 and 65 and over together, but patients is {total}.",
            added=f"{both[row]:,.0f}",
            total=f"{patients[row]:,.0f}",
        )
