"""The editor's panel in a real browser: by mouse, and by keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from geo.model import ListState, Pack
from geo.plan.ground import Ground
from geo.plan.measures import Measured
from geo.plan.state import State
from geo.plan.totals import Dates
from geo.words import number, signed
from tests.browser.picking import (
    ASHFIELD_UNITS,
    BACHS,
    NOTTINGHAM_WEST,
    PICKED,
    RUSHCLIFFE,
    block,
    hold,
    open_editor,
    tab,
    take,
    where,
)
from tests.browser.test_accessibility import grave_violations
from tests.chromium import FIRST_SCREEN


@pytest.fixture
def editor(application: str, page: Page) -> Page:
    """The page What-if of a new visitor, with its editor drawn."""
    return open_editor(page, application)


@pytest.fixture(scope="module")
def before(pack: Pack) -> Measured:
    return Measured(State.of(pack), Ground.of(pack), Dates.of(pack))


def line(page: Page, name: str, population: str) -> Locator:
    return block(page, name).locator("tr").filter(has_text=population)


# ---------------------------------------------------------------- what is picked


def test_what_is_picked_tells_both_sides_with_their_signed_changes(
    editor: Page, before: Measured, pack: Pack
) -> None:
    units = pack.layers["pcn"].units_in(RUSHCLIFFE)[:3]
    codes = [pack.units.codes[unit] for unit in units]
    residents = int(pack.residents[pack.resident_date].total[units].sum())
    living = int(pack.registrations.patients[units].sum())
    take(editor, [[codes, NOTTINGHAM_WEST]])

    expect(editor.locator(f"{PICKED} .side-summary")).to_have_text(
        f"3 small areas, {number(residents)} residents (mid-2019)"
    )
    for name, code, sign in (
        ("Rushcliffe PCN", RUSHCLIFFE, -1),
        ("Nottingham West PCN", NOTTINGHAM_WEST, 1),
    ):
        was = before.layer("pcn")[code].check.resident.figure.known
        told = line(editor, name, "Residents")
        expect(told).to_contain_text(signed(sign * residents))
        expect(told).to_contain_text(f"{number(was)} → {number(was + sign * residents)}")
        expect(told).to_contain_text("▲ Above")
        # Registered patients who live there have no band where lists are what counts.
        expect(block(editor, name).locator(".side-beside")).to_have_text(
            f"{signed(sign * living)} registered patients living there, July 2022"
        )
        expect(line(editor, name, "Residents").locator(".side-status:visible")).to_have_count(1)
        # No list moves with a small area: nothing is said of lists.
        expect(line(editor, name, "On lists")).to_be_hidden()
    expect(block(editor, "Nottingham West PCN")).to_contain_text("Falls into 2 pieces")


def test_a_practice_moves_its_list_and_no_resident(editor: Page, pack: Pack) -> None:
    practice = next(
        each
        for each in pack.practices
        if each.areas.get("pcn") == RUSHCLIFFE and each.lists[pack.registered_date].patients
    )
    patients = practice.lists[pack.registered_date].patients
    take(editor, [], [[[practice.code], BACHS]])
    expect(editor.locator(f"{PICKED} .side-summary")).to_have_text(
        f"1 practice, {number(patients)} patients on lists (April 2020)"
    )
    gains = line(editor, "BACHS PCN", "On lists")
    expect(gains).to_contain_text(signed(patients))
    expect(gains).to_contain_text("at\u00a0least")
    expect(gains).to_contain_text("? Unknown")
    expect(line(editor, "BACHS PCN", "Residents")).to_be_hidden()
    expect(line(editor, "South Nottinghamshire", "On lists")).to_contain_text(
        signed(-(patients or 0))
    )


def test_what_is_held_is_given_to_an_area_that_touches_it_first(editor: Page) -> None:
    hold(editor, *ASHFIELD_UNITS)
    picked = editor.locator(PICKED)
    button = picked.get_by_role("button", name="Apply")
    expect(button).to_have_attribute("aria-disabled", "true")
    target = picked.get_by_label("Give to…")
    touching = target.locator("optgroup").first
    expect(touching).to_have_attribute("label", "Touching")
    first = touching.locator("option").first.inner_text()
    give = picked.get_by_role("button", name="Give what is picked")
    expect(target.locator("option:checked")).to_have_text("Choose…")
    expect(give).to_have_attribute("aria-disabled", "true")
    editor.keyboard.press("Control+Enter")
    target.focus()
    editor.keyboard.press("Control+Enter")
    expect(editor.locator(".editor-live")).to_have_text("Choose first who gets them.")
    expect(picked.get_by_text("Choose first who gets them.")).to_be_visible()
    assert editor.evaluate("Editor.current.model.held") == len(ASHFIELD_UNITS)
    target.select_option(label=first)
    editor.keyboard.press("Tab")
    editor.keyboard.press("Enter")
    expect(block(editor, first)).to_be_visible()
    expect(picked.get_by_label("Give to…")).to_be_hidden()
    expect(button).to_have_attribute("aria-disabled", "false")


def test_applying_asks_for_a_name_once_and_tells_that_it_saves(editor: Page) -> None:
    take(editor, [[list(ASHFIELD_UNITS), RUSHCLIFFE]])
    picked = editor.locator(PICKED)
    picked.get_by_role("button", name="Apply").click()
    name = picked.get_by_label("Your name")
    expect(name).to_be_focused()
    expect(name).to_have_attribute("aria-invalid", "true")
    name.fill("Sam Planner")
    picked.get_by_role("button", name="Apply").click()
    expect(picked).to_be_hidden()
    assert where(editor, ASHFIELD_UNITS[0]) == RUSHCLIFFE
    take(editor, [[[ASHFIELD_UNITS[0]], NOTTINGHAM_WEST]])
    expect(picked.get_by_label("Your name")).to_be_hidden()


def test_a_refusal_is_told_in_words_and_keeps_what_is_picked(editor: Page) -> None:
    take(editor, [[list(ASHFIELD_UNITS), RUSHCLIFFE]])
    editor.evaluate("() => { Editor.current.model.plan.version = 'of yesterday' }")
    editor.locator(PICKED).get_by_label("Your name").fill("Sam Planner")
    editor.locator(PICKED).get_by_role("button", name="Apply").click()
    notice = editor.locator(".side-notice")
    expect(notice).to_contain_text("nothing of it was applied")
    assert notice.get_attribute("role") == "alert"
    expect(editor.locator(f"{PICKED} .side-summary")).to_contain_text("3 small areas")


def test_discarding_returns_the_keyboard_to_the_tabs(editor: Page) -> None:
    take(editor, [[list(ASHFIELD_UNITS), RUSHCLIFFE]])
    editor.locator(PICKED).get_by_role("button", name="Discard").press("Enter")
    expect(editor.locator(PICKED)).to_be_hidden()
    expect(tab(editor, "Areas")).to_be_focused()


# ---------------------------------------------------------------- areas


def test_areas_that_need_attention_come_first_and_context_last(
    editor: Page, before: Measured
) -> None:
    names = editor.locator(".side-area h4").all_inner_texts()
    measures = before.layer("pcn")
    assert sorted(names) == sorted(each.check.area.name for each in measures.values())
    assert names[0] == "Rushcliffe PCN"  # the furthest above its band
    inside = {each.check.area.name: each.check.area.in_system for each in measures.values()}
    flags = [inside[name] for name in names]
    assert flags == sorted(flags, reverse=True)
    groups = editor.locator(".side-group").all_inner_texts()
    assert groups[-1] == f"Outside the system, for context ({flags.count(False)})"

    editor.locator(".side-switch").get_by_label("Name").check()
    inside_names = [
        name for name in editor.locator(".side-area h4").all_inner_texts() if inside[name]
    ]
    assert inside_names == sorted(inside_names, key=str.casefold)


def test_an_area_shows_what_it_would_be_while_something_is_picked(
    editor: Page, before: Measured, pack: Pack
) -> None:
    unit = pack.layers["pcn"].units_in(RUSHCLIFFE)[0]
    residents = int(pack.residents[pack.resident_date].total[unit])
    was = before.layer("pcn")[RUSHCLIFFE].check.resident.figure.known
    card = editor.locator(f".side-area[data-area={RUSHCLIFFE}]")
    expect(card).to_contain_text(number(was))
    take(editor, [[[pack.units.codes[unit]], NOTTINGHAM_WEST]])
    expect(card.locator(".side-figure").first).to_have_text(number(was - residents))
    expect(card.locator(".side-ghost").first).to_be_visible()


def test_an_unknown_list_is_unknown_and_not_its_known_part(editor: Page, before: Measured) -> None:
    known = before.layer("pcn")[BACHS].check.registered.figure.known
    registered = editor.locator(f".side-area[data-area={BACHS}] .side-line").nth(1)
    expect(registered).to_contain_text(f"{number(known)}+")
    expect(registered).to_contain_text("? Unknown")


def test_small_areas_in_no_area_are_told_with_the_way_to_them(editor: Page) -> None:
    note = editor.locator(".side-uncovered")
    expect(note).to_be_hidden()
    take(editor, [([ASHFIELD_UNITS[0]], None)])
    editor.locator(PICKED).get_by_label("Your name").fill("Sam Planner")
    editor.locator(PICKED).get_by_role("button", name="Apply").click()
    expect(note).to_contain_text("1 small area with")
    expect(note).to_contain_text("is in no primary care network.")
    zoom = editor.evaluate("Editor.current.map.leaflet.getZoom()")
    note.get_by_role("button", name="Show on the map").press("Enter")
    assert editor.evaluate("Editor.current.map.leaflet.getZoom()") > zoom


def test_a_locked_area_gives_nothing_away(editor: Page) -> None:
    card = editor.locator(f".side-area[data-area={RUSHCLIFFE}]")
    card.get_by_role("button", name="Lock Rushcliffe PCN").press("Enter")
    expect(card.get_by_role("button", name="Unlock Rushcliffe PCN")).to_be_visible()
    tab(editor, "Table").click()
    editor.get_by_label("Now in").select_option(label="Rushcliffe PCN")
    editor.locator(".side-table input").first.click()
    expect(editor.locator("#side-panel-table")).to_contain_text("Rushcliffe PCN is locked")
    assert editor.evaluate("Editor.current.model.empty")


def test_painting_towards_an_area_is_one_choice_for_map_and_table(editor: Page) -> None:
    card = editor.locator(f".side-area[data-area={RUSHCLIFFE}]")
    paint = card.get_by_role("button", name="Paint towards Rushcliffe PCN")
    paint.click()
    expect(paint).to_have_attribute("aria-pressed", "true")
    tab(editor, "Table").click()
    chosen = editor.get_by_label("Move them to").evaluate("s => s.selectedOptions[0].textContent")
    assert chosen == "Rushcliffe PCN"


# ---------------------------------------------------------------- the table


def test_a_whole_edit_needs_neither_mouse_nor_map(editor: Page) -> None:
    keys = editor.keyboard
    tab(editor, "Areas").focus()
    keys.press("End")
    expect(tab(editor, "Table")).to_be_focused()
    expect(tab(editor, "Table")).to_have_attribute("aria-selected", "true")
    editor.get_by_label("Code, name or place").focus()
    keys.type("ashfield 001")
    rows = editor.locator(".side-table tbody tr")
    expect(rows).to_have_count(
        editor.evaluate(
            "Editor.current.model.geometry.units"
            ".filter(({ name }) => name.startsWith('Ashfield 001')).length"
        )
    )
    target = editor.get_by_label("Move them to")
    target.focus()
    keys.type("Rushcliffe")
    keys.press("Tab")
    expect(editor.get_by_role("button", name="that match")).to_be_focused()
    keys.press("Enter")
    expect(editor.locator(f"{PICKED} .side-summary")).to_contain_text("4 small areas")
    keys.press("Tab")
    first = editor.locator(".side-table input").first
    expect(first).to_be_focused()
    keys.press("Space")
    expect(editor.locator(f"{PICKED} .side-summary")).to_contain_text("3 small areas")
    expect(first).to_be_in_viewport()
    editor.locator(PICKED).get_by_label("Your name").focus()
    keys.type("Sam Planner")
    keys.press("Enter")
    expect(editor.locator(PICKED)).to_be_hidden()
    assert where(editor, "E01027980") == RUSHCLIFFE
    assert where(editor, "E01027979") != RUSHCLIFFE


def test_the_table_lists_practices_with_their_lists(editor: Page, pack: Pack) -> None:
    tab(editor, "Table").click()
    editor.locator(".side-panel").get_by_label("Practices", exact=True).check()
    editor.get_by_label("Now in").select_option(label="BACHS PCN")
    members = [each for each in pack.practices if each.areas.get("pcn") == BACHS]
    rows = editor.locator(".side-table tbody tr")
    expect(rows).to_have_count(len(members))
    for practice in members:
        row = rows.filter(has_text=practice.code)
        figure = practice.lists[pack.registered_date]
        absent = "unknown" if figure.state is ListState.MISSING else "no list"
        expect(row).to_contain_text(absent if figure.patients is None else number(figure.patients))


def test_more_rows_than_are_listed_at_once_can_be_asked_for(editor: Page) -> None:
    tab(editor, "Table").click()
    rows = editor.locator(".side-table tbody tr")
    expect(rows).to_have_count(200)
    editor.get_by_role("button", name="Show 200 more").press("Enter")
    expect(rows).to_have_count(400)
    expect(rows.nth(200).locator("input")).to_be_focused()
    editor.get_by_label("Code, name or place").fill(ASHFIELD_UNITS[0])
    expect(rows).to_have_count(1)
    expect(editor.get_by_role("button", name="Show 200 more")).to_be_hidden()
    editor.get_by_role("button", name="Pick the one that matches").click()
    expect(editor.get_by_role("button", name="Drop the one that matches")).to_be_visible()


# ---------------------------------------------------------------- room


@pytest.mark.parametrize("size", [(1024, 768), (390, 844)])
def test_apply_is_on_the_screen_while_something_is_picked(
    editor: Page, size: tuple[int, int]
) -> None:
    editor.set_viewport_size({"width": size[0], "height": size[1]})
    take(editor, [[list(ASHFIELD_UNITS), BACHS], [["E01027982"], NOTTINGHAM_WEST]])
    picked = editor.locator(PICKED)
    for name in ("Apply", "Discard"):
        expect(picked.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)
    details = picked.get_by_role("button", name="Details")
    if details.is_visible():
        expect(block(editor, "BACHS PCN")).to_be_hidden()
        details.click()
    expect(block(editor, "BACHS PCN")).to_be_visible()
    expect(picked.get_by_role("button", name="Apply")).to_be_in_viewport(ratio=1)


def test_on_a_telephone_a_name_that_is_missing_is_asked_for(editor: Page) -> None:
    editor.set_viewport_size({"width": 390, "height": 844})
    take(editor, [[list(ASHFIELD_UNITS), BACHS]])
    picked = editor.locator(PICKED)
    expect(picked.get_by_label("Your name")).to_be_hidden()
    picked.get_by_role("button", name="Apply").click()
    expect(picked.get_by_label("Your name")).to_be_focused()


# ---------------------------------------------------------------- barriers


@pytest.mark.parametrize("name", ["Areas", "Checks", "Table"])
def test_no_tab_has_a_grave_barrier(editor: Page, name: str) -> None:
    tab(editor, name).click()
    hold(editor, *ASHFIELD_UNITS)
    take(editor, [[["E01027982"], RUSHCLIFFE]])
    assert grave_violations(editor) == []


@pytest.mark.parametrize("width", [FIRST_SCREEN["width"], 1024, 390, 320])
def test_the_panel_never_scrolls_sideways(editor: Page, width: int) -> None:
    editor.set_viewport_size({"width": width, "height": 844})
    take(editor, [[list(ASHFIELD_UNITS), BACHS]], [])
    for name in ("Areas", "Checks", "Table"):
        tab(editor, name).click()
        over = editor.locator(".side, .side *").evaluate_all(
            "all => all.filter((e) => e.clientWidth > 40 && e.scrollWidth > e.clientWidth + 1 &&"
            "!['SELECT', 'INPUT'].includes(e.tagName)).map((e) => e.className)"
        )
        assert over == []
