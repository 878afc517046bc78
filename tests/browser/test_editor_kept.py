"""What is picked, and where the map looks, outlive pages, reloads and other versions of a plan."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.map_hands import (
    NEWARK,
    READY,
    RUSHCLIFFE,
    give_to,
    look,
    middle,
    on_screen,
    open_editor,
    picks,
    said,
    unit_at,
)

CHANGED = """change => {
    const { editor } = Editor.current;
    const message = JSON.parse(editor.message);
    new Function("message", change)(message);
    editor.update(message);
}"""
"""Brings the editor its plan's message again with a change, as a run of the page would."""


@pytest.fixture
def editor(application: str, page: Page) -> Page:
    """The page What-if of a new visitor, its map near Rushcliffe."""
    return open_editor(page, application)


def note(page: Page) -> Locator:
    return page.locator(".editor-told")


def stored(page: Page) -> None:
    page.wait_for_function("Object.keys(sessionStorage).some((key) => key.startsWith('picks '))")


def test_picks_come_back_after_a_visit_to_another_page(editor: Page) -> None:
    give_to(editor, NEWARK)
    editor.mouse.click(*on_screen(editor))
    before = picks(editor)
    assert before == {unit_at(editor): NEWARK}
    editor.get_by_role("link", name="Checks").first.click()
    editor.wait_for_function("!window.Editor.current")
    editor.get_by_role("link", name="What-if").first.click()
    editor.wait_for_selector(READY)
    assert picks(editor) == before
    words = "1 small area that you had picked is picked again."
    expect(note(editor)).to_have_text(words)
    expect(said(editor)).to_have_text(words)


def test_picks_and_the_piece_of_map_come_back_after_a_reload(editor: Page) -> None:
    editor.mouse.click(*on_screen(editor))
    before = picks(editor)
    stored(editor)
    editor.wait_for_function("location.hash.startsWith('#map=11/52.88')")
    editor.reload()
    editor.wait_for_selector(READY)
    assert picks(editor) == before
    assert middle(editor) == pytest.approx((52.88, -1.06), abs=0.001)
    assert editor.evaluate("Editor.current.map.leaflet.getZoom()") == 11


def test_dropped_picks_do_not_come_back(editor: Page) -> None:
    editor.mouse.click(*on_screen(editor))
    stored(editor)
    editor.keyboard.press("Escape")
    editor.reload()
    editor.wait_for_selector(READY)
    assert picks(editor) == {}
    expect(note(editor)).to_be_hidden()


def test_picks_follow_their_areas_to_another_version_of_the_plan(editor: Page) -> None:
    """Areas stand in another order, and one that was to get something is no longer there."""
    give_to(editor, NEWARK)
    editor.mouse.click(*on_screen(editor))
    code = unit_at(editor)
    moved_on = (
        "message.version = 'made-up@1'; const last = message.areas.length - 1;"
        "const digits = (n) => n.toString(36).padStart(2, '0');"
        "const turn = (text) => text.replace(/../g,"
        " (two) => two === '--' ? two : digits(last - parseInt(two, 36)));"
        "message.areas.reverse(); message.of = turn(message.of);"
        "message.practiceOf = turn(message.practiceOf);"
    )
    editor.evaluate(CHANGED, moved_on)
    assert picks(editor) == {code: NEWARK}
    expect(note(editor)).to_have_text("1 small area that you had picked is still picked.")
    gone = (
        f"message.version = 'made-up@2'; message.areas.find(({{ code }}) => code === '{NEWARK}')"
        ".code = 'X1';"
    )
    editor.evaluate(CHANGED, gone)
    assert picks(editor) == {}
    expect(note(editor)).to_have_text("1 pick no longer applies and was dropped.")


def test_picks_wait_in_the_plan_that_was_left(editor: Page) -> None:
    editor.mouse.click(*on_screen(editor))
    before = picks(editor)
    plan = editor.locator(".editor").get_attribute("data-plan")
    editor.evaluate(CHANGED, "message.version = 'another';")
    assert picks(editor) == {}
    expect(note(editor)).to_have_text(
        "1 small area that you had picked waits in the plan that you left."
    )
    editor.evaluate(CHANGED, f"message.version = {plan!r};")
    assert picks(editor) == before
    expect(note(editor)).to_have_text("1 small area that you had picked is picked again.")


def test_what_was_picked_while_an_answer_was_awaited_stays(editor: Page) -> None:
    give_to(editor, NEWARK)
    editor.mouse.click(*on_screen(editor))
    editor.evaluate("Editor.current.editor.options.send = (command) => { window.sent = command; }")
    editor.evaluate(
        "() => { const { editor, model } = Editor.current;"
        " editor.send({ do: 'apply', changes: model.changes() }); }"
    )
    later = on_screen(editor, (52.9, -1.1))
    editor.mouse.click(*later)
    assert len(picks(editor)) == 2
    editor.evaluate(
        CHANGED,
        "message.version = 'made-up@1'; message.notice = { to: sent.n, kind: 'done', lines: [] };",
    )
    assert picks(editor) == {unit_at(editor, (52.9, -1.1)): NEWARK}


def test_a_link_shows_the_same_piece_of_map(
    application: str, strangers: Callable[..., BrowserContext]
) -> None:
    tab = strangers().new_page()
    tab.goto(f"{application}/what_if?scenario=&kept=yes#map=12.5/53.1400/-1.2000")
    tab.wait_for_selector(READY)
    assert middle(tab) == pytest.approx((53.14, -1.2), abs=0.001)
    query = urlsplit(tab.url).query
    look(tab)
    tab.wait_for_function("location.hash.startsWith('#map=11/52.88')")
    assert urlsplit(tab.url).query == query
    far = strangers().new_page()
    far.goto(f"{application}/what_if#map=12/10.0/10.0")
    far.wait_for_selector(READY)
    assert middle(far)[0] == pytest.approx(53, abs=0.2), "nothing of the pack is there"


def test_a_server_that_does_not_answer_is_told(editor: Page) -> None:
    give_to(editor, NEWARK)
    editor.mouse.click(*on_screen(editor))
    editor.evaluate("Editor.current.editor.options.send = () => {}")
    apply = "() => { Editor.current.editor.send({ do: 'apply', changes: [] }); }"
    editor.evaluate(apply)
    words = "Waiting for the server: what you have picked is still here."
    expect(note(editor)).to_have_text(words)
    expect(said(editor)).to_have_text(words)
    editor.evaluate(CHANGED, "message.undo = 'something';")
    expect(note(editor)).to_be_hidden()
    editor.context.set_offline(True)
    editor.evaluate(apply)
    assert note(editor).inner_text() == "No connection: what you have picked is still here."
    assert unit_at(editor) in picks(editor)
    assert RUSHCLIFFE not in picks(editor).values()
