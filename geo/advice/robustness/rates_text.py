"""Rates as text: a planner's file of expected growth, checked row by row.

The first line names the columns ``area_code``, ``low`` and ``high``, in any order; other columns
are read past. The codes are those of the areas of one layer of the pack (districts, wards or any
other). Instead of a code a row may say ``everybody else``. Rates are plain numbers in percent a
year. Whoever lives in an area without a row keeps nothing silently: an area of the system without
a rate is a fault, unless there is a row for everybody else. Small areas outside the system that
have no rate are unknown in every later year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from geo.advice.robustness.rates import (
    SMALL_PERCENT,
    RateRange,
    Rates,
    one_rate,
    rate_fault,
    rates_by_area,
)
from geo.model import UNASSIGNED, Fault, Layer, Pack
from geo.spreadsheets import UnreadableError, damage, decode, hint, read_rows
from geo.words import counted, listed

EVERYBODY_ELSE = "everybody else"
"""Stands in a row in place of a code."""
_COLUMNS = ("area_code", "low", "high")
_PLAIN = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
_LONGEST_CELL = 60


class RatesError(ValueError):
    """Rates cannot be used. Carries every fault that was found.

    Attributes:
        faults: in the order of the rows; those of the whole file first.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(frozen=True)
class RateRow:
    """One row as a planner has typed it.

    Attributes:
        line: line of the file or table, the header being 1.
        code: of the area, or ``everybody else``.
        low, high: as typed.
    """

    line: int
    code: str
    low: str
    high: str

    @property
    def is_everybody_else(self) -> bool:
        """Whether it is for all who have no row of their own."""
        return " ".join(self.code.split()).casefold() == EVERYBODY_ELSE


def read_rates(content: bytes, pack: Pack, name: str, layer: str | None = None) -> Rates:
    """Read a file of rates.

    Args:
        content: the file, CSV as spreadsheets write it too.
        pack: whose areas the codes are; as published, and not as a plan has them.
        name: of the file, for faults.
        layer: key of the layer whose codes they are; found by the codes where None.

    Raises:
        RatesError: with everything that is wrong with the file.
        KeyError: the pack has no such layer.
    """
    try:
        text, notes = decode(content)
        (_, header), *lines = read_rows(text, notes) or [(1, [])]
    except UnreadableError as error:
        raise RatesError([Fault(name, str(error))]) from None
    columns = [cell.strip().lower() for cell in header]
    if any(columns.count(column) != 1 for column in _COLUMNS):
        message = "The first line must name the columns “area_code,low,high”, each once."
        raise RatesError([Fault(name, message, 1)])
    most = max(len(each.areas) for each in pack.layers.values())
    if len(lines) > 2 * most + 1_000:
        message = f"The file has {len(lines):,} rows; no layer has more than {most:,} areas."
        raise RatesError([Fault(name, message)])
    if others := [column for column in columns if column and column not in _COLUMNS]:
        what = "The column" if len(others) == 1 else "The columns"
        shown = listed([f"“{column[:_LONGEST_CELL]}”" for column in others])
        notes.append(f"{what} {shown} {'was' if len(others) == 1 else 'were'} read past.")
    places = [columns.index(column) for column in _COLUMNS]
    rows, faults = [], []
    for line, cells in lines:
        if len(cells) != len(columns):
            have = counted(len(cells), "cell", "cells")
            message = f"The row has {have} instead of {len(columns):,}."
            faults.append(Fault(name, message, line, cells[0][:_LONGEST_CELL] or None))
        else:
            rows.append(RateRow(line, *(cells[place] for place in places)))
    return check_rates(rows, pack, name, layer, notes, faults)


