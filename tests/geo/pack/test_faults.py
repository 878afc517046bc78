"""Each way in which one cell of a pack can be wrong is told with its file, row, code and reason."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from geo.model import Fault, PackError
from geo.pack import read_pack
from tests.pack_files import row_with, spoil_cell


def faults_of(folder: Path) -> list[Fault]:
    with pytest.raises(PackError) as caught:
        read_pack(folder)
    return list(caught.value.faults)


with Path(__file__).with_name("spoilt_cells.csv").open(encoding="utf-8", newline="") as file:
    CASES = [
        pytest.param(
            case["file"],
            case["key"].split("/"),
            case["column"],
            case["value"],
            case["message"],
            id=f"{case['file']} {case['key']}: {case['column']} = {case['value'][:40] or 'empty'}",
        )
        for case in csv.DictReader(file)
    ]
"""What to write into which cell of the toy county, and what is then said."""


@pytest.mark.parametrize(("file", "key", "column", "value", "words"), CASES)
def test_a_spoilt_cell_is_told_with_its_file_row_and_code(
    toy_pack_folder: Path, file: str, key: list[str], column: str, value: str, words: str
) -> None:
    row = row_with(toy_pack_folder, file, *key)
    code = key[-1] if file in ("areas.csv", "reconciliation.csv") else key[0]
    spoil_cell(toy_pack_folder, file, row, column, value)
    if column in ("unit_code", "area_code", "practice_code", "source"):
        code = value.strip()
    assert Fault(file, words, row, code) in faults_of(toy_pack_folder)


SELDOM_ALONE = ("_code", "source", "date", "layer")


@pytest.mark.parametrize(
    ("file", "key", "column", "value"),
    [
        pytest.param(*each.values[:4], id=each.id)
        for each in CASES
        if not str(each.values[2]).endswith(SELDOM_ALONE)
    ],
)
def test_a_spoilt_cell_that_is_no_key_is_one_fault(
    toy_pack_folder: Path, file: str, key: list[str], column: str, value: str
) -> None:
    row = row_with(toy_pack_folder, file, *key)
    spoil_cell(toy_pack_folder, file, row, column, value)
    (fault,) = faults_of(toy_pack_folder)
    assert fault.file == file
    assert fault.row == row


def test_a_code_that_lost_its_zero_where_it_is_defined_is_named_where_it_is_used(
    toy_pack_folder: Path,
) -> None:
    row = row_with(toy_pack_folder, "areas.csv", "ccg", "02E")
    spoil_cell(toy_pack_folder, "areas.csv", row, "area_code", "2E")
    assert Fault(
        "assignments.csv",
        "names the CCG 02E, which areas.csv does not have. It has 2E, which may have lost a "
        "leading zero to a spreadsheet.",
        row_with(toy_pack_folder, "assignments.csv", "S13"),
        "S13",
    ) in faults_of(toy_pack_folder)


def test_a_fault_reads_as_one_sentence(toy_pack_folder: Path) -> None:
    spoil_cell(toy_pack_folder, "assignments.csv", 4, "ccg", "2E")
    (fault,) = faults_of(toy_pack_folder)
    assert str(fault) == (
        "assignments.csv, row 4, S13: names the CCG 2E, which areas.csv does not have. A "
        "spreadsheet may have dropped a leading zero: 02E?"
    )
