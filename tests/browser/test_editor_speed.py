"""How fast the editor answers a planner's hand, measured in the browser.

Run once as ordinary tests; measure with
``python -m pytest tests/browser/test_editor_speed.py --benchmark-enable --benchmark-json F``;
``extra_info`` in F then has the figures.
"""

from __future__ import annotations

import math
import statistics
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

TILED = Path(__file__).with_name("tiled_editor.js").read_text(encoding="utf-8")
READY = ".editor[data-ready=yes]"
PICKS = 40


def open_tiled(page: Page, address: str, copies: int) -> None:
    page.goto(f"{address}/what_if")
    page.wait_for_selector(READY)
    page.evaluate(TILED, copies)
    page.wait_for_timeout(500)
    assert page.evaluate(
        "() => { const { map } = Editor.current;"
        " return map.leaflet.getBounds().contains(map.firstView); }"
    )


def paint(page: Page, seconds: float) -> list[float]:
    """Move the brush in wide curves and return the times between frames, milliseconds."""
    box = page.locator("#tiled .editor-map").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    far = 0.42 * min(box["width"], box["height"])
    page.mouse.move(x, y)
    page.evaluate(
        "() => { window.frames_at = []; const next = (at) => { frames_at.push(at);"
        " window.framing = requestAnimationFrame(next); };"
        " window.framing = requestAnimationFrame(next); }"
    )
    page.mouse.down()
    end, turn = time.monotonic() + seconds, 0.0
    while time.monotonic() < end:
        turn += 0.2
        radius = far * (0.3 + 0.7 * abs(math.sin(turn * 0.22)))
        page.mouse.move(x + radius * math.cos(turn), y + radius * math.sin(turn), steps=6)
    page.mouse.up()
    at: list[float] = page.evaluate("() => { cancelAnimationFrame(framing); return frames_at; }")
    return [after - before for before, after in pairwise(at)]


@pytest.mark.parametrize("copies", [1, 11], ids=["679 units", "7,469 units"])
@pytest.mark.parametrize(
    ("target", "radius"),
    [(None, 18), (3, 18), (3, 120)],
    ids=["picked up", "given", "given with the largest brush"],
)
@pytest.mark.benchmark(group="frames while painting")
def test_painting(
    benchmark: Any, application: str, page: Page, copies: int, target: int | None, radius: int
) -> None:
    """Three seconds of the brush by real mouse moves, the whole of the pack on the map."""
    open_tiled(page, application, copies)
    page.evaluate("target => Editor.current.model.use({ target })", target)
    page.evaluate("radius => Editor.current.editor.tools.size(radius)", radius)
    gaps = benchmark.pedantic(lambda: paint(page, 3), rounds=1)
    rate = {
        "over the stroke": round(1000 / statistics.mean(gaps), 1),
        "median": round(1000 / statistics.median(gaps)),
        "slowest twentieth": round(1000 / statistics.quantiles(gaps, n=20)[-1]),
    }
    benchmark.extra_info |= rate
    benchmark.extra_info["units painted"] = page.evaluate("Editor.current.model.picks.units.size")
    assert benchmark.extra_info["units painted"] > 0


@pytest.mark.parametrize("copies", [1, 11], ids=["679 units", "7,469 units"])
@pytest.mark.benchmark(group="pick to changed numbers")
def test_a_pick(benchmark: Any, application: str, page: Page, copies: int) -> None:
    """From a pick to the panel's figures, laid out; by the browser's own clock."""
    open_tiled(page, application, copies)
    taken: list[float] = []

    def picks() -> None:
        taken.extend(
            page.evaluate(
                "count => { const { model } = Editor.current; model.use({ target: 3 });"
                " const side = document.querySelector('#tiled').shadowRoot.querySelector('.side');"
                " return Array.from({ length: count }, (_, i) => { const start = performance.now();"
                " model.begin(); model.pick([7 * i]); model.end(); side.offsetHeight;"
                " return performance.now() - start; }); }",
                PICKS,
            )
        )

    benchmark.pedantic(picks, rounds=1)
    benchmark.extra_info["median ms"] = statistics.median(taken)
    assert len(taken) == PICKS
