"""Picks small areas and practices in the editor, as its map and its table do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Page

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
