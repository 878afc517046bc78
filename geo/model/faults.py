"""Faults: what is wrong with the data we were given, in words for whoever can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, and where.

    Attributes:
        file: name of the file inside the pack, for example ``units.csv``.
        message: a sentence in a planner's words.
        row: line of the file as a text editor or spreadsheet numbers it, the header being row 1;
            None where the whole file is meant.
        code: the unit, area, practice or layer that is meant, where there is one.
        count: how many faults it stands for; more than 1 where many of one kind are only counted.
    """

    file: str
    message: str
    row: int | None = None
    code: str | None = None
    count: int = 1

    def __str__(self) -> str:
        place = self.file if self.row is None else f"{self.file}, row {self.row}"
        if self.code is not None:
            place += f", {self.code}"
        return f"{place}: {self.message}"


class PackError(ValueError):
    """A pack cannot be used. Carries every fault that was found, not only the first.

    Attributes:
        pack: the key or folder name of the pack.
        faults: all faults, in the order of files and rows.
        count: how many faults were found, with those that are counted and not listed.
    """

    def __init__(self, pack: str, faults: Iterable[Fault]) -> None:
        self.pack = pack
        self.faults = tuple(faults)
        self.count = sum(fault.count for fault in self.faults)
        noun = "fault" if self.count == 1 else "faults"
        lines = "\n".join(f"  {fault}" for fault in self.faults)
        super().__init__(f"The pack {pack} cannot be used: {self.count:,} {noun}.\n{lines}")
