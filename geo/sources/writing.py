"""The pack's CSV files: one way of writing and one way of replacing them."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from geo.model import Fault
from geo.sources.errors import SourceError, some_codes

Row = tuple[str, ...]


@dataclass(frozen=True)
class PackFile:
    """One CSV file of the pack, ready to be written.

    Attributes:
        name: file name.
        columns: header row.
        key_columns: how many of the first columns identify a row.
        rows: text cells, ascending by their key.
    """

    name: str
    columns: tuple[str, ...]
    key_columns: int
    rows: tuple[Row, ...]


def pack_file(
    name: str, columns: Sequence[str], key_columns: int, rows: Iterable[Row], *, sort: bool = True
) -> PackFile:
    """Lay out a file.

    Args:
        name: file name.
        columns: header row.
        key_columns: how many of the first columns identify a row.
        rows: text cells in the order of ``columns``.
        sort: False where the rows are in a better order than their keys' own.

    Raises:
        SourceError: two rows have the same key.
        ValueError: a row has more or fewer cells than there are columns; a mistake of ours.
    """
    laid = tuple(sorted(rows, key=lambda row: row[:key_columns]) if sort else rows)
    if any(len(row) != len(columns) for row in laid):
        raise ValueError(f"A row of {name} does not have {len(columns)} cells.")
    seen: set[Row] = set()
    repeated: set[str] = set()
    for row in laid:
        key = row[:key_columns]
        if key in seen:
            repeated.add(" ".join(key))
        seen.add(key)
    if repeated:
        message = f"More than one row would be written for {some_codes(repeated)}."
        raise SourceError([Fault(name, message)])
    return PackFile(name, tuple(columns), key_columns, laid)


def write_files(folder: Path, files: Iterable[PackFile]) -> None:
    """Write files into a folder: UTF-8, commas, line feeds, a header row."""
    for file in files:
        with (folder / file.name).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(file.columns)
            writer.writerows(file.rows)


def replace_files(prepared: Path, folder: Path) -> None:
    """Move every file of ``prepared`` into ``folder``, over older ones of the same name.

    The two folders must be on one disk, where moving a file is a renaming that happens or does not.
    The older files are copied aside first, and whatever stops the renaming, an interrupting user
    included, they are put back. Only a computer that fails in the instant of the renaming can leave
    older and newer files together: preparing again mends that.
    """
    names = sorted(file.name for file in prepared.iterdir())
    aside = prepared / "older"
    aside.mkdir()
    older = [name for name in names if (folder / name).is_file()]
    for name in older:
        shutil.copy2(folder / name, aside / name)
    try:
        for name in names:
            (prepared / name).replace(folder / name)
    except BaseException:
        for name in names:
            if (prepared / name).exists():
                continue  # It was not moved.
            if name in older:
                (aside / name).replace(folder / name)
            else:
                (folder / name).unlink()
        raise


def yes_or_no(value: object) -> str:
    """Return ``yes`` or ``no``."""
    return "yes" if value else "no"
