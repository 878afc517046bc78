"""Scenarios in a database: what is kept is what was given, and a log only grows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.model import Pack
from geo.pack import SHIPPED
from geo.plan.edits import Change, MoveUnits, RenameArea
from geo.plan.identity import PackIdentity
from geo.plan.opened import OpenScenario
from geo.plan.scenario import BranchPoint, Entry, Redo, Rename, Scenario, ScenarioError, Undo
from geo.plan.scenario_text import MOST_ENTRIES
from geo.store.scenario_files import example_files, read_scenario_file
from geo.store.scenario_store import (
    Conflict,
    Kept,
    ScenarioStore,
    StoreError,
    UnknownScenario,
    new_key,
)
from tests.geo.plan.plans import AUTHOR, NOW, changes, edited, edited_where_possible, toy_plan

FIRST = MoveUnits("pcn", ("S11",), "N2")
SECOND = RenameArea("pcn", "N1", "South")
KEPT = {
    "markup": "<img src=x onerror=alert(1)>",
    "a command": "'); DROP TABLE scenario; --",
    "a formula": '=HYPERLINK("http://x.test")',
    "a parameter": "%(key)s :key ? {0}",
    "emoji": "Plan 🗺️ für Łódź 한글",
}
REFUSED = {
    "nothing": "",
    "no character": "a\x00b",
    "the other direction": "a\u202eb",
    "half a character": "\ud800",
    "ten thousand characters": "x" * 10_000,
}


def test_the_example_scenarios_are_kept_as_they_are(store: ScenarioStore) -> None:
    examples = [read_scenario_file(file) for file in example_files(SHIPPED)]
    assert len(examples) == 4
    for example in examples:
        assert store.add(example) == store.read(example.key)
        assert store.read(example.key).scenario == example
        assert store.version(example.key) == len(example.log)
    assert {each.name for each in store.list(SHIPPED)} == {each.name for each in examples}


@given(st.data())
def test_any_scenario_is_kept_as_it_is_however_it_is_cut_in_appends(
    lasting_store: ScenarioStore, toy_pack: Pack, data: st.DataObject
) -> None:
    plan = edited_where_possible(toy_plan(toy_pack), data.draw(st.lists(changes, max_size=6)))
    for turn in data.draw(st.lists(st.sampled_from(["undo", "redo", "archive", "reopen"]))):
        try:
            plan = getattr(plan, turn)(AUTHOR, NOW)
        except ScenarioError:
            continue
    whole = replace(plan.scenario, key=new_key())
    cut = data.draw(st.integers(0, len(whole.log)))
    lasting_store.add(replace(whole, log=whole.log[:cut]))
    kept = lasting_store.append(whole.key, cut, whole.log[cut:])
    assert kept.scenario == whole
    assert lasting_store.read(whole.key) == kept
    (listed,) = [each for each in lasting_store.list(toy_pack.key) if each.key == whole.key]
    assert listed.edits == len(whole.edits)
    assert (listed.archived, listed.version) == (whole.archived, len(whole.log))


def test_a_list_shows_what_each_scenario_is_now_the_newest_change_first(
    store: ScenarioStore, plan: OpenScenario
) -> None:
    start = datetime.now(UTC)
    plan = edited(plan, FIRST)
    branch = plan.branch("branch", "Another way")
    store.add(plan.scenario)
    store.add(branch.scenario)
    after = edited(plan, SECOND).undo("Bob", NOW).rename("Renamed", "Cy", NOW).archive("Dee", NOW)
    store.append(plan.scenario.key, 1, after.scenario.log[1:])
    first, second = store.list(plan.pack.key)
    assert (first.name, first.edits, first.archived, first.version) == ("Renamed", 1, True, 5)
    assert (first.changed_by, first.branched_from) == ("Dee", None)
    assert (second.key, second.name, second.archived) == ("branch", "Another way", False)
    assert second.branched_from == BranchPoint("toy-plan", 1)
    assert start <= second.changed_at <= first.changed_at <= datetime.now(UTC)
    identity = PackIdentity.of(plan.pack)
    assert (first.pack_key, first.pack_fingerprint) == (identity.key, identity.fingerprint)
    assert store.list("another-pack") == ()


def test_appending_to_a_log_that_has_grown_writes_nothing_and_tells_what_is_kept(
    store: ScenarioStore, plan: OpenScenario
) -> None:
    store.add(plan.scenario)
    theirs, ours = edited(plan, FIRST), edited(plan, SECOND)
    kept = store.append("toy-plan", 0, theirs.scenario.log)
    with pytest.raises(Conflict, match="Somebody has changed “A plan for Toyshire”") as conflict:
        store.append("toy-plan", 0, ours.scenario.log)
    assert conflict.value.kept == kept == store.read("toy-plan")
    with pytest.raises(Conflict):
        store.append("toy-plan", 2, ours.scenario.log)
    assert store.version("toy-plan") == 1


def test_several_entries_are_appended_together_or_not_at_all(
    store: ScenarioStore, scenario: Scenario
) -> None:
    before = store.add(scenario)
    good: Entry = Rename(AUTHOR, NOW, "Good")
    with pytest.raises(StoreError, match="redoes an edit; none was undone"):
        store.append("toy-plan", 0, [good, Redo(AUTHOR, NOW)])
    with pytest.raises(StoreError, match="Entry 2 of the log cannot be kept"):
        store.append("toy-plan", 0, [good, Rename(AUTHOR, NOW, "a\x00b")])
    assert store.read("toy-plan") == before
    assert store.append("toy-plan", 0, []) == before


def test_a_key_is_given_once(store: ScenarioStore, scenario: Scenario) -> None:
    store.add(scenario)
    with pytest.raises(StoreError, match="with that key already"):
        store.add(replace(scenario, first_name="Another"))
    assert store.read("toy-plan").scenario.name == "A plan for Toyshire"


@pytest.mark.parametrize("key", [*KEPT.values(), *REFUSED.values()], ids=[*KEPT, *REFUSED])
def test_a_key_that_there_is_not_is_unknown(store: ScenarioStore, key: str) -> None:
    for ask in (store.read, store.version, lambda key: store.append(key, 0, [])):
        with pytest.raises(UnknownScenario, match="no such scenario"):
            ask(key)
    assert store.list(key) == ()


def scenarios_with(text: str, scenario: Scenario) -> list[Scenario]:
    """Scenarios that have a text in every place where somebody could type one."""
    return [
        replace(scenario, key="name", first_name=text),
        replace(scenario, key="author", log=(Rename(text, NOW, "New"),)),
        replace(scenario, key="rename", log=(Rename(AUTHOR, NOW, text),)),
        replace(scenario, key="pack", pack=replace(scenario.pack, key=text)),
        replace(scenario, key=text),
    ]


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_strange_texts_are_kept_exactly(
    store: ScenarioStore, scenario: Scenario, text: str
) -> None:
    for strange in scenarios_with(text, scenario):
        store.add(strange)
        assert store.read(strange.key).scenario == strange
        assert strange.key in [each.key for each in store.list(strange.pack.key)]


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_texts_that_cannot_be_kept_are_refused_in_words(
    store: ScenarioStore, scenario: Scenario, text: str
) -> None:
    for strange in scenarios_with(text, scenario):
        with pytest.raises(StoreError) as refused:
            store.add(strange)
        assert len(refused.value.faults) >= 2
        assert all(fault.endswith(".") and len(fault) < 200 for fault in refused.value.faults)
        assert text == "" or text not in str(refused.value)
    assert store.list(scenario.pack.key) == ()


def test_times_without_a_zone_are_refused(store: ScenarioStore, scenario: Scenario) -> None:
    store.add(scenario)
    with pytest.raises(StoreError, match="cannot be kept as it is"):
        store.append("toy-plan", 0, [Rename(AUTHOR, NOW.replace(tzinfo=None), "New")])


def test_a_branch_of_a_log_that_there_cannot_be_is_refused(
    store: ScenarioStore, scenario: Scenario
) -> None:
    for entries in (-1, 10**30):
        with pytest.raises(StoreError, match="a log that there cannot be"):
            store.add(replace(scenario, branched_from=BranchPoint("other", entries)))
    assert store.list(scenario.pack.key) == ()


def test_a_million_entries_are_refused(store: ScenarioStore, scenario: Scenario) -> None:
    many = [Rename(AUTHOR, NOW, "New")] * 1_000_000
    with pytest.raises(StoreError, match="1,000,000 entries in its log; 100,000 can be opened"):
        store.add(replace(scenario, log=tuple(many)))
    store.add(scenario)
    with pytest.raises(StoreError, match="1,000,000 entries"):
        store.append("toy-plan", 0, many)
    assert store.version("toy-plan") == 0
    assert MOST_ENTRIES == 100_000


def test_what_one_store_writes_another_reads(
    url: str, store: ScenarioStore, plan: OpenScenario
) -> None:
    store.add(plan.scenario)
    other = ScenarioStore.open(url)
    kept = other.append("toy-plan", 0, edited(plan, FIRST).scenario.log)
    assert store.version("toy-plan") == 1
    other.close()
    assert store.read("toy-plan") == kept


def test_keys_are_new_each_time_and_fit_a_scenario(
    store: ScenarioStore, scenario: Scenario
) -> None:
    keys = {new_key() for _ in range(1_000)}
    assert len(keys) == 1_000
    key = keys.pop()
    assert len(key) == 32
    assert store.add(replace(scenario, key=key)).scenario.key == key


def test_undoing_is_one_more_entry(store: ScenarioStore, plan: OpenScenario) -> None:
    changed: list[Change] = [FIRST, SECOND]
    plan = edited(plan, *changed)
    store.add(plan.scenario)
    kept: Kept = store.append("toy-plan", 2, [Undo(AUTHOR, NOW)])
    assert (kept.version, len(kept.scenario.edits)) == (3, 1)
    assert store.append("toy-plan", 3, [Redo(AUTHOR, NOW)]).scenario.edits == plan.scenario.edits
