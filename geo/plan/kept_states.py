"""Kept states: some of the states that a plan went through, so that undoing need not start anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from geo.plan.edits import Edit
from geo.plan.state import State

RECENT = 32
"""So many of the last states are all kept."""
RUNGS = 32
"""At most so many states before these are kept, evenly spaced, whatever the length of the log."""


Kept: TypeAlias = Mapping[int, tuple[Edit, State]]
"""By the number of edits that stood: the last of them, and the state that it led to."""


def keep(kept: Kept, edits: int, edit: Edit, state: State) -> Kept:
    """Return the states to keep once a plan has another edit.

    The last ``RECENT`` states are kept, and before them every second, fourth, eighth, ... one:
    the shortest of these steps that leaves no more than ``RUNGS``.

    Args:
        kept: so far; states after more edits than stand now were taken back and are let go.
        edits: how many edits stand.
        edit: the last of them.
        state: what it led to.
    """
    recent = edits - RECENT  # the last state before the recent ones
    step = 1
    while max(recent, 0) // step > RUNGS:
        step *= 2
    chosen = {
        count: each
        for count, each in kept.items()
        if count < edits and (count > recent or count % step == 0)
    }
    chosen[edits] = edit, state
    return chosen


def nearest(kept: Kept, edits: Sequence[Edit]) -> tuple[int, State] | None:
    """Return the last kept state on the way to some edits, and how many of them led to it.

    An edit is made once, after those that stood before it, and only the last edit can be taken
    back: where an edit stands at its place, so do all before it. None where no state serves.
    """
    for count in sorted(kept, reverse=True):
        edit, state = kept[count]
        if count <= len(edits) and edits[count - 1] is edit:
            return count, state
    return None
