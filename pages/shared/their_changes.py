"""What somebody else did to the plan at work since it was read."""

from __future__ import annotations

from dataclasses import dataclass

from geo.plan.account import account
from geo.plan.change_words import batch_words
from geo.plan.edits import Edit
from geo.plan.impact import find_impact
from geo.plan.opened import replay
from geo.words import listed
from pages.shared.working import Working


@dataclass(frozen=True)
class TheirChanges:
    """What others did to the plan since we read it.

    Attributes:
        people: who they are.
        words: what they did, in a few words.
        told: what it leads to, in sentences.
    """

    people: str
    words: str
    told: tuple[str, ...]


def their_changes(working: Working) -> TheirChanges:
    """Return who has changed the plan since we read it, and what they changed."""
    if working.theirs is None or working.saved is None:
        return TheirChanges("Somebody else", "it was kept meanwhile", ())
    pack, theirs = working.opened.pack, working.theirs.scenario
    news = theirs.log[working.saved.version :]
    people = listed(list(dict.fromkeys(entry.author for entry in news)))
    ours = replay(pack, working.saved.scenario.edits).state
    before = working.measured.next(ours)
    after = replay(pack, theirs.edits).state
    told = account(find_impact(before, before.next(after)))
    words = batch_words([entry.change for entry in news if isinstance(entry, Edit)], after)
    if theirs.name != working.saved.scenario.name:
        told.insert(0, f"It is now called {theirs.name}.")
    if theirs.archived and not working.saved.scenario.archived:
        told.append("It is archived.")
    return TheirChanges(people, words or "its name or an earlier edit", tuple(told))
