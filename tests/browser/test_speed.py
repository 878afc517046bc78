"""How fast a planner sees things, measured in the browser.

Run once as ordinary tests; measure with
``python -m pytest tests/browser/test_speed.py --benchmark-enable -s``.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psutil
import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect

from tests.browser.conftest import running_application
from tests.browser.test_explore import MAP, PROFILE, open_map

SUMMARY = ".map-box"
PLACES = {"Rushcliffe PCN": (52.88, -1.06), "Nottingham West PCN": (53.0, -1.26)}


def click(page: Page, frame: Frame, place: tuple[float, float]) -> None:
    point = frame.evaluate("at => ({...lookingMap.map.latLngToContainerPoint(at)})", list(place))
    box = page.locator(MAP).bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + point["x"], box["y"] + point["y"])


@pytest.mark.benchmark(group="process start to the first visible map")
def test_process_start_to_first_map(benchmark: Any, chromium: Browser, tmp_path: Path) -> None:
    """From starting the process to the drawn map, for a visitor whose browser is open already."""
    afterwards = ExitStack()

    def start() -> None:
        address = afterwards.enter_context(running_application(tmp_path / "log.txt"))
        tab = visitors.pop()
        tab.goto(address)
        frame = tab.wait_for_selector(MAP).content_frame()
        assert frame is not None
        frame.wait_for_selector("body[data-applied]", state="attached")

    contexts = [chromium.new_context() for _ in range(5)]
    visitors = [context.new_page() for context in contexts]
    benchmark.pedantic(start, teardown=afterwards.close, rounds=5, iterations=1)
    for context in contexts:
        context.close()


@pytest.mark.benchmark(group="click to an area's summary on the map")
def test_click_to_summary(benchmark: Any, application: str, page: Page) -> None:
    """Timed by the browser's own clock, from the click to two drawn frames after the summary."""
    frame = open_map(page, application)
    names = list(PLACES) * 5
    taken: list[float] = []

    def one() -> None:
        name = names[len(taken) % 2]
        frame.evaluate(
            """name => { window.taken = new Promise((done, fail) => {
              setTimeout(() => fail(new Error('no summary')), 5000);
              document.addEventListener('pointerup', () => { const start = performance.now();
                const look = () => document.querySelector('.map-box').textContent.includes(name)
                  ? requestAnimationFrame(() => requestAnimationFrame(
                      () => done(performance.now() - start)))
                  : setTimeout(look, 1);
                look(); }, {once: true, capture: true}); }) }""",
            name,
        )
        click(page, frame, PLACES[name])
        taken.append(frame.evaluate("() => window.taken"))

    benchmark.pedantic(one, rounds=10, iterations=1)
    benchmark.extra_info["milliseconds by the browser's clock"] = sorted(taken)
    report("click to summary, ms by the browser's clock", taken)


@pytest.mark.benchmark(group="click to an area's profile beside the map")
def test_click_to_profile(benchmark: Any, application: str, page: Page) -> None:
    frame = open_map(page, application)
    names = iter(list(PLACES) * 10)

    def one() -> None:
        name = next(names)
        click(page, frame, PLACES[name])
        page.wait_for_function(
            "([where, name]) => document.querySelector(where)?.textContent === name",
            arg=[PROFILE, name],
        )

    benchmark.pedantic(one, rounds=10, iterations=1)


def test_memory_of_each_further_session_stays_small(
    strangers: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    """Twelve visitors at once, each with a profile open; the first four warm the process up."""
    with running_application(tmp_path / "log.txt") as address:
        # The newest: the application that other tests share is a child of this process too.
        server = max(psutil.Process(os.getpid()).children(), key=psutil.Process.create_time)
        assert "dashboard.py" in server.cmdline()
        sizes = []
        for _ in range(12):
            tab = strangers().new_page()
            open_map(tab, f"{address}/?area=pcn:U06437")
            expect(tab.locator(PROFILE)).to_have_text("Byron PCN")
            sizes.append(server.memory_info().rss / 1e6)
    each = (sizes[-1] - sizes[3]) / 8
    report("server's memory by visitor, MB", sizes)
    assert each < 25


def report(what: str, figures: list[float]) -> None:
    """Write measured figures where ``-s`` shows them."""
    print(f"\n{what}: {', '.join(f'{figure:.1f}' for figure in figures)}")  # noqa: T201 - for whoever measures
