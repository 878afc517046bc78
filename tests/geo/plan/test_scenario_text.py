"""Scenario files from anywhere: what is wrong is told, all of it, and nothing else happens."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.model import Pack
from geo.plan.check_keys import CheckKind
from geo.plan.edits import (
    AcceptCheck,
    MergeAreas,
    MergeLayer,
    MovePractices,
    MoveUnits,
    Part,
    SetBand,
    SplitArea,
)
from geo.plan.opened import open_scenario
from geo.plan.scenario import ScenarioError
from geo.plan.scenario_text import MOST_ENTRIES, read_scenario_text, scenario_text
from tests.geo.plan.plans import AUTHOR, NOW, edited, steady, toy_plan


@pytest.fixture(scope="module")
def text(toy_pack: Pack) -> str:
    """A scenario with every kind of entry."""
    plan = edited(
        toy_plan(toy_pack),
        MoveUnits("pcn", ("S11",), None),
        MovePractices("pcn", ("P11",), None),
        SplitArea("pcn", "N2", (Part("X1", "<script>alert(1)</script>", ("S31",), ("P21",)),)),
        MergeAreas("pcn", ("N4",), "N3"),
        MergeLayer("ccg", "99X", '=HYPERLINK("x")'),
        SetBand("place", 1, None),
        AcceptCheck("pcn", "N1", CheckKind.CROSSING, "district"),
    )
    plan = plan.undo(AUTHOR, NOW).redo(AUTHOR, NOW).rename("Next", AUTHOR, NOW)
    plan = plan.archive(AUTHOR, NOW).reopen(AUTHOR, NOW)
    return scenario_text(plan.branch("other", "Other").rename("Again", AUTHOR, NOW).scenario)


def faults_of(text: str) -> list[str]:
    with pytest.raises(ScenarioError) as refused:
        read_scenario_text(text)
    return list(refused.value.faults)


def spoilt(text: str, *path: str | int, value: Any) -> str:
    content = json.loads(text)
    place = content
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return json.dumps(content)


def test_what_is_written_is_read(text: str, toy_pack: Pack) -> None:
    scenario = read_scenario_text(text)
    assert scenario_text(scenario) == text
    assert text.endswith("}\n")
    assert open_scenario(scenario, toy_pack).scenario.name == "Again"


@steady
@given(st.floats(0, 0.999))
def test_a_text_that_was_cut_short_is_refused(text: str, share: float) -> None:
    assert "cut short" in faults_of(text[: int(len(text.rstrip()) * share)])[0]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("", "not JSON"),
        ("[]", "one JSON object"),
        ("{}", "its schema is not 1"),
        ('{"schema": 1, "schema": 1}', "a key stands twice"),
        ('{"schema": NaN}', "NaN is not a number"),
        ('{"schema": true}', "its schema is not 1"),
        ('{"schema": 2}', "newer version (schema 2); this one reads 1"),
        ('{"schema": ' + "9" * 5_000 + "}", "It is not a scenario"),
        ("[" * 200_000, "nested too deeply"),
    ],
)
def test_what_is_no_scenario_is_refused(raw: str, words: str) -> None:
    assert words in faults_of(raw)[0]


def test_a_million_edits_are_refused_before_they_are_read(text: str) -> None:
    assert "1,000,000 entries" in faults_of(spoilt(text, "log", value=[0] * 1_000_000))[0]
    assert MOST_ENTRIES < 1_000_000


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (("key",), 7, "has no text as “key”"),
        (("first_name",), "a\u202eb", "characters that cannot be seen"),
        (("first_name",), "\ud800", "characters that cannot be seen"),
        (("first_name",), "x" * 1_000, "1,000 characters"),
        (("more",), 1, "entries that do not belong there: ['more']"),
        (("log",), {}, "has no list as “log”"),
        (("pack",), [], "is not an object"),
        (("pack", "vintages"), {"pcn": "yesterday"}, "has no date as “pcn”"),
        (("pack", "vintages"), {"\x00": "2019-01-01"}, "has a key that is no name"),
        (("branched_from",), {"key": "a", "entries": "2"}, "no whole number as “entries”"),
        (("log", 0), None, "Entry 1 of the log is not an object"),
        (("log", 0), {}, "lacks “kind”"),
        (("log", 0, "kind"), ["edit"], "of a kind that there is not"),
        (("log", 0, "at"), "2019", "has no date and time"),
        (("log", 0, "at"), "0001-01-01T00:00:00+23:59", "between the years"),
        (("log", 0, "at"), "2019-01-01T00:00:00", "lacks its time zone"),
        (("log", 0, "author"), "", "is empty"),
        (("log", 0, "reason"), 5, "has no text as “reason”"),
        (("log", 0, "change"), None, "is not an object"),
        (("log", 0, "change", "kind"), "explode", "of a kind that there is not: 'explode'"),
        (("log", 0, "change", "units"), "S11", "has no list as “units”"),
        (("log", 0, "change", "units"), [["S11"]], "has no text as “units”"),
        (("log", 2, "change", "parts"), [None], "part 1, is not an object"),
        (("log", 5, "change", "lowest"), 1.5, "has no whole number as “lowest”"),
        (("log", 5, "change", "highest"), True, "has no whole number as “highest”"),
        (("log", 6, "change", "check"), "mood", "accepts a check that there is not"),
        (("log", 0), {"kind": "redo", "author": "A", "at": "2019-01-01T00:00:00Z"}, "redoes"),
        (("log", 0), {"kind": "undo", "author": "A", "at": "2019-01-01T00:00:00Z"}, "undoes"),
    ],
)
def test_each_damage_is_told(
    text: str, path: tuple[str | int, ...], value: Any, words: str
) -> None:
    assert any(words in fault for fault in faults_of(spoilt(text, *path, value=value)))


def test_every_fault_is_told_at_once(text: str) -> None:
    damaged = spoilt(text, "log", 0, "author", value="")
    damaged = spoilt(damaged, "log", 1, "change", "practices", value=7)
    assert len(faults_of(damaged)) == 2


def test_codes_that_are_not_known_are_told_when_it_is_opened(text: str, toy_pack: Pack) -> None:
    damaged = spoilt(text, "log", 0, "change", "units", value=["S99"])
    with pytest.raises(ScenarioError, match="1 small area named here is not known: S99"):
        open_scenario(read_scenario_text(damaged), toy_pack)


@steady
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_anything_in_the_place_of_an_edit_is_refused_with_words(text: str, value: Any) -> None:
    assert faults_of(spoilt(text, "log", 1, "change", value=value))
