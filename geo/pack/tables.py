"""Tables: reading a CSV file as text, with everything that can be wrong with it as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from geo.pack.collecting import FaultList
from geo.pack.schema import FileSchema
from geo.words import listed

csv.field_size_limit(50_000_000)  # an outline may be longer than the module's 131,072 characters
_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True)
class Table:
    """The rows of one file as text, each key once.

    Attributes:
        file: name of the file.
        named_by: the column whose cell tells a reader which row is meant.
        columns: the cells of each column.
        lines: line of the file on which each row starts, the header being 1.
        complete: False where rows had to be left aside, so that a missing row proves nothing.
        faults: where to report what is wrong.
    """

    file: str
    named_by: str
    columns: Mapping[str, Sequence[str]]
    lines: Sequence[int]
    complete: bool
    faults: FaultList

    def __len__(self) -> int:
        return len(self.lines)

    def __getitem__(self, column: str) -> Sequence[str]:
        return self.columns[column]

    def name_of(self, row: int) -> str:
        """Return what tells a reader which row is meant."""
        return self.columns[self.named_by][row]

    def fault(self, row: int, words: str, /, code: str | None = None, **values: str) -> None:
        """Add a fault of one row, by its position from 0; see ``FaultList.add``."""
        code = self.name_of(row) if code is None else code
        self.faults.add(self.file, words, self.lines[row], code, **values)

    def file_fault(self, words: str, /, code: str | None = None, **values: str) -> None:
        """Add a fault of the file as a whole."""
        self.faults.add(self.file, words, None, code, **values)


def read_table(
    folder: Path, schema: FileSchema, faults: FaultList, ranks: Mapping[str, int] | None = None
) -> Table | None:
    """Read one CSV file of a pack.

    Args:
        folder: of the pack.
        schema: what the file should look like.
        faults: where to report what is wrong.
        ranks: order of the values of the first key column; None where it is alphabetical. Where it
            is empty the order is not known and not checked.

    Returns:
        The rows that can be used, or None where the file is missing or its columns are wrong.
    """
    text = read_text(folder, schema.name, faults)
    if text is None:
        return None
    if not text:
        faults.add(schema.name, "is empty.")
        return None
    if not text.endswith("\n"):
        faults.add(
            schema.name, "does not end with a line end: it may have been cut short when copied."
        )
    lines, rows, complete = _split(text, schema, faults)
    if not rows or not _check_header(rows[0], schema, faults):
        return None
    columns = tuple(rows[0])
    complete &= text.endswith("\n")
    kept: list[tuple[int, list[str]]] = []
    for line, row in zip(lines[1:], rows[1:], strict=True):
        if len(row) == len(columns):
            kept.append((line, row))
            continue
        complete = False
        faults.add(
            schema.name,
            "has {found} cells where there are {wanted} columns.",
            line,
            _named(row, columns, schema),
            found=str(len(row)),
            wanted=str(len(columns)),
        )
    rows_alone, all_named = _check_keys(kept, columns, schema, faults, ranks)
    cells = zip(*(row for _, row in rows_alone), strict=True) if rows_alone else [()] * len(columns)
    table = Table(
        file=schema.name,
        named_by=schema.named_by,
        columns=dict(zip(columns, cells, strict=True)),
        lines=[line for line, _ in rows_alone],
        complete=complete and all_named,
        faults=faults,
    )
    _check_empty(table, schema)
    return table


def read_text(folder: Path, file: str, faults: FaultList) -> str | None:
    """Read a file of a pack as text, reporting what is wrong with its encoding and line ends.

    Line ends of Windows are read as those of Unix: git may have made them on the way.
    """
    try:
        content = (folder / file).read_bytes()
    except FileNotFoundError:
        faults.add(file, "is missing.")
        return None
    except OSError as error:
        faults.add(file, "cannot be read: {reason}.", reason=error.strerror or str(error))
        return None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        faults.add(file, "is not UTF-8. Save it as “CSV UTF-8”, or as plain text in UTF-8.", line)
        if b"\0" in content:
            return None
        text = content.decode("utf-8", errors="replace")
    if text.startswith(_BYTE_ORDER_MARK):
        faults.add(file, "starts with a byte-order mark. Save it as UTF-8 without one.")
        text = text.removeprefix(_BYTE_ORDER_MARK)
    text = text.replace("\r\n", "\n")
    if text.find("\r") == len(text) - 1:
        text = text.removesuffix("\r")  # half of a last line end: the file has been cut short
    if "\r" in text:
        faults.add(file, "has line ends of old Macs. Save it with those of Unix (LF).")
        text = text.replace("\r", "\n")
    return text


def _named(row: Sequence[str], columns: Sequence[str], schema: FileSchema) -> str | None:
    """Return what tells a reader which row is meant, as far as a row out of shape has it."""
    place = columns.index(schema.named_by) if schema.named_by in columns else len(row)
    return row[place] or None if place < len(row) else None


def _split(
    text: str, schema: FileSchema, faults: FaultList
) -> tuple[list[int], list[list[str]], bool]:
    """Return the line on which each row starts, the rows, and whether all could be split."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines: list[int] = []
    rows: list[list[str]] = []
    start = 1
    try:
        for row in reader:
            lines.append(start)
            rows.append(row)
            start = reader.line_num + 1
    except csv.Error:
        before_the_mark = text.split("\n")[start - 1].partition('"')[0].split(",")[:-1]
        faults.add(
            schema.name,
            "cannot be split into cells: a quotation mark or line end is amiss.",
            start,
            _named(before_the_mark, rows[0] if rows else (), schema),
        )
        return lines, rows, False
    return lines, rows, True


