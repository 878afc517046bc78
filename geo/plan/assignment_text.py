"""Assignments as text: which unit, or which practice, is in which area, as CSV.

``unit_code,area_code`` for the units of a layer, ``practice_code,pcn_code`` (or any layer's key
with ``_code``) for its practices; an empty second cell is no area. What is read is reported row
by row and changes nothing: the report holds the edits that would bring the plan to what the file
says, for whoever wants to make them.
"""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from geo.model import Layer
from geo.plan.edits import MovePractices, MoveUnits
from geo.plan.edits.moving import list_layer_faults
from geo.plan.edits.words import layer_faults
from geo.plan.scenario import ScenarioError
from geo.plan.state import State
from geo.spreadsheets import NumberedRow, UnreadableError, decode, hint, read_rows
from geo.words import counted

_LONGEST_CELL = 60


class Subject(StrEnum):
    """What is assigned to areas."""

    UNITS = "unit"
    PRACTICES = "practice"

    @property
    def singular(self) -> str:
        """What a planner calls one of them."""
        return "small area" if self is Subject.UNITS else "practice"

    @property
    def plural(self) -> str:
        """What a planner calls several of them."""
        return "small areas" if self is Subject.UNITS else "practices"


class Outcome(StrEnum):
    """What becomes of one row."""

    MOVES = "moves"
    STAYS = "stays"
    FAULT = "fault"


@dataclass(frozen=True)
class AssignmentRow:
    """One row of a file.

    Attributes:
        line: line of the file on which it starts, the header being 1.
        code: of the unit or practice, as it stands there.
        area: code of the area, as it stands there; None for an empty cell.
        outcome: whether it would move, stays, or cannot be used.
        message: what is wrong with it; empty otherwise.
    """

    line: int
    code: str
    area: str | None
    outcome: Outcome
    message: str = ""


@dataclass(frozen=True)
class AssignmentReport:
    """What a file of assignments says about a plan. Nothing has been changed.

    Attributes:
        subject: units or practices.
        layer: key of the layer.
        rows: in the order of the file.
        missing: codes of units or practices that no row names; they would stay where they are.
        notes: what was odd about the file as a whole and could be read all the same.
    """

    subject: Subject
    layer: str
    rows: tuple[AssignmentRow, ...]
    missing: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def faults(self) -> tuple[AssignmentRow, ...]:
        """Rows that cannot be used."""
        return tuple(row for row in self.rows if row.outcome is Outcome.FAULT)

    @property
    def summary(self) -> str:
        """How many rows would move, stay, or cannot be used, in a sentence."""
        tally = Counter(row.outcome for row in self.rows)
        return (
            f"{counted(len(self.rows), 'row', 'rows')}: {tally[Outcome.MOVES]:,} would move, "
            f"{tally[Outcome.STAYS]:,} stay, {tally[Outcome.FAULT]:,} cannot be used; "
            f"{len(self.missing):,} are not named."
        )

    def changes(self) -> list[MoveUnits | MovePractices]:
        """Return the edits that make what the usable rows say, one for each area."""
        groups: dict[str | None, list[str]] = defaultdict(list)
        for row in self.rows:
            if row.outcome is Outcome.MOVES:
                groups[row.area].append(row.code)
        change = MoveUnits if self.subject is Subject.UNITS else MovePractices
        return [
            change(self.layer, tuple(sorted(codes)), area)
            for area, codes in sorted(groups.items(), key=lambda group: group[0] or "")
        ]


def assignment_text(state: State, layer: str, subject: Subject) -> str:
    """Return the assignment of all units, or of all practices, to the areas of a layer as CSV.

    Raises:
        KeyError: there is no such layer.
    """
    now = _assignment(state, layer, subject)
    second = "area_code" if subject is Subject.UNITS else f"{layer}_code"
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([f"{subject}_code", second])
    writer.writerows([code, area or ""] for code, area in now.items())
    return file.getvalue()


def read_assignments(
    content: bytes, state: State, layer: str, subject: Subject
) -> AssignmentReport:
    """Hold a file of assignments against a plan and report every row.

    Args:
        content: the file. A byte-order mark, semicolons or tabs instead of commas, and encodings
            that spreadsheets write are read, and noted.
        state: the plan.
        layer: key of the layer.
        subject: units or practices.

    Raises:
        ScenarioError: the file as a whole cannot be read as assignments, or units or practices
            cannot be moved in the layer.
    """
    faults = (layer_faults if subject is Subject.UNITS else list_layer_faults)(state, layer)
    if faults:
        raise ScenarioError(faults)
    now = _assignment(state, layer, subject)
    try:
        text, notes = decode(content)
        lines = _rows(text, layer, subject, notes)
    except UnreadableError as error:
        raise ScenarioError([str(error)]) from None
    if len(lines) > 2 * len(now) + 1_000:
        raise ScenarioError(
            [f"The file has {len(lines):,} rows; there are only {len(now):,} {subject.plural}."]
        )
    times = Counter(cells[0] for _, cells in lines if cells)
    rows = tuple(
        _row(line, cells, now, state.layers[layer], subject, times) for line, cells in lines
    )
    missing = tuple(code for code in now if code not in times)
    return AssignmentReport(subject, layer, rows, missing, tuple(notes))


def _assignment(state: State, layer: str, subject: Subject) -> dict[str, str | None]:
    """Return the area of each unit or practice by its code."""
    if subject is Subject.UNITS:
        areas = state.layers[layer].area_codes_of_units()
        return dict(zip(state.baseline.units.codes, areas, strict=True))
    return {practice.code: practice.areas.get(layer) for practice in state.pack.practices}


def _rows(text: str, layer: str, subject: Subject, notes: list[str]) -> list[NumberedRow]:
    """Return the rows under the header."""
    rows = read_rows(text, notes)
    wanted = [[f"{subject}_code", "area_code"], [f"{subject}_code", f"{layer}_code"]]
    header = [cell.strip().lower() for cell in rows[0][1]] if rows else []
    if header not in wanted:
        names = " or ".join(f"“{','.join(each)}”" for each in wanted)
        raise ScenarioError([f"The first line must be {names}."])
    return rows[1:]


def _row(
    line: int,
    cells: Sequence[str],
    now: Mapping[str, str | None],
    layer: Layer,
    subject: Subject,
    times: Mapping[str, int],
) -> AssignmentRow:
    code = cells[0]
    area = (cells[1] if len(cells) > 1 else "") or None
    problems = []
    if len(cells) != 2:
        problems.append(f"The row has {counted(len(cells), 'cell', 'cells')} instead of 2.")
    if code not in now:
        shown = code[:_LONGEST_CELL]
        problems.append(f"There is no {subject.singular} “{shown}”. {hint(shown, now)}".strip())
    if times[code] > 1:
        problems.append(f"“{code[:_LONGEST_CELL]}” is in {times[code]:,} rows.")
    if area is not None and area not in layer.position:
        shown, noun = area[:_LONGEST_CELL], layer.definition.singular
        problems.append(f"There is no {noun} “{shown}”. {hint(shown, layer.position)}".strip())
    if problems:
        return AssignmentRow(line, code, area, Outcome.FAULT, " ".join(problems))
    outcome = Outcome.STAYS if now[code] == area else Outcome.MOVES
    return AssignmentRow(line, code, area, outcome)
