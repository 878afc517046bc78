"""Files that are missing, cut short, re-saved by other programs, or out of shape."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from geo.model import Fault, Pack, PackError
from geo.pack import find_postcode, read_pack
from tests.pack_files import read_csv, spoil_cell, spoil_rows, spoil_text, write_csv


def faults_of(folder: Path) -> list[Fault]:
    with pytest.raises(PackError) as caught:
        read_pack(folder)
    return list(caught.value.faults)


def spoil_bytes(folder: Path, file: str, change: Callable[[bytes], bytes]) -> None:
    (folder / file).write_bytes(change((folder / file).read_bytes()))


def every_file(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_each_missing_file_is_one_fault(toy_pack_folder: Path) -> None:
    names = every_file(toy_pack_folder)
    assert len(names) == 15
    for name in names:
        content = (toy_pack_folder / name).read_bytes()
        (toy_pack_folder / name).unlink()
        assert faults_of(toy_pack_folder) == [Fault(name, "is missing.")]
        (toy_pack_folder / name).write_bytes(content)


def test_all_missing_files_are_told_at_once(toy_pack_folder: Path) -> None:
    names = every_file(toy_pack_folder)
    for name in names:
        (toy_pack_folder / name).unlink()
    found = faults_of(toy_pack_folder)
    assert sorted(fault.file for fault in found) == names
    assert {fault.message for fault in found} == {"is missing."}


def test_a_missing_folder_is_one_fault(tmp_path: Path) -> None:
    assert faults_of(tmp_path / "nowhere") == [
        Fault("pack.toml", "is missing: there is no such folder.")
    ]


def test_a_folder_in_place_of_a_file_is_a_fault(toy_pack_folder: Path) -> None:
    (toy_pack_folder / "units.csv").unlink()
    (toy_pack_folder / "units.csv").mkdir()
    (fault,) = faults_of(toy_pack_folder)
    assert fault.message.startswith("cannot be read: ")


READ_CSV_FILES = [
    *("units.csv", "geometry.csv", "areas.csv", "assignments.csv", "residents.csv"),
    *("registrations.csv", "practices.csv", "lists.csv", "reconciliation.csv", "left_out.csv"),
]


@pytest.mark.parametrize("file", READ_CSV_FILES)
class TestEveryCsvFile:
    def test_a_missing_column_is_one_fault(self, toy_pack_folder: Path, file: str) -> None:
        last = read_csv(toy_pack_folder / file)[0][-1]
        spoil_rows(toy_pack_folder, file, lambda rows: [row[:-1] for row in rows])
        assert faults_of(toy_pack_folder) == [Fault(file, f"lacks the column {last}.", 1)]

    def test_an_added_column_is_one_fault(self, toy_pack_folder: Path, file: str) -> None:
        spoil_rows(toy_pack_folder, file, lambda rows: [[*row, "extra"] for row in rows])
        assert faults_of(toy_pack_folder) == [
            Fault(file, "has the column extra, which the format does not know.", 1)
        ]

    def test_a_repeated_column_is_a_fault(self, toy_pack_folder: Path, file: str) -> None:
        last = read_csv(toy_pack_folder / file)[0][-1]
        spoil_rows(toy_pack_folder, file, lambda rows: [[*row, row[-1]] for row in rows])
        assert faults_of(toy_pack_folder) == [Fault(file, f"has twice the column {last}.", 1)]

    def test_swapped_columns_are_one_fault(self, toy_pack_folder: Path, file: str) -> None:
        header = ", ".join(read_csv(toy_pack_folder / file)[0])
        spoil_rows(toy_pack_folder, file, lambda rows: [[r[1], r[0], *r[2:]] for r in rows])
        assert faults_of(toy_pack_folder) == [
            Fault(file, f"has its columns in another order than {header}.", 1)
        ]

    def test_a_byte_order_mark_is_one_fault(self, toy_pack_folder: Path, file: str) -> None:
        spoil_bytes(toy_pack_folder, file, lambda content: b"\xef\xbb\xbf" + content)
        assert faults_of(toy_pack_folder) == [
            Fault(file, "starts with a byte-order mark. Save it as UTF-8 without one.")
        ]

    def test_line_ends_of_old_macs_are_one_fault(self, toy_pack_folder: Path, file: str) -> None:
        spoil_bytes(toy_pack_folder, file, lambda content: content.replace(b"\n", b"\r"))
        assert faults_of(toy_pack_folder) == [
            Fault(file, "has line ends of old Macs. Save it with those of Unix (LF).")
        ]

    @pytest.mark.parametrize("lost", [1, 2])
    def test_a_lost_last_line_end_of_windows_is_one_fault(
        self, toy_pack_folder: Path, file: str, lost: int
    ) -> None:
        spoil_bytes(toy_pack_folder, file, lambda content: content.replace(b"\n", b"\r\n")[:-lost])
        assert faults_of(toy_pack_folder) == [
            Fault(file, "does not end with a line end: it may have been cut short when copied.")
        ]

    def test_semicolons_are_one_fault(self, toy_pack_folder: Path, file: str) -> None:
        rows = read_csv(toy_pack_folder / file)
        text = "".join(";".join(row).replace(",", "") + "\n" for row in rows)
        (toy_pack_folder / file).write_text(text, encoding="utf-8")
        assert faults_of(toy_pack_folder) == [
            Fault(file, "has no commas between its columns. Save it as CSV with commas.", 1)
        ]

    def test_sixteen_bit_text_is_one_fault(self, toy_pack_folder: Path, file: str) -> None:
        spoil_bytes(toy_pack_folder, file, lambda content: content.decode().encode("utf-16"))
        (fault,) = faults_of(toy_pack_folder)
        assert (fault.file, fault.message.split(".")[0]) == (file, "is not UTF-8")

    def test_an_empty_file_is_one_fault(self, toy_pack_folder: Path, file: str) -> None:
        (toy_pack_folder / file).write_bytes(b"")
        assert faults_of(toy_pack_folder) == [Fault(file, "is empty.")]

    def test_a_lost_last_line_end_is_one_fault(self, toy_pack_folder: Path, file: str) -> None:
        spoil_bytes(toy_pack_folder, file, lambda content: content[:-1])
        assert faults_of(toy_pack_folder) == [
            Fault(file, "does not end with a line end: it may have been cut short when copied.")
        ]

    def test_a_file_cut_in_the_middle_is_told_without_a_flood(
        self, toy_pack_folder: Path, file: str
    ) -> None:
        spoil_bytes(toy_pack_folder, file, lambda content: content[: len(content) * 2 // 3])
        found = faults_of(toy_pack_folder)
        assert (
            Fault(file, "does not end with a line end: it may have been cut short when copied.")
            in found
        )
        assert len(found) <= 4
        assert {fault.file for fault in found} == {file}

    def test_an_open_quotation_mark_is_told_with_its_row(
        self, toy_pack_folder: Path, file: str
    ) -> None:
        spoil_bytes(toy_pack_folder, file, lambda content: content + b'"never closed\n')
        row = len(read_csv_lines(toy_pack_folder / file))
        assert Fault(
            file, "cannot be split into cells: a quotation mark or line end is amiss.", row
        ) in faults_of(toy_pack_folder)

    def test_a_repeated_row_is_told_with_the_first(self, toy_pack_folder: Path, file: str) -> None:
        spoil_rows(toy_pack_folder, file, lambda rows: [*rows[:2], rows[1], *rows[2:]])
        (fault,) = faults_of(toy_pack_folder)
        assert (fault.file, fault.row) == (file, 3)
        assert fault.message == "stands here a second time; it is already in row 2."

    def test_rows_that_do_not_ascend_are_one_fault(self, toy_pack_folder: Path, file: str) -> None:
        spoil_rows(toy_pack_folder, file, lambda rows: [rows[0], *reversed(rows[1:])])
        (fault,) = faults_of(toy_pack_folder)
        assert (fault.file, fault.row) == (file, 3)
        assert fault.message.startswith("does not stand in ascending order of ")

    def test_a_row_with_a_cell_too_many_is_one_fault(
        self, toy_pack_folder: Path, file: str
    ) -> None:
        width = len(read_csv(toy_pack_folder / file)[0])
        spoil_rows(toy_pack_folder, file, lambda rows: [rows[0], [*rows[1], "x"], *rows[2:]])
        (fault,) = faults_of(toy_pack_folder)
        assert (fault.file, fault.row) == (file, 2)
        assert fault.message == f"has {width + 1} cells where there are {width} columns."

    def test_an_empty_key_is_one_fault(self, toy_pack_folder: Path, file: str) -> None:
        column = read_csv(toy_pack_folder / file)[0][0]
        spoil_cell(toy_pack_folder, file, 2, column, "")
        assert faults_of(toy_pack_folder) == [Fault(file, f"{column} is empty.", 2)]


def read_csv_lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines()


def test_a_pack_with_line_ends_of_windows_can_be_read(
    toy_pack_folder: Path, toy_pack: Pack
) -> None:
    for name in every_file(toy_pack_folder):
        spoil_bytes(toy_pack_folder, name, lambda content: content.replace(b"\n", b"\r\n"))
    pack = read_pack(toy_pack_folder)
    assert (pack.practices, pack.bands) == (toy_pack.practices, toy_pack.bands)
    assert find_postcode(toy_pack_folder, "TY1 1AA").found is not None


def test_text_that_is_not_utf_8_is_told_with_its_row(toy_pack_folder: Path) -> None:
    spoil_bytes(
        toy_pack_folder, "units.csv", lambda text: text.replace(b"Square 1-3", b"Squ\xe4re 1-3")
    )
    assert faults_of(toy_pack_folder) == [
        Fault("units.csv", "is not UTF-8. Save it as “CSV UTF-8”, or as plain text in UTF-8.", 4)
    ]


@pytest.mark.parametrize(
    "file", ["geometry.csv", "assignments.csv", "residents.csv", "registrations.csv"]
)
def test_a_unit_that_a_file_lacks_is_one_fault(toy_pack_folder: Path, file: str) -> None:
    spoil_rows(toy_pack_folder, file, lambda rows: [row for row in rows if row[0] != "S22"])
    assert faults_of(toy_pack_folder) == [
        Fault(file, "there is no row for this unit.", None, "S22")
    ]


def test_a_practice_without_a_list_on_one_date_is_one_fault(toy_pack_folder: Path) -> None:
    spoil_rows(toy_pack_folder, "lists.csv", lambda rows: [rows[0], *rows[2:]])
    assert faults_of(toy_pack_folder) == [
        Fault("lists.csv", "there is no row of 2020-04-01 for this practice.", None, "P11")
    ]


def test_a_layer_without_areas_is_told(toy_pack_folder: Path) -> None:
    spoil_rows(toy_pack_folder, "areas.csv", lambda rows: [r for r in rows if r[0] != "msoa"])
    assert Fault("areas.csv", "has no area of this layer.", None, "msoa") in faults_of(
        toy_pack_folder
    )


def test_faults_of_many_files_are_all_told_in_the_order_of_files_and_rows(
    toy_pack_folder: Path,
) -> None:
    spoil_cell(toy_pack_folder, "lists.csv", 3, "patients", "many")
    spoil_cell(toy_pack_folder, "residents.csv", 9, "all_ages", "-1")
    spoil_cell(toy_pack_folder, "residents.csv", 2, "age_00_04", "x")
    spoil_cell(toy_pack_folder, "units.csv", 5, "area_km2", "x")
    spoil_cell(toy_pack_folder, "geometry.csv", 5, "outline", "x")
    spoil_text(toy_pack_folder, "pack.toml", "schema = 1", "schema = 9")
    (toy_pack_folder / "left_out.csv").unlink()
    assert [(fault.file, fault.row) for fault in faults_of(toy_pack_folder)] == [
        ("pack.toml", None),
        ("units.csv", 5),
        ("geometry.csv", 5),
        ("residents.csv", 2),
        ("residents.csv", 9),
        ("lists.csv", 3),
        ("left_out.csv", None),
    ]


def test_a_broken_file_hides_no_fault_in_another(toy_pack_folder: Path) -> None:
    (toy_pack_folder / "pack.toml").write_text("schema =", encoding="utf-8")
    (toy_pack_folder / "units.csv").write_text("no,such\n", encoding="utf-8")
    spoil_cell(toy_pack_folder, "residents.csv", 2, "all_ages", "-1")
    spoil_cell(toy_pack_folder, "lists.csv", 3, "patients", "many")
    spoil_cell(toy_pack_folder, "geometry.csv", 5, "outline", "POLYGON EMPTY")
    files = [fault.file for fault in faults_of(toy_pack_folder)]
    assert files == [
        *("pack.toml", "units.csv", "units.csv", "geometry.csv", "residents.csv", "lists.csv")
    ]


def test_outlines_in_degrees_are_one_fault_for_the_file(toy_pack_folder: Path) -> None:
    rows = read_csv(toy_pack_folder / "geometry.csv")
    for number, row in enumerate(rows[1:]):
        west = -1 - number / 100
        row[1] = f"POLYGON (({west} 52, {west} 53, -0.9 53, -0.9 52, {west} 52))"
    write_csv(toy_pack_folder / "geometry.csv", rows)
    (fault,) = faults_of(toy_pack_folder)
    assert fault.row == 2
    assert "look like degrees (WGS84, EPSG:4326), for example -1 52. 23 other" in fault.message
