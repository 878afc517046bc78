"""Which pack a command reads, and what it says of one that is not whole."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest

from geo.command_line.asking import RefusedError, asked_pack
from geo.model import Fault, PackError
from geo.pack import folders_in


@pytest.fixture
def data(toy_pack_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with the toy county and a file beside it."""
    (toy_pack_folder.parent / "README.md").write_text("The pack format\n", encoding="utf-8")
    monkeypatch.setenv("GEO_DATA", str(toy_pack_folder.parent))
    return toy_pack_folder.parent


def test_a_pack_without_its_settings_is_told_what_it_lacks(data: Path) -> None:
    (data / "toy" / "pack.toml").unlink()
    assert folders_in(data) == ["toy"]
    with pytest.raises(PackError) as caught:
        asked_pack(Namespace(pack="toy"))
    assert caught.value.faults == (Fault("pack.toml", "is missing."),)


@pytest.mark.parametrize("name", ["", ".", "..", "../data", "README.md", "nowhere"])
def test_what_is_no_folder_in_data_is_refused(data: Path, name: str) -> None:
    with pytest.raises(RefusedError, match="There is: toy"):
        asked_pack(Namespace(pack=name))


def test_where_there_is_no_data_folder_there_are_no_packs(tmp_path: Path) -> None:
    assert folders_in(tmp_path / "nowhere") == []
