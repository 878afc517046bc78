"""Changing a plan and handing it to the store. Nothing here touches the session.

A change is first made on the plan as it is shown and then saved. Where the store does not take it,
or somebody else has been faster, the result says so, and what is not saved stays in the plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo.plan.edits import Edit
from geo.plan.edits.words import LONGEST_NAME
from geo.plan.kept_aside import keep_aside
from geo.plan.opened import OpenScenario, replay
from geo.plan.scenario import Archive, BranchPoint, Entry, Redo, Rename, Reopen, Undo
from geo.store.scenario_store import Conflict, Kept, StoreError, new_key
from pages.shared.clock import now
from pages.shared.scenarios import BASELINE, EXAMPLE, current_store
from pages.shared.working import Working


def with_entries(working: Working, entries: Sequence[Entry]) -> Working:
    """Return the plan with entries at the end of its log; not saved.

    An example becomes a scenario of its own.

    Raises:
        ScenarioError: an entry cannot be made.
    """
    opened = working.opened
    if working.saved is None and working.source.startswith(EXAMPLE) and not working.trouble:
        opened = opened.branch(new_key(), f"{opened.scenario.name}, changed"[:LONGEST_NAME])
    for entry in entries:
        opened = _done(opened, entry)
    return replace(working, opened=opened, measured=working.measured.next(opened.state))


def save(working: Working) -> Working:
    """Hand to the store what it has not, and say in the result what came of it."""
    try:
        kept = _saved(working)
    except Conflict as conflict:
        if conflict.kept.scenario.log == working.scenario.log:  # it had taken them after all
            return replace(working, saved=conflict.kept, trouble=(), theirs=None, mine=None)
        return _kept_aside(replace(working, theirs=conflict.kept, trouble=()))
    except StoreError as error:
        return replace(working, trouble=error.faults)
    return replace(working, saved=kept, trouble=(), theirs=None, mine=None)


def newer_version(working: Working) -> bool:
    """Whether somebody has changed the plan since it was read; False where nobody can say."""
    if working.saved is None or working.theirs is not None:
        return False
    try:
        return current_store().version(working.scenario.key) != working.saved.version
    except StoreError:
        return False


def as_branch(working: Working, name: str, entries: int | None = None) -> Working:
    """Return the plan as a scenario of its own, not saved.

    Args:
        working: the plan.
        name: of the new scenario.
        entries: how many entries of the log it takes over; all where None.

    Raises:
        ScenarioError: the name cannot be kept.
    """
    scenario = working.scenario
    if entries is not None:
        scenario = replace(scenario, log=scenario.log[:entries])
    opened = replace(working.opened, scenario=scenario).branch(new_key(), name)
    state = replay(opened.pack, opened.scenario.edits).state
    if working.saved is not None:
        shared = min(len(scenario.log), working.saved.version)
        origin = BranchPoint(working.scenario.key, shared)
        opened = replace(opened, scenario=replace(opened.scenario, branched_from=origin))
    opened = replace(opened, state=state)
    return replace(
        working,
        opened=opened,
        measured=working.measured.next(state),
        source=BASELINE,
        saved=None,
        trouble=(),
        theirs=None,
        mine=None,
    )


def archive_aside(mine: Kept, author: str) -> tuple[str, ...]:
    """Put the branch away in which changes were kept meanwhile, and say where that failed."""
    try:
        current_store().append(mine.scenario.key, mine.version, [Archive(author, now())])
    except StoreError:
        return (f"“{mine.scenario.name}” is still among the kept plans.",)
    return ()


def _kept_aside(working: Working) -> Working:
    """Keep what somebody else was faster than as a branch; it stays in the tab where none is."""
    if working.saved is None:
        return working
    author = working.unsaved[-1].author
    scenario = keep_aside(working.scenario, working.saved.version, new_key(), author, now())
    try:
        return replace(working, mine=current_store().add(scenario))
    except StoreError:
        return working


def _done(opened: OpenScenario, entry: Entry) -> OpenScenario:
    match entry:
        case Edit():
            return opened.edit(entry.change, entry.author, entry.at, entry.reason)
        case Undo():
            return opened.undo(entry.author, entry.at)
        case Redo():
            return opened.redo(entry.author, entry.at)
        case Rename():
            return opened.rename(entry.name, entry.author, entry.at)
        case Archive():
            return opened.archive(entry.author, entry.at)
        case Reopen():
            return opened.reopen(entry.author, entry.at)


def _saved(working: Working) -> Kept:
    store, scenario = current_store(), working.scenario
    if working.saved is not None:
        return store.append(scenario.key, working.saved.version, working.unsaved)
    try:
        return store.add(scenario)
    except StoreError as error:
        try:
            kept = store.read(scenario.key)  # it may have taken it before the line broke
        except StoreError:
            raise error from None
        return store.append(scenario.key, kept.version, scenario.log[kept.version :])
