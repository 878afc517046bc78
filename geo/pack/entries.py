"""Entries: reading the tables of a TOML file with a fault for whatever is missing or amiss."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from geo.pack.collecting import FaultList
from geo.pack.tables import read_text
from geo.words import listed

_PLACE = re.compile(r" \(at (?:line (?P<line>[0-9]+), column [0-9]+|end of document)\)$")


def read_entries(folder: Path, file: str, faults: FaultList) -> Entries | None:
    """Read one TOML file of a pack; None where it is missing or cannot be understood."""
    text = read_text(folder, file, faults)
    if text is None:
        return None
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line = place.group("line") if place else None
        faults.add(
            file,
            "cannot be understood as TOML: {reason}.",
            int(line) if line else None,
            reason=_PLACE.sub("", str(error)),
        )
        return None
    return Entries(file, content, None, faults)


class Entries:
    """The entries of one TOML table, each asked for by its key.

    Args:
        file: name of the file.
        content: the table as it was parsed.
        code: what the table is about (a layer, a source …), for faults.
        faults: where to report what is missing or amiss.

    Attributes:
        amiss: keys that were asked for and had a fault.
    """

    def __init__(self, file: str, content: dict[str, Any], code: str | None, faults: FaultList):
        self.file = file
        self.code = code
        self._content = content
        self._faults = faults
        self._asked: set[str] = set()
        self.amiss: set[str] = set()

    def fault(self, words: str, /, **values: str) -> None:
        """Add a fault of this table."""
        self._faults.add(self.file, words, None, self.code, **values)

    def text(self, key: str, *, optional: bool = False) -> str:
        """Return a text that is not empty; an optional one may be left out and is then empty."""
        found = self._take(key, str, "a text in quotation marks", optional)
        if isinstance(found, str) and not found.strip() and not optional:
            self._amiss(key, "{key} is empty.")
        return found or ""

    def choice(self, key: str, *offered: str) -> str:
        """Return a text that must be one of those offered; the first of them if at fault."""
        found = self.text(key)
        if found and found not in offered:
            self._amiss(
                key,
                "{key} is {value}, but must be {offered}.",
                value=found,
                offered=" or ".join(offered),
            )
        return found if found in offered else offered[0]

    def whole(self, key: str, *, optional: bool = False) -> int | None:
        """Return a whole number, None if left out or at fault."""
        found = self._take(key, int, "a whole number", optional)
        return found if isinstance(found, int) else None

    def day(self, key: str, *, optional: bool = False) -> date | None:
        """Return a date, None if left out or at fault."""
        found = self._take(key, date, "a date such as 2019-06-30 without quotation marks", optional)
        return found if isinstance(found, date) else None

    def yes(self, key: str) -> bool:
        """Return true or false; false if at fault."""
        return self._take(key, bool, "true or false", optional=False) is True

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; empty if at fault."""
        found = self._take(key, list, "a list of texts", optional=False) or []
        if any(not isinstance(each, str) for each in found):
            self._amiss(key, "{key} must be a list of texts in quotation marks.")
        return tuple(each for each in found if isinstance(each, str))

    def tables(self, key: str, named_by: str) -> list[Entries]:
        """Return the tables written ``[[key]]``, each named in faults by its entry ``named_by``."""
        found = self._take(key, list, f"written as [[{key}]]", optional=True) or []
        if not found and key not in self.amiss:
            self._amiss(key, "has no [[{key}]].")
        tables = []
        for each in found:
            if isinstance(each, dict):
                name = each.get(named_by)
                code = name if isinstance(name, str) else None
                tables.append(Entries(self.file, each, code, self._faults))
            else:
                self._amiss(key, "{key} must be written as [[{key}]].")
        return tables

    def nothing_else(self) -> None:
        """Add a fault if the table has entries that nobody asked for: a slip in a key."""
        if unknown := sorted(set(self._content) - self._asked):
            self.fault("has {keys}, which the format does not know.", keys=listed(unknown))

    def _take(self, key: str, kind: type, words: str, optional: bool) -> Any:
        self._asked.add(key)
        if key not in self._content:
            if not optional:
                self._amiss(key, "lacks {key}.")
            return None
        found = self._content[key]
        if type(found) is kind:
            return found
        self._amiss(key, "{key} must be {wanted}.", wanted=words)
        return None

    def _amiss(self, key: str, words: str, /, **values: str) -> None:
        self.amiss.add(key)
        self.fault(words, key=key, **values)
