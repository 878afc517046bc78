"""Spreadsheets: reading what they save as CSV, and recognising codes that they have spoilt.

A code is spoilt where a spreadsheet has read it as a number or a date, or cut it short.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Sequence
from typing import TypeAlias

MOST_BYTES = 20_000_000
"""A larger file is not one that somebody has made by hand."""

NumberedRow: TypeAlias = tuple[int, Sequence[str]]
"""The line of a file on which a row starts, the first being 1, and the row's cells."""

_SCIENTIFIC = re.compile(r"[0-9]+(\.[0-9]+)?[Ee][+-][0-9]+")
_DECIMAL = re.compile(r"[0-9]+\.[0-9]+")
_MONTH = "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DATE = re.compile(
    rf"[0-9]{{1,2}}[/.-][0-9]{{1,2}}[/.-][0-9]{{2,4}}|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}.*"
    rf"|[0-9]{{1,2}}-{_MONTH}(-[0-9]+)?|{_MONTH}-[0-9]+",
    re.IGNORECASE,
)


def damage(code: str) -> str:
    """Return a sentence if a code looks like a number or date made by a spreadsheet, or nothing."""
    if _SCIENTIFIC.fullmatch(code):
        return "A spreadsheet may have read the code as a number in scientific notation."
    if _DECIMAL.fullmatch(code):
        return "A spreadsheet may have read the code as a number with decimals."
    if _DATE.fullmatch(code):
        return "A spreadsheet may have turned the code into a date."
    return ""


def hint(code: str, known: Collection[str]) -> str:
    """Return a sentence on how a code that is not known may have come about, or nothing."""
    plain = code.strip().upper()
    if plain in known:
        return f"Spaces or small letters have crept in: {plain}?"
    if looks := damage(code):
        return looks
    bare = plain.lstrip("0")
    for each in known:
        if bare and each.lstrip("0") == bare:
            if len(each) > len(plain):
                return f"A spreadsheet may have dropped a leading zero: {each}?"
            return f"It has {each}, which may have lost a leading zero to a spreadsheet."
    return ""


class UnreadableError(ValueError):
    """A file cannot be read as CSV at all; the message says why."""


def decode(content: bytes) -> tuple[str, list[str]]:
    """Return the text of a file, and what was odd about its encoding in sentences.

    A byte-order mark and the encodings that spreadsheets write are read.

    Raises:
        UnreadableError: the file is larger than ``MOST_BYTES``.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableError(f"The file has {len(content):,} bytes; {MOST_BYTES:,} are read.")
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            try:
                text = content.decode(encoding)
            except UnicodeDecodeError:
                break
            return text, ["The file starts with a byte-order mark, which was read past."]
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError:
        note = "The file is not UTF-8; it was read as Windows text (Western European)."
        return content.decode("cp1252", errors="replace"), [note]


def read_rows(text: str, notes: list[str]) -> list[NumberedRow]:
    """Return the rows of a CSV text, the header too; empty rows are skipped.

    Args:
        text: with commas, semicolons or tabs between its cells.
        notes: what was odd is added to it in sentences.

    Raises:
        UnreadableError: the text is no CSV.
    """
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    if separator != ",":
        name = "semicolons" if separator == ";" else "tabs"
        notes.append(f"The cells are parted by {name}, not commas; they were read all the same.")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: list[NumberedRow] = []
    line = 1
    try:
        for cells in reader:
            if any(cells):
                rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableError(f"The file cannot be read as CSV at line {line}: {error}.") from None
    return rows
