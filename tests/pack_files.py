"""Writing the files of a pack, and spoiling them on purpose.

Rows are counted as a text editor counts lines: the header is row 1.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from pathlib import Path


def write_csv(path: Path, rows: Iterable[Iterable[object]]) -> None:
    lines = [",".join(_quoted(str(cell)) for cell in row) for row in rows]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


def _quoted(cell: str) -> str:
    if any(sign in cell for sign in ',"\n\r'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def read_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def spoil_cell(folder: Path, file: str, row: int, column: str, value: str) -> None:
    """Overwrite one cell; ``row`` is the line of the file, the header being 1."""
    rows = read_csv(folder / file)
    rows[row - 1][rows[0].index(column)] = value
    write_csv(folder / file, rows)


def spoil_rows(
    folder: Path, file: str, change: Callable[[list[list[str]]], list[list[str]]]
) -> None:
    """Rewrite a file's rows, header first, by a function."""
    write_csv(folder / file, change(read_csv(folder / file)))


def spoil_text(folder: Path, file: str, old: str, new: str) -> None:
    """Replace a piece of a file's text, which must be there."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def row_with(folder: Path, file: str, *cells: str) -> int:
    """The line of the first row that starts with these cells."""
    rows = read_csv(folder / file)
    return 1 + next(n for n, row in enumerate(rows) if row[: len(cells)] == list(cells))