def check_rates(
    rows: Sequence[RateRow],
    pack: Pack,
    name: str,
    layer: str | None = None,
    notes: Sequence[str] = (),
    faults: Sequence[Fault] = (),
) -> Rates:
    """Return the rates that rows of a file, or of a table on the screen, say.

    Args:
        rows: as typed.
        pack: as for ``read_rates``.
        name: of the file or table, for faults.
        layer: as for ``read_rates``.
        notes: to carry along.
        faults: found earlier, to be told with those found here.

    Raises:
        RatesError: with everything that is wrong.
        KeyError: the pack has no such layer.
    """
    found = [*faults]
    if not rows and not found:
        found.append(Fault(name, "There is no row with a rate."))
    codes = {row.code for row in rows if not row.is_everybody_else}
    meant = _layers_meant(pack, codes, layer)
    if len(meant) > 1:
        names = listed([f"{each.key} ({each.definition.name})" for each in meant])
        message = f"The codes are those of several layers: {names}. Say which one is meant."
        raise RatesError([*found, Fault(name, message)])
    by_area: dict[str, RateRange] = {}
    first_line: dict[str, int] = {}
    everybody_else = None
    for row in rows:
        key = EVERYBODY_ELSE if row.is_everybody_else else row.code
        problems = [] if key == EVERYBODY_ELSE else _code_problems(key, meant, pack)
        if key in first_line:
            problems.append(f"It is also in row {first_line[key]:,}.")
        first_line.setdefault(key, row.line)
        rate, wrong = _range(row)
        problems += wrong
        if problems or rate is None:
            shown = key[:_LONGEST_CELL] or None
            found += [Fault(name, problem, row.line, shown) for problem in problems]
        elif key == EVERYBODY_ELSE:
            everybody_else = rate
        else:
            by_area[key] = rate
    if meant and EVERYBODY_ELSE not in first_line:
        found += _missing(pack, meant[0], codes, name)
    if found:
        raise RatesError(found)
    if everybody_else is not None and not meant:
        rates = one_rate(len(pack.units), everybody_else.low, everybody_else.high)
    else:
        rates = rates_by_area(meant[0], by_area, everybody_else)
    return replace(rates, notes=(*notes, *_suspicion(rates)))


def _layers_meant(pack: Pack, codes: set[str], layer: str | None) -> list[Layer]:
    """Return the layers that have most of the codes, none if no layer has any."""
    if layer is not None:
        return [pack.layer(layer)]
    shared = {key: len(codes & each.position.keys()) for key, each in pack.layers.items()}
    most = max(1, *shared.values())
    return [pack.layers[key] for key, many in shared.items() if many == most]


def _code_problems(code: str, meant: Sequence[Layer], pack: Pack) -> list[str]:
    known = {each for layer in meant or pack.layers.values() for each in layer.position}
    if code in known:
        return []
    if not code.strip():
        return ["The row has no area_code."]
    noun = meant[0].definition.singular if meant else "area of any layer"
    shown = code[:_LONGEST_CELL]
    return [f"There is no {noun} “{shown}”. {hint(shown, known)}".strip()]


def _range(row: RateRow) -> tuple[RateRange | None, list[str]]:
    """Return a row's range, or what is wrong with its numbers."""
    low, high = _number("low", row.low), _number("high", row.high)
    wrong = [each for each in (low, high) if isinstance(each, str)]
    if isinstance(low, str) or isinstance(high, str):
        return None, wrong
    fault = rate_fault(low, high)
    return (None, [fault]) if fault else (RateRange(low, high), [])


def _number(column: str, cell: str) -> float | str:
    """Return the number in a cell, or what is wrong with it."""
    text = cell.strip().replace("−", "-")
    if _PLAIN.fullmatch(text):
        return float(text)
    shown = cell.strip()[:_LONGEST_CELL]
    if not text:
        return f"The {column} rate is empty."
    if "%" in text:
        return f"The {column} rate “{shown}” must be a plain number in per cent, without the sign."
    if re.fullmatch(r"[+-]?[0-9]+,[0-9]+", text):
        return f"The {column} rate “{shown}” has a comma where a point is needed."
    looks = damage(text).replace("the code", "it")
    return f"The {column} rate “{shown}” is no plain number. {looks}".strip()


def _missing(pack: Pack, layer: Layer, codes: set[str], name: str) -> list[Fault]:
    """Return a fault for each area of the system, and for its units in no area, without a row."""
    noun, inside = layer.definition.singular, layer.area_of_unit[pack.units.in_system]
    remedy = f"Give it a row, or add a row “{EVERYBODY_ELSE}”."
    faults = [
        Fault(name, f"The {noun} {area.name} has no rate. {remedy}", code=area.code)
        for area in (layer.areas[place] for place in np.unique(inside[inside != UNASSIGNED]))
        if area.code not in codes
    ]
    if stray := int((inside == UNASSIGNED).sum()):
        have = counted(stray, "small area of the system is", "small areas of the system are")
        message = f"{have} in no {noun} and without a rate. Add a row “{EVERYBODY_ELSE}”."
        faults.append(Fault(name, message))
    return faults


def _suspicion(rates: Rates) -> list[str]:
    """Say where rates look like shares rather than per cent."""
    spread = rates.spread
    if spread is not None and 0 < max(abs(spread.low), abs(spread.high)) < SMALL_PERCENT:
        most = f"{SMALL_PERCENT:g} per cent a year"
        return [f"Every rate is under {most}. If 0.01 was meant as one per cent, write 1."]
    return []
