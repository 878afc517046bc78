"""Kept aside: a plan with entries that somebody else's were faster than, as a plan of its own.

Two planners have the same plan before them and one saves first. What the other did is kept as a
branch at once, so that it outlives the browser's tab, and can be told from the branch again: the
branch has the whole log, and at its end the entries that only make a plan of its own of it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from geo.plan.edits.words import LONGEST_NAME
from geo.plan.scenario import BranchPoint, Entry, Rename, Reopen, Scenario


def keep_aside(scenario: Scenario, entries: int, key: str, author: str, at: datetime) -> Scenario:
    """Return a plan with what is not saved as a branch, ``<name>, version of <author>``.

    Args:
        scenario: the plan, with what is not saved at the end of its log.
        entries: how many entries of its log are saved.
        key: of the branch.
        author: who made what is not saved.
        at: when it is kept, with a time zone.
    """
    ending = f", version of {author}"[: LONGEST_NAME - 1]
    name = f"{scenario.name[: LONGEST_NAME - len(ending)].strip()}{ending}".strip()
    own: tuple[Entry, ...] = (Rename(author, at, name),)
    if scenario.archived:
        own = (Reopen(author, at), *own)
    origin = BranchPoint(scenario.key, entries)
    return Scenario(key, name, scenario.pack, (*scenario.log, *own), origin)


def is_aside_of(aside: Scenario, theirs: Scenario) -> bool:
    """Whether a branch keeps entries aside that belong to this plan, and was not touched since."""
    origin = aside.branched_from
    return (
        origin is not None
        and origin.key == theirs.key
        and origin.entries < len(aside.log)
        and isinstance(aside.log[-1], Rename)
        and aside.log[-1].name == aside.first_name
        and aside.log[: origin.entries] == theirs.log[: origin.entries]
    )


def with_kept_aside(theirs: Scenario, aside: Scenario) -> tuple[int, Scenario]:
    """Return the plan as its planner had it, before hearing of what others did.

    Args:
        theirs: the plan as it is kept, with what others did.
        aside: the branch.

    Returns:
        How many entries of the log were saved, and the plan with what was not at the end.

    Raises:
        ValueError: the branch keeps nothing aside that belongs to the plan.
    """
    if aside.branched_from is None or not is_aside_of(aside, theirs):
        raise ValueError(f"“{aside.name}” keeps nothing aside for “{theirs.name}”.")
    entries = aside.branched_from.entries
    *ours, mark = aside.log[entries:]
    if ours and ours[-1] == Reopen(mark.author, mark.at):
        ours.pop()
    return entries, replace(theirs, log=(*theirs.log[:entries], *ours))
