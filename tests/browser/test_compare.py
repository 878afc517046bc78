"""Compare in a real browser: maps that move together, links, downloads, small screens."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import BrowserContext, Frame, Page, expect

from tests.browser.test_accessibility import grave_violations

FRAMES = 'iframe[src*="streamlit_folium"]'
RUSHCLIFFE = "after=example:rushcliffe-as-three-neighbourhoods"
HUCKNALL = "after=example:hucknall-follows-its-district"
WHERE = """() => {
  const { lat, lng } = lookingMap.map.getCenter();
  return [lat, lng, lookingMap.map.getZoom()];
}"""


def open_maps(page: Page, address: str, maps: int = 2) -> list[Frame]:
    """Open the page and return the frames of its maps, from left to right."""
    page.goto(address)
    expect(page.locator(FRAMES)).to_have_count(maps, timeout=30_000)
    frames = [
        frame
        for frame in (handle.content_frame() for handle in page.query_selector_all(FRAMES))
        if frame is not None
    ]
    for frame in frames:
        frame.wait_for_selector("body[data-ready=yes]", state="attached")
        frame.wait_for_function("Number(document.body.dataset.applied) > 0")
    page.wait_for_timeout(500)
    return frames


def expect_the_same_place(one: Frame, other: Frame) -> tuple[float, float, float]:
    """Both maps look at the same place, to within a pixel and a half, and have come to rest."""
    one.page.wait_for_timeout(900)
    (lat, lng, zoom), (their_lat, their_lng, their_zoom) = (
        one.evaluate(WHERE),
        other.evaluate(WHERE),
    )
    pixel = 360 / (256 * 2**zoom)
    assert their_zoom == zoom
    assert their_lat == pytest.approx(lat, abs=1.5 * pixel)
    assert their_lng == pytest.approx(lng, abs=1.5 * pixel)
    return lat, lng, zoom


def count_moves(frames: list[Frame]) -> None:
    for frame in frames:
        frame.evaluate("() => { moves = 0; lookingMap.map.on('moveend', () => { moves += 1; }); }")


def test_a_drag_a_wheel_and_keys_move_both_maps(application: str, page: Page) -> None:
    before, after = open_maps(page, f"{application}/compare?{RUSHCLIFFE}")
    start = expect_the_same_place(before, after)
    count_moves([before, after])
    box = page.locator(FRAMES).first.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=5)
    page.mouse.up()
    dragged = expect_the_same_place(before, after)
    assert dragged[:2] != start[:2]

    page.mouse.wheel(0, -200)
    page.wait_for_timeout(120)
    page.mouse.wheel(0, -200)  # while the other map is still zooming
    zoomed = expect_the_same_place(before, after)
    assert zoomed[2] > dragged[2]

    after.evaluate("() => lookingMap.map.getContainer().focus()")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("+")
    by_keys = expect_the_same_place(before, after)
    assert by_keys[2] > zoomed[2]

    moves = [frame.evaluate("moves") for frame in (before, after)]
    page.wait_for_timeout(1000)
    assert [frame.evaluate("moves") for frame in (before, after)] == moves  # nothing echoes


def test_each_map_shows_its_own_plan(application: str, page: Page) -> None:
    before, after = open_maps(page, f"{application}/compare?{RUSHCLIFFE}")
    headings = page.locator("h2.map-heading")
    expect(headings).to_have_text(["Before Baseline", "After Rushcliffe as three neighbourhoods"])
    names = "() => lookingMap.geometry.layers.pcn.areas.map(area => area.name)"
    assert "Rushcliffe PCN" in before.evaluate(names)
    assert {"Rushcliffe East", "Rushcliffe South"} <= set(after.evaluate(names))
    expect(after.locator(".map-label", has_text=["Rushcliffe", "East"][1])).to_have_count(1)
    colour = """name => {
      const { of, areas } = lookingMap.geometry.layers.pcn;
      const unit = of.findIndex(area => area >= 0 && areas[area].code === name);
      return lookingMap.fills.shapes[unit].options.fillColor;
    }"""
    assert before.evaluate(colour, "U06437") == after.evaluate(colour, "U06437")


def test_a_click_on_one_map_is_answered_on_both(application: str, page: Page) -> None:
    before, after = open_maps(page, f"{application}/compare?{HUCKNALL}&layer=icp_by_ccg")
    before.evaluate("() => lookingMap.choose(lookingMap.state.marked[0].units[0])")
    expect(before.locator(".map-box h2")).to_have_text("South Nottinghamshire")
    expect(after.locator(".map-box h2")).to_have_text("Mid-Nottinghamshire")
    expect(after.locator(".map-box")).to_contain_text("359,895")


def test_another_plan_is_shown_without_loading_the_maps_again(application: str, page: Page) -> None:
    _, after = open_maps(page, f"{application}/compare?{RUSHCLIFFE}")
    after.evaluate("() => { window.still = true; }")
    page.get_by_role("combobox", name="After").click()
    page.get_by_role("option", name="One CCG (example)").click()
    expect(page.locator("h2.map-heading").last).to_have_text("After One CCG")
    after.wait_for_function(
        "lookingMap.state.pick === 'ccg' && lookingMap.geometry.layers.ccg.areas.length < 6"
    )
    assert after.evaluate("window.still") is True


def test_one_map_says_what_differs(application: str, page: Page) -> None:
    open_maps(page, f"{application}/compare?{HUCKNALL}")
    page.get_by_role("radio", name="What differs").click()
    expect(page.locator(FRAMES)).to_have_count(1)
    page.wait_for_function("location.search.includes('view=differs')")
    (differs,) = open_maps(page, page.url, 1)
    expect(differs.locator(".map-key")).to_contain_text(
        "South Nottinghamshire → Mid-Nottinghamshire: 20 small areas, 35,664 residents"
    )
    expect(differs.locator(".map-key")).to_contain_text("Practices that change area")
    assert differs.evaluate("() => lookingMap.practices.circles.length") == 4
    expect(differs.locator(".map-label", has_text="South Nottinghamshire")).not_to_have_count(0)
    where = differs.evaluate(
        "() => lookingMap.hover(lookingMap.state.marked[0].units[0], {x: 200, y: 200})"
    )
    assert where is None
    expect(differs.locator(".map-tip")).to_contain_text("South Nottinghamshire → Mid-")


def test_a_link_shows_another_person_the_same(
    application: str, page: Page, strangers: Callable[..., BrowserContext]
) -> None:
    link = f"{application}/compare?before=example:one-ccg&{HUCKNALL}&layer=pcn&view=differs"
    open_maps(page, link, 1)
    other = strangers().new_page()
    (theirs,) = open_maps(other, link, 1)
    expect(other.locator("h2.map-heading")).to_contain_text(
        "One CCG → Hucknall follows its district"
    )
    assert theirs.evaluate("lookingMap.state.layers") == ["pcn"]


def test_everything_can_be_taken_away(application: str, page: Page, tmp_path: Path) -> None:
    open_maps(page, f"{application}/compare?{RUSHCLIFFE}")

    def take(label: str) -> Path:
        with page.expect_download() as download:
            page.get_by_role("button", name=label).click()
        target = tmp_path / download.value.suggested_filename
        download.value.save_as(target)
        return target

    book = openpyxl.load_workbook(take("Everything as Excel (XLSX)"))
    assert book.sheetnames[:3] == ["Summary", "Areas", "Small areas that move"]
    assert book["Small areas that move"].max_row == 1 + 24 + 19
    text = take("Small areas that move (CSV)").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["From: code"] for row in rows} == {"U12563"}
    assert sum(int(row["Residents, mid-2019"]) for row in rows) == 42_554 + 33_977


def test_the_summary_and_the_maps_are_on_the_first_screen(application: str, page: Page) -> None:
    open_maps(page, f"{application}/compare?{RUSHCLIFFE}")
    for place in (page.locator(".told h2"), *page.locator(FRAMES).all()):
        box = place.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 768
    heights = [frame.bounding_box()["height"] for frame in page.locator(FRAMES).all()]  # type: ignore[index]
    assert min(heights) >= 768 / 2


@pytest.mark.parametrize(
    "query",
    [RUSHCLIFFE, f"{HUCKNALL}&view=differs", "after=baseline", "after=kept:atlantis"],
    ids=["side by side", "what differs", "the same plan twice", "a plan that is not there"],
)
def test_the_page_has_no_grave_barrier(application: str, page: Page, query: str) -> None:
    open_maps(page, f"{application}/compare?{query}", 1 if "differs" in query else 2)
    assert grave_violations(page) == []
    for frame in page.frames[1:]:
        if frame.frame_element().is_visible():
            assert grave_violations(frame) == []


@pytest.mark.parametrize("width", [320, 820])
def test_nothing_scrolls_sideways_on_small_screens(
    application: str, page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    open_maps(page, f"{application}/compare?{RUSHCLIFFE}")
    page.wait_for_selector("text=Take it away")
    main = "document.querySelector('[data-testid=stMain]')"
    assert page.evaluate(f"{main}.scrollWidth - {main}.clientWidth") <= 0
    assert grave_violations(page) == []
