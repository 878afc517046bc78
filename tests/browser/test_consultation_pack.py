"""The page Consultation pack in a browser: a pack is made while others work, and can be left."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from tests.processes_below import running_below, wait_until

MADE_WITHIN = 240_000
"""Milliseconds: patience of a test on a machine that is busy, not what a planner waits for."""


def open_small(page: Page, application: str) -> None:
    """Open the page with a few parts ticked and nothing missing."""
    page.goto(f"{application}/consultation_pack?plan=example:hucknall-follows-its-district")
    expect(page.get_by_text("What you will get")).to_be_visible(timeout=60_000)
    page.get_by_label("Email").fill("views@example.org")
    page.get_by_label("Email").press("Enter")
    expect(page.get_by_text("Nobody is told where to answer")).to_be_hidden()
    day = page.get_by_role("group", name="Last day")
    day.get_by_role("spinbutton").first.click()
    page.keyboard.type("31012027")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.get_by_text("Nothing is missing")).to_be_visible(timeout=30_000)
    for name in ("Large print", "Word", "Before and after", "A3 on its side", "GeoParquet", "KML"):
        page.get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_text("Open data: 6 formats")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Documents: 3 files")).to_be_visible(timeout=30_000)


def test_a_pack_is_made_looked_at_and_downloaded_while_others_work(
    page: Page,
    application: str,
    strangers: Callable[..., BrowserContext],
    tmp_path: Path,
) -> None:
    open_small(page, application)
    page.get_by_role("button", name="Make the pack").click()
    expect(page.get_by_role("button", name="Cancel")).to_be_visible(timeout=30_000)
    other = strangers().new_page()
    other.goto(f"{application}/checks")
    expect(other.get_by_role("heading").first).to_be_visible(timeout=60_000)
    expect(page.get_by_text("Ready:")).to_be_visible(timeout=MADE_WITHIN)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the pack").click()
    download.value.save_as(tmp_path / "pack.zip")
    with zipfile.ZipFile(tmp_path / "pack.zip") as archive:
        content = json.loads(archive.read("manifest.json"))
        assert content["scenario"]["name"] == "Hucknall follows its district"
        assert "documents/consultation.pdf" in archive.namelist()
    expect(page.locator(".pack-page img")).to_be_visible(timeout=30_000)
    assert not running_below("export")


def test_cancel_ends_the_process(page: Page, application: str) -> None:
    open_small(page, application)
    page.get_by_role("button", name="Make the pack").click()
    wait_until(lambda: len(running_below("export")) == 1)
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("The pack was cancelled")).to_be_visible(timeout=30_000)
    wait_until(lambda: not running_below("export"))


def test_leaving_the_page_ends_the_process(page: Page, application: str) -> None:
    open_small(page, application)
    # More than can be made in the time for which a pack waits for its planner.
    for name in ("Boundaries", "Band status", "Where people live", "A3 on its side", "Slide"):
        page.get_by_role("button", name=name, exact=True).click()
    page.get_by_role("button", name="PNG", exact=True).click()
    expect(page.get_by_text("On A4 upright, A3 on its side and Slide")).to_be_visible()
    page.get_by_role("button", name="Make the pack").click()
    wait_until(lambda: len(running_below("export")) == 1)
    page.get_by_role("link", name="Checks").click()
    wait_until(lambda: not running_below("export"))
    page.get_by_role("link", name="Consultation pack").click()
    expect(page.get_by_text("The pack was cancelled")).to_be_visible(timeout=60_000)
