"""The editor on the page What-if: how it is opened, picked in and read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Locator, Page

RUSHCLIFFE, NOTTINGHAM_WEST, BACHS = "U12563", "U99463", "U10998"
ASHFIELD_UNITS = ("E01027979", "E01027980", "E01027981")
PICKED = ".side-picked"

Move = tuple[Sequence[str], str | None]
"""Codes of units or practices, and the area that they are given to; None: no area."""

_TAKE = """([moves, practices]) => {
    const { model, preview } = Editor.current;
    const places = (all) => new Map(all.map(({ code }, each) => [code, each]));
    const [units, lists] = [places(model.geometry.units), places(model.practices)];
    const place = (to) => (to === null ? Editor.NOWHERE : model.position.get(to));
    model.discard();
    for (const [codes, to] of moves) {
        model.use({ target: place(to) });
        model.pick(codes.map((code) => units.get(code)));
    }
    for (const [codes, to] of practices) {
        model.use({ target: place(to) });
        model.pickPractices(codes.map((code) => lists.get(code)));
    }
    model.use({ target: null });
    const { rows, above } = preview.of();
    return {
        areas: Object.fromEntries(rows.map((row) => [model.plan.areas[row.area].code, row])),
        above: Object.fromEntries(above.map((row) => [row.code, row])),
    };
}"""


def take(page: Page, moves: Sequence[Move], practices: Sequence[Move] = ()) -> dict[str, Any]:
    """Pick in place of whatever is picked, and return what the browser then previews.

    Returns:
        ``areas`` and ``above``: by area code, the rows of geo/maps/web/editor/preview.js.
    """
    found: dict[str, Any] = page.evaluate(_TAKE, [list(moves), list(practices)])
    return found


def open_editor(page: Page, application: str) -> Page:
    """Open the page What-if and wait until its editor is drawn."""
    page.goto(f"{application}/what_if")
    page.wait_for_selector(".editor[data-ready=yes]")
    return page


def hold(page: Page, *units: str) -> None:
    """Pick units up without a target."""
    page.evaluate(
        "codes => { const { model } = Editor.current; model.use({ target: null }); model.begin();"
        "model.pick(model.geometry.units.map((u, i) => [u.code, i])"
        ".filter(([code]) => codes.includes(code)).map(([, i]) => i)); model.end(); }",
        list(units),
    )


def where(page: Page, unit: str) -> str | None:
    """Return the code of the area that a unit is in, by the plan that the browser has."""
    found: str | None = page.evaluate(
        "code => { const { model } = Editor.current;"
        "return model.areaOf(model.geometry.units.findIndex((u) => u.code === code))?.code }",
        unit,
    )
    return found


def tab(page: Page, name: str) -> Locator:
    """Return a tab of the panel."""
    return page.locator(".side").get_by_role("tab", name=name)


def block(page: Page, name: str) -> Locator:
    """Return what is told of an area that gains or loses."""
    return page.locator(f"{PICKED} tbody").filter(has=page.get_by_text(name, exact=True))
