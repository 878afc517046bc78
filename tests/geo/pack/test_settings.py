"""What people can get wrong in the three files that people write."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from geo.model import Fault, PackError
from geo.pack import read_pack
from tests.pack_files import spoil_text

with Path(__file__).with_name("spoilt_settings.toml").open("rb") as file:
    CASES = tomllib.load(file)["case"]


def faults_of(folder: Path) -> list[Fault]:
    with pytest.raises(PackError) as caught:
        read_pack(folder)
    return list(caught.value.faults)


@pytest.mark.parametrize("case", CASES, ids=[f"{c['file']}: {c['message'][:60]}" for c in CASES])
def test_a_slip_in_the_settings_is_told(toy_pack_folder: Path, case: dict[str, Any]) -> None:
    spoil_text(toy_pack_folder, case["file"], case["old"], case["new"])
    told = Fault(case["file"], case["message"], case.get("row"), case.get("code"))
    assert told in faults_of(toy_pack_folder)


def test_layers_that_are_their_own_parents_are_told(toy_pack_folder: Path) -> None:
    spoil_text(toy_pack_folder, "pack.toml", 'parent = "ics"', 'parent = "pcn"')
    words = "is among its own parent layers."
    found = faults_of(toy_pack_folder)
    assert Fault("pack.toml", words, None, "icp") in found
    assert Fault("pack.toml", words, None, "pcn") in found


def test_a_source_that_stands_twice_is_told(toy_pack_folder: Path) -> None:
    sources = toy_pack_folder / "sources.toml"
    sources.write_text(sources.read_text(encoding="utf-8") * 2, encoding="utf-8")
    assert faults_of(toy_pack_folder) == [
        Fault("sources.toml", "stands twice as a source.", None, "paper")
    ]


def test_a_file_without_any_band_is_told(toy_pack_folder: Path) -> None:
    (toy_pack_folder / "bands.toml").write_text("# nothing\n", encoding="utf-8")
    assert faults_of(toy_pack_folder)[0] == Fault("bands.toml", "has no [[band]].")
