"""How long a planner waits for an applied batch, measured in the browser.

Run once as an ordinary test; measure with
``python -m pytest tests/browser/test_what_if_speed.py --benchmark-enable -s``.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.test_speed import report
from tests.browser.test_what_if import open_plan

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
  const before = model.plan.version, start = performance.now();
  setTimeout(() => fail(new Error("no answer")), 20000);
  const drawn = () => {
    if (model.plan.version === before) return;
    model.removeEventListener("plan", drawn);
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
  };
  model.addEventListener("plan", drawn);
  editor.actions().apply("", "Ada Planner");
})"""


@pytest.mark.benchmark(group="apply to checks, log and map up to date")
def test_apply_to_drawn(benchmark: Any, application: str, page: Page) -> None:
    """From sending a batch to two drawn frames after its answer, the scenario saved on disk."""
    open_plan(page, f"{application}/what_if")
    taken: list[float] = []

    def one() -> None:
        taken.append(page.evaluate(APPLY, len(taken)))

    benchmark.pedantic(one, rounds=15, iterations=1, warmup_rounds=1)
    report("apply to drawn, ms by the browser's clock", sorted(taken))
    assert page.evaluate("Editor.current.model.plan.undo") is not None
