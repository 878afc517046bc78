"""The log on the page What-if, where it is long: in pages, and told as fast as a short one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.pack import read_pack
from geo.plan.check_keys import CheckKind
from geo.plan.edits import AcceptCheck, Change, Edit, MoveUnits
from geo.plan.opened import new_scenario
from geo.plan.scenario import Scenario, Undo
from geo.store.scenario_store import ScenarioStore
from pages.components.what_if_account import FIRST_SHOWN, MOST_IN_BATCH, MOST_ON_PAGE
from tests.pages.conftest import OpenPage

NOW = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
TURNS = ("N2", "N1")


@pytest.fixture
def scenario(toy_data: Path) -> Scenario:
    return new_scenario(read_pack(toy_data), "adas", "Ada's plan").scenario


def move(to: str, at: datetime) -> Edit:
    return Edit(MoveUnits("pcn", ("S11",), to), "Ada", at, "")


def entries(app: AppTest) -> list[str]:
    """The entries of the log that are shown, newest first."""
    pieces = [unescape(str(each.value)) for each in app.get("html")]
    return [piece for piece in pieces if 'class="what-if-entry"' in piece]


def numbers(app: AppTest) -> list[int]:
    """Number of the last change of each entry that is shown, by the branches offered."""
    keys = [str(each.key) for each in app.button if each.label == "Branch from here"]
    return [int(key.rsplit(" ", 1)[1]) for key in keys]


def test_what_was_undone_is_told_in_words(
    own_database: str, open_page: OpenPage, scenario: Scenario
) -> None:
    log = (move("N2", NOW), Undo("Ada", NOW))
    ScenarioStore.open(own_database).add(replace(scenario, log=log))
    app = open_page("what_if", pack="toy", scenario="adas")
    (entry,) = entries(app)
    assert "Undone: moving 1 small area to Northwest Network." in entry
    told = "\n".join(unescape(str(each.value)) for each in app.get("html"))
    assert "nothing differs from the baseline" in told


def test_the_reason_of_an_accepted_check_is_told_once(
    own_database: str, open_page: OpenPage, scenario: Scenario
) -> None:
    reasons: dict[str, Change] = {
        "Accepted as it is.": AcceptCheck("pcn", "N1", CheckKind.RESIDENT_BAND)
    }
    reasons["They asked for it."] = MoveUnits("pcn", ("S11",), "N2")
    log = tuple(
        Edit(change, "Ada", NOW + timedelta(minutes=each), reason)
        for each, (reason, change) in enumerate(reasons.items())
    )
    ScenarioStore.open(own_database).add(replace(scenario, log=log))
    shown = entries(open_page("what_if", pack="toy", scenario="adas"))
    for entry, reason in zip(shown, reversed(reasons), strict=True):
        assert entry.count(reason) == 1


def test_a_long_log_is_read_page_by_page(
    own_database: str, open_page: OpenPage, scenario: Scenario
) -> None:
    count = 2 * MOST_ON_PAGE + 20
    log = tuple(move(TURNS[each % 2], NOW + timedelta(minutes=each)) for each in range(count))
    ScenarioStore.open(own_database).add(replace(scenario, log=log))
    app = open_page("what_if", pack="toy", scenario="adas")
    assert numbers(app) == list(range(count, count - FIRST_SHOWN, -1))
    (switch,) = [each for each in app.toggle if each.label == f"All {count} entries"]
    switch.set_value(True).run()
    assert numbers(app) == list(range(count, count - MOST_ON_PAGE, -1))
    (page,) = [each for each in app.number_input if each.label.startswith("Page of the log")]
    page.set_value(3).run()
    assert not app.exception
    assert numbers(app) == list(range(20, 0, -1))
    told = ["from Southwest Network to", "from Northwest Network to"]
    for number, entry in zip(numbers(app), entries(app), strict=True):
        assert told[(number - 1) % 2] in entry


def test_very_many_changes_of_one_batch_are_counted(
    own_database: str, open_page: OpenPage, scenario: Scenario
) -> None:
    log = tuple(move(to, NOW) for to in TURNS * MOST_IN_BATCH)
    ScenarioStore.open(own_database).add(replace(scenario, log=log))
    (entry,) = entries(open_page("what_if", pack="toy", scenario="adas"))
    assert entry.count("1 small area with ") == MOST_IN_BATCH
    assert f"{MOST_IN_BATCH} more changes were applied together with these." in entry
