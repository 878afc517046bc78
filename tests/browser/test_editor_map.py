"""The editor's tools by mouse, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.map_hands import (
    NEWARK,
    RUSHCLIFFE,
    colour_at,
    drag,
    give_to,
    middle,
    on_screen,
    open_editor,
    picks,
    surface,
    tool,
    unit_at,
)


@pytest.fixture
def editor(application: str, page: Page) -> Page:
    """The page What-if of a new visitor, its map near Rushcliffe."""
    return open_editor(page, application)


def test_a_click_picks_one_unit_and_another_drops_it(editor: Page) -> None:
    before = colour_at(editor)
    editor.mouse.click(*on_screen(editor))
    assert picks(editor) == {unit_at(editor): None}
    assert colour_at(editor) != before
    expect(editor.locator(".side-picked")).to_contain_text("1 small area")
    editor.mouse.click(*on_screen(editor))
    assert picks(editor) == {}
    assert colour_at(editor) == before


def test_the_brush_picks_what_it_passes_over_as_one_stroke(editor: Page) -> None:
    tool(editor, "Brush").click()
    drag(editor, (120, -60), (200, 40))
    painted = picks(editor)
    assert len(painted) > 3
    assert unit_at(editor) in painted
    tool(editor, "Undo").click()
    assert picks(editor) == {}
    tool(editor, "Redo").click()
    assert picks(editor) == painted


def test_a_fast_brush_leaves_no_gap(editor: Page) -> None:
    """The same way in one jump and in many small steps picks the same units."""
    tool(editor, "Brush").click()
    x, y = on_screen(editor)
    found = []
    for steps in (1, 120):
        editor.mouse.move(x - 200, y)
        editor.mouse.down()
        editor.mouse.move(x + 200, y, steps=steps)
        editor.mouse.up()
        found.append(set(picks(editor)))
        editor.keyboard.press("Escape")
    slow, fast = found[1], found[0]
    assert len(slow) > 5
    # Steps along the way differ by less than the brush: only its rim may.
    assert len(slow ^ fast) <= 2


def test_a_larger_brush_picks_more(editor: Page) -> None:
    tool(editor, "Brush").click()
    editor.mouse.click(*on_screen(editor))
    few = len(picks(editor))
    editor.get_by_label("Brush size").fill("100")
    editor.mouse.click(*on_screen(editor))
    assert len(picks(editor)) > few
    expect(editor.locator(".editor-circle")).to_have_css("width", "200px")


def test_a_lasso_picks_what_it_encloses(editor: Page) -> None:
    tool(editor, "Lasso").click()
    drag(editor, (90, -90), (90, 90), (-90, 90), start=(-90, -90))
    inside = picks(editor)
    assert len(inside) > 2
    editor.keyboard.press("Escape")
    tool(editor, "Box").click()
    drag(editor, (90, 90), start=(-90, -90))
    assert picks(editor) == inside, "a square lasso and the same box pick the same"


def test_escape_breaks_off_a_lasso_and_then_drops_all_picks(editor: Page) -> None:
    editor.mouse.click(*on_screen(editor))
    tool(editor, "Lasso").click()
    x, y = on_screen(editor)
    editor.mouse.move(x - 90, y - 90)
    editor.mouse.down()
    editor.mouse.move(x + 90, y + 90, steps=4)
    editor.keyboard.press("Escape")
    editor.mouse.up()
    assert len(picks(editor)) == 1, "what was picked before stays"
    editor.keyboard.press("Escape")
    assert picks(editor) == {}
    editor.keyboard.press("Control+z")
    assert len(picks(editor)) == 1, "dropping can be undone"


def test_the_eraser_and_the_brush_with_alt_drop(editor: Page) -> None:
    for erase in ("Eraser", "Brush"):
        tool(editor, "Box").click()
        drag(editor, (120, 120), start=(-120, -120))
        all_picked = len(picks(editor))
        tool(editor, erase).click()
        if erase == "Brush":
            editor.keyboard.down("Alt")
        drag(editor, (60, 0))
        editor.keyboard.up("Alt")
        assert 0 < len(picks(editor)) < all_picked
        assert unit_at(editor) not in picks(editor)
        editor.keyboard.press("Escape")


def test_dragging_moves_the_map_with_the_hand_space_and_the_middle_button(editor: Page) -> None:
    def moved(act: Callable[[], None]) -> bool:
        before = middle(editor)
        act()
        return middle(editor) != before and picks(editor) == {}

    tool(editor, "Hand").click()
    assert moved(lambda: drag(editor, (80, 50)))
    tool(editor, "Brush").click()
    assert moved(lambda: drag(editor, (80, 50), button="middle"))
    surface(editor).focus()
    editor.keyboard.down(" ")
    assert moved(lambda: drag(editor, (80, 50)))
    editor.keyboard.up(" ")
    assert picks(editor) == {}, "letting the space bar go after dragging picks nothing"
    before = middle(editor)
    drag(editor, (40, 20))
    assert middle(editor) == before
    assert picks(editor) != {}


def test_the_hand_shows_an_area_in_the_list(editor: Page) -> None:
    tool(editor, "Hand").click()
    editor.evaluate(
        "Editor.current.model.addEventListener('area', (e) => { window.asked = e.detail; })"
    )
    editor.mouse.click(*on_screen(editor))
    assert editor.evaluate("Editor.current.model.plan.areas[asked].code") == RUSHCLIFFE
    assert picks(editor) == {}


def test_wheel_and_buttons_zoom(editor: Page) -> None:
    zoom = "() => Editor.current.map.leaflet.getZoom()"
    editor.mouse.move(*on_screen(editor))
    editor.mouse.wheel(0, -400)
    editor.wait_for_function(f"({zoom})() > 11")
    editor.get_by_role("button", name="Show the whole system").click()
    editor.wait_for_function(f"({zoom})() < 10.5")
    editor.get_by_role("button", name="Zoom in").click()
    editor.wait_for_function(f"({zoom})() > 10")


def test_units_are_painted_towards_a_target_that_a_click_on_the_map_chooses(editor: Page) -> None:
    editor.evaluate("void Editor.current.map.leaflet.setZoom(9.5, { animate: false })")
    tool(editor, "From map").click()
    editor.mouse.click(*on_screen(editor, (53.07, -0.9)))
    expect(editor.get_by_label("Give to", exact=True).locator(":checked")).to_have_text(
        "Newark PCN"
    )
    assert picks(editor) == {}
    editor.mouse.click(*on_screen(editor))
    assert picks(editor) == {unit_at(editor): NEWARK}
    fill = colour_at(editor)
    newark = colour_at(editor, (53.07, -0.9))
    assert fill.split()[0] == newark.split()[0]
    assert fill.endswith(" back"), "a pattern tells it from what belongs to Newark already"


def test_borders_follow_the_picks(editor: Page) -> None:
    give_to(editor, NEWARK)
    drawn = "() => Editor.current.editor.outlines.lines.size"
    before = editor.evaluate(drawn)
    editor.mouse.click(*on_screen(editor))
    assert editor.evaluate(drawn) > before
    editor.keyboard.press("Escape")
    assert editor.evaluate(drawn) == before


def test_one_touch_can_pick_a_whole_ward(editor: Page) -> None:
    editor.get_by_label("One touch picks").select_option("ward")
    editor.mouse.click(*on_screen(editor))
    wards = editor.evaluate(
        "() => { const { model } = Editor.current; const { of } = model.geometry.layers.ward;"
        " const ward = of[[...model.picks.units.keys()][0]];"
        " return { ward: [...of].filter((each) => each === ward).length,"
        " inside: [...model.picks.units.keys()].filter((unit) => of[unit] === ward).length }; }"
    )
    assert wards["ward"] == wards["inside"] == len(picks(editor)) > 1


def test_practices_are_picked_by_click_and_by_box(editor: Page) -> None:
    tool(editor, "Practices").click()
    place = editor.evaluate(
        "() => { const { lat, lng } = Editor.current.editor.circles.circles.find(({ position }) =>"
        " Editor.current.model.practiceOf[position] ==="
        " Editor.current.model.position.get('U12563')).getLatLng(); return [lat, lng]; }"
    )
    editor.evaluate(
        "at => void Editor.current.map.leaflet.setView(at, 13, {animate: false})", place
    )
    editor.mouse.click(*on_screen(editor, place))
    assert len(picks(editor, "practices")) == 1
    assert picks(editor) == {}
    expect(editor.locator(".map-tip")).to_contain_text("Patients on its list, April 2020: ")
    editor.keyboard.press("Escape")
    tool(editor, "Box").click()
    x, y = on_screen(editor, place)
    editor.mouse.move(x - 150, y - 150)
    editor.mouse.down()
    editor.mouse.move(x + 150, y + 150, steps=4)
    editor.mouse.up()
    assert len(picks(editor, "practices")) >= 1
    tool(editor, "Small areas").click()
    expect(editor.locator(".leaflet-practices-pane path")).to_have_count(0)
