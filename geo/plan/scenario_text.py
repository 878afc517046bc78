"""Scenarios as text: canonical JSON with a schema number, which reads back as what was written.

The same scenario is always the same text: keys in alphabetical order, times in UTC, one line end
at the end. What is read comes from anywhere, so nothing in it is believed: every fault is found
and told, and a text with any fault gives no scenario.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from datetime import UTC
from typing import Any

from geo.plan.edits import Change, Edit
from geo.plan.identity import SHOWN
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
from geo.plan.scenario_fields import CHANGES, Fields, read_entry, read_head

SCHEMA = 1
"""Rises when a key changes its meaning or goes."""
MOST_CHARACTERS = 50_000_000
MOST_ENTRIES = 100_000
_KIND_OF_ENTRY: dict[type[Entry], str] = {
    Undo: "undo",
    Redo: "redo",
    Rename: "rename",
    Archive: "archive",
    Reopen: "reopen",
}
_KIND_OF_CHANGE = {change: kind for kind, (change, _) in CHANGES.items()}


def scenario_text(scenario: Scenario) -> str:
    """Return a scenario as canonical JSON."""
    branched = scenario.branched_from
    content = {
        "schema": SCHEMA,
        "key": scenario.key,
        "first_name": scenario.first_name,
        "pack": {
            "key": scenario.pack.key,
            "fingerprint": scenario.pack.fingerprint,
            "vintages": {key: day.isoformat() for key, day in scenario.pack.vintages.items()},
        },
        "branched_from": None if branched is None else dataclasses.asdict(branched),
        "log": [_entry(entry) for entry in scenario.log],
    }
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_scenario_text(text: str) -> Scenario:
    """Return the scenario that a text holds.

    Whether its edits can be made is for ``geo.plan.opened.open_scenario`` to say.

    Raises:
        ScenarioError: the text is cut short, of a newer schema, too long, or wrong in any other
            way; it carries every fault that was found.
    """
    content = _load(text)
    schema = content.get("schema")
    if type(schema) is int and schema > SCHEMA:
        raise ScenarioError(
            [f"It was written by a newer version (schema {schema}); this one reads {SCHEMA}."]
        )
    if type(schema) is not int or schema != SCHEMA:
        raise ScenarioError([f"It is not a scenario: its schema is not {SCHEMA}."])
    log = content.get("log")
    if isinstance(log, list) and len(log) > MOST_ENTRIES:
        raise ScenarioError(
            [f"It has {len(log):,} entries in its log; {MOST_ENTRIES:,} can be opened."]
        )
    head = Fields(content, "The scenario")
    scenario = read_head(head)
    head.done("schema")
    faults = list(head.faults)
    entries: list[Entry] = []
    for number, raw in enumerate(log if isinstance(log, list) else (), start=1):
        fields = Fields(raw, f"Entry {number} of the log")
        entry = read_entry(fields)
        fields.done()
        faults += fields.faults
        if entry is not None:
            entries.append(entry)
    if faults or scenario is None:
        raise ScenarioError(faults)
    read = dataclasses.replace(scenario, log=tuple(entries))
    _ = read.edits  # refuses undoing and redoing that has nothing to undo or redo
    return read


def log_hash(scenario: Scenario) -> str:
    """Return the SHA-256 of a scenario's log, its entries a line each, as hexadecimal digits."""
    text = "\n".join(entry_text(entry) for entry in scenario.log)
    return hashlib.sha256(text.encode()).hexdigest()


def version_words(scenario: Scenario) -> str:
    """Return which version of which scenario this is, as people are shown it."""
    return f"Version {log_hash(scenario)[:SHOWN]} of {scenario.name}"


def entry_text(entry: Entry) -> str:
    """Return one entry of a log as canonical JSON, on one line."""
    return json.dumps(_entry(entry), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def read_entry_text(text: str) -> Entry:
    """Return the entry of a log that a text holds.

    Raises:
        ScenarioError: the text is no entry; it carries every fault that was found.
    """
    fields = Fields(_load(text), "It")
    entry = read_entry(fields)
    fields.done()
    if fields.faults or entry is None:
        raise ScenarioError(fields.faults)
    return entry


def _entry(entry: Entry) -> dict[str, Any]:
    signed = {"author": entry.author, "at": entry.at.astimezone(UTC).isoformat()}
    if isinstance(entry, Edit):
        return {
            "kind": "edit",
            "change": change_content(entry.change),
            "reason": entry.reason,
            **signed,
        }
    named = {"name": entry.name} if isinstance(entry, Rename) else {}
    return {"kind": _KIND_OF_ENTRY[type(entry)], **named, **signed}


def change_content(change: Change) -> dict[str, Any]:
    """Return a change as it stands in a scenario's text."""
    return {"kind": _KIND_OF_CHANGE[type(change)], **dataclasses.asdict(change)}


def _load(text: str) -> dict[str, Any]:
    if len(text) > MOST_CHARACTERS:
        raise ScenarioError(
            [f"It has {len(text):,} characters; a scenario may have {MOST_CHARACTERS:,}."]
        )
    try:
        content = json.loads(text, object_pairs_hook=_no_key_twice, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise ScenarioError([f"It is not JSON, or it was cut short: {where}."]) from None
    except RecursionError:
        raise ScenarioError(["It is nested too deeply to be a scenario."]) from None
    except ValueError as error:
        raise ScenarioError([f"It is not a scenario: {error}"]) from None
    if not isinstance(content, dict):
        raise ScenarioError(["It is not a scenario: it should be one JSON object."])
    return content


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        raise ValueError("a key stands twice in one object.")
    return content


def _no_constant(constant: str) -> float:
    raise ValueError(f"{constant} is not a number.")
