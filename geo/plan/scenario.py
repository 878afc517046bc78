"""Scenarios: a named plan, kept as the log of everything that was done to it.

Nothing is ever taken out of a log. Undoing an edit, doing it again, another name, putting a
scenario away: each is one more entry, with who did it and when. What the plan looks like is the
replay of the edits that stand. The baseline is the pack's own division.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TypeAlias

from geo.plan.edits import Edit
from geo.plan.identity import PackIdentity


class ScenarioError(ValueError):
    """Something cannot be done with a scenario; carries every reason.

    Attributes:
        faults: the reasons, in a planner's words.
    """

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


@dataclass(frozen=True)
class Undo:
    """The last edit that stands is taken back."""

    author: str
    at: datetime


@dataclass(frozen=True)
class Redo:
    """The edit that was taken back last is made again."""

    author: str
    at: datetime


@dataclass(frozen=True)
class Rename:
    """The scenario gets another name."""

    author: str
    at: datetime
    name: str


@dataclass(frozen=True)
class Archive:
    """The scenario is put away: it can be looked at and branched, not edited."""

    author: str
    at: datetime


@dataclass(frozen=True)
class Reopen:
    """The scenario is taken out of the archive."""

    author: str
    at: datetime


Entry: TypeAlias = Edit | Undo | Redo | Rename | Archive | Reopen


@dataclass(frozen=True)
class BranchPoint:
    """Where a scenario was branched from another.

    Attributes:
        key: of the other scenario.
        entries: how many entries of its log were taken over.
    """

    key: str
    entries: int


@dataclass(frozen=True)
class Scenario:
    """A plan as it is kept.

    Attributes:
        key: tells it from every other scenario.
        first_name: the name that it was given first.
        pack: the pack that it was made for.
        log: everything that was done, oldest first.
        branched_from: where it was branched from another scenario, or None.
    """

    key: str
    first_name: str
    pack: PackIdentity
    log: tuple[Entry, ...] = ()
    branched_from: BranchPoint | None = None

    @cached_property
    def name(self) -> str:
        """The name that it has now."""
        names = [entry.name for entry in self.log if isinstance(entry, Rename)]
        return names[-1] if names else self.first_name

    @cached_property
    def archived(self) -> bool:
        """Whether it is put away."""
        turns = [entry for entry in self.log if isinstance(entry, Archive | Reopen)]
        return bool(turns) and isinstance(turns[-1], Archive)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits that stand, oldest first."""
        return self._stacks[0]

    @property
    def undone(self) -> tuple[Edit, ...]:
        """The edits that can be made again, the next one last."""
        return self._stacks[1]

    @cached_property
    def _stacks(self) -> tuple[tuple[Edit, ...], tuple[Edit, ...]]:
        standing: list[Edit] = []
        undone: list[Edit] = []
        for number, entry in enumerate(self.log, start=1):
            match entry:
                case Edit():
                    standing.append(entry)
                    undone.clear()
                case Undo():
                    if not standing:
                        raise ScenarioError([f"Entry {number} undoes an edit; there is none."])
                    undone.append(standing.pop())
                case Redo():
                    if not undone:
                        raise ScenarioError([f"Entry {number} redoes an edit; none was undone."])
                    standing.append(undone.pop())
        return tuple(standing), tuple(undone)
