"""The map in one file, opened from disk in Chromium with the network cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
import shapely
from playwright.sync_api import Browser, Page, expect

from geo.export.open_data.content import OpenData
from geo.export.open_data.web_map import FILE, web_map, web_map_files
from geo.maps.geometry_file import TO_WGS84
from geo.model import Pack
from geo.plan.ground import Ground
from geo.plan.measures import Measured
from geo.plan.opened import open_scenario
from geo.plan.state import State
from geo.plan.totals import Dates
from geo.store.scenario_files import read_scenario_file
from geo.words import number
from tests.browser.test_accessibility import grave_violations
from tests.chromium import FIRST_SCREEN, STEPS_ASIDE
from tests.geo.export.open_data.conftest import EXAMPLES, HOSTILE_NAMES

pytestmark = STEPS_ASIDE


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    """A tab without a network, which must stay without a request and without an error."""
    context = chromium.new_context(viewport=FIRST_SCREEN, offline=True)  # type: ignore[arg-type]
    tab = context.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("console", lambda told: wrong.append(told.text) if told.type == "error" else None)
    yield tab
    context.close()
    assert wrong == []
    elsewhere = [url for url in asked if not url.startswith(("data:", "file:"))]
    assert elsewhere == [], "The page asked other machines for something."
    assert len([url for url in asked if url.startswith("file:")]) == 1, "It asked for other files."


def opened(tab: Page, data: OpenData, folder: Path) -> Page:
    path = folder / FILE
    path.write_bytes(web_map_files(data)[FILE])
    tab.goto(path.as_uri())
    tab.wait_for_selector("body[data-ready=yes]", timeout=20_000)
    return tab


@pytest.fixture
def published(pack: Pack, ground: Ground) -> OpenData:
    return OpenData(Measured(State.of(pack), ground, Dates.of(pack)))


def state(tab: Page) -> dict[str, object]:
    found: dict[str, object] = tab.evaluate("window.lookingMap.state")
    return found


def test_it_shows_the_networks_against_their_band_and_tells_figures_beside_the_pointer(
    tab: Page, published: OpenData, tmp_path: Path
) -> None:
    opened(tab, published, tmp_path)
    assert tab.title() == published.title
    assert state(tab)["pick"] == "pcn"
    newark = published.measured.layer("pcn")["U65095"].check
    point_at(tab, published, "U65095")
    told = expect(tab.locator(".map-tip"))
    told.to_contain_text(newark.area.name)
    told.to_contain_text(f"Residents, mid-2019: {number(newark.resident.figure.count)}")
    told.to_contain_text(
        f"On practices’ lists, April 2020: {number(newark.registered.figure.count)}"
    )


def point_at(tab: Page, data: OpenData, network: str) -> None:
    """Move the pointer to a place well inside a network."""
    layer = data.pack.layer("pcn")
    shape = shapely.unary_union(data.pack.units.geometry[layer.units_in(network)])
    inside = shapely.maximum_inscribed_circle(shape).coords[0]
    longitude, latitude = TO_WGS84.transform(*inside)
    x, y = tab.evaluate(
        """([latitude, longitude]) => {
          const { map } = window.lookingMap;
          const box = map.getContainer().getBoundingClientRect();
          const point = map.latLngToContainerPoint([latitude, longitude]);
          return [box.x + point.x, box.y + point.y];
        }""",
        [latitude, longitude],
    )
    tab.mouse.move(x - 3, y)
    tab.mouse.move(x, y)


def test_layers_and_what_they_show_can_be_switched(
    tab: Page, published: OpenData, tmp_path: Path
) -> None:
    opened(tab, published, tmp_path)
    tab.get_by_label("Figures of").select_option("district")
    assert state(tab)["layers"] == ["district"]
    assert state(tab)["shading"] is None  # a layer without a tier has no band
    tab.get_by_label("Shown as").select_option("areas")
    assert state(tab)["shading"] is not None
    disabled = tab.locator("select[name=paint] option:disabled")
    assert disabled.evaluate_all("all => all.map((each) => each.value)") == [
        "resident",
        "registered",
    ]
    tab.get_by_text("More outlines").click()
    assert not tab.get_by_role("checkbox", name="Local authority districts").is_visible()
    tab.get_by_role("checkbox", name="Clinical commissioning groups").check()
    assert state(tab)["layers"] == ["ccg", "district"]
    assert state(tab)["practices"] is None
    tab.get_by_role("checkbox", name="GP practices").check()
    assert tab.locator(".leaflet-practices-pane path").count() > 100


def test_the_tables_hold_the_same_figures_as_the_map(
    tab: Page, published: OpenData, tmp_path: Path
) -> None:
    opened(tab, published, tmp_path)
    for key, layer in published.pack.layers.items():
        section = tab.locator("details", has=tab.locator("summary", has_text=layer.definition.name))
        rows = section.locator("tbody tr").evaluate_all(
            "rows => rows.map((row) => [...row.cells].map((cell) => cell.textContent))"
        )
        measures = published.measured.layer(key)
        assert [row[0] for row in rows[: len(measures)]] == list(measures)
        for row in rows[: len(measures)]:
            check = measures[row[0]].check
            assert row[3] == number(check.resident.figure.count)
            assert row[5] == number(check.registered.figure.count)


def test_it_can_be_used_by_keyboard_and_has_a_heading_and_a_language(
    tab: Page, published: OpenData, tmp_path: Path
) -> None:
    opened(tab, published, tmp_path)
    assert tab.locator("html").get_attribute("lang") == "en-GB"
    assert tab.get_by_role("heading", level=1).inner_text() == published.title
    tab.get_by_label("Figures of").focus()
    tab.keyboard.press("ArrowUp")
    assert state(tab)["pick"] != "pcn"


@pytest.mark.parametrize("name", ["baseline", "hostile", *EXAMPLES])
def test_it_opens_for_every_plan_and_has_no_grave_barrier(
    tab: Page, published: OpenData, hostile: OpenData, tmp_path: Path, name: str
) -> None:
    data = {"baseline": published, "hostile": hostile}.get(name)
    if data is None:
        plan = open_scenario(read_scenario_file(EXAMPLES[name]), published.measured.state.baseline)
        data = OpenData(published.measured.next(plan.state), plan.scenario)
    opened(tab, data, tmp_path)
    assert tab.title() == data.title
    assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert grave_violations(tab) == []


def test_hostile_names_are_text(tab: Page, hostile: OpenData, tmp_path: Path) -> None:
    opened(tab, hostile, tmp_path)
    assert tab.title() == hostile.title
    for name in HOSTILE_NAMES.values():
        assert tab.locator("th", has_text=name).count() == 1
    assert tab.locator("img").count() == 0
    row = tab.locator("tr", has=tab.locator("td", has_text=re.compile("^N4$")))
    assert "unknown" in row.first.inner_text()


class Loads(HTMLParser):
    """Collects whatever a browser would load by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.policy = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag in ("script", "img", "iframe", "link", "object", "embed", "source"):
            self.loads += [value for name in ("src", "href", "data") if (value := told.get(name))]
        if told.get("http-equiv") == "Content-Security-Policy":
            self.policy = told.get("content") or ""


def test_nothing_in_it_is_loaded_from_anywhere(toy: OpenData) -> None:
    page = web_map(toy)
    found = Loads()
    found.feed(page)
    assert found.loads == []
    assert "default-src 'none'" in found.policy
    assert not re.search(r"@import|url\((?!data:|#)", page)
    assert "inside/" not in page


def test_all_attributions_and_licences_are_in_it(toy: OpenData) -> None:
    page = web_map(toy).replace("&amp;", "&")
    assert all(each in page for each in (*toy.attribution, *toy.licences))
