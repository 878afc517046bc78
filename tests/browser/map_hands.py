"""Hands on the editor's map: where things are on the screen, and what a planner then does."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

Point = tuple[float, float]
RUSHCLIFFE, NEWARK = "U12563", "U65095"
SOUTH = (52.88, -1.06)
"""Latitude and longitude of a place in Rushcliffe PCN."""
READY = ".editor[data-ready=yes]"


def open_editor(page: Page, address: str) -> Page:
    """Open the page What-if, its map near Rushcliffe."""
    page.goto(f"{address}/what_if")
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
    """The middle of the map, once it has come to rest: a map that was thrown glides on."""
    latitude, longitude = page.evaluate(
        """async () => {
          const { leaflet } = Editor.current.map;
          const frame = () => new Promise(requestAnimationFrame);
          for (let still = 0, last = null; still < 6; ) {
            await frame();
            const now = leaflet.getCenter();
            still = last && now.equals(last, 0) ? still + 1 : 0;
            last = now;
          }
          const { lat, lng } = leaflet.getCenter();
          return [lat, lng];
        }"""
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
