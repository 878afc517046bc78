"""Finding a place by its postcode."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from geo.model import Fault, PackError
from geo.pack import PostcodePlace, find_postcode, read_pack
from tests.pack_files import spoil_cell, spoil_rows

S23 = PostcodePlace("TY2 3AA", (452_500, 341_500), "S23")


@pytest.mark.parametrize("typed", ["TY2 3AA", "ty23aa", " Ty2  3aa. ", "TY2-3AA"])
def test_a_postcode_is_found_however_it_was_typed(toy_pack_folder: Path, typed: str) -> None:
    answer = find_postcode(toy_pack_folder, typed)
    assert answer.found == S23
    assert answer.asked == "TY2 3AA"
    assert answer.similar == ()


def test_a_postcode_just_outside_lies_in_no_unit(toy_pack_folder: Path) -> None:
    found = find_postcode(toy_pack_folder, "TY9 9ZZ").found
    assert found is not None
    assert found.unit_code is None


@pytest.mark.parametrize(
    ("typed", "asked", "similar"),
    [
        ("TY2 3ZZ", "TY2 3ZZ", ("TY2 3AA",)),
        ("ty2 8aa", "TY2 8AA", ("TY2 1AA", "TY2 2AA", "TY2 3AA", "TY2 4AA")),
        ("TY2", "TY2", ("TY2 1AA", "TY2 2AA", "TY2 3AA", "TY2 4AA")),
        ("ty2 3", "TY23", ("TY2 3AA",)),
        ("XX1 1AA", "XX1 1AA", ()),
        ("?", "", ()),
        ("", "", ()),
    ],
)
def test_where_there_is_none_similar_ones_are_offered(
    toy_pack_folder: Path, typed: str, asked: str, similar: tuple[str, ...]
) -> None:
    answer = find_postcode(toy_pack_folder, typed)
    assert (answer.asked, answer.found, answer.similar) == (asked, None, similar)


def test_no_more_than_eight_are_offered(toy_pack_folder: Path) -> None:
    assert len(find_postcode(toy_pack_folder, "TY").similar) == 8


def test_a_changed_file_is_read_again(toy_pack_folder: Path) -> None:
    assert find_postcode(toy_pack_folder, "TY2 3AA").found == S23
    spoil_rows(toy_pack_folder, "postcodes.csv", lambda rows: [rows[0], *rows[2:]])
    os.utime(toy_pack_folder / "postcodes.csv", (1, 1))
    assert find_postcode(toy_pack_folder, "TY1 1AA").found is None


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("easting", "far", "easting is far, which is not a whole number."),
        ("easting", "", "easting is empty."),
        (
            "easting",
            "800000",
            "stands at 800000 340500, which is not a place in EPSG:27700 (British National Grid).",
        ),
        ("unit_code", "S99", "names the unit S99, which units.csv does not have."),
    ],
)
def test_a_spoilt_postcode_is_told_when_one_is_asked_for(
    toy_pack_folder: Path, column: str, value: str, words: str
) -> None:
    spoil_cell(toy_pack_folder, "postcodes.csv", 2, column, value)
    read_pack(toy_pack_folder)
    with pytest.raises(PackError) as caught:
        find_postcode(toy_pack_folder, "TY2 3AA")
    assert caught.value.faults == (Fault("postcodes.csv", words, 2, "TY1 1AA"),)


def test_a_postcode_without_its_space_is_told(toy_pack_folder: Path) -> None:
    spoil_cell(toy_pack_folder, "postcodes.csv", 26, "postcode", "TY99ZZ")
    with pytest.raises(PackError) as caught:
        find_postcode(toy_pack_folder, "TY2 3AA")
    words = "is not a postcode in capitals with its space, such as NG15 6FQ."
    assert caught.value.faults == (Fault("postcodes.csv", words, 26, "TY99ZZ"),)


def test_missing_postcodes_are_told(toy_pack_folder: Path) -> None:
    (toy_pack_folder / "postcodes.csv").unlink()
    with pytest.raises(PackError, match="is missing"):
        find_postcode(toy_pack_folder, "TY2 3AA")
