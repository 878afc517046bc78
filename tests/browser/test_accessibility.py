"""An accessibility scan of every page, and of the map's frame, by axe-core."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page

PAGES = {
    "explore": "/",
    "explore with a profile": "/?layers=pcn,district&area=pcn:U06437&practices=yes",
    "checks": "/checks",
    "what would it take": "/what_would_it_take",
    "data and methods": "/data_and_methods",
}
GRAVE = {"serious", "critical"}


def grave_violations(place: Page | Frame) -> list[str]:
    """Scan one document; the scan does not enter the frames inside it."""
    answer: dict[str, Any] = Axe().run(place).response
    return [
        f"{violation['id']} ({violation['impact']}): {node['html'][:200]}"
        for violation in answer["violations"]
        if violation["impact"] in GRAVE
        for node in violation["nodes"]
    ]


def open_page(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector("[data-testid=stMain] h1, [data-testid=stMain] h2")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500)


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_a_page_has_no_grave_barrier(application: str, page: Page, path: str) -> None:
    open_page(page, application + path)
    assert grave_violations(page) == []
    for frame in page.frames[1:]:
        if frame.frame_element().is_visible():
            assert grave_violations(frame) == []


@pytest.mark.parametrize("width", [1366, 360])
def test_no_tab_of_data_and_methods_has_a_grave_barrier(
    application: str, page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 768})
    open_page(page, f"{application}/data_and_methods")
    tabs = page.get_by_role("tab")
    assert tabs.count() == 7
    found = {}
    for tab in tabs.all():
        tab.click()
        page.wait_for_timeout(700)
        found[tab.inner_text()] = grave_violations(page)
    assert {name: violations for name, violations in found.items() if violations} == {}


@pytest.mark.parametrize(
    "path", ["/checks", "/what_would_it_take", "/data_and_methods?pack=atlantis"]
)
def test_a_phone_meets_no_grave_barrier(application: str, page: Page, path: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    open_page(page, application + path)
    assert grave_violations(page) == []
    main = "document.querySelector('[data-testid=stMain]')"
    assert page.evaluate(f"{main}.scrollWidth - {main}.clientWidth") <= 0


@pytest.mark.parametrize("width", [1366, 320])
def test_the_consultation_pack_has_no_grave_barrier(
    application: str, page: Page, width: int
) -> None:
    """Its preview is scanned as a document of its own: in its frame no script may run."""
    page.set_viewport_size({"width": width, "height": 768})
    open_page(page, f"{application}/consultation_pack")
    assert grave_violations(page) == []
    main = "document.querySelector('[data-testid=stMain]')"
    assert page.evaluate(f"{main}.scrollWidth - {main}.clientWidth") <= 0
