"""Catching up: what we did is done again on top of theirs, or refused with reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.model import Pack
from geo.plan.catching_up import catch_up
from geo.plan.edits import Change, CreateArea, Edit, MoveUnits, RenameArea, RetireArea
from geo.plan.identity import fingerprint
from geo.plan.opened import OpenScenario, open_scenario
from geo.plan.scenario import Entry, Rename, Scenario, ScenarioError, Undo
from tests.geo.plan.plans import NOW, changes, steady, toy_plan

OURS = MoveUnits("pcn", ("S11",), "N2")
THEIRS = RenameArea("pcn", "N3", "East")
LATER = NOW + timedelta(minutes=1)
deeds = st.lists(st.one_of(changes, st.sampled_from(["undo", "redo", "archive", "reopen"])))


def done(plan: OpenScenario, author: str, *deeds: Change | str) -> OpenScenario:
    """The plan after those of the deeds that can be done; each has a minute of its own."""
    for deed in deeds:
        at = NOW + timedelta(minutes=len(plan.scenario.log))
        try:
            if isinstance(deed, str):
                plan = getattr(plan, deed)(author, at)
            else:
                plan = plan.edit(deed, author, at)
        except ScenarioError:
            continue
    return plan


def since(base: OpenScenario, plan: OpenScenario) -> tuple[Entry, ...]:
    return plan.scenario.log[len(base.scenario.log) :]


def extended(scenario: Scenario, entries: tuple[Entry, ...]) -> Scenario:
    return replace(scenario, log=(*scenario.log, *entries))


@pytest.fixture
def base(toy_pack: Pack) -> OpenScenario:
    """A scenario with one edit, which both of us have read."""
    return done(toy_plan(toy_pack), "Old", CreateArea("pcn", "X1", "New Network", None))


def test_an_edit_is_made_again_as_we_made_it(base: OpenScenario) -> None:
    ours, theirs = done(base, "Ada", OURS), done(base, "Bob", THEIRS)
    caught_up = catch_up(theirs.scenario, since(base, ours), base.pack)
    assert caught_up.entries == since(base, ours)
    assert caught_up.refused == ()
    assert caught_up.report == ["1 edit was made again."]
    both = open_scenario(extended(theirs.scenario, caught_up.entries), base.pack)
    assert fingerprint(both.state.pack) == fingerprint(done(theirs, "Ada", OURS).state.pack)


def test_an_edit_that_theirs_made_impossible_is_refused_with_the_reason(
    base: OpenScenario,
) -> None:
    ours = done(base, "Ada", MoveUnits("pcn", ("S11",), "X1"), OURS)
    theirs = done(base, "Bob", RetireArea("pcn", "X1"))
    caught_up = catch_up(theirs.scenario, since(base, ours), base.pack)
    assert caught_up.entries == since(base, ours)[1:]
    (refused,) = caught_up.refused
    assert refused.entry == since(base, ours)[0]
    assert caught_up.report[0] == "1 edit was made again, 1 could not be."
    assert caught_up.report[1].startswith("MoveUnits, Ada: There is no ")
    assert "'X1'" in caught_up.report[1]


def test_what_we_undid_ourselves_is_gone_and_what_we_redid_is_there(base: OpenScenario) -> None:
    theirs = done(base, "Bob", THEIRS)
    ours = done(base, "Ada", OURS, "undo")
    assert catch_up(theirs.scenario, since(base, ours), base.pack).report == [
        "Everything that you did is there already."
    ]
    again = done(ours, "Ada", "redo")
    caught_up = catch_up(theirs.scenario, since(base, again), base.pack)
    assert caught_up.entries == since(base, again)[:1]


def test_undoing_what_was_there_before_never_takes_back_what_they_did(
    base: OpenScenario,
) -> None:
    theirs = done(base, "Bob", THEIRS)
    ours = done(base, "Ada", "undo", OURS)
    caught_up = catch_up(theirs.scenario, since(base, ours), base.pack)
    assert caught_up.entries == since(base, ours)[1:]
    assert caught_up.report[1] == (
        "Undo, Ada: What it took back was there before. Undo again if you still want to."
    )


def test_undoing_what_was_there_before_and_redoing_it_is_nothing(base: OpenScenario) -> None:
    theirs = done(base, "Bob", THEIRS)
    for deeds in (("undo", "redo"), ("undo", "redo", "undo", "redo")):
        ours = since(base, done(base, "Ada", *deeds))
        assert len(ours) == len(deeds)
        assert catch_up(theirs.scenario, ours, base.pack).refused == ()


def test_redoing_what_was_undone_before_is_refused(base: OpenScenario) -> None:
    undone = done(base, "Old", "undo")
    ours, theirs = done(undone, "Ada", "redo"), done(undone, "Bob", THEIRS)
    caught_up = catch_up(theirs.scenario, since(undone, ours), base.pack)
    assert caught_up.entries == ()
    assert "Make that edit anew." in caught_up.report[1]
    back = done(ours, "Ada", "undo")
    assert catch_up(theirs.scenario, since(undone, back), base.pack).refused == ()


def test_a_scenario_that_they_archived_takes_names_but_no_edits(base: OpenScenario) -> None:
    theirs = done(base, "Bob", "archive")
    ours = done(base, "Ada", OURS).rename("Ours", "Ada", LATER)
    caught_up = catch_up(theirs.scenario, since(base, ours), base.pack)
    assert caught_up.entries == (Rename("Ada", LATER, "Ours"),)
    assert caught_up.report == [
        "0 edits were made again, 1 could not be.",
        "It is called “Ours”.",
        "MoveUnits, Ada: A plan for Toyshire is archived: reopen it or branch it.",
    ]


def test_what_they_did_as_well_is_not_done_twice(base: OpenScenario) -> None:
    theirs = done(base, "Bob", "archive").rename("Same", "Bob", NOW)
    ours = done(base, "Ada", "archive").rename("Same", "Ada", NOW)
    caught_up = catch_up(theirs.scenario, since(base, ours), base.pack)
    assert (caught_up.entries, caught_up.refused) == ((), ())


def test_archiving_and_reopening_are_told(base: OpenScenario) -> None:
    theirs = done(base, "Bob", THEIRS)
    ours = done(base, "Ada", "archive", "reopen", OURS, "archive")
    caught_up = catch_up(theirs.scenario, since(base, ours), base.pack)
    assert caught_up.report == [
        "1 edit was made again.",
        "It was archived.",
        "It was reopened.",
        "It was archived.",
    ]


def test_many_refusals_are_counted(base: OpenScenario) -> None:
    ours = [Edit(RetireArea("pcn", f"Y{number}"), "Ada", NOW) for number in range(30)]
    report = catch_up(base.scenario, ours, base.pack).report
    assert len(report) == 22
    assert report[-1] == "10 more could not be made again."


def test_theirs_must_fit_the_pack(base: OpenScenario, pack: Pack) -> None:
    with pytest.raises(ScenarioError, match="was made for the pack toy"):
        catch_up(base.scenario, (), pack)


@steady
@given(deeds, deeds, deeds)
def test_theirs_stays_and_ours_comes_on_top_whatever_both_did(
    toy_pack: Pack,
    before: list[Change | str],
    our_deeds: list[Change | str],
    their_deeds: list[Change | str],
) -> None:
    base = done(toy_plan(toy_pack), "Old", *before)
    ours, theirs = done(base, "Ada", *our_deeds), done(base, "Bob", *their_deeds)
    ours_only = since(base, ours)
    caught_up = catch_up(theirs.scenario, ours_only, toy_pack)
    after = open_scenario(extended(theirs.scenario, caught_up.entries), toy_pack).scenario
    assert after.edits[: len(theirs.scenario.edits)] == theirs.scenario.edits
    made = after.edits[len(theirs.scenario.edits) :]
    refused = [each.entry for each in caught_up.refused]
    assert all(each.faults for each in caught_up.refused)
    assert not any(isinstance(entry, Undo) for entry in caught_up.entries)
    # Each edit of ours that stands came to be made or to be refused, once, in our order.
    standing = [edit for edit in ours.scenario.edits if edit in ours_only]
    told = [*made, *(entry for entry in refused if isinstance(entry, Edit))]
    assert sorted(told, key=ours_only.index) == standing
    assert list(made) == sorted(made, key=ours_only.index)
    # The whole of our log says the same as what we did since.
    assert catch_up(theirs.scenario, ours.scenario.log, toy_pack) == caught_up
    # Catching up once more has nothing left to do but what cannot be done.
    again = catch_up(after, caught_up.entries, toy_pack)
    assert (again.entries, again.refused) == ((), ())


@steady
@given(deeds, deeds)
def test_where_they_did_nothing_catching_up_leads_where_we_were(
    toy_pack: Pack, before: list[Change | str], our_deeds: list[Change | str]
) -> None:
    base = done(toy_plan(toy_pack), "Old", *before)
    ours = done(base, "Ada", *our_deeds)
    caught_up = catch_up(base.scenario, since(base, ours), toy_pack)
    if not caught_up.refused:
        after = open_scenario(extended(base.scenario, caught_up.entries), toy_pack)
        assert fingerprint(after.state.pack) == fingerprint(ours.state.pack)
        assert after.scenario.archived == ours.scenario.archived
