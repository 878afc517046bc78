"""Fields of a scenario's text: reading each with its type, and telling everything that is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any, TypeAlias

from geo.plan.check_keys import CheckKind
from geo.plan.edits import (
    AcceptCheck,
    Change,
    CreateArea,
    Edit,
    MergeAreas,
    MergeLayer,
    MoveArea,
    MovePractices,
    MoveUnits,
    Part,
    RenameArea,
    RetireArea,
    SetBand,
    SplitArea,
)
from geo.plan.edits.edit import EARLIEST, signature_faults
from geo.plan.edits.words import LONGEST_NAME, LONGEST_TEXT, text_faults
from geo.plan.identity import PackIdentity
from geo.plan.scenario import (
    Archive,
    BranchPoint,
    Entry,
    Redo,
    Rename,
    Reopen,
    Scenario,
    Undo,
)


class Fields:
    """One JSON object that is being read, and what is wrong with it.

    Args:
        content: the object; anything else is a fault.
        where: what to call it in a fault.
    """

    def __init__(self, content: object, where: str) -> None:
        self.where = where
        self.faults: list[str] = []
        self._content: Mapping[str, Any] = content if isinstance(content, dict) else {}
        self._read: set[str] = set()
        if not isinstance(content, dict):
            self.fault("is not an object")

    def fault(self, what: str) -> None:
        """Add a fault."""
        self.faults.append(f"{self.where} {what}.")

    def take(self, key: str) -> Any:
        """Return what stands under a key; a key that is not there is a fault."""
        self._read.add(key)
        if key not in self._content and not self.faults:
            self.fault(f"lacks “{key}”")
        return self._content.get(key)

    def text(self, key: str, longest: int = LONGEST_NAME, empty: bool = False) -> str:
        """Return a text; ``empty`` allows none, and several lines."""
        value = self.take(key)
        if empty and value == "":
            return ""
        return self._text(key, value, longest, lines=empty)

    def maybe_text(self, key: str) -> str | None:
        """Return a text or None."""
        value = self.take(key)
        return None if value is None else self._text(key, value, LONGEST_NAME)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts."""
        return tuple(self._text(key, each, LONGEST_NAME) for each in self.items(key))

    def whole(self, key: str) -> int:
        """Return a whole number."""
        value = self.take(key)
        if type(value) is int:
            return value
        self.fault(f"has no whole number as “{key}”")
        return 0

    def maybe_whole(self, key: str) -> int | None:
        """Return a whole number or None."""
        if self.take(key) is None and key in self._content:
            return None
        return self.whole(key)

    def items(self, key: str) -> list[Any]:
        """Return a list."""
        value = self.take(key)
        if isinstance(value, list):
            return value
        self.fault(f"has no list as “{key}”")
        return []

    def inner(self, key: str) -> Fields:
        """Return an object inside this one; its faults are added by ``close``."""
        return Fields(self.take(key), f"{self.where}, “{key}”,")

    def close(self, inner: Fields) -> None:
        """Add the faults of an object inside this one."""
        inner.done()
        self.faults += inner.faults

    def dates(self) -> dict[str, date]:
        """Return every entry as a date."""
        days = {}
        for key in self._content:
            value = self.take(key)
            if text_faults("", key, LONGEST_NAME):
                self.fault("has a key that is no name")
                continue
            try:
                days[key] = date.fromisoformat(value)
            except (TypeError, ValueError):
                self.fault(f"has no date as “{key}”")
        return days

    def done(self, *known: str) -> None:
        """Add a fault for each key that has not been read and is not known."""
        if strange := sorted(self._content.keys() - self._read - set(known)):
            shown = [key[:40] for key in strange[:5]]
            self.fault(f"has entries that do not belong there: {shown!r}")

    def _text(self, key: str, value: object, longest: int, lines: bool = False) -> str:
        if not isinstance(value, str):
            self.fault(f"has no text as “{key}”")
            return ""
        for fault in text_faults(f"“{key}”", value, longest, lines):
            self.fault(f"is wrong: {fault.removesuffix('.')}")
        return value


def _part(fields: Fields) -> Part:
    return Part(
        fields.text("area"), fields.text("name"), fields.texts("units"), fields.texts("practices")
    )


def _parts(fields: Fields) -> tuple[Part, ...]:
    parts = []
    for number, raw in enumerate(fields.items("parts"), start=1):
        inner = Fields(raw, f"{fields.where}, part {number},")
        parts.append(_part(inner))
        fields.close(inner)
    return tuple(parts)


