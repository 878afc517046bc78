"""What is kept aside comes back whole, whatever it was, and only to the plan it belongs to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.model import Pack
from geo.plan.edits import MoveUnits
from geo.plan.edits.words import LONGEST_NAME
from geo.plan.kept_aside import is_aside_of, keep_aside, with_kept_aside
from geo.plan.opened import OpenScenario
from geo.plan.scenario import Archive
from tests.geo.plan.plans import AUTHOR, NOW, edited, toy_plan


@pytest.fixture
def saved(toy_pack: Pack) -> OpenScenario:
    return edited(toy_plan(toy_pack), MoveUnits("pcn", ("S31",), "N1"))


def doings(plan: OpenScenario) -> list[OpenScenario]:
    """What a planner may do before hearing of others."""
    return [
        edited(plan, MoveUnits("pcn", ("S32",), "N1")),
        plan.undo(AUTHOR, NOW),
        plan.rename("Another name", AUTHOR, NOW),
        plan.archive(AUTHOR, NOW),
        plan.rename("Another name", AUTHOR, NOW).undo(AUTHOR, NOW).redo(AUTHOR, NOW),
    ]


def test_all_that_was_done_comes_back(saved: OpenScenario) -> None:
    theirs = edited(saved, MoveUnits("pcn", ("S33",), "N1")).scenario
    for mine in doings(saved):
        aside = keep_aside(mine.scenario, 1, "aside", AUTHOR, NOW)
        assert aside.edits == mine.scenario.edits
        assert aside.name == aside.first_name == f"{mine.scenario.name}, version of {AUTHOR}"
        assert not aside.archived
        assert with_kept_aside(theirs, aside) == (1, mine.scenario)


def test_a_branch_that_was_touched_or_is_of_another_plan_keeps_nothing_aside(
    saved: OpenScenario,
) -> None:
    mine = saved.undo(AUTHOR, NOW).scenario
    aside = keep_aside(mine, 1, "aside", AUTHOR, NOW)
    assert is_aside_of(aside, saved.scenario)
    put_away = replace(aside, log=(*aside.log, Archive(AUTHOR, NOW)))
    elsewhere = replace(saved.scenario, key="another")
    for branch, plan in ((put_away, saved.scenario), (aside, elsewhere), (mine, saved.scenario)):
        assert not is_aside_of(branch, plan)
        with pytest.raises(ValueError, match="keeps nothing aside"):
            with_kept_aside(plan, branch)


def test_the_longest_names_make_a_name_that_can_be_kept(saved: OpenScenario) -> None:
    long = "n" * LONGEST_NAME
    mine = saved.rename(long, long, NOW).scenario
    name = keep_aside(mine, 1, "aside", long, NOW).name
    assert len(name) <= LONGEST_NAME
    assert name
