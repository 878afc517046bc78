"""The editor's map without a mouse, in a real browser: by keyboard, and by finger."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, CDPSession, Page, expect

from tests.browser.map_hands import (
    NEWARK,
    READY,
    RUSHCLIFFE,
    Point,
    give_to,
    look,
    middle,
    on_screen,
    open_editor,
    picks,
    said,
    surface,
    tool,
    unit_at,
)


@pytest.fixture
def editor(application: str, page: Page) -> Page:
    """The page What-if of a new visitor, its map near Rushcliffe."""
    return open_editor(page, application)


def test_everything_is_picked_applied_and_undone_without_a_mouse(editor: Page) -> None:
    give_to(editor, NEWARK)
    surface(editor).focus()
    for key in ("ArrowUp", "ArrowRight", "ArrowLeft"):
        editor.keyboard.press(key)
    expect(said(editor)).to_contain_text("Residents, mid-2019")
    editor.keyboard.press("Enter")
    picked = picks(editor)
    assert list(picked.values()) == [NEWARK]
    expect(said(editor)).to_contain_text("Picked.")
    editor.keyboard.press(" ")
    assert picks(editor) == {}
    editor.keyboard.press(" ")
    assert picks(editor) == picked
    editor.locator(".side-picked").get_by_label("Your name").fill("Ada")
    surface(editor).focus()
    version = editor.locator(".editor").get_attribute("data-plan")
    editor.keyboard.press("Control+Enter")
    expect(editor.locator(".editor")).not_to_have_attribute("data-plan", version or "")
    assert picks(editor) == {}
    (code,) = picked
    where = (
        "code => { const { model } = Editor.current; return model.areaOf("
        "model.geometry.units.findIndex((unit) => unit.code === code)).code; }"
    )
    assert editor.evaluate(where, code) == NEWARK
    after = editor.locator(".editor").get_attribute("data-plan")
    surface(editor).focus()
    editor.keyboard.press("Control+z")
    expect(editor.locator(".editor")).not_to_have_attribute("data-plan", after or "")
    assert editor.evaluate(where, code) == RUSHCLIFFE


def test_the_crosshair_goes_to_a_neighbour_in_the_direction_of_the_key(editor: Page) -> None:
    surface(editor).focus()
    editor.keyboard.press("ArrowUp")
    at = (
        "() => { const { crosshair, grasp } = Editor.current.editor;"
        " const { lat, lng } = grasp.place(crosshair.one); return [lng, -lat]; }"
    )
    before = editor.evaluate(at)
    for key, axis, sign in (("ArrowRight", 0, 1), ("ArrowDown", 1, 1), ("ArrowLeft", 0, -1)):
        editor.keyboard.press(key)
        after = editor.evaluate(at)
        assert sign * (after[axis] - before[axis]) > 0
        before = after
    centre = middle(editor)
    editor.keyboard.press("Shift+ArrowLeft")
    assert middle(editor)[1] < centre[1]


@pytest.mark.parametrize(
    ("key", "hand"),
    [("v", "hand"), ("c", "click"), ("b", "brush"), ("l", "lasso"), ("x", "box"), ("e", "eraser")],
)
def test_a_letter_takes_a_tool(editor: Page, key: str, hand: str) -> None:
    surface(editor).focus()
    editor.keyboard.press("b" if key != "b" else "x")
    editor.keyboard.press(key)
    pressed = editor.locator(".editor-group[data-group=tools] [aria-pressed=true]")
    expect(pressed).to_have_count(1)
    expect(pressed).to_have_text(hand.capitalize())


def test_letters_are_left_alone_while_somebody_types(editor: Page) -> None:
    editor.mouse.click(*on_screen(editor))
    editor.locator(".side-picked").get_by_label("Reason").press_sequentially("box [lasso] vex?")
    expect(tool(editor, "Click")).to_have_attribute("aria-pressed", "true")
    expect(editor.locator("dialog.editor-help")).to_be_hidden()


def test_a_question_mark_lists_the_keys(editor: Page) -> None:
    surface(editor).focus()
    editor.keyboard.press("?")
    dialog = editor.get_by_role("dialog", name="Keys")
    expect(dialog).to_contain_text("Lasso: draw a line around it")
    editor.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_brackets_change_the_brush(editor: Page) -> None:
    tool(editor, "Brush").click()
    before = int(editor.get_by_label("Brush size").input_value())
    surface(editor).focus()
    editor.keyboard.press("]")
    expect(editor.get_by_label("Brush size")).not_to_have_value(str(before))
    assert int(editor.get_by_label("Brush size").input_value()) > before


def test_practices_are_picked_with_the_keyboard_too(editor: Page) -> None:
    surface(editor).focus()
    editor.keyboard.press("p")
    editor.keyboard.press("ArrowUp")
    editor.keyboard.press("Enter")
    assert len(picks(editor, "practices")) == 1
    expect(said(editor)).to_contain_text("Patients on its list, April 2020")


@pytest.fixture
def touched(application: str, strangers: Callable[..., BrowserContext]) -> tuple[Page, CDPSession]:
    """The page on a tablet, and what moves fingers on it."""
    visitor = strangers(viewport={"width": 1024, "height": 768}, has_touch=True)
    tab = visitor.new_page()
    tab.goto(f"{application}/what_if")
    tab.wait_for_selector(READY)
    look(tab)
    return tab, visitor.new_cdp_session(tab)


def fingers(session: CDPSession, kind: str, *points: Point) -> None:
    session.send(
        "Input.dispatchTouchEvent",
        {
            "type": kind,
            "touchPoints": [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(points)],
        },
    )


def test_one_finger_paints_and_two_move_the_map(touched: tuple[Page, CDPSession]) -> None:
    page, session = touched
    tool(page, "Brush").tap()
    x, y = on_screen(page)
    before = middle(page)
    fingers(session, "touchStart", (x, y))
    for step in range(1, 9):
        fingers(session, "touchMove", (x + 10 * step, y))
    fingers(session, "touchEnd")
    page.wait_for_function("Editor.current.model.strokes.length === 1")
    painted = picks(page)
    assert len(painted) > 1
    assert middle(page) == before
    fingers(session, "touchStart", (x - 60, y))
    fingers(session, "touchStart", (x - 60, y), (x + 60, y))
    for step in range(1, 9):
        fingers(session, "touchMove", (x - 60 - 10 * step, y), (x + 60 + 10 * step, y))
    fingers(session, "touchEnd")
    page.wait_for_function("Editor.current.map.leaflet.getZoom() > 11.3")
    assert picks(page) == painted, "two fingers pick nothing"


def test_a_tap_picks(touched: tuple[Page, CDPSession]) -> None:
    page, _ = touched
    page.touchscreen.tap(*on_screen(page))
    assert list(picks(page)) == [unit_at(page)]


def test_a_link_skips_the_toolbar_and_arrow_keys_walk_it(editor: Page) -> None:
    skip = editor.get_by_role("button", name="Skip to areas and checks")
    skip.focus()
    editor.keyboard.press("Tab")
    first = editor.get_by_label("Change", exact=True)
    expect(first).to_be_focused()
    layer = first.input_value()
    editor.keyboard.press("ArrowRight")
    expect(tool(editor, "Undo")).to_be_focused()
    editor.keyboard.press("End")
    expect(tool(editor, "Keys")).to_be_focused()
    editor.keyboard.press("Home")
    expect(first).to_be_focused()
    assert first.input_value() == layer
    editor.keyboard.press("Tab")
    expect(editor.get_by_role("toolbar", name="Editing").locator(":focus")).to_have_count(0)
    skip.press("Enter")
    expect(editor.get_by_role("tab", name="Areas")).to_be_focused()


def test_undo_redo_and_escape_act_while_nothing_has_the_focus(editor: Page) -> None:
    def press(key: str) -> None:
        editor.evaluate("() => document.activeElement.blur()")
        assert editor.evaluate("() => document.activeElement === document.body")
        editor.keyboard.press(key)

    tool(editor, "Click")
    give_to(editor, NEWARK)
    editor.mouse.click(*on_screen(editor))
    picked = picks(editor)
    assert len(picked) == 1
    press("Control+z")
    assert picks(editor) == {}
    press("Control+y")
    assert picks(editor) == picked
    press("b")
    assert editor.evaluate("Editor.current.model.hand") == "click"
    press("Escape")
    assert picks(editor) == {}


@pytest.mark.parametrize("key", ["v", "c", "b", "l", "x"])
def test_enter_picks_at_the_crosshair_whatever_the_tool(editor: Page, key: str) -> None:
    give_to(editor, NEWARK)
    surface(editor).focus()
    editor.keyboard.press(key)
    editor.keyboard.press("ArrowUp")
    editor.keyboard.press("Enter")
    assert list(picks(editor).values()) == [NEWARK]
    editor.keyboard.press("e")  # the eraser drops it
    editor.keyboard.press("Enter")
    assert picks(editor) == {}


def test_a_whole_ward_is_picked_by_keys(editor: Page) -> None:
    surface(editor).focus()
    editor.keyboard.press("r")
    editor.keyboard.press("ArrowUp")
    editor.keyboard.press("Enter")
    ward = (
        "() => { const { model } = Editor.current; const { of } = model.geometry.layers.ward;"
        " const [unit] = model.picks.units.keys(); return model.geometry.units.filter("
        "(_, each) => of[each] === of[unit]).map(({ code }) => code).sort(); }"
    )
    assert sorted(picks(editor)) == editor.evaluate(ward)
    assert len(picks(editor)) > 1


def test_the_area_that_gets_the_picks_is_chosen_by_keys(editor: Page) -> None:
    surface(editor).focus()
    editor.keyboard.press("ArrowUp")
    editor.keyboard.press("t")
    editor.keyboard.press("Enter")
    expect(said(editor)).to_contain_text("What you pick goes to Rushcliffe PCN.")
    editor.keyboard.press("u")
    expect(editor.get_by_label("Give to", exact=True)).to_have_value("held")
