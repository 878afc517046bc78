"""The editor's map in a real browser: every tool by mouse and by keyboard, touch, and its ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, CDPSession, Locator, Page, expect

Point = tuple[float, float]
RUSHCLIFFE, NEWARK = "U12563", "U65095"
SOUTH = (52.88, -1.06)
"""Latitude and longitude of a place in Rushcliffe PCN."""
READY = ".editor[data-ready=yes]"


@pytest.fixture
def editor(application: str, page: Page) -> Page:
    """The page What-if of a new visitor, its map near Rushcliffe."""
    page.goto(f"{application}/what_if")
    page.wait_for_selector(READY)
    look(page)
    return page


def look(page: Page, zoom: float = 11) -> None:
    page.evaluate(
        "([at, zoom]) => void Editor.current.map.leaflet.setView(at, zoom, { animate: false })",
        [SOUTH, zoom],
    )


def surface(page: Page) -> Locator:
    return page.locator(".editor-map")


def on_screen(page: Page, place: Point = SOUTH) -> Point:
    box = surface(page).bounding_box()
    assert box is not None
    x, y = page.evaluate(
        "at => { const { x, y } = Editor.current.map.leaflet.latLngToContainerPoint(at);"
        " return [x, y]; }",
        list(place),
    )
    return box["x"] + x, box["y"] + y


def unit_at(page: Page, place: Point = SOUTH) -> str:
    code: str = page.evaluate(
        "at => { const { editor, model } = Editor.current;"
        " const point = editor.map.leaflet.latLngToContainerPoint(at);"
        " return model.geometry.units[editor.grasp.unitAt(point)].code; }",
        list(place),
    )
    return code


def picks(page: Page, kind: str = "units") -> dict[str, str | None]:
    """The code of each picked unit or practice, with its target: None is nobody yet."""
    found: dict[str, str | None] = page.evaluate(
        "kind => { const { model } = Editor.current;"
        " const things = kind === 'units' ? model.geometry.units : model.practices;"
        " return Object.fromEntries([...model.picks[kind]].map(([one, to]) =>"
        " [things[one].code, to >= 0 ? model.plan.areas[to].code : null])); }",
        kind,
    )
    return found


def drag(page: Page, *ways: Point, start: Point = (0, 0), button: str = "left") -> None:
    """Press near the place, move by some ways from it (pixels), and let go."""
    x, y = on_screen(page)
    page.mouse.move(x + start[0], y + start[1])
    page.mouse.down(button=button)  # type: ignore[arg-type]  # a plain text stands for its literals
    for across, down in ways:
        page.mouse.move(x + across, y + down, steps=6)
    page.mouse.up(button=button)  # type: ignore[arg-type]


def middle(page: Page) -> Point:
    latitude, longitude = page.evaluate(
        "() => { const { lat, lng } = Editor.current.map.leaflet.getCenter(); return [lat, lng]; }"
    )
    return latitude, longitude


def tool(page: Page, name: str) -> Locator:
    return page.locator(".editor-tools").get_by_role("button", name=name, exact=True)


def give_to(page: Page, code: str | None) -> None:
    place = page.evaluate(
        "code => code === null ? 'held' : String(Editor.current.model.position.get(code))", code
    )
    page.get_by_label("Give to", exact=True).select_option(place)


def colour_at(page: Page, place: Point = SOUTH) -> str:
    """The fill of the unit at a place, as it is drawn."""
    fill: str = page.evaluate(
        "at => { const { editor } = Editor.current;"
        " const point = editor.map.leaflet.latLngToContainerPoint(at);"
        " const { fillColor, pattern } = editor.cloth.shapes[editor.grasp.unitAt(point)].options;"
        " return `${fillColor} ${pattern}`; }",
        list(place),
    )
    return fill


def said(page: Page) -> Locator:
    return page.locator(".editor-live")


# ---------------------------------------------------------------- by mouse


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
    expect(editor.locator(".editor-circle")).to_have_attribute("r", "100")


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


def test_a_locked_area_is_respected_and_drawn_paler(editor: Page) -> None:
    before = colour_at(editor)
    editor.evaluate("code => Editor.current.model.lock(code)", RUSHCLIFFE)
    assert colour_at(editor) != before
    expect(editor.locator(".leaflet-labels-pane .editor-lock")).to_have_count(1)
    editor.mouse.click(*on_screen(editor))
    assert picks(editor) == {}
    expect(said(editor)).to_have_text("Not picked: Rushcliffe PCN is locked.")
    expect(editor.locator(".map-tip")).to_contain_text("Cannot be picked: Rushcliffe PCN is locked")


def test_only_units_of_one_area_can_be_picked_under_a_limit(editor: Page) -> None:
    before = colour_at(editor)
    tool(editor, "Limit").click()
    editor.get_by_label("Only small areas of").select_option("district")
    editor.get_by_label("Which one").select_option(label="Ashfield")
    assert colour_at(editor) != before
    editor.keyboard.press("Escape")
    editor.mouse.click(*on_screen(editor))
    assert picks(editor) == {}
    tool(editor, "Limit").click()
    editor.get_by_label("Only small areas of").select_option("pcn")
    editor.get_by_label("Which one").select_option(RUSHCLIFFE)
    editor.keyboard.press("Escape")
    editor.mouse.click(*on_screen(editor))
    assert list(picks(editor)) == [unit_at(editor)]


def test_hovering_tells_the_unit_with_both_populations_and_their_dates(editor: Page) -> None:
    editor.mouse.move(*on_screen(editor))
    tip = editor.locator(".map-tip")
    expect(tip).to_contain_text(unit_at(editor))
    expect(tip).to_contain_text("Rushcliffe PCN")
    expect(tip).to_contain_text("Residents, mid-2019: ")
    expect(tip).to_contain_text("Registered patients living here, July 2022: ")


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


def test_areas_can_be_coloured_by_where_they_stand_and_turn_with_the_picks(editor: Page) -> None:
    tool(editor, "Map").click()
    editor.get_by_label("Residents (mid-2019) against the band").check()
    expect(editor.locator(".editor-key")).to_contain_text("▲ Above")
    assert colour_at(editor).endswith(" hatch"), "119,184 residents are above the band"
    editor.keyboard.press("Escape")
    elsewhere = editor.evaluate(
        "([code, at]) => { const { model, editor } = Editor.current;"
        " const keep = editor.grasp.unitAt(editor.map.leaflet.latLngToContainerPoint(at));"
        " const area = model.position.get(code);"
        " model.use({ target: model.position.get('U65095') });"
        " model.pick([...model.of.keys()].filter((u) => model.of[u] === area && u !== keep));"
        " return keep; }",
        [RUSHCLIFFE, list(SOUTH)],
    )
    assert elsewhere is not None
    assert colour_at(editor).endswith(" dots"), "one small area alone is below the band"


def test_borders_of_another_layer_can_be_shown(editor: Page) -> None:
    tool(editor, "Map").click()
    editor.get_by_role("checkbox", name="Local authority districts").check()
    expect(editor.locator(".leaflet-labels-pane").get_by_text("Rushcliffe").first).to_be_visible()
    assert editor.evaluate("Editor.current.editor.names.lines.keys") == ["district"]


def test_another_layer_is_edited_on_the_same_map(editor: Page) -> None:
    maps = (
        "() => { window.first ??= Editor.current.map; return window.first === Editor.current.map; }"
    )
    editor.evaluate(maps)
    editor.get_by_label("Change", exact=True).select_option("icp")
    editor.wait_for_function("Editor.current.model.plan.layer === 'icp'")
    assert editor.evaluate(maps), "nothing is loaded or built anew"
    expect(tool(editor, "Practices")).to_be_hidden()


# ---------------------------------------------------------------- by keyboard


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


# ---------------------------------------------------------------- by finger


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


# ---------------------------------------------------------------- coming and going


def test_leaving_and_coming_back_fetches_no_geometry_again(application: str, page: Page) -> None:
    fetched: list[str] = []
    page.on(
        "request", lambda request: fetched.append(request.url) if "/units." in request.url else None
    )
    page.goto(f"{application}/what_if")
    page.wait_for_selector(READY)
    page.get_by_role("link", name="Checks").first.click()
    page.wait_for_selector("h1:has-text('band')")
    page.wait_for_function("!window.Editor.current")
    page.get_by_role("link", name="What-if").first.click()
    page.wait_for_selector(READY)
    look(page)
    page.mouse.click(*on_screen(page))
    assert len(picks(page)) == 1
    assert len(fetched) == 1


@pytest.mark.parametrize("missing", ["units.*.json", "what-if-editor.*.js", "leaflet.js"])
def test_a_sentence_stands_where_the_map_cannot_be_loaded(
    application: str, strangers: Callable[..., BrowserContext], missing: str
) -> None:
    tab = strangers().new_page()
    tab.route(f"**/{missing}", lambda route: route.abort())
    tab.goto(f"{application}/what_if")
    expect(tab.get_by_text("The map could not be loaded.")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1024, 1366])
def test_nothing_scrolls_sideways(
    application: str, strangers: Callable[..., BrowserContext], width: int
) -> None:
    tab = strangers(viewport={"width": width, "height": 800}).new_page()
    tab.goto(f"{application}/what_if")
    tab.wait_for_selector(READY)
    assert tab.evaluate(
        "() => { const box = Editor.current.editor.element;"
        " return box.scrollWidth <= box.clientWidth + 1 &&"
        " document.documentElement.scrollWidth <= innerWidth; }"
    )
