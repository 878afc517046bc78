"""Assignment files as spreadsheets leave them: each row is reported, nothing is applied."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.model import Pack
from geo.plan.assignment_text import (
    AssignmentReport,
    Outcome,
    Subject,
    assignment_text,
    read_assignments,
)
from geo.plan.edits import MovePractices, MoveUnits
from geo.plan.scenario import ScenarioError
from geo.plan.state import State
from tests.geo.plan.plans import steady


def report(
    pack: Pack, content: str | bytes, layer: str = "pcn", subject: Subject = Subject.UNITS
) -> AssignmentReport:
    raw = content if isinstance(content, bytes) else content.encode()
    return read_assignments(raw, State.of(pack), layer, subject)


def test_each_row_moves_stays_or_cannot_be_used(toy_pack: Pack) -> None:
    found = report(
        toy_pack, "unit_code,area_code\nS11,N1\nS12,N2\nS99,N1\nS13,N9\nS14,N3\nS14,N4\nS21,\n"
    )
    assert [(row.line, row.outcome) for row in found.rows] == [
        (2, Outcome.STAYS),
        (3, Outcome.MOVES),
        (4, Outcome.FAULT),
        (5, Outcome.FAULT),
        (6, Outcome.FAULT),
        (7, Outcome.FAULT),
        (8, Outcome.MOVES),
    ]
    assert [row.message for row in found.faults] == [
        "There is no small area “S99”.",
        "There is no primary care network “N9”.",
        "“S14” is in 2 rows.",
        "“S14” is in 2 rows.",
    ]
    assert len(found.missing) == 24 - 5
    assert found.summary == "7 rows: 2 would move, 1 stay, 4 cannot be used; 19 are not named."
    assert found.changes() == [
        MoveUnits("pcn", ("S21",), None),
        MoveUnits("pcn", ("S12",), "N2"),
    ]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("1E+05", "scientific notation"),
        ("01/02/2019", "into a date"),
        ("2-Mar", "into a date"),
        ("1.0", "decimals"),
        ("1W", "dropped a leading zero: 01W?"),
        (" 01w", "Spaces or small letters have crept in: 01W?"),
    ],
)
def test_what_a_spreadsheet_does_to_codes_is_recognised(
    toy_pack: Pack, cell: str, words: str
) -> None:
    (fault,) = report(toy_pack, f"unit_code,area_code\nS11,{cell}\n", "ccg").faults
    assert words in fault.message


@pytest.mark.parametrize(
    ("content", "note"),
    [
        (b"\xef\xbb\xbfunit_code,area_code\r\nS12,N2\r\n", "byte-order mark"),
        ("unit_code,area_code\nS12,N2\n".encode("utf-16"), "byte-order mark"),
        (b"unit_code;area_code\nS12;N2\n", "semicolons"),
        (b"Unit_Code\tarea_code\n\nS12\tN2\n", "tabs"),
    ],
)
def test_other_forms_of_the_file_are_read_and_noted(
    toy_pack: Pack, content: bytes, note: str
) -> None:
    found = report(toy_pack, content)
    assert note in found.notes[0]
    assert found.changes() == [MoveUnits("pcn", ("S12",), "N2")]


def test_windows_text_is_read(toy_pack: Pack) -> None:
    found = report(toy_pack, b"unit_code,area_code\nS12,caf\xe9\n")
    assert "not UTF-8" in found.notes[0]
    assert "café" in found.faults[0].message


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "The first line must be “unit_code,area_code” or “unit_code,pcn_code”."),
        ("code,area\nS11,N1\n", "The first line must be"),
        ("unit_code,area_code\n" + "S11,N1\n" * 2_000, "2,000 rows; there are only 24 small areas"),
        (b"x" * 20_000_001, "20,000,001 bytes"),
    ],
)
def test_a_file_that_is_no_assignment_is_refused(
    toy_pack: Pack, content: str | bytes, words: str
) -> None:
    with pytest.raises(ScenarioError) as refused:
        report(toy_pack, content)
    assert words in str(refused.value)


def test_layers_that_cannot_be_assigned_are_refused(toy_pack: Pack) -> None:
    with pytest.raises(ScenarioError, match="cannot be changed"):
        report(toy_pack, "unit_code,area_code\n", "unit")
    with pytest.raises(ScenarioError, match="move them there"):
        report(toy_pack, "practice_code,icp_code\n", "icp", Subject.PRACTICES)


def test_practices_are_assigned_in_the_same_way(toy_pack: Pack) -> None:
    text = assignment_text(State.of(toy_pack), "pcn", Subject.PRACTICES)
    assert text.startswith("practice_code,pcn_code\nP11,N1\n")
    assert text.endswith("P90,\n")
    found = report(toy_pack, text.replace("P11,N1", "P11,N2"), "pcn", Subject.PRACTICES)
    assert found.changes() == [MovePractices("pcn", ("P11",), "N2")]
    assert found.missing == ()


def test_rows_with_cells_too_many_or_too_few_are_told(toy_pack: Pack) -> None:
    found = report(toy_pack, "unit_code,area_code\nS11\nS12,N2,more\n")
    assert [row.message for row in found.faults] == [
        "The row has 1 cell instead of 2.",
        "The row has 3 cells instead of 2.",
    ]


@steady
@given(st.binary(max_size=300))
def test_any_bytes_are_reported_or_refused_with_words(toy_pack: Pack, content: bytes) -> None:
    with suppress(ScenarioError):
        found = report(toy_pack, b"unit_code,area_code\n" + content)
        assert all(row.message for row in found.faults)
