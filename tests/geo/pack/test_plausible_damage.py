"""Damage that leaves every file in order, told by what the files say of one another."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from geo.model import Fault, PackError
from geo.pack import SHIPPED, data_folder, read_pack
from tests.pack_files import read_csv, row_with, spoil_cell, spoil_rows, spoil_text, write_csv

Rows = list[list[str]]


def faults_of(folder: Path) -> list[Fault]:
    with pytest.raises(PackError) as caught:
        read_pack(folder)
    return list(caught.value.faults)


@pytest.mark.parametrize(
    ("practices", "moved_to", "network"),
    [(("P41", "P42"), "N3", "N4"), (("P51",), "none", "N5")],
)
def test_a_network_without_a_practice_is_a_fault_in_the_system_and_outside(
    toy_pack_folder: Path, practices: tuple[str, ...], moved_to: str, network: str
) -> None:
    for code in practices:
        row = row_with(toy_pack_folder, "practices.csv", code)
        spoil_cell(toy_pack_folder, "practices.csv", row, "pcn", moved_to)
    assert faults_of(toy_pack_folder) == [
        Fault(
            "areas.csv",
            "has no practice in practices.csv, so that its registered population is not known, "
            "but would count as 0.",
            row_with(toy_pack_folder, "areas.csv", "pcn", network),
            network,
        )
    ]


@pytest.mark.parametrize("instead", ["N9", ""])
def test_where_the_last_practice_of_a_network_has_a_damaged_cell_that_is_the_one_fault(
    toy_pack_folder: Path, instead: str
) -> None:
    row = row_with(toy_pack_folder, "practices.csv", "P51")
    spoil_cell(toy_pack_folder, "practices.csv", row, "pcn", instead)
    (fault,) = faults_of(toy_pack_folder)
    assert (fault.file, fault.row) == ("practices.csv", row)


@pytest.mark.parametrize("area", ["1.010102", "0.990098", "2.000000"])
def test_an_outline_of_another_area_than_its_unit_is_a_fault(
    toy_pack_folder: Path, area: str
) -> None:
    row = row_with(toy_pack_folder, "units.csv", "S23")
    spoil_cell(toy_pack_folder, "units.csv", row, "area_km2", area)
    assert faults_of(toy_pack_folder) == [
        Fault(
            "geometry.csv",
            f"outline encloses 1.000000 km², but area_km2 in units.csv is {area}: one of the two "
            "is of another unit.",
            row,
            "S23",
        )
    ]


@pytest.mark.parametrize("area", ["1.010100", "0.990100"])
def test_an_outline_may_be_simplified(toy_pack_folder: Path, area: str) -> None:
    spoil_cell(toy_pack_folder, "units.csv", 2, "area_km2", area)
    assert read_pack(toy_pack_folder).units.area_km2[0] == float(area)


def test_two_swapped_outlines_of_the_shipped_pack_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "swapped"
    shutil.copytree(data_folder() / SHIPPED, folder)
    spoil_rows(
        folder,
        "geometry.csv",
        lambda rows: [rows[0], [rows[1][0], rows[2][1]], [rows[2][0], rows[1][1]], *rows[3:]],
    )
    codes = [row[0] for row in read_csv(folder / "geometry.csv")[1:3]]
    assert [(each.file, each.row, each.code) for each in faults_of(folder)] == [
        ("geometry.csv", 2, codes[0]),
        ("geometry.csv", 3, codes[1]),
    ]


def test_units_without_rows_are_told_and_their_outlines_with_them(toy_pack_folder: Path) -> None:
    spoil_rows(toy_pack_folder, "units.csv", lambda rows: rows[:1])
    assert faults_of(toy_pack_folder)


def renamed(folder: Path, codes: dict[str, str]) -> None:
    """Write other codes into every file alike, as a program does that opens and saves them all."""
    for file in ("areas.csv", "assignments.csv", "practices.csv", "lists.csv", "homes.csv"):
        rows = read_csv(folder / file)
        rows = [rows[0], *([codes.get(cell, cell) for cell in row] for row in rows[1:])]
        write_csv(folder / file, rows)


def test_a_code_that_has_lost_its_letter_in_all_files_is_a_fault(toy_pack_folder: Path) -> None:
    renamed(toy_pack_folder, {"01W": "01"})
    assert faults_of(toy_pack_folder) == [
        Fault(
            "areas.csv",
            "area_code has only 2 digits, but others hold letters (02E). A spreadsheet may have "
            "read the code as a number.",
            row_with(toy_pack_folder, "areas.csv", "ccg", "01"),
            "01",
        )
    ]


def test_a_practice_that_has_lost_its_letter_in_all_files_is_a_fault(
    toy_pack_folder: Path,
) -> None:
    renamed(toy_pack_folder, {"P11": "11"})
    (fault,) = faults_of(toy_pack_folder)
    assert (fault.file, fault.row, fault.code) == ("practices.csv", 2, "11")
    assert fault.message.startswith(
        "practice_code has only 2 digits, but others hold letters (P12)"
    )


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        (("001", "020", "3"), {"3": "others have leading zeros (001)"}),
        (("100", "200", "30"), {"30": "all others have 3 characters"}),
        (("01", "02", "3", "4"), dict.fromkeys("34", "others have leading zeros (01)")),
        (("1", "4A", "4B"), {"1": "others hold letters (4A)"}),
    ],
)
def test_codes_of_digits_that_have_lost_something_are_told_by_their_fellows(
    toy_pack_folder: Path, codes: tuple[str, ...], told: dict[str, str]
) -> None:
    number_middle_layer(toy_pack_folder, codes)
    found = faults_of(toy_pack_folder)
    assert {fault.code: fault.message.split(", but ")[1].split(". ")[0] for fault in found} == told


@pytest.mark.parametrize(
    "codes",
    [
        *(("100", "200", "300"), ("1", "2", "3"), ("7", "8", "9", "10", "11"), ("9", "10")),
        *(("01", "02", "10"), ("1", "2", "3", "4A")),
    ],
)
def test_sound_codes_of_digits_are_no_fault(toy_pack_folder: Path, codes: tuple[str, ...]) -> None:
    number_middle_layer(toy_pack_folder, codes)
    areas = read_pack(toy_pack_folder).layer("msoa").areas
    assert {area.code for area in areas} == set(codes)


def number_middle_layer(folder: Path, codes: tuple[str, ...]) -> None:
    """Give the layer ``msoa`` these codes; its last area also gets the rows left over."""
    rename = {f"M{row}": codes[min(row, len(codes)) - 1] for row in range(1, 6)}
    rename["M6"] = codes[-1]

    def areas(rows: Rows) -> Rows:
        others = [row for row in rows if row[0] != "msoa"]
        return [*others, *(["msoa", code, f"Area {code}", "", "yes"] for code in sorted(codes))]

    spoil_rows(folder, "areas.csv", areas)
    for old, new in rename.items():
        spoil_text(folder, "assignments.csv", f",{old}\n", f",{new}\n")
