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
    "data and methods": "/data_and_methods",
}
GRAVE = {"serious", "critical"}


def grave_violations(place: Page | Frame) -> list[str]:
    """Scan one document; the scan does not enter the frames inside it."""
    answer: dict[str, Any] = Axe().run(place).response  # type: ignore[arg-type]
    return [
        f"{violation['id']} ({violation['impact']}): {node['html'][:200]}"
        for violation in answer["violations"]
        if violation["impact"] in GRAVE
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_a_page_has_no_grave_barrier(application: str, page: Page, path: str) -> None:
    page.goto(application + path)
    page.wait_for_selector("[data-testid=stMain] h1, [data-testid=stMain] h2")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500)
    assert grave_violations(page) == []
    for frame in page.frames[1:]:
        if frame.frame_element().is_visible():
            assert grave_violations(frame) == []
