"""Any published table, read as text.

Codes are text: ``04E`` is not the number 4, and ``1E05`` is not 100,000. So every cell is read as
text, nothing is guessed, and a column becomes numbers only where a reader asks for it.

Headings are compared with white space collapsed, since spreadsheets break them over lines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zipfile import BadZipFile

import pandas as pd
import pyarrow.parquet

from geo.model import Fault
from geo.sources.errors import some_codes
from geo.words import counted


@dataclass(frozen=True)
class Publication:
    """One table of one published file, and what we read of it.

    Attributes:
        source: key of the publication in ``sources.toml``.
        path: place inside the folder of sources. A leading ``*`` stands for the one folder that
            holds the study area's own files.
        columns: our name for each column that we read, to its heading, or to its position from 0
            where the file has no header row.
        sheet: name of the sheet in a workbook.
    """

    source: str
    path: str
    columns: Mapping[str, str | int]
    sheet: str = ""

    @property
    def name(self) -> str:
        """File name for messages, with the sheet where there are several."""
        return f"{self.path}, sheet {self.sheet}" if self.sheet else self.path

    @property
    def has_header(self) -> bool:
        """Whether the first row names the columns."""
        return all(isinstance(heading, str) for heading in self.columns.values())


def locate(path: str, sources: Path, faults: list[Fault]) -> Path | None:
    """Find a published file below ``sources``; add a fault and return None where there is none."""
    found = sorted(sources.glob(path)) if path.startswith("*") else [sources / path]
    found = [file for file in found if file.is_file()]
    if not found:
        faults.append(Fault(path, "This file is missing from the folder of sources."))
    elif len(found) > 1:
        folders = ", ".join(file.parent.name for file in found)
        faults.append(Fault(path, f"This file is in several folders ({folders}); keep one."))
    return found[0] if len(found) == 1 else None


def read_publication(publication: Publication, sources: Path, faults: list[Fault]) -> pd.DataFrame:
    """Read a published table.

    Returns:
        One row per row of the file in its order, one text column per entry of
        ``publication.columns`` (a Parquet file's own number columns stay numbers). No rows where a
        fault was added.
    """
    nothing = pd.DataFrame(columns=list(publication.columns), dtype=str)
    file = locate(publication.path, sources, faults)
    if file is None:
        return nothing
    try:
        table = _read_cells(file, publication)
    except (ValueError, OSError, BadZipFile) as problem:
        faults.append(Fault(publication.name, f"This file cannot be read: {problem}"))
        return nothing
    wanted = publication.columns
    missing = [str(heading) for heading in wanted.values() if heading not in table.columns]
    if missing:
        had = ", ".join(str(column) for column in table.columns)
        message = f"Missing columns: {', '.join(missing)}. The file has: {had}."
        faults.append(Fault(publication.name, message))
        return nothing
    if table.empty:
        faults.append(Fault(publication.name, "This file has no rows."))
        return nothing
    return table[list(wanted.values())].set_axis(list(wanted), axis=1)


def _read_cells(file: Path, publication: Publication) -> pd.DataFrame:
    header = 0 if publication.has_header else None
    if file.suffix == ".parquet":
        held = pyarrow.parquet.read_schema(file).names
        columns = [str(heading) for heading in publication.columns.values() if heading in held]
        return pd.read_parquet(file, columns=columns)
    if file.suffix == ".xlsx":
        with pd.ExcelFile(file) as book:
            if publication.sheet not in book.sheet_names:
                sheets = ", ".join(str(sheet) for sheet in book.sheet_names)
                raise ValueError(f"it has no sheet {publication.sheet}, only {sheets}.")
            table = pd.read_excel(
                book, sheet_name=publication.sheet, dtype=str, keep_default_na=False
            )
    else:
        table = pd.read_csv(
            file, dtype=str, keep_default_na=False, header=header, encoding="utf-8-sig"
        )
    if publication.has_header:
        table.columns = pd.Index([" ".join(str(heading).split()) for heading in table.columns])
    return table


def check_unique(table: pd.DataFrame, key: Sequence[str], file: str, faults: list[Fault]) -> None:
    """Add a fault where two rows have the same key."""
    repeated = table[table.duplicated(list(key))]
    if not repeated.empty:
        codes = some_codes(repeated[key[0]].astype(str))
        faults.append(Fault(file, f"More than one row for: {codes}."))


def to_whole_numbers(
    table: pd.DataFrame, columns: Sequence[str], file: str, faults: list[Fault]
) -> pd.DataFrame:
    """Turn columns of digits into whole numbers; anything else in them is a fault, never a zero."""
    table = table.copy()
    for column in columns:
        if pd.api.types.is_integer_dtype(table[column]):
            continue
        cells = table[column].astype(str)
        wrong = ~cells.str.fullmatch(r"\d+")
        if wrong.any():
            where = [int(row) + 2 for row in table.index[wrong][:5]]
            rows = ", ".join(str(row) for row in where)
            cells_wrong = counted(int(wrong.sum()), "cell", "cells")
            message = f"{column}: {cells_wrong} without a whole number (row {rows})."
            faults.append(Fault(file, message))
            cells = cells.where(~wrong, "0")
        table[column] = cells.astype("int64")
    return table


def parse_day(text: str) -> date | None:
    """Read ``20191001`` as the NHS writes days; an empty cell is None.

    Raises:
        ValueError: the text is not a day.
    """
    if not text.strip():
        return None
    if len(text) != 8 or not text.isdigit():
        raise ValueError(f"{text} is not a day written as 20191001.")
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))


def to_days(
    table: pd.DataFrame, columns: Sequence[str], file: str, faults: list[Fault]
) -> pd.DataFrame:
    """Turn columns of ``20191001`` into dates, with None for empty cells."""
    table = table.copy()
    for column in columns:
        days: list[date | None] = []
        wrong: list[str] = []
        for text in table[column]:
            try:
                days.append(parse_day(str(text)))
            except ValueError:
                wrong.append(str(text))
                days.append(None)
        if wrong:
            message = f"{column}: not a day such as 20191001: {some_codes(wrong)}."
            faults.append(Fault(file, message))
        table[column] = pd.Series(days, index=table.index, dtype=object)
    return table
