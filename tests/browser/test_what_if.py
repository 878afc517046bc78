"""The page What-if in a real browser: plans are kept, shared, undone, and not lost to others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from geo.model import Pack
from tests.benchmarks.long_scenario import long_scenario
from tests.browser.picking import take

RUSHCLIFFE, NOTTINGHAM_WEST, BACHS = "U12563", "U99463", "U10998"
SAVED = ".what-if-saved"


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """A busy machine takes its time, and nothing here is about time."""
    expect.set_options(timeout=20_000)
    yield
    expect.set_options(timeout=5_000)


def open_plan(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(".editor[data-ready=yes]")


def scenario_of(page: Page) -> str:
    page.wait_for_function("location.search.includes('scenario=')")
    return parse_qs(urlsplit(page.url).query)["scenario"][0]


def area_of(page: Page, unit: str) -> str | None:
    found: str | None = page.evaluate(
        "code => { const { model } = Editor.current;"
        "return model.areaOf(model.geometry.units.findIndex((u) => u.code === code))?.code }",
        unit,
    )
    return found


def comes_to(page: Page, unit: str, area: str) -> None:
    """Wait until the map has the unit in the area: the page's own words may be there earlier."""
    page.wait_for_function(
        "([code, area]) => { const { model } = Editor.current;"
        "const unit = model.geometry.units.findIndex((each) => each.code === code);"
        "return model.areaOf(unit)?.code === area }",
        arg=[unit, area],
    )


def unit_in(page: Page, area: str, place: int = 0) -> str:
    """Code of one of an area's small areas."""
    code: str = page.evaluate(
        "([area, place]) => { const { model } = Editor.current;"
        "const at = model.plan.areas.findIndex(({ code }) => code === area);"
        "return model.geometry.units.filter((_, i) => model.of[i] === at).at(place).code }",
        [area, place],
    )
    return code


def apply(page: Page, reason: str = "", author: str = "") -> None:
    """Press Apply, after filling in what is given."""
    picked = page.locator(".side-picked")
    if reason:
        picked.get_by_label("Reason").fill(reason)
    if author:
        picked.get_by_label("Your name").fill(author)
    picked.get_by_role("button", name="Apply").click()


def move(page: Page, unit: str, area: str, author: str = "") -> None:
    """Move a small area to an area and wait for the answer."""
    before = page.evaluate("Editor.current.model.plan.version")
    take(page, [[[unit], area]])
    apply(page, author=author)
    page.wait_for_function("before => Editor.current.model.plan.version !== before", arg=before)


def name_of(page: Page) -> Locator:
    """The field with the plan's name; the one before stays until all is redrawn."""
    return page.get_by_label("Name of this plan").first


def log(page: Page) -> Locator:
    return page.locator(".what-if-entry")


def test_an_example_opens_in_one_click_and_a_change_is_there_after_a_reload(
    application: str, page: Page
) -> None:
    open_plan(page, f"{application}/what_if")
    expect(page.locator(SAVED)).to_have_text("Nothing changed yet")
    page.get_by_role("button", name="Rushcliffe as three neighbourhoods").click()
    expect(page.locator(SAVED)).to_contain_text("An example")
    expect(page.locator(".side")).to_contain_text("Rushcliffe Central")
    unit = unit_in(page, BACHS)
    take(page, [[[unit], RUSHCLIFFE]])
    apply(page, reason="Because <b>it</b> fits.", author="Ada Planner")
    expect(page.locator(SAVED)).to_contain_text("Saved")
    expect(log(page).first).to_contain_text("Ada Planner")
    expect(log(page).first).to_contain_text("Because <b>it</b> fits.")
    expect(log(page)).to_have_count(3)
    scenario_of(page)
    page.reload()
    page.wait_for_selector(".editor[data-ready=yes]")
    assert area_of(page, unit) == RUSHCLIFFE
    expect(page.locator(SAVED)).to_contain_text("Saved")
    expect(name_of(page)).to_have_value("Rushcliffe as three neighbourhoods, changed")


def test_the_editor_fills_the_first_screen(application: str, page: Page) -> None:
    open_plan(page, f"{application}/what_if")
    box = page.locator(".editor").bounding_box()
    assert box is not None
    assert box["y"] <= 130
    assert box["y"] + box["height"] <= 768
    assert box["height"] >= 600


def test_undo_and_redo_bring_figures_and_log_along(application: str, page: Page) -> None:
    open_plan(page, f"{application}/what_if")
    unit = unit_in(page, BACHS)
    move(page, unit, RUSHCLIFFE, author="Ada Planner")
    expect(log(page)).to_contain_text("moves from BACHS PCN to Rushcliffe PCN")
    page.get_by_role("button", name="Undo").click()
    page.wait_for_function("Editor.current.model.plan.redo !== null")
    assert area_of(page, unit) == BACHS
    expect(log(page)).to_contain_text("Undone: moving 1 small area to Rushcliffe PCN.")
    page.get_by_role("button", name="Redo").click()
    page.wait_for_function("Editor.current.model.plan.redo === null")
    assert area_of(page, unit) == RUSHCLIFFE
    expect(log(page)).to_contain_text("moves from BACHS PCN to Rushcliffe PCN")


@pytest.fixture
def colleagues(
    application: str, page: Page, strangers: Callable[..., BrowserContext]
) -> tuple[Page, Page, str]:
    """Ada and Priya with the same plan before them, and a small area that Ada will move."""
    open_plan(page, f"{application}/what_if")
    mine = unit_in(page, BACHS)
    move(page, unit_in(page, BACHS, -1), RUSHCLIFFE, author="Ada")
    scenario_of(page)
    other = strangers().new_page()
    open_plan(other, page.url)
    move(other, unit_in(other, RUSHCLIFFE), NOTTINGHAM_WEST, author="Priya")
    move(page, mine, RUSHCLIFFE)
    expect(page.locator(".what-if-warning")).to_contain_text("Priya has changed this plan since:")
    expect(page.locator(".what-if-warning")).to_contain_text("Yours (1 change) is kept as")
    expect(page.locator(SAVED)).to_contain_text("Not saved")
    return page, other, mine


