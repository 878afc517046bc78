"""The table: one row for each postcode of the area, for whoever wants to look up many.

Programs and spreadsheets read a CSV file with comments in it wrongly, so what must travel with the
table (what it is, what not to conclude, attributions) is a small text file of its own, see
``affected_notes``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from geo.export.affected.answers import Answers, find_answers
from geo.export.affected.words import NO_AREA
from geo.export.tables import Cell, Column, Table, as_csv
from geo.model import Layer, day_label
from geo.plan.state import State
from geo.words import start_sentence

_MONTH = "(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*"
_READ_OTHERWISE = re.compile(
    rf"[0-9]+([.,:/ -][0-9]+)*[.,]?(E[+-]?[0-9]+)?%?|{_MONTH}[./ -]?[0-9]+"
    rf"|[0-9]+[./ -]?{_MONTH}([./ -]?[0-9]+)?|TRUE|FALSE",
    re.IGNORECASE,
)


def affected_table(before: State, after: State, folder: Path | None = None) -> Table:
    """Return one row for each postcode of the area, ascending.

    Where there is no area of a layer, the code's cell is empty and words stand for the name. A
    postcode just outside the study area has no row: nothing is known of it.

    Args:
        before: mostly the baseline.
        after: of the same pack, the proposal.
        folder: that the pack was read from, where it is not among the application's own packs.

    Raises:
        ValueError: the states are not of one pack.
        PackError: ``postcodes.csv`` is faulty.
    """
    return _table(find_answers(before, after, folder), str)


def affected_csv(before: State, after: State, folder: Path | None = None) -> bytes:
    """Return ``affected_table`` as CSV, see ``geo.export.tables.as_csv``.

    A code that a spreadsheet would read as a number, a date or a truth value gets an apostrophe in
    front, as text does that it would take for a formula.
    """
    return as_csv(_table(find_answers(before, after, folder), _guarded))


def affected_notes(after: State, title: str, stamp: str = "") -> bytes:
    """Return what must travel with the table, as plain text in UTF-8.

    Args:
        after: the proposal.
        title: its name.
        stamp: which version of which plan this is; empty for none.
    """
    pack = after.pack
    attributions = dict.fromkeys(source.attribution for source in pack.sources)
    what = (
        f"Each row is a postcode of {pack.title}, with the areas that it is in now and under the "
        f"proposal “{' '.join(title.split())}”."
    )
    changing = (
        "An area changes where its code or its name does. A cell with an apostrophe in front holds "
        "text that a spreadsheet would take for a number, a date or a formula."
    )
    without = (
        f"“{NO_AREA['system']}”: the place is outside the system, or the plan puts it nowhere. "
        "Outside the system people are in areas that this data does not know."
    )
    sections = {
        "What this is": [what, changing, without, *([stamp] if stamp else [])],
        "What not to conclude": pack.cautions,
        "Boundaries": [
            f"{layer.definition.name}: {day_label(layer.definition.vintage)}"
            for layer in pack.layers.values()
        ],
        "Sources": [f"{each.title}: {each.publisher}, {each.vintage}" for each in pack.sources],
        "Attribution": attributions,
    }
    lines = []
    for heading, texts in sections.items():
        lines += [heading, *(f"- {text}" for text in texts), ""]
    return "\n".join(lines).encode("utf-8", "replace")


def _table(answers: Answers, written: Callable[[str], str]) -> Table:
    """Return the table, its codes as ``written`` writes them."""
    columns = (
        Column("Postcode"),
        Column("Small area code", "code"),
        Column("Small area name", width=34),
        Column("Anything changes"),
        *(column for layer in answers.layers for column in _columns(layer)),
    )
    cells = [tuple(_unit_cells(answers, unit, written)) for unit in range(len(answers.pack.units))]
    rows = tuple(
        (postcode, *cells[unit])
        for postcode, unit in answers.unit_of_postcode.items()
        if unit is not None
    )
    return Table(columns, rows)


def _guarded(code: str) -> str:
    return f"'{code}" if _READ_OTHERWISE.fullmatch(code) else code


def _columns(layer: Layer) -> Iterator[Column]:
    name = start_sentence(layer.definition.singular)
    yield Column(f"{name}: code now", "code")
    yield Column(f"{name}: name now", width=34)
    yield Column(f"{name}: code under the proposal", "code")
    yield Column(f"{name}: name under the proposal", width=34)
    yield Column(f"{name}: changes")


def _unit_cells(answers: Answers, unit: int, written: Callable[[str], str]) -> Iterator[Cell]:
    told = [answers.of_units[layer.key][unit] for layer in answers.layers]
    yield written(answers.pack.units.codes[unit])
    yield answers.pack.units.names[unit]
    yield _yes_no(any(each.changes for each in told))
    for layer, each in zip(answers.layers, told, strict=True):
        for area in (each.now, each.then):
            yield None if area is None else written(area.code)
            yield NO_AREA[layer.definition.covers] if area is None else area.name
        yield _yes_no(each.changes)


def _yes_no(value: bool) -> str:
    return "yes" if value else "no"
