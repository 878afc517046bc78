"""Postcodes: finding a place by postcode, however it was typed.

A pack has tens of thousands of postcodes and few sessions ask for one, so ``postcodes.csv`` is
read and validated at the first question and kept until the file changes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from geo.model import PackError
from geo.pack.cells import rows_where, whole_numbers
from geo.pack.codes import Codes
from geo.pack.collecting import FaultList
from geo.pack.outlines import off_grid
from geo.pack.schema import FILES, POSTCODES, UNITS
from geo.pack.tables import Table, read_table

_OUTWARD = "[A-Z]{1,2}[0-9][A-Z0-9]?"
_WHOLE = re.compile(rf"({_OUTWARD})([0-9][A-Z]{{2}})")
_WRITTEN = re.compile(rf"{_OUTWARD} [0-9][A-Z]{{2}}")
_OFFERED = 8


@dataclass(frozen=True)
class PostcodePlace:
    """A postcode and where it is.

    Attributes:
        postcode: with its space, for example ``NG15 6FQ``.
        place: (easting, northing) in EPSG:27700, metres.
        unit_code: the unit that the place lies in; None just outside the study area.
    """

    postcode: str
    place: tuple[int, int]
    unit_code: str | None


@dataclass(frozen=True)
class PostcodeAnswer:
    """What is known of a postcode that somebody typed.

    Attributes:
        asked: the postcode as it is usually written, as far as it could be understood.
        found: its place, or None.
        similar: where it was not found, postcodes of the pack that start like it, the most alike
            part first; empty where nothing in the pack starts like it.
    """

    asked: str
    found: PostcodePlace | None
    similar: tuple[str, ...] = ()


def find_postcode(folder: Path, typed: str) -> PostcodeAnswer:
    """Find a postcode in the pack in ``folder``.

    Args:
        folder: of the pack.
        typed: a postcode or the start of one, in any case, with or without spaces.

    Raises:
        PackError: ``postcodes.csv`` or ``units.csv`` is faulty; all faults of both are told.
    """
    asked = as_written(typed)
    places = _places(folder, _stamp(folder / POSTCODES.name), _stamp(folder / UNITS.name))
    found = places.by_postcode.get(asked)
    if found is not None or not asked:
        return PostcodeAnswer(asked, found)
    return PostcodeAnswer(asked, None, _similar(places.ascending, asked))


def as_written(typed: str) -> str:
    """Return a typed postcode in capitals with its space; a start of one without spaces."""
    letters = re.sub("[^A-Z0-9]", "", typed.upper())
    whole = _WHOLE.fullmatch(letters)
    return f"{whole[1]} {whole[2]}" if whole else letters


@dataclass(frozen=True)
class _Places:
    """All postcodes of a pack, by name and in ascending order."""

    by_postcode: dict[str, PostcodePlace]
    ascending: list[str]


def _stamp(file: Path) -> tuple[int, int]:
    """Return what tells one state of a file from another; a missing file has a state, too."""
    try:
        state = file.stat()
    except OSError:
        return (0, 0)
    return state.st_mtime_ns, state.st_size


@lru_cache(maxsize=4)
def _places(folder: Path, *_states: tuple[int, int]) -> _Places:
    faults = FaultList()
    table = read_table(folder, POSTCODES, faults)
    units = read_table(folder, UNITS, faults)
    by_postcode: dict[str, PostcodePlace] = {}
    if table is not None:
        if units is not None:
            position = {code: row for row, code in enumerate(units["unit_code"])}
            Codes("unit", UNITS.name, position, units.complete).find(table, "unit_code")
        by_postcode = _read_places(table)
    if wrong := faults.in_order(FILES):
        raise PackError(folder.resolve().name, wrong)
    return _Places(by_postcode, sorted(by_postcode))


def _read_places(table: Table) -> dict[str, PostcodePlace]:
    for row, postcode in enumerate(table["postcode"]):
        if not _WRITTEN.fullmatch(postcode):
            table.fault(row, "is not a postcode in capitals with its space, such as NG15 6FQ.")
    east, north = whole_numbers(table, "easting"), whole_numbers(table, "northing")
    for row in rows_where(off_grid(east, north)):
        table.fault(
            row,
            "stands at {east} {north}, which is not a place in EPSG:27700 (British National Grid).",
            east=table["easting"][row],
            north=table["northing"][row],
        )
    known = rows_where((east >= 0) & (north >= 0))
    return {
        table["postcode"][row]: PostcodePlace(
            table["postcode"][row],
            (int(east[row]), int(north[row])),
            table["unit_code"][row] or None,
        )
        for row in known
    }


def _similar(ascending: list[str], asked: str) -> tuple[str, ...]:
    """Return postcodes that share the longest start with the one asked for, first few."""
    outward, _, inward = asked.partition(" ")
    starts = [f"{outward} {inward[:2]}", f"{outward} {inward[:1]}", f"{outward} "]
    if not inward:
        match = re.fullmatch(rf"({_OUTWARD})([0-9][A-Z]?)", asked)
        starts = [f"{asked} ", *([f"{match[1]} {match[2]}"] if match else []), asked]
    for start in starts:
        first = bisect_left(ascending, start)
        offered = [
            postcode
            for postcode in ascending[first : first + _OFFERED]
            if postcode.startswith(start)
        ]
        if offered:
            return tuple(offered)
    return ()
