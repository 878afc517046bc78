"""Cells: reading the text of a column as numbers, dates, or yes and no.

An empty cell gives NaN (or None, or False) without a fault: whether it may be empty was settled
when the table was read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from geo.model import Counts
from geo.pack.tables import Table

_MOST_DIGITS = 12
_WHOLE = re.compile(rf"[0-9]{{1,{_MOST_DIGITS}}}")
_DECIMAL = re.compile(rf"-?[0-9]{{1,{_MOST_DIGITS}}}(\.[0-9]{{1,15}})?")
_GROUPED = re.compile(r"[0-9]{1,3}([,\u00a0 '][0-9]{3})+")


def rows_where(condition: NDArray[np.bool_]) -> list[int]:
    """Return the positions of the rows for which a condition holds, shape (rows,)."""
    return [int(row) for row in np.flatnonzero(condition)]


def whole_numbers(table: Table, column: str, *, unknown: bool = False) -> Counts:
    """Return the whole numbers of a column, NaN where empty, unknown or at fault.

    Args:
        table: whose column.
        column: its name.
        unknown: whether ``unknown`` may stand for a figure that is not known.
    """
    cells = table[column]
    together = "".join(cells)
    if all(cells) and together.isascii() and together.isdigit() and _short(cells):
        return np.array(cells, dtype=np.float64)
    numbers = np.full(len(cells), np.nan)
    for row, cell in enumerate(cells):
        if _WHOLE.fullmatch(cell):
            numbers[row] = int(cell)
        elif cell and not (unknown and cell == "unknown"):
            table.fault(
                row,
                "{column} is {value}{problem}",
                column=column,
                value=cell,
                problem=_problem(cell, unknown),
            )
    return numbers


def _short(cells: Sequence[str]) -> bool:
    return max(map(len, cells), default=0) <= _MOST_DIGITS


def _problem(cell: str, unknown: bool) -> str:
    if cell == "unknown":
        return ", but this figure must be known."
    if _DECIMAL.fullmatch(cell):
        if cell.startswith("-"):
            return ": there cannot be fewer than none."
        return ": it must be whole. A spreadsheet may have changed the cell."
    if _GROUPED.fullmatch(cell):
        return ": write it without separators."
    if unknown:
        return ", which is not a whole number. Write unknown for a figure that is not known."
    return ", which is not a whole number."


def decimals(table: Table, column: str, *, unknown: bool = False) -> NDArray[np.float64]:
    """Return the decimal numbers of a column, NaN where empty, unknown or at fault.

    Args:
        table: whose column.
        column: its name.
        unknown: whether ``unknown`` may stand for a figure that is not known.
    """
    numbers = np.full(len(table), np.nan)
    for row, cell in enumerate(table[column]):
        if _DECIMAL.fullmatch(cell):
            numbers[row] = float(cell)
        elif cell and not (unknown and cell == "unknown"):
            table.fault(
                row, "{column} is {value}, which is not a number.", column=column, value=cell
            )
    return numbers


def dates(table: Table, column: str) -> list[date | None]:
    """Return the dates of a column, None where empty or at fault."""
    read: dict[str, date | None] = {"": None}
    found = []
    for row, cell in enumerate(table[column]):
        if cell not in read:
            read[cell] = _date(cell)
        if cell and read[cell] is None:
            table.fault(
                row,
                "{column} is {value}, which is not a date such as 2019-06-30.",
                column=column,
                value=cell,
            )
        found.append(read[cell])
    return found


def _date(cell: str) -> date | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", cell):
        return None
    try:
        return date.fromisoformat(cell)
    except ValueError:
        return None


def yes_no(table: Table, column: str) -> NDArray[np.bool_]:
    """Return a column of ``yes`` and ``no``; False where empty or at fault."""
    for row, cell in enumerate(table[column]):
        if cell not in ("yes", "no", ""):
            table.fault(
                row, "{column} is {value}, but must be yes or no.", column=column, value=cell
            )
    return np.array([cell == "yes" for cell in table[column]], dtype=bool)
