"""Writing an export to a folder, all of it or nothing.

Each file is written as soon as it is made, to a folder beside the one that was asked for, which
then takes its place: no more than one part is held in memory. A folder that is there already is
replaced only if it was asked for and holds nothing but an earlier export.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TypeAlias

import pyogrio.errors

from geo.export.open_data import manifest
from geo.export.open_data.content import Files, OpenData
from geo.export.open_data.parts import OPEN_DATA, Part
from geo.export.open_data.unfinished import UnfinishedFolder
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
    with ExitStack() as stack:
        with _disk_told_of(folder):
            made = stack.enter_context(UnfinishedFolder(folder))
            made.write("README.txt", data.read_me.encode())
            made.write("LICENCE.txt", data.licence_text.encode())
        for done, part in enumerate(parts):
            tell(done, steps, part.title)
            files = _made(part, data)
            with _disk_told_of(folder):
                for path, content in files.items():
                    made.write(path, content)
        tell(len(parts), steps, "Writing to the folder")
        keys = list(dict.fromkeys(part.key for part in parts))
        with _disk_told_of(folder):
            made.write(manifest.FILE, manifest.manifest(data, keys, made.files))
            made.take_place()
    tell(steps, steps, "Done")
    return sorted(folder / path for path in made.files)


def _made(part: Part, data: OpenData) -> Files:
    """Return a part's files.

    Raises:
        ExportError: they cannot be made.
    """
    try:
        return part.write(data)
    except _FAILURES as error:
        raise ExportError(f"{part.title} cannot be written: {_reason(error)}.") from error


@contextmanager
def _disk_told_of(folder: Path) -> Iterator[None]:
    """Tell of a failing disk in words.

    Raises:
        ExportError: the folder cannot be written.
    """
    try:
        yield
    except OSError as error:
        raise ExportError(f"{folder} cannot be written: {_reason(error)}.") from error


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


def _reason(error: BaseException) -> str:
    if isinstance(error, OSError):
        return _REASONS.get(error.errno or 0, error.strerror or str(error))
    return str(error).rstrip(".")
