"""Whatever happens to a pack on the way, reading it ends in a sound pack or in told faults."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from geo.model import Fault, ListState, Pack, PackError
from geo.pack import read_pack
from tests.pack_files import read_csv, spoil_cell
from tests.toy_county import ToyCounty, write_toy_pack

Totals = dict[tuple[str, ...], float]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack that every example spoils and mends again."""
    return write_toy_pack(tmp_path_factory.mktemp("damage") / "toy")


def totals_of(pack: Pack) -> Totals:
    """Every total by layer and area, added up the slow and obvious way; NaN where unknown."""
    totals: Totals = {}

    def add(layer: str, area: str | None, what: str, people: float) -> None:
        key = (layer, area or "nowhere", what)
        totals[key] = totals.get(key, 0) + people

    for key, layer in pack.layers.items():
        for unit, area in enumerate(layer.area_codes_of_units()):
            add(key, area, "living inside", pack.registrations.patients[unit])
            for day, residents in pack.residents.items():
                add(key, area, f"residents {day}", residents.total[unit])
        for practice in pack.practices:
            for day, patients in practice.lists.items():
                count = np.nan if patients.state is ListState.MISSING else patients.patients or 0
                add(key, practice.areas.get(key), f"lists {day}", count)
    return totals


def same(one: Totals, other: Totals) -> bool:
    return one.keys() == other.keys() and all(
        np.array_equal(one[key], other[key], equal_nan=True) for key in one
    )


FILES = [name for name in ToyCounty().files() if name != "postcodes.csv"]

WAYS = {
    "emptied": "",
    "as a decimal": "{cell}.0",
    "as a power of ten": "1E+05",
    "as a date": "05-Jan",
    "as a British date": "30/06/2019",
    "with separators": "1,{cell}",
    "with spaces": " {cell} ",
    "negative": "-{cell}",
    "as an error": "#REF!",
    "over two lines": "{cell}\n{cell}",
    "with a return": "{cell}\r",
    "with a quotation mark": '{cell}"',
    "as not a number": "nan",
    "as infinity": "inf",
    "with other digits": "٣٠٠",
    "very long": "{cell}9" * 500,
    "without its leading zero": "{bare}",
    "cut": "{cut}",
    "in small letters": "{small}",
}
"""What spreadsheets, mail programs and slips of hand make of a cell."""


def spoilt(cell: str, way: str) -> str:
    return WAYS[way].format(cell=cell, bare=cell.lstrip("0"), cut=cell[:-1], small=cell.lower())


def faults_or_pack(folder: Path) -> tuple[Fault, ...] | Pack:
    try:
        return read_pack(folder)
    except PackError as error:
        return error.faults


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_one_spoilt_cell_gives_faults_or_the_same_totals(
    folder: Path, toy_pack: Pack, data: st.DataObject
) -> None:
    file = data.draw(st.sampled_from(FILES))
    original = (folder / file).read_bytes()
    rows = read_csv(folder / file)
    row = data.draw(st.integers(1, len(rows)), label="row")
    column = data.draw(st.sampled_from(rows[0]), label="column")
    cell = rows[row - 1][rows[0].index(column)]
    way = data.draw(st.sampled_from([*WAYS, "typed over"]))
    typed = st.text(st.characters(codec="utf-8"), max_size=12)
    value = spoilt(cell, way) if way in WAYS else data.draw(typed)
    assume(not (is_figure(cell) and is_figure(value)))
    try:
        spoil_cell(folder, file, row, column, value)
        found = faults_or_pack(folder)
    finally:
        (folder / file).write_bytes(original)
    if isinstance(found, Pack):
        assert same(totals_of(found), totals_of(toy_pack))
    else:
        assert any(file == fault.file or file in fault.message for fault in found)
        assert len(found) < 100


def is_figure(cell: str) -> bool:
    """Another figure in the place of a figure is a change that nobody can recognise as damage."""
    return bool(re.fullmatch("[0-9]+|unknown", cell))


ALL_FILES = [*FILES, "pack.toml", "bands.toml", "sources.toml"]


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    file=st.sampled_from(ALL_FILES),
    place=st.floats(0, 1, exclude_max=True),
    gone=st.integers(0, 40),
    instead=st.one_of(st.binary(max_size=4), st.sampled_from([b"\n", b",", b'"', b"[[", b"= 7"])),
)
def test_damaged_bytes_never_end_in_another_error(
    folder: Path, file: str, place: float, gone: int, instead: bytes
) -> None:
    original = (folder / file).read_bytes()
    start = int(place * len(original))
    try:
        (folder / file).write_bytes(original[:start] + instead + original[start + gone :])
        assert faults_or_pack(folder)
    finally:
        (folder / file).write_bytes(original)


def test_undamaged_the_pack_is_the_drawn_one(folder: Path, toy_pack: Pack) -> None:
    assert same(totals_of(read_pack(folder)), totals_of(toy_pack))