def _kind_of_check(fields: Fields) -> CheckKind:
    value = fields.text("check")
    if value in {kind.value for kind in CheckKind}:
        return CheckKind(value)
    fields.fault(f"accepts a check that there is not: {value!r}")
    return CheckKind.PIECES


Reader: TypeAlias = Callable[[Fields], Change]
CHANGES: Mapping[str, tuple[type[Change], Reader]] = {
    "move_units": (
        MoveUnits,
        lambda f: MoveUnits(f.text("layer"), f.texts("units"), f.maybe_text("to")),
    ),
    "move_practices": (
        MovePractices,
        lambda f: MovePractices(f.text("layer"), f.texts("practices"), f.maybe_text("to")),
    ),
    "move_area": (
        MoveArea,
        lambda f: MoveArea(f.text("layer"), f.text("area"), f.maybe_text("to")),
    ),
    "create_area": (
        CreateArea,
        lambda f: CreateArea(
            f.text("layer"), f.text("area"), f.text("name"), f.maybe_text("parent")
        ),
    ),
    "rename_area": (
        RenameArea,
        lambda f: RenameArea(f.text("layer"), f.text("area"), f.text("name")),
    ),
    "retire_area": (RetireArea, lambda f: RetireArea(f.text("layer"), f.text("area"))),
    "split_area": (
        SplitArea,
        lambda f: SplitArea(f.text("layer"), f.text("area"), _parts(f)),
    ),
    "merge_areas": (
        MergeAreas,
        lambda f: MergeAreas(f.text("layer"), f.texts("areas"), f.text("into")),
    ),
    "merge_layer": (
        MergeLayer,
        lambda f: MergeLayer(f.text("layer"), f.text("area"), f.text("name")),
    ),
    "set_band": (
        SetBand,
        lambda f: SetBand(f.text("tier"), f.whole("lowest"), f.maybe_whole("highest")),
    ),
    "accept_check": (
        AcceptCheck,
        lambda f: AcceptCheck(
            f.text("layer"), f.text("area"), _kind_of_check(f), f.maybe_text("other_layer")
        ),
    ),
}
"""Each kind of change by its name in a file, with how it is read."""


def read_head(fields: Fields) -> Scenario | None:
    """Read everything but the log; None where anything is wrong."""
    fields.items("log")
    key, name = fields.text("key"), fields.text("first_name")
    pack = fields.inner("pack")
    dated = pack.inner("vintages")
    vintages = dated.dates()
    pack.close(dated)
    identity = PackIdentity(pack.text("key"), vintages, pack.text("fingerprint"))
    fields.close(pack)
    branched = None
    if fields.take("branched_from") is not None:
        origin = fields.inner("branched_from")
        branched = BranchPoint(origin.text("key"), origin.whole("entries"))
        fields.close(origin)
    return None if fields.faults else Scenario(key, name, identity, (), branched)


def read_entry(fields: Fields) -> Entry | None:
    """Read one entry of a log; None where anything is wrong."""
    kind = fields.take("kind")
    author, at = fields.text("author"), _time(fields)
    entry: Entry | None = None
    match kind:
        case "edit":
            reason = fields.text("reason", LONGEST_TEXT, empty=True)
            change = _read_change(fields)
            entry = None if change is None else Edit(change, author, at, reason)
        case "undo":
            entry = Undo(author, at)
        case "redo":
            entry = Redo(author, at)
        case "rename":
            entry = Rename(author, at, fields.text("name"))
        case "archive":
            entry = Archive(author, at)
        case "reopen":
            entry = Reopen(author, at)
        case _:
            fields.fault(f"is of a kind that there is not: {str(kind)[:40]!r}")
    return None if fields.faults else entry


def _read_change(fields: Fields) -> Change | None:
    inner = fields.inner("change")
    kind = inner.take("kind")
    change = None
    if isinstance(kind, str) and kind in CHANGES:
        change = CHANGES[kind][1](inner)
    else:
        inner.fault(f"is of a kind that there is not: {str(kind)[:40]!r}")
    fields.close(inner)
    return change


def _time(fields: Fields) -> datetime:
    value = fields.text("at")
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        fields.fault("has no date and time as “at”")
        return datetime(EARLIEST, 1, 1, tzinfo=UTC)
    for fault in signature_faults("-", at):
        fields.fault(f"is wrong: {fault.removesuffix('.')}")
    return at
