"""One edit: a change, who made it, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from geo.plan.edits.areas import (
    CreateArea,
    MergeAreas,
    MergeLayer,
    RenameArea,
    RetireArea,
    SplitArea,
)
from geo.plan.edits.moving import MoveArea, MovePractices, MoveUnits
from geo.plan.edits.settings import AcceptCheck, SetBand
from geo.plan.edits.words import LONGEST_NAME, LONGEST_TEXT, text_faults
from geo.plan.state import State

Change: TypeAlias = (
    MoveUnits
    | MovePractices
    | MoveArea
    | CreateArea
    | RenameArea
    | RetireArea
    | SplitArea
    | MergeAreas
    | MergeLayer
    | SetBand
    | AcceptCheck
)

EARLIEST, LATEST = 1970, 2999
"""Years between which a plan can have been made."""


@dataclass(frozen=True)
class Edit:
    """A change that somebody made.

    Attributes:
        change: what is changed.
        author: who changed it, as they are called.
        at: when, with its time zone.
        reason: why; may be empty, except where a check is accepted.
    """

    change: Change
    author: str
    at: datetime
    reason: str = ""

    def faults(self, state: State) -> list[str]:
        """Say why the edit cannot be made; empty where it can."""
        found = signature_faults(self.author, self.at)
        if self.reason or isinstance(self.change, AcceptCheck):
            found += text_faults("The reason", self.reason, LONGEST_TEXT, lines=True)
        return found + self.change.faults(state)

    def apply(self, state: State) -> State:
        """Return the state after the edit, which must have no faults."""
        if isinstance(self.change, AcceptCheck):
            return self.change.accept(state, self.reason, self.author)
        return self.change.apply(state)


def signature_faults(author: str, at: datetime) -> list[str]:
    """Say what is wrong with who and when."""
    found = text_faults("The author", author, LONGEST_NAME)
    if at.tzinfo is None:
        found.append("The time lacks its time zone.")
    if not EARLIEST <= at.year <= LATEST:
        found.append(f"The time is not between the years {EARLIEST} and {LATEST}.")
    return found
