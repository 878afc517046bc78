"""Catching up: what we did to a scenario, done again on top of what others did in the meantime."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from geo.model import Pack
from geo.plan.edits import Edit
from geo.plan.opened import LISTED, OpenScenario, open_scenario
from geo.plan.scenario import (
    Archive,
    Entry,
    Redo,
    Rename,
    Reopen,
    Scenario,
    ScenarioError,
    Undo,
)
from geo.words import counted


@dataclass(frozen=True)
class LeftOut:
    """An entry of ours that cannot be made on top of theirs.

    Attributes:
        entry: ours.
        faults: why not.
    """

    entry: Entry
    faults: tuple[str, ...]

    def __str__(self) -> str:
        change = self.entry.change if isinstance(self.entry, Edit) else self.entry
        return f"{type(change).__name__}, {self.entry.author}: {' '.join(self.faults)}"


@dataclass(frozen=True)
class CaughtUp:
    """What came of making our entries again on top of theirs.

    Attributes:
        entries: what can be appended to their log, oldest first; each as we made it.
        refused: the others, oldest first.
    """

    entries: tuple[Entry, ...]
    refused: tuple[LeftOut, ...]

    @property
    def report(self) -> list[str]:
        """What became of our entries, in sentences."""
        if not self.entries and not self.refused:
            return ["Everything that you did is there already."]
        made = sum(isinstance(entry, Edit) for entry in self.entries)
        first = f"{counted(made, 'edit was', 'edits were')} made again"
        if self.refused:
            first += f", {len(self.refused):,} could not be"
        turns = [words for entry in self.entries if (words := _turn_words(entry))]
        told = [f"{first}.", *turns, *map(str, self.refused[:LISTED])]
        rest = len(self.refused) - LISTED
        return [*told, f"{rest:,} more could not be made again."] if rest > 0 else told


def catch_up(theirs: Scenario, ours: Sequence[Entry], pack: Pack) -> CaughtUp:
    """Make our entries again on top of a log that others have appended to.

    Entries of ours that stand in their log are left alone: they had been written after all. An
    edit that we made and undid is gone. Undoing an edit that was there before cannot be repeated,
    since another edit may be the last one now; it is refused.

    Args:
        theirs: the scenario as it is kept now.
        ours: what we did since we read it, oldest first; the whole of our log does as well.
        pack: that the scenario was made for.

    Raises:
        ScenarioError: the scenario as it is kept cannot be opened on the pack.
    """
    opened = open_scenario(theirs, pack)
    refused: list[LeftOut] = []
    for entry in _standing(_missing(theirs.log, ours)):
        try:
            opened = _made(opened, entry)
        except ScenarioError as error:
            refused.append(LeftOut(entry, error.faults))
    return CaughtUp(opened.scenario.log[len(theirs.log) :], tuple(refused))


def _missing(theirs: Sequence[Entry], ours: Sequence[Entry]) -> list[Entry]:
    """Return our entries that do not stand in their log, as often as they do not."""
    present = Counter(theirs)
    missing = []
    for entry in ours:
        if present[entry]:
            present[entry] -= 1
        else:
            missing.append(entry)
    return missing


def _standing(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries that have an effect in the end, oldest first.

    An undo or redo is among them only if it reached beyond the entries.
    """
    effective: set[int] = set()
    done: list[int] = []
    taken_back: list[int] = []
    for number, entry in enumerate(entries):
        match entry:
            case Undo() if done:
                effective.remove(done[-1])
                taken_back.append(done.pop())
            case Redo() if taken_back and isinstance(entries[taken_back[-1]], Undo):
                effective.remove(taken_back.pop())
            case Redo() if taken_back:
                effective.add(taken_back[-1])
                done.append(taken_back.pop())
            case _:
                effective.add(number)
                if isinstance(entry, Edit | Redo):
                    done.append(number)
                if isinstance(entry, Undo):
                    taken_back.append(number)
    return [entries[number] for number in sorted(effective)]


def _made(opened: OpenScenario, entry: Entry) -> OpenScenario:
    """Do the same as an entry, by the same author at the same time; nothing where it is so."""
    author, at = entry.author, entry.at
    match entry:
        case Edit():
            return opened.edit(entry.change, author, at, entry.reason)
        case Rename():
            same = entry.name == opened.scenario.name
            return opened if same else opened.rename(entry.name, author, at)
        case Archive():
            return opened.archive(author, at)
        case Reopen():
            return opened.reopen(author, at)
        case Undo():
            raise ScenarioError(
                ["What it took back was there before. Undo again if you still want to."]
            )
        case Redo():
            raise ScenarioError(["What it made again was there before. Make that edit anew."])


def _turn_words(entry: Entry) -> str | None:
    """Say what an entry that is no edit made of the scenario."""
    match entry:
        case Rename():
            return f"It is called “{entry.name}”."
        case Archive():
            return "It was archived."
        case Reopen():
            return "It was reopened."
    return None
