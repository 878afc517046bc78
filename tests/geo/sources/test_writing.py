"""New files take the place of older ones all together, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.sources.writing import replace_files


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text("utf-8") for file in folder.iterdir() if file.is_file()}


def test_new_files_join_and_replace_older_ones(tmp_path: Path) -> None:
    folder = write(tmp_path / "pack", areas="older", kept="kept")
    replace_files(write(tmp_path / "prepared", areas="newer", units="newer"), folder)
    assert contents(folder) == {"areas.csv": "newer", "kept.csv": "kept", "units.csv": "newer"}


def test_where_one_cannot_be_replaced_all_are_put_back(tmp_path: Path) -> None:
    folder = write(tmp_path / "pack", areas="older")
    (folder / "units.csv").mkdir()  # No file can take the place of a folder.
    prepared = write(tmp_path / "prepared", areas="newer", lists="newer", units="newer")
    with pytest.raises(OSError, match="units"):
        replace_files(prepared, folder)
    assert contents(folder) == {"areas.csv": "older"}
