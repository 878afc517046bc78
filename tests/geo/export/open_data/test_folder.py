"""The folder of an export: all or nothing, and never over something else."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from geo.export.open_data.content import OpenData
from geo.export.open_data.folder import ExportError, export_open_data
from geo.export.open_data.parts import OPEN_DATA, Part, by_key

CSV = (by_key(OPEN_DATA)["csv"],)


def names_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def failing(error: Exception) -> Part:
    def write(data: OpenData) -> dict[str, bytes]:
        raise error

    return Part("bad", "A part that fails", write)


def test_a_new_folder_and_its_parents_are_made(toy: OpenData, tmp_path: Path) -> None:
    folder = tmp_path / "some" / "where"
    written = export_open_data(toy.measured, folder, CSV)
    assert {path.relative_to(folder).as_posix() for path in written} == names_in(folder)
    assert {"README.txt", "LICENCE.txt", "manifest.json", "csv/areas.csv"} <= names_in(folder)
    assert [path.name for path in folder.parent.iterdir()] == ["where"]


def test_an_empty_folder_is_used(toy: OpenData, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    export_open_data(toy.measured, tmp_path / "empty", CSV)
    assert "manifest.json" in names_in(tmp_path / "empty")


def test_others_may_read_what_was_written(toy: OpenData, tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.mkdir()
    export_open_data(toy.measured, tmp_path / "out", CSV)
    assert (tmp_path / "out").stat().st_mode == plain.stat().st_mode


def test_an_earlier_export_is_replaced_only_when_asked(toy: OpenData, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    export_open_data(toy.measured, folder, CSV)
    with pytest.raises(ExportError, match="is not empty"):
        export_open_data(toy.measured, folder, CSV)
    export_open_data(toy.measured, folder, (by_key(OPEN_DATA)["xlsx"],), overwrite=True)
    assert names_in(folder) == {"README.txt", "LICENCE.txt", "manifest.json", "tables.xlsx"}


def test_a_folder_with_other_things_is_never_replaced(toy: OpenData, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "thesis.doc").write_text("years of work")
    with pytest.raises(ExportError, match="something other than an export"):
        export_open_data(toy.measured, home, CSV, overwrite=True)
    (home / "manifest.json").write_text('{"files": []}')
    with pytest.raises(ExportError, match="something other than an export"):
        export_open_data(toy.measured, home, CSV, overwrite=True)
    assert (home / "thesis.doc").read_text() == "years of work"


def test_somebodys_own_file_in_an_export_is_not_lost(toy: OpenData, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    export_open_data(toy.measured, folder, CSV)
    (folder / "notes.txt").write_text("mine")
    with pytest.raises(ExportError, match=r"notes\.txt"):
        export_open_data(toy.measured, folder, CSV, overwrite=True)
    assert (folder / "notes.txt").read_text() == "mine"


def test_a_file_is_no_folder(toy: OpenData, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="is a file"):
        export_open_data(toy.measured, tmp_path / "file", CSV)
    with pytest.raises(ExportError, match="a part of its path is a file"):
        export_open_data(toy.measured, tmp_path / "file" / "below", CSV)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EACCES, "you may not write there"),
        (errno.EROFS, "it can only be read"),
    ],
)
def test_a_failing_disk_is_told_and_leaves_what_was_there(
    toy: OpenData, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    folder = tmp_path / "out"
    export_open_data(toy.measured, folder, CSV)
    before = {name: (folder / name).read_bytes() for name in names_in(folder)}

    def fail(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ExportError, match=words):
        export_open_data(toy.measured, folder, CSV, overwrite=True)
    assert {name: (folder / name).read_bytes() for name in names_in(folder)} == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_if_the_new_folder_cannot_take_its_place_the_old_one_is_put_back(
    toy: OpenData, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    export_open_data(toy.measured, folder, CSV)
    rename: Callable[[Path, Path], Path] = Path.rename

    def fail_for_new(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise OSError(errno.EIO, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail_for_new)
    with pytest.raises(ExportError, match="Input/output error"):
        export_open_data(toy.measured, folder, CSV, overwrite=True)
    assert "csv/areas.csv" in names_in(folder)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_without_the_right_to_write_is_told(
    toy: OpenData, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: str, mode: int = 0o777) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", path)

    monkeypatch.setattr(os, "mkdir", refuse)  # root may write anywhere, whatever the folder says
    with pytest.raises(ExportError, match="you may not write there"):
        export_open_data(toy.measured, tmp_path / "out", CSV)


def test_a_part_that_fails_is_named_and_nothing_is_written(toy: OpenData, tmp_path: Path) -> None:
    error = OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(ExportError, match="A part that fails cannot be written: the disk is full"):
        export_open_data(toy.measured, tmp_path / "out", (*CSV, failing(error)))
    assert list(tmp_path.iterdir()) == []


def test_parents_that_were_made_for_an_export_go_with_it(toy: OpenData, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    folder = tmp_path / "kept" / "some" / "where"
    with pytest.raises(ExportError):
        export_open_data(toy.measured, folder, (*CSV, failing(OSError(errno.ENOSPC, "full"))))
    assert [path.name for path in tmp_path.rglob("*")] == ["kept"]


def test_each_part_is_on_the_disk_before_the_next_is_made(toy: OpenData, tmp_path: Path) -> None:
    found: list[set[str]] = []

    def look(_data: OpenData) -> dict[str, bytes]:
        found.append({name.partition("/new/")[2] for name in names_in(tmp_path)})
        return {}

    export_open_data(toy.measured, tmp_path / "out", (*CSV, Part("look", "A look", look)))
    assert "csv/areas.csv" in found[0]
    assert "manifest.json" not in found[0]


def test_who_stops_an_export_leaves_nothing(toy: OpenData, tmp_path: Path) -> None:
    def stop(_data: OpenData) -> dict[str, bytes]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_open_data(toy.measured, tmp_path / "out", (*CSV, Part("stop", "Stopped", stop)))
    assert list(tmp_path.iterdir()) == []


def test_a_defect_of_ours_is_not_passed_off_as_a_failing_disk(
    toy: OpenData, tmp_path: Path
) -> None:
    with pytest.raises(ZeroDivisionError):
        export_open_data(toy.measured, tmp_path / "out", (failing(ZeroDivisionError()),))


def test_progress_is_told_before_each_part_and_at_the_end(toy: OpenData, tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    export_open_data(toy.measured, tmp_path / "out", CSV, lambda *step: told.append(step))
    assert told == [(0, 2, "CSV tables"), (1, 2, "Writing to the folder"), (2, 2, "Done")]


def test_every_part_has_a_name_of_its_own() -> None:
    assert len(by_key(OPEN_DATA)) == len(OPEN_DATA)
