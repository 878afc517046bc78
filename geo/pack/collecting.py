"""Collecting faults: everything that is wrong, in order, without a flood of the same."""

from __future__ import annotations

from collections.abc import Iterable

from geo.model import Fault
from geo.words import counted

LISTED = 20
"""So many faults of one kind in one file are listed; the rest are counted."""


class FaultList:
    """The faults found so far. Faults of one file in the same words are of one kind."""

    def __init__(self) -> None:
        self._kinds: dict[tuple[str, str], list[Fault]] = {}

    def add(
        self,
        file: str,
        words: str,
        /,
        row: int | None = None,
        code: str | None = None,
        **values: str,
    ) -> None:
        """Add a fault.

        Args:
            file: name of the file inside the pack.
            words: a sentence, with ``{name}`` where one of ``values`` stands. Characters that
                cannot be seen are written as escapes, in ``code``, too.
            row: line of the file, the header being 1; None for the whole file.
            code: the unit, area, practice or layer that is meant.
            values: what varies between faults of the same kind.
        """
        message = words.format(**{name: _visible(value) for name, value in values.items()})
        fault = Fault(file, message, row, None if code is None else _visible(code))
        self._kinds.setdefault((file, words), []).append(fault)

    def in_order(self, files: Iterable[str]) -> list[Fault]:
        """Return the faults in the order of ``files``, those of a whole file first, then by row.

        Of each kind the first are listed, and one fault at the end of the file stands for the
        rest, with their number as its ``count``.
        """
        rank = {file: position for position, file in enumerate(files)}
        listed: list[Fault] = []
        rest: list[Fault] = []
        for (file, _), kind in self._kinds.items():
            found = sorted(kind, key=_place)
            listed += found[:LISTED]
            if len(found) > LISTED:
                rest.append(Fault(file, _rest_words(found), count=len(found) - LISTED))
        listed.sort(key=_place)
        ordered = [*listed, *rest]
        return sorted(ordered, key=lambda fault: rank.get(fault.file, len(rank)))


def _visible(text: str) -> str:
    """Return the text with characters that cannot be seen as escapes, for example a NUL."""
    if text.isprintable():
        return text
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text
    )


def _place(fault: Fault) -> int:
    return 0 if fault.row is None else fault.row


def _rest_words(found: list[Fault]) -> str:
    last = found[LISTED - 1]
    where = ", ".join(each for each in (last.row and f"row {last.row}", last.code) if each)
    more = counted(len(found) - LISTED, "more fault", "more faults")
    return f"has {more} of the same kind as the last one listed ({where}: {last.message})"
