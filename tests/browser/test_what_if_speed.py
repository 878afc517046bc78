"""How long a planner waits for an applied batch, measured in the browser.

Run once as an ordinary test; measure with
``python -m pytest tests/browser/test_what_if_speed.py --benchmark-enable -s``.
"""

from __future__ import annotations

import statistics
from typing import Any

import pytest
from playwright.sync_api import Page, WebSocket

from tests.browser.test_speed import report
from tests.browser.test_what_if import open_plan

ROUNDS = 25

APPLY = """round => new Promise((done, fail) => {
  const { model, editor } = Editor.current;
  const other = (unit) => model.neighbours[unit].find(
    (each) => model.of[each] >= 0 && model.of[each] !== model.of[unit]);
  const units = [...model.of.keys()].filter((unit) => model.of[unit] >= 0 && other(unit) >= 0);
  const unit = units[(97 * round) % units.length];
  model.use({ target: model.of[other(unit)] });
  model.begin();
  model.pick([unit]);
  model.end();
  const newest = () => document.querySelector(".what-if-entry")?.textContent;
  const before = model.plan.version, told = newest(), start = performance.now();
  setTimeout(() => fail(new Error("no answer")), 20000);
  const taken = {};
  const drawn = (name) => requestAnimationFrame(() => requestAnimationFrame(() => {
    taken[name] = performance.now() - start;
    if (taken.map && taken.log) done(taken);
  }));
  const changed = () => {
    if (model.plan.version === before) return;
    model.removeEventListener("plan", changed);
    drawn("map");
  };
  model.addEventListener("plan", changed);
  const watch = new MutationObserver(() => {
    if (newest() === told) return;
    watch.disconnect();
    drawn("log");
  });
  watch.observe(document.body, { subtree: true, childList: true, characterData: true });
  editor.actions().apply("", "Ada Planner");
})"""


def traffic_of(page: Page) -> tuple[list[str], list[int], list[int]]:
    """Lists that fill as the page works: geometry files asked for, bytes sent and received."""
    asked: list[str] = []
    sent: list[int] = []
    received: list[int] = []
    page.on("request", lambda each: asked.append(each.url) if "/units." in each.url else None)

    def opened(socket: WebSocket) -> None:
        socket.on("framesent", lambda payload: sent.append(len(payload)))
        socket.on("framereceived", lambda payload: received.append(len(payload)))

    page.on("websocket", opened)
    return asked, sent, received


@pytest.mark.benchmark(group="apply to checks, log and map up to date")
def test_apply_to_drawn(benchmark: Any, application: str, page: Page) -> None:
    """From sending a batch, saved on disk, to two drawn frames after map and log have changed.

    Also told: what the socket carries for each batch, both ways, the whole page with it.
    """
    asked, sent, received = traffic_of(page)
    open_plan(page, f"{application}/what_if")
    taken: list[dict[str, float]] = []
    sizes: list[tuple[int, int]] = []

    def one() -> None:
        before = sum(sent), sum(received)
        taken.append(page.evaluate(APPLY, len(taken)))
        sizes.append((sum(sent) - before[0], sum(received) - before[1]))

    benchmark.pedantic(one, rounds=ROUNDS, iterations=1, warmup_rounds=1)
    for part in ("map", "log"):
        figures = sorted(each[part] for each in taken[1:])
        benchmark.extra_info[f"median ms to the {part}"] = statistics.median(figures)
        report(f"apply to the {part} drawn, ms by the browser's clock", figures)
    for place, way in enumerate(("to the server", "to the browser")):
        figures = sorted(size[place] / 1000 for size in sizes[1:])
        benchmark.extra_info[f"median kB {way}"] = statistics.median(figures)
        report(f"a batch, kB {way}", figures)
    benchmark.extra_info["geometry files"] = len(asked)
    assert len(asked) == 1
    assert page.evaluate("Editor.current.model.plan.undo") is not None
