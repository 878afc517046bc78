"""Scenarios as rows of the database's tables, and back: what is read is validated like a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import RowMapping

from geo.plan.scenario import Entry, Scenario, ScenarioError
from geo.plan.scenario_text import (
    MOST_ENTRIES,
    SCHEMA,
    entry_text,
    read_entry_text,
    read_scenario_text,
    scenario_text,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_read_entry = lru_cache(maxsize=20_000)(read_entry_text)
"""Logs grow at their end and are read again and again; a text always means the same entry."""


def refuse_if_too_long(entries: int) -> None:
    """Refuse a log that could not be opened again.

    Raises:
        ScenarioError: it has too many entries.
    """
    if entries > MOST_ENTRIES:
        raise ScenarioError(
            [f"It would have {entries:,} entries in its log; {MOST_ENTRIES:,} can be opened."]
        )


def head_row(scenario: Scenario) -> dict[str, Any]:
    """Return the row for what never changes of a scenario.

    Raises:
        ScenarioError: it could not be read again as it is.
    """
    head = replace(scenario, log=())
    text = scenario_text(head)
    branched = scenario.branched_from
    if branched is not None and not 0 <= branched.entries <= MOST_ENTRIES:
        raise ScenarioError(["It was branched from a log that there cannot be."])
    if read_scenario_text(text) != head:
        raise ScenarioError(["Its name, key or pack cannot be kept as they are."])
    return {"key": scenario.key, "head": text}


def entry_rows(key: str, first: int, entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Return the rows of entries of a log.

    Args:
        key: of the scenario.
        first: number of the first of the entries in the log, from 1.
        entries: what is to be kept.

    Raises:
        ScenarioError: an entry could not be read again as it is.
    """
    rows, faults = [], []
    for number, entry in enumerate(entries, start=first):
        text = entry_text(entry)
        try:
            if _read_entry(text) != entry:
                faults.append(f"Entry {number} of the log cannot be kept as it is.")
        except ScenarioError as error:
            faults += [f"Entry {number} of the log cannot be kept.", *error.faults]
        rows.append({"scenario_key": key, "number": number, "schema": SCHEMA, "content": text})
    if faults:
        raise ScenarioError(faults)
    return rows


def summary_row(scenario: Scenario, changed_at: datetime) -> dict[str, Any]:
    """Return the row of what a list of scenarios shows.

    Raises:
        ScenarioError: the log undoes or redoes what there is not.
    """
    branched = scenario.branched_from
    return {
        "scenario_key": scenario.key,
        "pack_key": scenario.pack.key,
        "pack_fingerprint": scenario.pack.fingerprint,
        "branched_key": None if branched is None else branched.key,
        "branched_entries": None if branched is None else branched.entries,
        "name": scenario.name,
        "archived": scenario.archived,
        "edits": len(scenario.edits),
        "entries": len(scenario.log),
        "changed_at": (changed_at - _EPOCH) // _MICROSECOND,
        "changed_by": scenario.log[-1].author if scenario.log else None,
    }


def moment(microseconds: int) -> datetime:
    """Return a time as it stands in a summary."""
    return _EPOCH + microseconds * _MICROSECOND


def scenario_of(key: str, head: str, entries: Sequence[RowMapping], expected: int) -> Scenario:
    """Return the scenario that rows hold.

    Args:
        key: of the scenario.
        head: its text without the log.
        entries: rows with ``number``, ``schema`` and ``content``, by number.
        expected: how many entries there must be.

    Raises:
        ScenarioError: something is damaged, missing or of a newer schema; it carries every fault.
    """
    start = read_scenario_text(head)
    faults = [] if start.key == key else ["It is kept under another scenario's key."]
    if [row["number"] for row in entries] != list(range(1, expected + 1)):
        faults.append(f"Its log has gaps: {len(entries):,} of {expected:,} entries are there.")
    log: list[Entry] = []
    for row in entries:
        if row["schema"] != SCHEMA:
            faults.append(f"Entry {row['number']} of the log was written by another version.")
            continue
        try:
            log.append(_read_entry(row["content"]))
        except ScenarioError as error:
            faults += [f"Entry {row['number']} of the log is damaged.", *error.faults]
    if faults:
        raise ScenarioError(faults)
    scenario = replace(start, log=tuple(log))
    _ = scenario.edits  # refuses undoing and redoing that has nothing to undo or redo
    return scenario
