"""How long a planner waits for an applied batch, measured in the browser.

Run once as an ordinary test; measure with
``python -m pytest tests/browser/test_what_if_speed.py --benchmark-enable -s``.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, WebSocket

from geo.model import Pack
from geo.store.scenario_store import ScenarioStore
from tests.benchmarks.long_scenario import LONG, long_scenario
from tests.browser.conftest import own_database, running_application
from tests.browser.test_speed import report
from tests.browser.test_what_if import open_plan

ROUNDS = 25
ROUNDS_OPENED = 3

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
        figures = sorted(each[part] for each in taken[1:] or taken)
        benchmark.extra_info[f"median ms to the {part}"] = statistics.median(figures)
        report(f"apply to the {part} drawn, ms by the browser's clock", figures)
    for place, way in enumerate(("to the server", "to the browser")):
        figures = sorted(size[place] / 1000 for size in sizes[1:] or sizes)
        benchmark.extra_info[f"median kB {way}"] = statistics.median(figures)
        report(f"a batch, kB {way}", figures)
    benchmark.extra_info["geometry files"] = len(asked)
    assert len(asked) == 1
    assert page.evaluate("Editor.current.model.plan.undo") is not None


OPENED = """([name, key]) => new Promise((done, fail) => {
  setTimeout(() => fail(new Error("not opened")), 20000);
  const dialog = document.querySelector("[role=dialog]");
  const button = [...dialog.querySelectorAll("button")].find((each) => each.textContent === name);
  const start = performance.now();
  const open = () => {
    if (!Editor.current.model.plan.version.startsWith(key)) return;
    if (!document.querySelector(".what-if-entry")) return;
    watch.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
  };
  const watch = new MutationObserver(open);
  watch.observe(document.body, { subtree: true, childList: true, characterData: true });
  Editor.current.model.addEventListener("plan", open);
  button.click();
})"""


@pytest.mark.benchmark(group="a scenario of 10,000 edits")
def test_opening_a_long_scenario(
    benchmark: Any, pack: Pack, strangers: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    """From the click on its name to the map and the log drawn; the first time that it is opened."""
    store = ScenarioStore.open(own_database(tmp_path)["DATABASE_URL"])
    names = iter([f"Long {number}" for number in range(ROUNDS_OPENED)])
    taken: list[float] = []
    with running_application(tmp_path / "log.txt") as address:

        def one() -> None:
            name = next(names)
            store.add(
                replace(long_scenario(pack, LONG), key=name.replace(" ", "-"), first_name=name)
            )
            page = strangers().new_page()
            open_plan(page, f"{address}/what_if")
            page.get_by_role("button", name="Plan", exact=True).click()
            page.get_by_text("Open…").click()
            page.get_by_role("dialog").get_by_role("button", name=name).wait_for()
            taken.append(page.evaluate(OPENED, [name, name.replace(" ", "-")]))

        benchmark.pedantic(one, rounds=ROUNDS_OPENED, iterations=1)
    benchmark.extra_info["median ms"] = statistics.median(taken)
    report("opening 10,000 edits, ms by the browser's clock", sorted(taken))
    store.close()
