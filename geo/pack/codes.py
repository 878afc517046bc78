"""Codes: looking them up, and recognising those that a spreadsheet has read as something else."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.pack.collecting import LISTED
from geo.pack.tables import Table
from geo.spreadsheets import damage, hint
from geo.words import counted


@dataclass(frozen=True)
class Codes:
    """The codes that other files may name.

    Attributes:
        noun: what the codes stand for, for example ``unit`` or ``ward``.
        file: the file that lists them.
        position: each code's position.
        complete: False where that file is damaged, so that an unknown code proves nothing.
    """

    noun: str
    file: str
    position: Mapping[str, int]
    complete: bool

    def find(self, table: Table, column: str, besides: str = "") -> NDArray[np.int64]:
        """Return the position of each row's code, -1 where empty, unknown or ``besides``.

        Adds a fault to the table for each unknown code, unless the list of codes is damaged.
        ``besides`` is a word that may stand in the place of a code.
        """
        found = [self.position.get(code, -1) for code in table[column]]
        if self.complete:
            for row, (code, position) in enumerate(zip(table[column], found, strict=True)):
                if position < 0 and code not in ("", besides):
                    table.fault(
                        row,
                        "names the {noun} {value}, which {file} does not have.{hint}",
                        noun=self.noun,
                        value=code,
                        file=self.file,
                        hint=self.hint(code),
                    )
        return np.array(found, dtype=np.int64)

    def hint(self, code: str) -> str:
        """Return a sentence on how an unknown code may have come about, or nothing."""
        found = hint(code, self.position)
        return f" {found}" if found else ""

    def require_all(self, table: Table, found: NDArray[np.int64]) -> None:
        """Add a fault for each code that has no row in ``table``, or one if that is most codes."""
        present = set(found.tolist())
        absent = [code for code, place in self.position.items() if place not in present]
        self.tell_absent(table, absent, "")

    def tell_absent(self, table: Table, absent: Sequence[str], when: str) -> None:
        """Report codes without a row.

        Args:
            table: that lacks them.
            absent: the codes.
            when: words that say which rows are meant, if not all, starting with a space.
        """
        if not (self.complete and table.complete):
            return
        if len(absent) > LISTED and len(absent) * 2 > len(self.position):
            table.file_fault(
                "has no row{when} for {absent} of the {all} codes in {file}, for example {first}.",
                when=when,
                absent=str(len(absent)),
                all=str(len(self.position)),
                file=self.file,
                first=absent[0],
            )
            return
        for code in absent:
            table.file_fault(
                "there is no row{when} for this {noun}.", code, when=when, noun=self.noun
            )


def check_looks(table: Table, column: str, within: str | None = None) -> None:
    """Add a fault for each code in ``column`` that a spreadsheet or a slip of hand has damaged.

    Args:
        table: that lists the codes.
        column: that holds them.
        within: the column whose cell says which codes belong together, for example ``layer``; None
            where all do.
    """
    for row, code in enumerate(table[column]):
        if code != code.strip():
            table.fault(row, "{column} has spaces around it.", code=code.strip(), column=column)
        elif looks := damage(code):
            table.fault(
                row, "{column} is not a code. {looks}", code=code, column=column, looks=looks
            )
    together: dict[str, list[int]] = defaultdict(list)
    for row in range(len(table)):
        together[table[within][row] if within else ""].append(row)
    for rows in together.values():
        _check_digits(table, column, rows)


def _check_digits(table: Table, column: str, rows: Sequence[int]) -> None:
    """Report codes of digits alone that have lost a letter or a zero, by the others of ``rows``.

    Such codes are sound where most of the codes are, no longer one starts with a zero, and the
    others do not all have one greater length.
    """
    codes = [table[column][row] for row in rows]
    bare = {code for code in codes if code.isdecimal()}
    if not bare:
        return
    lettered = [code for code in codes if re.search("[A-Za-z]", code) and not damage(code)]
    padded = max((code for code in codes if code in bare and code[0] == "0"), key=len, default="")
    lengths = Counter(map(len, codes))
    for row, code in zip(rows, codes, strict=True):
        if code not in bare:
            continue
        others = lengths - Counter([len(code)])
        longer = len(others) == 1 and min(others) > len(code) and others.total() > 1
        if len(lettered) * 2 >= len(codes):
            told = f"others hold letters ({lettered[0]})"
        elif len(padded) > len(code):
            told = f"others have leading zeros ({padded})"
        elif longer:
            told = f"all others have {min(others)} characters"
        else:
            continue
        table.fault(
            row,
            "{column} has only {digits}, but {told}. A spreadsheet may have read the code as a "
            "number.",
            column=column,
            digits=counted(len(code), "digit", "digits"),
            told=told,
        )
