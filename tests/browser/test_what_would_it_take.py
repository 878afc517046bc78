"""The page What would it take in a browser: a real search, accepted, and seen in the editor."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from playwright.sync_api import TimeoutError as NotInTime

from tests.browser.map_hands import READY, open_editor
from tests.browser.test_accessibility import grave_violations
from tests.processes_below import running_below, wait_until

FOUND_WITHIN = 180_000
"""Milliseconds: patience of a test on a machine that is busy, not what a planner waits for."""


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """A busy machine takes its time, and nothing here is about time."""
    expect.set_options(timeout=30_000)
    yield
    expect.set_options(timeout=5_000)


def choose(page: Page, label: str, option: str) -> None:
    field = page.get_by_label(label, exact=True)
    field.scroll_into_view_if_needed()
    wanted = page.get_by_role("option", name=option)
    for _ in range(10):  # a list that opens while the page still scrolls closes again
        page.wait_for_timeout(500)
        if not wanted.is_visible():
            field.click()
        try:
            wanted.click(timeout=3_000)
        except NotInTime:
            continue
        return
    raise AssertionError(f"{label} never offered {option}.")


def open_city(page: Page, application: str) -> None:
    """Open the page for Nottingham City, whose 8 networks could all fit, with a short limit."""
    page.goto(f"{application}/what_would_it_take")
    expect(page.get_by_role("heading", name="Is it possible at all?")).to_be_visible()
    choose(page, "Place", "Nottingham City")
    choose(page, "Time for each place", "10 seconds")


def open_long_search(page: Page, application: str) -> None:
    """Open the page for a question that is far from proved after minutes."""
    page.goto(f"{application}/what_would_it_take")
    expect(page.get_by_role("heading", name="Is it possible at all?")).to_be_visible()
    choose(page, "Place", "South Nottinghamshire")
    choose(page, "New areas", "At most 2")
    choose(page, "Time for each place", "5 minutes")


def search(page: Page) -> None:
    page.get_by_role("button", name="Find the smallest change").click()
    expect(page.get_by_role("button", name="Cancel")).to_be_visible()


def sideways(page: Page) -> int:
    main = "document.querySelector('[data-testid=stMain]')"
    return int(page.evaluate(f"{main}.scrollWidth - {main}.clientWidth"))


def test_a_search_is_watched_accepted_and_seen_in_the_editor_while_others_work(
    page: Page, application: str, strangers: Callable[..., BrowserContext]
) -> None:
    open_city(page, application)
    search(page)
    other = strangers().new_page()
    other.goto(f"{application}/checks")
    expect(other.get_by_role("heading").first).to_be_visible(timeout=60_000)
    expect(page.get_by_text(re.compile(r"moves [\d,]+ people")).first).to_be_visible()
    answer = page.get_by_role("heading", name="Nottingham City: can be made to fit")
    expect(answer).to_be_visible(timeout=FOUND_WITHIN)
    expect(page.get_by_text(re.compile(r"[Nn]o plan .*moves fewer")).first).to_be_visible()
    expect(page.locator(".take-card img").first).to_have_attribute(
        "alt", re.compile("^Map of Nottingham City as it would be")
    )
    assert not running_below("repair")
    assert grave_violations(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert sideways(page) <= 0
    page.set_viewport_size({"width": 1366, "height": 768})
    page.get_by_role("button", name="Accept all").click()
    expect(page.get_by_text("All steps are in the plan. Saved")).to_be_visible()
    page.get_by_role("link", name="See it in What-if").click()
    page.wait_for_selector(".editor[data-ready=yes]")
    assert "scenario=" in page.url
    expect(page.get_by_role("heading", name="What this plan changes")).to_be_visible()


def test_a_search_can_be_stopped_and_what_it_has_is_kept(page: Page, application: str) -> None:
    open_long_search(page, application)
    search(page)
    expect(page.get_by_text(re.compile(r"The best plan so far moves"))).to_be_visible(
        timeout=FOUND_WITHIN
    )
    page.get_by_role("button", name="Stop and keep what is found").click()
    answer = page.get_by_role("heading", name="South Nottinghamshire: can be made to fit")
    expect(answer).to_be_visible(timeout=FOUND_WITHIN)
    assert not running_below("repair")


def test_a_file_of_rates_stays_and_every_choice_can_be_read_on_a_narrow_screen(
    page: Page, application: str, tmp_path: Path
) -> None:
    rates = tmp_path / "rates.csv"
    rates.write_text("area_code,low,high\neverybody else,0.2,0.8\n", encoding="utf-8")
    page.goto(f"{application}/what_would_it_take")
    page.get_by_text("Borders, and small areas that stay").click()
    choose(page, "Borders of districts", "May be crossed at a price")
    page.get_by_text("Other dates, weak ties and growth").click()
    page.get_by_text("The band also holds if weakly tied small areas").click()
    choose(page, "Growth of residents", "Rates from a file")
    page.locator("input[type=file]").set_input_files(rates)
    expect(page.get_by_text("Everybody: 0.2 to 0.8 per cent a year.")).to_be_visible()
    expect(page.get_by_label("Price, districts")).to_have_value("1")
    assert grave_violations(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert sideways(page) <= 0
    page.set_viewport_size({"width": 1366, "height": 768})
    page.get_by_role("link", name="Checks", exact=True).click()
    expect(page.get_by_text("Does each area fit its band?").first).to_be_visible()
    page.get_by_role("link", name="What would it take?", exact=True).first.click()
    page.get_by_text("Other dates, weak ties and growth").click()
    expect(page.get_by_text("rates.csv")).to_be_visible()
    expect(page.get_by_text("as asked for above.")).to_be_visible()
    page.get_by_role("button", name="Another file").click()
    expect(page.get_by_text("rates.csv")).to_have_count(0)


def test_locks_are_shared_with_the_editor(page: Page, application: str) -> None:
    open_editor(page, application)
    page.get_by_role("button", name="Lock Rushcliffe PCN", exact=True).click()
    page.get_by_role("button", name="Lock Rosewood PCN", exact=True).click()
    page.get_by_role("link", name="What would it take?", exact=True).first.click()
    expect(page.get_by_text("2 locks come from What-if’s editor.")).to_be_visible()
    page.get_by_role("button", name="Remove Rosewood PCN").click()
    expect(page.get_by_text("1 lock comes from What-if’s editor.")).to_be_visible()
    page.get_by_role("link", name="What-if", exact=True).click()
    page.wait_for_selector(READY)
    page.get_by_role("button", name="Lock Rosewood PCN", exact=True).wait_for()
    page.get_by_role("button", name="Unlock Rushcliffe PCN", exact=True).click()
    page.get_by_role("link", name="What would it take?", exact=True).first.click()
    expect(page.get_by_role("heading", name="Is it possible at all?")).to_be_visible()
    expect(page.get_by_text("What-if’s editor")).to_have_count(0)


def test_a_cancelled_search_leaves_no_process(page: Page, application: str) -> None:
    open_long_search(page, application)
    search(page)
    wait_until(lambda: bool(running_below("repair")))
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("The search was cancelled.")).to_be_visible()
    wait_until(lambda: not running_below("repair"))


def test_a_search_whose_planner_leaves_is_cancelled(page: Page, application: str) -> None:
    open_long_search(page, application)
    search(page)
    wait_until(lambda: bool(running_below("repair")))
    page.get_by_role("link", name="Checks", exact=True).click()
    expect(page.get_by_text("Does each area fit its band?").first).to_be_visible()
    wait_until(lambda: not running_below("repair"))
