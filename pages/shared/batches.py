"""Batches: edits that were applied together and are undone together.

A log has one entry for each edit. What a planner applies at once has the same author and the same
time to the microsecond, and *undo* takes it back as a whole: one entry for each of its edits.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import takewhile

from geo.plan.edits import Edit
from geo.plan.scenario import Redo, Scenario, Undo


def last_batch(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return the edits at the end that were applied together, in their order; none of none."""
    if not edits:
        return ()
    signature = edits[-1].author, edits[-1].at
    batch = list(takewhile(lambda edit: (edit.author, edit.at) == signature, reversed(edits)))
    return tuple(reversed(batch))


def undo_entries(scenario: Scenario, author: str, at: datetime) -> tuple[Undo, ...]:
    """Return the entries that take back the last batch; none where nothing stands."""
    return tuple(Undo(author, at) for _ in last_batch(scenario.edits))


def redo_entries(scenario: Scenario, author: str, at: datetime) -> tuple[Redo, ...]:
    """Return the entries that make the batch again that was taken back last."""
    return tuple(Redo(author, at) for _ in last_batch(scenario.undone))


def log_edits(scenario: Scenario) -> list[tuple[int, Edit, bool]]:
    """Return every edit of a log, oldest first: number of its entry, from 1, and if it stands."""
    standing: list[int] = []
    undone: list[int] = []
    for number, entry in enumerate(scenario.log, start=1):
        match entry:
            case Edit():
                standing.append(number)
                undone.clear()
            case Undo():
                undone.append(standing.pop())
            case Redo():
                standing.append(undone.pop())
    stands = set(standing)
    return [
        (number, entry, number in stands)
        for number, entry in enumerate(scenario.log, start=1)
        if isinstance(entry, Edit)
    ]
