"""One mistake is told once: what follows from it is counted or left unsaid, and never hides it."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.model import Fault, PackError
from geo.pack import read_pack
from tests.pack_files import read_csv, spoil_rows, spoil_text

Rows = list[list[str]]


def error_of(folder: Path) -> PackError:
    with pytest.raises(PackError) as caught:
        read_pack(folder)
    return caught.value


def faults_of(folder: Path) -> list[Fault]:
    return list(error_of(folder).faults)


def test_of_many_equal_faults_twenty_are_listed_and_all_counted(toy_pack_folder: Path) -> None:
    def spoil(rows: Rows) -> Rows:
        return [rows[0], *([row[0], row[1], "", *row[3:]] for row in rows[1:])]

    spoil_rows(toy_pack_folder, "residents.csv", spoil)
    error = error_of(toy_pack_folder)
    assert [fault.row for fault in error.faults] == [*range(2, 22), None]
    assert error.faults[-1] == Fault(
        "residents.csv",
        "has 28 more faults of the same kind as the last one listed "
        "(row 21, S32: all_ages is empty.)",
        count=28,
    )
    assert error.count == 48
    assert str(error).startswith("The pack toy cannot be used: 48 faults.\n")


def test_a_file_of_other_units_is_not_told_unit_by_unit(toy_pack_folder: Path) -> None:
    def renamed(rows: Rows) -> Rows:
        return [rows[0], *([f"Z{row[0][1:]}", *row[1:]] for row in rows[1:])]

    spoil_rows(toy_pack_folder, "geometry.csv", renamed)
    found = faults_of(toy_pack_folder)
    assert found[0].message == ("has no row for 24 of the 24 codes in units.csv, for example S11.")
    assert len(found) == 1 + 20 + 1


def test_headings_in_another_order_are_told_without_their_cells(toy_pack_folder: Path) -> None:
    order = ", ".join(read_csv(toy_pack_folder / "registrations.csv")[0])
    spoil_text(
        toy_pack_folder,
        "registrations.csv",
        "date,patients,with_own_pcn",
        "date,with_own_pcn,patients",
    )
    assert faults_of(toy_pack_folder) == [
        Fault("registrations.csv", f"has its columns in another order than {order}.", 1)
    ]


def without_layers(text: str, instead: str) -> str:
    """The settings with their layers, which stand last, replaced by one entry at the top."""
    return f"{instead}\n{text[: text.index('[[layer]]')]}"


@pytest.mark.parametrize(
    ("instead", "words"),
    [
        ('layer = "x"', "layer must be written as [[layer]]."),
        ("layer = [7]", "layer must be written as [[layer]]."),
        ("", "has no [[layer]]."),
    ],
)
def test_a_damaged_list_of_layers_is_one_fault(
    toy_pack_folder: Path, instead: str, words: str
) -> None:
    settings = toy_pack_folder / "pack.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(without_layers(text, instead), encoding="utf-8")
    assert faults_of(toy_pack_folder) == [Fault("pack.toml", words)]


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ('key = "ward"', "", None, "lacks key."),
        ('key = "ward"', "key = 3", None, "key must be a text in quotation marks."),
        ('parent = "icp"', "parent = 3", "pcn", "parent must be a text in quotation marks."),
        ('key = "msoa"', 'key = "ward"', "ward", "stands twice as a layer."),
    ],
)
def test_a_damaged_layer_is_one_fault(
    toy_pack_folder: Path, old: str, new: str, code: str | None, words: str
) -> None:
    spoil_text(toy_pack_folder, "pack.toml", f"\n{old}\n", f"\n{new}\n")
    assert faults_of(toy_pack_folder) == [Fault("pack.toml", words, None, code)]


def test_a_layer_of_an_unknown_kind_is_one_fault(toy_pack_folder: Path) -> None:
    spoil_text(toy_pack_folder, "pack.toml", 'registered = "living_inside"', 'registered = "all"')
    found = faults_of(toy_pack_folder)
    assert {(fault.file, fault.message) for fault in found} == {
        ("pack.toml", "registered is all, but must be lists or living_inside.")
    }


def test_a_damaged_list_of_tiers_is_one_fault(toy_pack_folder: Path) -> None:
    spoil_text(toy_pack_folder, "pack.toml", 'key = "place"', 'keys = "place"')
    found = faults_of(toy_pack_folder)
    assert [fault.message for fault in found] == [
        "lacks key.",
        "has keys, which the format does not know.",
    ]


@pytest.mark.parametrize("sign", ["\0", "\x1b", "\u00a0", "\u200b"])
def test_what_cannot_be_seen_is_written_as_an_escape(toy_pack_folder: Path, sign: str) -> None:
    spoil_text(toy_pack_folder, "assignments.csv", "S13,TOY", f"S13,TOY{sign}")
    (fault,) = faults_of(toy_pack_folder)
    escaped = sign.encode("unicode_escape").decode()
    assert f"names the integrated care system TOY{escaped}, which" in fault.message
    assert str(fault).isprintable()


@pytest.mark.parametrize(
    ("file", "start", "code"),
    [("lists.csv", "P21,2020-04-01", "P21"), ("areas.csv", "pcn,N3,Southeast Network", "N3")],
)
def test_a_row_that_cannot_be_split_is_told_with_its_code(
    toy_pack_folder: Path, file: str, start: str, code: str
) -> None:
    spoil_text(toy_pack_folder, file, start, f'{start.rpartition(",")[0]},"x"y')
    (fault,) = (each for each in faults_of(toy_pack_folder) if "cannot be split" in each.message)
    assert (fault.file, fault.code) == (file, code)


def test_a_row_with_a_cell_too_many_is_told_with_its_area(toy_pack_folder: Path) -> None:
    spoil_text(toy_pack_folder, "areas.csv", "Southeast Network", "Southeast, Network")
    (fault,) = faults_of(toy_pack_folder)
    assert (fault.code, fault.message) == ("N3", "has 6 cells where there are 5 columns.")


def test_an_infinite_coordinate_is_told_as_such(toy_pack_folder: Path) -> None:
    spoil_text(toy_pack_folder, "geometry.csv", "((450000 340000, ", "((450000 340000, -inf 1, ")
    (fault,) = faults_of(toy_pack_folder)
    assert (fault.row, fault.code) == (2, "S11")
    assert "for example -inf 1. Nothing" in fault.message
