"""Names for plans that nobody has named yet: what they change, in a few words, and the day."""

from __future__ import annotations

from collections.abc import Sequence

from geo.plan.change_words import change_words
from geo.plan.edits import Change, MergeAreas, MovePractices, MoveUnits, SplitArea
from geo.plan.edits.words import LONGEST_NAME
from geo.plan.state import State
from geo.words import counted, start_sentence

_FEW = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def plan_name(changes: Sequence[Change], before: State, after: State, day: str) -> str:
    """Return ``Rushcliffe PCN in three parts, 23 November 2026``.

    Args:
        changes: the first batch of the plan, at least one.
        before: the plan before it.
        after: the plan with it.
        day: when it was made, in words.
    """
    telling = max(changes, key=lambda change: isinstance(change, SplitArea | MergeAreas))
    words = _words(telling, before, after)
    rest = [change for change in changes if change is not telling]
    if rest and not isinstance(telling, SplitArea):
        words += f" and {counted(len(rest), 'more change', 'more changes')}"
    ending = f", {day}"
    return f"{_cut(start_sentence(words), LONGEST_NAME - len(ending))}{ending}"


def _words(change: Change, before: State, after: State) -> str:
    match change:
        case SplitArea():
            count = len(change.parts) + 1
            name = before.layers[change.layer].area(change.area).name
            return f"{name} in {_FEW[count] if count < len(_FEW) else f'{count:,}'} parts"
        case MoveUnits() | MovePractices():
            return change_words(change, after).removeprefix("moving ")
    return change_words(change, before)


def _cut(words: str, longest: int) -> str:
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"
