"""What a planner can do with the plan at work; each action says what came of it.

Nothing is done while somebody else's changes to the same plan wait for a decision, and nothing but
reopening while the plan is archived.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from geo.plan.catching_up import catch_up
from geo.plan.edits import Change, Edit
from geo.plan.edits.words import LONGEST_NAME, text_faults
from geo.plan.opened import OpenScenario, open_scenario, replay
from geo.plan.plan_names import plan_name
from geo.plan.scenario import Archive, Entry, Rename, Reopen, ScenarioError
from geo.plan.state import State
from geo.store.scenario_store import Conflict, StoreError
from pages.shared import saving
from pages.shared import working as at_work
from pages.shared.batches import redo_entries, undo_entries
from pages.shared.clock import day_words, now, time_words
from pages.shared.loading import Study
from pages.shared.people import author as author_named
from pages.shared.people import known_name
from pages.shared.scenarios import KEPT, PlanUnavailable, current_store
from pages.shared.working import Working

CHOOSE_FIRST = (
    "Somebody else has changed this plan. Say above what should become of your changes first."
)


@dataclass(frozen=True)
class Outcome:
    """What came of an action.

    Attributes:
        kind: ``done`` (perhaps not saved: the lines say so), ``refused`` or ``conflict``.
        lines: in sentences.
    """

    kind: Literal["done", "refused", "conflict"]
    lines: tuple[str, ...] = ()


def edits_of(
    state: State, changes: Sequence[Change], author: str, reason: str = ""
) -> tuple[Edit, ...]:
    """Return changes as edits of one batch.

    Raises:
        ScenarioError: some cannot be made, with every reason.
    """
    at, edits, faults = now(), [], []
    for change in changes:
        edit = Edit(change, author, at, reason)
        if found := edit.faults(state):
            faults += found
            continue
        state = edit.apply(state)
        edits.append(edit)
    if faults:
        raise ScenarioError(dict.fromkeys(faults))
    return tuple(edits)


def make(changes: Sequence[Change], reason: str, author: object = None) -> Outcome:
    """Make changes as one batch, all of them or none.

    Args:
        changes: what is changed, in this order.
        reason: why; may be empty.
        author: the name that came with them, if any.
    """
    working = _at_work()
    if refusal := _refusal(working):
        return refusal
    if not changes:
        return Outcome("refused", ("Nothing is to be changed.",))
    try:
        edits = edits_of(working.opened.state, changes, author_named(author), reason.strip())
    except ScenarioError as error:
        return Outcome("refused", error.faults)
    return _record(_named(working, edits), edits)


def _named(working: Working, edits: Sequence[Edit]) -> Working:
    """Return a plan that nobody has named under a name that tells what it changes."""
    scenario, before = working.scenario, working.opened.state
    if working.saved is not None or scenario.log or scenario.first_name != at_work.unnamed():
        return working
    after = before
    for edit in edits:
        after = edit.apply(after)
    name = plan_name([edit.change for edit in edits], before, after, day_words(now()))
    scenario = replace(scenario, first_name=name)
    return replace(working, opened=replace(working.opened, scenario=scenario))


def undo(author: object = None) -> Outcome:
    """Take back the last batch."""
    working = _at_work()
    entries = undo_entries(working.scenario, author_named(author), now())
    return _refusal(working) or _recorded_or(working, entries, "There is nothing to undo.")


def redo(author: object = None) -> Outcome:
    """Make the batch again that was taken back last."""
    working = _at_work()
    entries = redo_entries(working.scenario, author_named(author), now())
    return _refusal(working) or _recorded_or(working, entries, "There is nothing to redo.")


def rename(name: str) -> Outcome:
    """Give the plan another name; one that is nowhere yet is only called so."""
    working = _at_work()
    name = name.strip()
    if name == working.scenario.name:
        return Outcome("done")
    if faults := text_faults("The name", name, LONGEST_NAME):
        return Outcome("refused", tuple(faults))
    if working.theirs is not None:
        return Outcome("refused", (CHOOSE_FIRST,))
    if working.saved is None and not working.scenario.log:
        scenario = replace(working.scenario, first_name=name)
        at_work.keep(replace(working, opened=replace(working.opened, scenario=scenario)))
        return Outcome("done")
    return _record(working, (Rename(author_named(), now(), name),))


def archive() -> Outcome:
    """Put the plan away."""
    working = _at_work()
    return _refusal(working) or _record(working, (Archive(author_named(), now()),))


def reopen() -> Outcome:
    """Take the plan out of the archive."""
    working = _at_work()
    if working.theirs is not None or not working.scenario.archived:
        return Outcome("refused", (CHOOSE_FIRST,) if working.theirs else ("It is not archived.",))
    return _record(working, (Reopen(author_named(), now()),))


def branch(name: str, entries: int | None = None) -> Outcome:
    """Go on in a scenario of its own, from the plan as it is or as it was earlier.

    Args:
        name: of the new scenario.
        entries: how many entries of the log it takes over; all where None.
    """
    working = _at_work()
    try:
        branched = saving.as_branch(working, name.strip(), entries)
    except ScenarioError as error:
        return Outcome("refused", error.faults)
    return _keep_saved(branched)


def adopt(study: Study, opened: OpenScenario) -> Outcome:
    """Keep a scenario that came from a file, or from another edition of the pack, and open it."""
    return _keep_saved(at_work.of_scenario(study, opened))


def try_again() -> Outcome:
    """Hand to the store again what it has not taken."""
    return _keep_saved(_at_work())


def make_again() -> Outcome:
    """Make our changes again on top of theirs, and say which of them cannot be made."""
    working = _at_work()
    if working.theirs is None:
        return Outcome("refused", ("Nobody else has changed this plan.",))
    pack, theirs = working.opened.pack, working.theirs
    try:
        caught = catch_up(theirs.scenario, working.unsaved, pack)
        opened = open_scenario(theirs.scenario, pack)
    except ScenarioError as error:
        return Outcome("refused", error.faults)
    try:
        kept = current_store().append(theirs.scenario.key, theirs.version, caught.entries)
    except Conflict as conflict:
        at_work.keep(replace(working, theirs=conflict.kept))
        return Outcome("conflict", ("It has been changed once more in the meantime.",))
    except StoreError as error:
        return Outcome("refused", error.faults)
    opened = OpenScenario(kept.scenario, pack, replay(pack, kept.scenario.edits).state)
    measured = working.measured.next(opened.state)
    told = list(caught.report)
    if working.mine is not None and caught.refused:
        told.append(f"Your version as it was is kept as “{working.mine.scenario.name}”.")
    elif working.mine is not None:
        told += saving.archive_aside(working.mine, author_named())
    at_work.keep(
        replace(
            working,
            opened=opened,
            measured=measured,
            source=f"{KEPT}{kept.scenario.key}",
            saved=kept,
            trouble=(),
            theirs=None,
            mine=None,
        )
    )
    return Outcome("done", tuple(told))


def keep_as_branch(study: Study) -> Outcome:
    """Go on with our changes as a scenario of its own and leave theirs as they are."""
    working = _at_work()
    if working.mine is not None:
        return _opened(study, working.mine.scenario.key)
    name = f"{working.scenario.name}, {known_name() or 'another'} version"
    if known_name():
        name = f"{working.scenario.name}, version of {known_name()}"
    return branch(name[:LONGEST_NAME].strip())


def load_latest(study: Study) -> Outcome:
    """Open the plan as the store has it now; what is not saved is given up.

    What the store keeps of it meanwhile is put away, not deleted.
    """
    working = _at_work()
    outcome = _opened(study, working.scenario.key)
    if working.mine is None or outcome.kind == "refused":
        return outcome
    return Outcome("done", saving.archive_aside(working.mine, author_named()))


def _opened(study: Study, key: str) -> Outcome:
    """Work on a kept scenario."""
    try:
        at_work.switch(study, f"{KEPT}{key}")
    except PlanUnavailable as error:
        return Outcome("refused", error.faults)
    return Outcome("done")


def _at_work() -> Working:
    working = at_work.current()
    if working is None:
        raise RuntimeError("No plan is at work: the page has to begin one first.")
    return working


def _refusal(working: Working) -> Outcome | None:
    if working.theirs is not None:
        return Outcome("refused", (CHOOSE_FIRST,))
    if working.scenario.archived:
        return Outcome("refused", (f"{working.scenario.name} is archived: reopen or branch it.",))
    return None


def _recorded_or(working: Working, entries: Sequence[Entry], otherwise: str) -> Outcome:
    return _record(working, entries) if entries else Outcome("refused", (otherwise,))


def _record(working: Working, entries: Sequence[Entry]) -> Outcome:
    return _keep_saved(saving.with_entries(working, entries))


def _keep_saved(working: Working) -> Outcome:
    after = saving.save(working)
    at_work.keep(after)
    if after.theirs is not None:
        kept = (
            "Yours is only in this tab until you choose above."
            if after.mine is None
            else f"Yours is kept as “{after.mine.scenario.name}”."
        )
        return Outcome("conflict", (f"Somebody else has changed this plan. {kept}",))
    if after.trouble:
        return Outcome("done", ("The change is shown, but it is not saved.", *after.trouble))
    assert after.saved is not None  # there is neither trouble nor a conflict
    return Outcome("done", (f"Saved {time_words(after.saved.changed_at)}.",))