def _check_header(header: list[str], schema: FileSchema, faults: FaultList) -> bool:
    """Report missing, added, repeated and misplaced columns; False where rows cannot be trusted.

    Columns in another order may be cells under the wrong heading, so nothing is said of cells.
    """
    wanted = schema.columns
    missing = [column for column in wanted if column not in header]
    added = [column for column in header if column not in wanted]
    twice = sorted({column for column in header if header.count(column) > 1})
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        faults.add(schema.name, "has no commas between its columns. Save it as CSV with commas.", 1)
        return False
    if missing:
        faults.add(schema.name, "lacks the {columns}.", 1, columns=_columns(missing))
    if added and not schema.open_end:
        faults.add(
            schema.name,
            "has the {columns}, which the format does not know.",
            1,
            columns=_columns(added),
        )
    if twice:
        faults.add(schema.name, "has twice the {columns}.", 1, columns=_columns(twice))
    in_place = [column for column in header if column in wanted] == list(wanted)
    if not (missing or twice or in_place):
        faults.add(
            schema.name,
            "has its columns in another order than {order}.",
            1,
            order=", ".join(wanted),
        )
    return in_place


def _columns(names: list[str]) -> str:
    return f"{'column' if len(names) == 1 else 'columns'} {listed(names)}"


def _check_keys(
    rows: list[tuple[int, list[str]]],
    columns: tuple[str, ...],
    schema: FileSchema,
    faults: FaultList,
    ranks: Mapping[str, int] | None,
) -> tuple[list[tuple[int, list[str]]], bool]:
    """Return the rows whose key is whole and new, and whether every row had a whole key."""
    places = [columns.index(column) for column in schema.key]
    first_line: dict[tuple[str, ...], int] = {}
    alone: list[tuple[int, list[str]]] = []
    all_named = True
    for line, row in rows:
        key = tuple(row[place] for place in places)
        if not all(key):
            all_named = False
            empty = [name for name, cell in zip(schema.key, key, strict=True) if not cell]
            faults.add(schema.name, "{column} is empty.", line, column=listed(empty))
        elif key in first_line:
            faults.add(
                schema.name,
                "stands here a second time; it is already in row {first}.",
                line,
                key[schema.key.index(schema.named_by)],
                first=str(first_line[key]),
            )
        else:
            first_line[key] = line
            alone.append((line, row))
    _check_order(list(first_line.items()), schema, faults, ranks)
    return alone, all_named


def _check_order(
    keys: list[tuple[tuple[str, ...], int]],
    schema: FileSchema,
    faults: FaultList,
    ranks: Mapping[str, int] | None,
) -> None:
    """Report the first row that does not ascend."""
    if ranks is not None and not ranks:
        return
    name = schema.key.index(schema.named_by)

    def place(key: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
        return (ranks.get(key[0], len(ranks)) if ranks else 0), key

    for (before, _), (key, line) in pairwise(keys):
        if place(key) < place(before):
            faults.add(
                schema.name,
                "does not stand in ascending order of {columns}.",
                line,
                key[name],
                columns=listed(schema.key),
            )
            return


def _check_empty(table: Table, schema: FileSchema) -> None:
    """Report empty cells in columns that always apply."""
    for column in schema.columns:
        if column in schema.may_be_empty or column in schema.key or all(table[column]):
            continue
        for row, cell in enumerate(table[column]):
            if not cell:
                table.fault(row, "{column} is empty.", column=column)