def test_a_conflict_ends_with_mine_on_top_of_theirs(colleagues: tuple[Page, Page, str]) -> None:
    ada, priya, mine = colleagues
    plan = scenario_of(ada)
    ada.get_by_role("button", name="Make mine again on top of theirs").click()
    expect(ada.locator(".what-if-note")).to_contain_text("1 edit was made again.")
    expect(ada.locator(SAVED)).to_contain_text("Saved")
    expect(log(ada)).to_have_count(3)
    assert scenario_of(ada) == plan
    priya.reload()
    priya.wait_for_selector(".editor[data-ready=yes]")
    assert area_of(priya, mine) == RUSHCLIFFE


def test_a_reload_during_a_conflict_loses_nothing(colleagues: tuple[Page, Page, str]) -> None:
    ada, _, mine = colleagues
    ada.wait_for_function("location.search.includes('mine=')")
    ada.reload()
    ada.wait_for_selector(".editor[data-ready=yes]")
    expect(ada.locator(".what-if-warning")).to_contain_text("Yours (1 change) is kept as")
    assert area_of(ada, mine) == RUSHCLIFFE
    ada.get_by_role("button", name="Make mine again on top of theirs").click()
    expect(ada.locator(".what-if-note")).to_contain_text("1 edit was made again.")
    expect(ada.locator(SAVED)).to_contain_text("Saved")
    expect(log(ada)).to_have_count(3)
    comes_to(ada, mine, RUSHCLIFFE)


def test_a_conflict_ends_with_mine_as_a_branch(colleagues: tuple[Page, Page, str]) -> None:
    ada, priya, mine = colleagues
    plan = scenario_of(ada)
    ada.get_by_role("button", name="Keep mine as a branch").click()
    expect(ada.locator(SAVED)).to_contain_text("Saved")
    ada.wait_for_function("plan => !location.search.includes(plan)", arg=plan)
    expect(log(ada)).to_have_count(2)
    comes_to(ada, mine, RUSHCLIFFE)
    priya.reload()
    priya.wait_for_selector(".editor[data-ready=yes]")
    assert area_of(priya, mine) == BACHS


@pytest.mark.parametrize("moves", [20, 60])
def test_the_answer_to_a_batch_is_small_where_many_checks_fail(
    application: str, page: Page, pack: Pack, moves: int
) -> None:
    """The largest message is the editor's: plan, settings and loader."""
    received: list[int] = []
    page.on(
        "websocket",
        lambda socket: socket.on("framereceived", lambda content: received.append(len(content))),
    )
    open_plan(page, f"{application}/what_if")
    scattered = [edit.change for edit in long_scenario(pack, moves).edits]
    take(page, [(change.units, change.to) for change in scattered])
    before = page.evaluate("Editor.current.model.plan.version")
    received.clear()
    apply(page, author="Ada Planner")
    page.wait_for_function("before => Editor.current.model.plan.version !== before", arg=before)
    assert page.evaluate("Editor.current.model.plan.findings.length") > 70
    assert 5_000 < max(received) < 20_000


def test_an_earlier_version_is_branched_from_the_log(application: str, page: Page) -> None:
    open_plan(page, f"{application}/what_if")
    first, second = unit_in(page, BACHS), unit_in(page, BACHS, 1)
    move(page, first, RUSHCLIFFE, author="Ada")
    move(page, second, RUSHCLIFFE)
    expect(log(page)).to_have_count(2)
    page.get_by_role("button", name="Branch from here").last.click()
    page.get_by_label("Name of the branch").fill("As it was before")
    page.get_by_role("dialog").get_by_role("button", name="Branch").click()
    expect(name_of(page)).to_have_value("As it was before")
    expect(log(page)).to_have_count(1)
    assert (area_of(page, first), area_of(page, second)) == (RUSHCLIFFE, BACHS)


def test_a_kept_plan_is_opened_from_the_menu(application: str, page: Page) -> None:
    open_plan(page, f"{application}/what_if")
    move(page, unit_in(page, BACHS), RUSHCLIFFE, author="Ada")
    name = name_of(page)
    name.fill("Ada's plan for the south")
    name.press("Enter")
    expect(page.locator(SAVED)).to_contain_text("Saved")
    page.get_by_role("button", name="Plan", exact=True).click()
    page.get_by_text("New plan").click()
    expect(page.locator(SAVED)).to_have_text("Nothing changed yet")
    page.get_by_role("button", name="Plan", exact=True).click()
    page.get_by_text("Open…").click()
    page.get_by_role("dialog").get_by_role("button", name="Ada's plan for the south").click()
    expect(name).to_have_value("Ada's plan for the south")
    expect(log(page)).to_have_count(1)


def test_a_change_that_no_answer_came_to_stays_picked(application: str, page: Page) -> None:
    open_plan(page, f"{application}/what_if")
    unit = unit_in(page, BACHS)
    take(page, [[[unit], RUSHCLIFFE]])
    page.context.set_offline(True)
    page.wait_for_timeout(500)
    assert page.evaluate("Editor.current.model.picks.units.size") == 1
    page.context.set_offline(False)
    apply(page, author="Ada")
    expect(page.locator(SAVED)).to_contain_text("Saved")
    comes_to(page, unit, RUSHCLIFFE)
