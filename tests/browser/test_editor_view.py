"""What the editor's map shows, in a real browser; and that it can come, go, or fail to come."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.map_hands import (
    READY,
    RUSHCLIFFE,
    SOUTH,
    colour_at,
    look,
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
    limit = editor.get_by_role("button", name="Only Ashfield: pick anywhere again")
    limit.click()
    expect(limit).to_be_hidden()
    assert colour_at(editor) == before
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


def test_an_archived_plan_is_looked_at_only_and_its_tools_say_why(editor: Page) -> None:
    editor.evaluate(
        "() => { const { editor } = Editor.current; const message = JSON.parse(editor.message);"
        " editor.update({ ...message, archived: true, undo: 'something' }); }"
    )
    expect(tool(editor, "Hand")).to_have_attribute("aria-pressed", "true")
    for name in ("Brush", "Undo", "From map", "Practices"):
        expect(tool(editor, name)).to_have_attribute("title", "This plan is archived")
        expect(tool(editor, name)).to_have_attribute("aria-disabled", "true")
    editor.mouse.click(*on_screen(editor))
    surface(editor).press("b")
    expect(said(editor)).to_have_text("Not picked: This plan is archived.")
    editor.mouse.click(*on_screen(editor))
    assert picks(editor) == {}


@pytest.mark.parametrize("size", [(1024, 768), (1366, 768), (1920, 1080)])
def test_the_editor_ends_where_the_window_does(
    application: str, strangers: Callable[..., BrowserContext], size: tuple[int, int]
) -> None:
    tab = strangers(viewport={"width": size[0], "height": size[1]}).new_page()
    tab.goto(f"{application}/what_if")
    tab.wait_for_selector(READY)
    tab.wait_for_function(
        "() => { const { bottom } = Editor.current.editor.element.getBoundingClientRect();"
        " return bottom <= innerHeight && bottom > innerHeight - 40; }"
    )
    tools = tab.locator(".editor-tools").evaluate("box => box.offsetHeight")
    assert tools < 60, "they stand in one row"


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


CUT = """parts => {
  const { editor, model } = Editor.current;
  const areas = [...model.plan.areas];
  const of = [...model.of];
  model.plan.areas.forEach((area, place) => {
    if (!area.inSystem) return;
    const units = [...of.keys()].filter((unit) => model.of[unit] === place);
    units.sort((one, other) => editor.hits.points[one][0] - editor.hits.points[other][0]);
    for (let part = 1; part < parts; part++) {
      const [from, to] = [part, part + 1].map((share) => share * units.length / parts);
      for (const unit of units.slice(from, to)) of[unit] = areas.length;
      const own = [area.code, area.name, area.short].map((text) => `${text} ${part + 1}`);
      const [code, name, short] = own;
      areas.push({ ...area, code, name, short });
    }
  });
  const digits = (place) => (place < 0 ? "--" : place.toString(36).padStart(2, "0"));
  const text = of.map(digits).join("");
  editor.update({ ...structuredClone(model.plan), version: "cut", areas, of: text, findings: [] });
}"""
NAMES = """() => new Promise((done) => {
  const { editor, model } = Editor.current;
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const texts = [...editor.root.querySelectorAll(".map-label span[data-name]")];
    const map = editor.mapBox.getBoundingClientRect();
    done({
      named: texts.map((text) => text.dataset.name),
      wanted: model.plan.areas.filter(({ inSystem }) => inSystem).map(({ short }) => short),
      sizes: texts.map((text) => parseFloat(text.style.fontSize)),
      boxes: texts.map((text) => text.getBoundingClientRect()).map((box) => [
        box.left - map.left, box.right - map.left, box.top - map.top, box.bottom - map.top]),
      map: [map.width, map.height],
      lines: [...editor.root.querySelectorAll(".leaflet-leaders-pane path")].length,
    });
  }));
})"""


@pytest.mark.parametrize("parts", [1, 2])
@pytest.mark.parametrize("size", [(1366, 768), (1024, 768), (390, 844)])
def test_every_area_keeps_its_name_however_many_there_are(
    editor: Page, size: tuple[int, int], parts: int
) -> None:
    editor.set_viewport_size({"width": size[0], "height": size[1]})
    editor.evaluate(CUT, parts)
    editor.evaluate("Editor.current.map.whole()")
    editor.wait_for_timeout(300)
    seen = editor.evaluate(NAMES)
    assert set(seen["wanted"]) <= set(seen["named"])
    assert len(seen["wanted"]) >= 20 * parts - 1
    assert min(seen["sizes"]) >= 11
    wide, high = seen["map"]
    for place, (left, right, top, bottom) in enumerate(seen["boxes"]):
        assert min(left, top, wide - right, high - bottom) >= 0
        for other_left, other_right, other_top, other_bottom in seen["boxes"][:place]:
            beside = right <= other_left + 2 or other_right <= left + 2
            assert beside or bottom <= other_top + 2 or other_bottom <= top + 2


def test_names_come_back_into_their_areas_as_one_zooms_in(editor: Page) -> None:
    editor.evaluate(CUT, 2)
    editor.evaluate("Editor.current.map.whole()")
    far = editor.evaluate(NAMES)["lines"]
    look(editor, zoom=13)
    near = editor.evaluate(NAMES)
    assert near["named"], "the piece of the area that is in view is named"
    assert near["lines"] < far
