"""Writing an export to a folder, all of it or nothing.

The files are written to a folder beside the one that was asked for, which then takes its place. A
folder that is there already is replaced only if it was asked for and holds nothing but an earlier
export.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

import pyogrio.errors

from geo.export.open_data import manifest
from geo.export.open_data.content import OpenData
from geo.export.open_data.parts import OPEN_DATA, Part
from geo.plan.measures import Measured
from geo.plan.scenario import Scenario

Progress: TypeAlias = Callable[[int, int, str], None]
"""Told how many steps are done, of how many, and what comes next."""

_FAILURES: tuple[type[Exception], ...] = (
    OSError,
    sqlite3.Error,
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    pyogrio.errors.FeatureError,
    pyogrio.errors.GeometryError,
)
_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EACCES: "you may not write there",
    errno.EPERM: "you may not write there",
    errno.EROFS: "it can only be read",
    errno.ENOTDIR: "a part of its path is a file, not a folder",
    errno.EEXIST: "a part of its path is a file, not a folder",
    errno.ENAMETOOLONG: "its name is too long",
}


class ExportError(Exception):
    """An export that cannot be made; the message says why, and nothing was changed."""


def export_open_data(
    measured: Measured,
    folder: Path,
    parts: Sequence[Part] = OPEN_DATA,
    progress: Progress | None = None,
    *,
    scenario: Scenario | None = None,
    overwrite: bool = False,
) -> list[Path]:
    """Write a plan to a folder with its licence, its notes and a manifest.

    Args:
        measured: the plan.
        folder: to be made; its parents too. It may be there if it is empty.
        parts: what to write.
        progress: told before each step.
        scenario: that the plan is the state of; None for the baseline.
        overwrite: whether an earlier export in the folder may be replaced.

    Returns:
        The files, in alphabetical order.

    Raises:
        ExportError: it cannot be written, or the folder holds something else.
    """
    folder = folder.absolute()
    _check_folder(folder, overwrite=overwrite)
    data = OpenData(measured, scenario)
    tell = progress or _tell_nobody
    steps = len(parts) + 1
    files = {"README.txt": data.read_me.encode(), "LICENCE.txt": data.licence_text.encode()}
    for done, part in enumerate(parts):
        tell(done, steps, part.title)
        try:
            files.update(part.write(data))
        except _FAILURES as error:
            raise ExportError(f"{part.title} cannot be written: {_reason(error)}.") from error
    tell(len(parts), steps, "Writing to the folder")
    keys = list(dict.fromkeys(part.key for part in parts))
    files[manifest.FILE] = manifest.manifest(data, keys, files)
    try:
        _replace(folder, files)
    except OSError as error:
        raise ExportError(f"{folder} cannot be written: {_reason(error)}.") from error
    tell(steps, steps, "Done")
    return sorted(folder / path for path in files)


def _tell_nobody(_done: int, _total: int, _next: str) -> None:
    """Stand in where nobody wants to hear of progress."""


def _check_folder(folder: Path, *, overwrite: bool) -> None:
    """Refuse a folder that holds what an export must not replace."""
    try:
        if not folder.exists():
            return
        if not folder.is_dir():
            raise ExportError(f"{folder} is a file, not a folder.")
        there = {
            path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()
        }
        if not there and not any(folder.iterdir()):
            return
        if not overwrite:
            raise ExportError(f"{folder} is not empty. Choose another, or ask to overwrite it.")
        ours = (
            manifest.listed_files((folder / manifest.FILE).read_bytes())
            if manifest.FILE in there
            else None
        )
    except OSError as error:
        raise ExportError(f"{folder} cannot be read: {_reason(error)}.") from error
    if ours is None:
        raise ExportError(f"{folder} holds something other than an export. Choose another.")
    others = sorted(there - ours - {manifest.FILE})
    if others:
        raise ExportError(
            f"{folder} holds files that no export has written, {others[0]} among them. "
            "Move them, or choose another folder."
        )


def _replace(folder: Path, files: dict[str, bytes]) -> None:
    """Put a new folder with the files in the place of the old one, if there is one."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name[:40]}."))
    new, old = made / "new", made / "old"
    try:
        for path, content in files.items():
            target = new / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        there = folder.exists()
        if there:
            folder.rename(old)
        try:
            new.rename(folder)
        except OSError:
            if there:
                old.rename(folder)
            raise
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _reason(error: BaseException) -> str:
    if isinstance(error, OSError):
        return _REASONS.get(error.errno or 0, error.strerror or str(error))
    return str(error).rstrip(".")
