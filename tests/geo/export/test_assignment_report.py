"""The report on a file of assignments: each row and each code that no row names, as text."""

from __future__ import annotations

from geo.export.assignment_report import NOT_NAMED, assignment_report_table
from geo.export.tables import as_csv
from geo.model import Pack
from geo.plan.assignment_text import Subject, read_assignments
from geo.plan.state import State


def report(pack: Pack, content: str):
    return read_assignments(content.encode(), State.of(pack), "pcn", Subject.UNITS)


def test_every_row_and_every_missing_code_is_told(toy_pack: Pack) -> None:
    found = report(toy_pack, "unit_code,area_code\nS31,N1\nS11,N1\nS1,N1\nS12,N1\nS12,N2\n")
    table = assignment_report_table(found)
    told = {(row[0], row[1]): row[3] for row in table.rows if row[0] is not None}
    assert told == {
        (2, "S31"): "would move",
        (3, "S11"): "stays",
        (4, "S1"): "cannot be used",
        (5, "S12"): "cannot be used",
        (6, "S12"): "cannot be used",
    }
    missing = [row[1] for row in table.rows if row[3] == NOT_NAMED]
    assert sorted([*missing, "S31", "S11", "S12"]) == sorted(toy_pack.units.codes)


def test_a_hostile_code_is_no_formula(toy_pack: Pack) -> None:
    text = as_csv(assignment_report_table(report(toy_pack, "unit_code,area_code\n=1+1,@N1\n")))
    assert "'=1+1,'@N1,cannot be used" in text.decode("utf-8-sig")
