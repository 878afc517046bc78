"""The layout of every computed file of a pack, as ``data/README.md`` describes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.model import LIST_AGE_GROUPS, SMALLEST_COUNT, ListState
from geo.sources.boundaries import square_kilometres
from geo.sources.layers import areas_of_network, assign_units, name_areas, parent_of_area
from geo.sources.leaning import NetworksOfUnits
from geo.sources.list_states import list_state, write_note
from geo.sources.outlines import to_text
from geo.sources.populations import COUNTS
from geo.sources.recipe import Recipe
from geo.sources.registrations import LIST_DATE, REGISTRATION_DATE
from geo.sources.study_area import StudyArea
from geo.sources.succession import Member
from geo.sources.writing import PackFile, Row, pack_file, yes_or_no


@dataclass(frozen=True)
class Derived:
    """Everything that was computed for a pack, before it is laid out as files.

    Attributes:
        recipe: what to build.
        area: the units.
        simple_outlines: shape (units,), simplified, EPSG:27700.
        residents: of England by date, indexed by unit code.
        leaning: each unit's networks.
        members: practices by code.
        sizes: per practice, its list on each date of the pack, None where none was published.
        lists: lists of April 2020 with age groups, all of England, indexed by practice code.
        registrations: ``practice_code``, ``unit_code``, ``patients``; all of England.
        postcodes: ``postcode``, ``easting``, ``northing``, ``unit_code`` (empty text outside).
        places: (easting, northing) of postcodes of practices.
    """

    recipe: Recipe
    area: StudyArea
    simple_outlines: NDArray[np.object_]
    residents: Mapping[date, pd.DataFrame]
    leaning: NetworksOfUnits
    members: Mapping[str, Member]
    sizes: Mapping[str, Mapping[date, int | None]]
    lists: pd.DataFrame
    registrations: pd.DataFrame
    postcodes: pd.DataFrame
    places: Mapping[str, tuple[int, int]]


def lay_out(derived: Derived) -> tuple[PackFile, ...]:
    """Return every computed file except the two reports on the preparation itself.

    Raises:
        SourceError: two rows of a file would have the same key.
    """
    assigned = assign_units(derived.area, derived.recipe, derived.leaning.units["pcn"])
    return (
        _units(derived),
        _geometry(derived),
        _areas(derived, assigned),
        pack_file(
            "assignments.csv",
            ("unit_code", *assigned.columns),
            1,
            (tuple(map(str, row)) for row in assigned.itertuples()),
        ),
        _residents(derived),
        _registrations(derived),
        _practices(derived),
        _lists(derived),
        _homes(derived),
        pack_file(
            "postcodes.csv",
            ("postcode", "easting", "northing", "unit_code"),
            1,
            (tuple(map(str, row)) for row in derived.postcodes.itertuples(index=False)),
        ),
    )


def _units(derived: Derived) -> PackFile:
    units = derived.area.units
    measured = square_kilometres(derived.area.outlines)
    rows = zip(
        units.index.astype(str),
        units["unit_name"].astype(str),
        units["in_system"].map(yes_or_no),
        (f"{area:.6f}" for area in measured),
        units["deprivation_decile"].astype(str),
        strict=True,
    )
    columns = ("unit_code", "unit_name", "in_system", "area_km2", "deprivation_decile")
    return pack_file("units.csv", columns, 1, rows)


def _geometry(derived: Derived) -> PackFile:
    rows = zip(derived.area.units.index, to_text(derived.simple_outlines), strict=True)
    return pack_file("geometry.csv", ("unit_code", "outline"), 1, rows)


def _areas(derived: Derived, assigned: pd.DataFrame) -> PackFile:
    names = name_areas(derived.area, derived.recipe)
    in_system = derived.area.units["in_system"]
    rows: list[Row] = []
    for layer in derived.recipe.assigned_layers:
        of_system = set(assigned[layer][in_system])
        for code in sorted(set(assigned[layer]) - {""}):
            parent = parent_of_area(layer, code, derived.area, derived.recipe)
            rows.append((layer, code, names[layer][code], parent, yes_or_no(code in of_system)))
    columns = ("layer", "area_code", "area_name", "parent_code", "in_system")
    return pack_file("areas.csv", columns, 2, rows, sort=False)


def _residents(derived: Derived) -> PackFile:
    rows = (
        (str(code), day.isoformat(), *(str(count) for count in counts))
        for day, table in derived.residents.items()
        for code, *counts in table.loc[derived.area.units.index, list(COUNTS)].itertuples()
    )
    return pack_file("residents.csv", ("unit_code", "date", *COUNTS), 2, rows)


def _registrations(derived: Derived) -> PackFile:
    columns = (
        *("patients", "with_own_pcn", "leading_pcn", "leading_pcn_name", "with_leading_pcn"),
    )
    day = REGISTRATION_DATE.isoformat()
    rows = (
        (str(code), day, *(str(cell) for cell in cells))
        for code, *cells in derived.leaning.units[list(columns)].itertuples()
    )
    return pack_file("registrations.csv", ("unit_code", "date", *columns), 2, rows)


def _practices(derived: Derived) -> PackFile:
    layers = derived.recipe.list_layers
    rows: list[Row] = []
    for code, member in derived.members.items():
        place = derived.places.get(member.postcode)
        areas = areas_of_network(member.pcn, derived.area, derived.recipe)
        rows.append(
            (
                code,
                member.name,
                member.postcode,
                *(("", "") if place is None else map(str, place)),
                *(areas[layer] for layer in layers),
                member.predecessor or "",
                write_note(member, derived.members, derived.sizes[code]),
            )
        )
    columns = (
        *("practice_code", "practice_name", "postcode", "easting", "northing"),
        *(*layers, "predecessor", "note"),
    )
    return pack_file("practices.csv", columns, 1, rows)


def _lists(derived: Derived) -> PackFile:
    rows: list[Row] = []
    for code, member in derived.members.items():
        for day, size in derived.sizes[code].items():
            state = list_state(member, day, size is not None)
            ages = [""] * len(LIST_AGE_GROUPS)
            if day == LIST_DATE and state is ListState.COUNTED:
                ages = [str(count) for count in derived.lists.loc[code, list(LIST_AGE_GROUPS)]]
            rows.append((code, day.isoformat(), str(state), _text(size), *ages))
    columns = ("practice_code", "date", "state", "patients", *LIST_AGE_GROUPS)
    return pack_file("lists.csv", columns, 2, rows)


def _homes(derived: Derived) -> PackFile:
    """Count each practice's patients by unit, and withhold the small counts."""
    day = REGISTRATION_DATE.isoformat()
    homes = derived.registrations
    ours = homes["practice_code"].isin(list(derived.members))
    inside = homes["unit_code"].isin(derived.area.units.index)
    pair = ["practice_code", "unit_code"]
    counts = homes[ours & inside].groupby(pair, as_index=False)["patients"].sum()
    rows = (
        (str(practice), str(unit), day, "" if patients < SMALLEST_COUNT else str(patients))
        for practice, unit, patients in counts[[*pair, "patients"]].itertuples(index=False)
    )
    return pack_file("homes.csv", (*pair, "date", "patients"), 2, rows)


def _text(number: int | None) -> str:
    return "" if number is None else str(number)
