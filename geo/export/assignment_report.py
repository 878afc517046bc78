"""What a file of assignments would do to a plan, row by row, as a table to take away."""

from __future__ import annotations

from geo.export.tables import Column, Table
from geo.plan.assignment_text import AssignmentReport, Outcome

REPORT_COLUMNS: tuple[Column, ...] = (
    Column("Line of the file", "number"),
    Column("Code", "code"),
    Column("Area code", "code"),
    Column("What becomes of it", width=24),
    Column("What is wrong", width=80),
)

_WORDS = {
    Outcome.MOVES: "would move",
    Outcome.STAYS: "stays",
    Outcome.FAULT: "cannot be used",
}
NOT_NAMED = "not named in the file"


def assignment_report_table(report: AssignmentReport) -> Table:
    """Return every row of the file in its order, then each code that no row names."""
    rows = [(row.line, row.code, row.area, _WORDS[row.outcome], row.message) for row in report.rows]
    missing = [(None, code, None, NOT_NAMED, "") for code in report.missing]
    return Table(REPORT_COLUMNS, (*rows, *missing))
