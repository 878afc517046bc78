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
from tests.browser.conftest import FIRST_SCREEN
from tests.browser.picking import take
from tests.browser.test_accessibility import grave_violations

MARKUP = '<img src=x onerror="window.marked=1"> & Co'
RUSHCLIFFE, NOTTINGHAM_WEST, BACHS = "U12563", "U99463", "U10998"
ASHFIELD_UNITS = ("E01027979", "E01027980", "E01027981")
PICKED = ".side-picked"


@pytest.fixture
def editor(application: str, page: Page) -> Page:
    """The page What-if of a new visitor, with its editor drawn."""
    page.goto(f"{application}/what_if")
    page.wait_for_selector(".editor[data-ready=yes]")
    return page


@pytest.fixture(scope="module")
def before(pack: Pack) -> Measured:
    return Measured(State.of(pack), Ground.of(pack), Dates.of(pack))


def hold(page: Page, *units: str) -> None:
    page.evaluate(
        "codes => { const { model } = Editor.current; model.use({ target: null }); model.begin();"
        "model.pick(model.geometry.units.map((u, i) => [u.code, i])"
        ".filter(([code]) => codes.includes(code)).map(([, i]) => i)); model.end(); }",
        list(units),
    )


def block(page: Page, name: str) -> Locator:
    return page.locator(f"{PICKED} tbody").filter(has=page.get_by_text(name, exact=True))


def line(page: Page, name: str, population: str) -> Locator:
    return block(page, name).locator("tr").filter(has_text=population)


def tab(page: Page, name: str) -> Locator:
    return page.locator(".side").get_by_role("tab", name=name)


def where(page: Page, unit: str) -> str | None:
    found: str | None = page.evaluate(
        "code => { const { model } = Editor.current;"
        "return model.areaOf(model.geometry.units.findIndex((u) => u.code === code))?.code }",
        unit,
    )
    return found


# ---------------------------------------------------------------- what is picked


def test_what_is_picked_tells_both_sides_with_their_signed_changes(
    editor: Page, before: Measured, pack: Pack
) -> None:
    units = pack.layers["pcn"].units_in(RUSHCLIFFE)[:3]
    codes = [pack.units.codes[unit] for unit in units]
    residents = int(pack.residents[pack.resident_date].total[units].sum())
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
    target.focus()
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


# ---------------------------------------------------------------- checks


def test_checks_are_walked_through_and_accepted_with_a_reason(editor: Page) -> None:
    panel = editor.locator("#side-panel-findings")
    total = editor.evaluate("Editor.current.model.plan.findings.length")
    tab(editor, "Checks").click()
    panel.get_by_role("button", name="Next check").press("Enter")
    expect(panel.locator(".side-count")).to_have_text(f"1 of {total}")
    panel.get_by_role("button", name="Previous check").press("Enter")
    expect(panel.locator(".side-count")).to_have_text(f"{total} of {total}")
    panel.get_by_role("button", name="Next check").press("Enter")
    current = panel.locator("[aria-current=true]")
    sentence = current.locator("p").first.inner_text()

    current.get_by_role("button", name="Accept with a reason…").press("Enter")
    expect(current.get_by_label("Reason")).to_be_focused()
    current.get_by_role("button", name="Accept", exact=True).click()
    expect(current).to_contain_text("Write a reason")
    current.get_by_label("Reason").fill(f"Agreed {MARKUP}")
    current.get_by_label("Your name").fill("Sam Planner")
    current.get_by_role("button", name="Accept", exact=True).click()
    accepted = panel.locator("ul .side-finding")
    expect(accepted).to_contain_text(sentence)
    expect(accepted).to_contain_text(f"Agreed {MARKUP}")
    expect(accepted).to_contain_text("Accepted by Sam Planner")
    expect(tab(editor, f"Checks, {total - 1} failed")).to_be_visible()
    assert editor.evaluate("window.marked") is None


def test_checks_say_that_they_are_of_the_plan_before_what_is_picked(editor: Page) -> None:
    tab(editor, "Checks").click()
    stale = editor.get_by_text("Checks are of the plan before what you have picked.")
    expect(stale).to_be_hidden()
    hold(editor, ASHFIELD_UNITS[0])
    expect(stale).to_be_visible()


def test_nothing_else_is_saved_while_something_is_picked(editor: Page) -> None:
    """Another plan drops what is picked, so the planner decides about it first."""
    tab(editor, "Checks").click()
    hold(editor, ASHFIELD_UNITS[0])
    check = editor.locator("#side-panel-findings .side-finding").first
    check.get_by_role("button", name="Accept with a reason…").click()
    check.get_by_label("Reason").fill("Agreed")
    check.get_by_label("Your name").fill("Sam Planner")
    check.get_by_role("button", name="Accept", exact=True).click()
    expect(editor.get_by_role("alert").filter(has_text="Apply or discard first")).to_be_visible()
    expect(editor.locator(PICKED)).to_be_visible()


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


# ---------------------------------------------------------------- splits


def test_an_area_above_its_band_is_split_by_keyboard_with_names_of_ones_own(editor: Page) -> None:
    card = editor.locator(f".side-area[data-area={RUSHCLIFFE}]")
    card.get_by_role("button", name="Split Rushcliffe PCN…").press("Enter")
    split = editor.locator(".side-split")
    options = split.locator(".side-option")
    expect(options.first).to_be_visible(timeout=20_000)
    assert 2 <= options.count() <= 3
    parts = options.first.locator(".side-parts tbody tr")
    assert parts.count() >= 2
    for part in parts.all():
        assert part.locator(".side-status").all_inner_texts() == ["✓ Within", "✓ Within"]
    expect(options.first.get_by_role("img")).to_be_visible()

    options.nth(1).get_by_role("radio").check()
    expect(options.first.get_by_label("Name of part A")).to_be_hidden()
    options.nth(1).get_by_label("Name of part B").fill(MARKUP)
    split.get_by_label("Your name").fill("Sam Planner")
    split.get_by_role("button", name="Use this split").press("Enter")
    expect(split).to_be_hidden(timeout=20_000)
    made = editor.locator(".side-area").filter(has_text=MARKUP)
    expect(made).to_contain_text("New")
    expect(made.locator(".side-status")).to_have_text(["✓ Within", "✓ Within"])

    # The name stays text wherever it is shown.
    hold(editor, *ASHFIELD_UNITS)
    picked = editor.locator(PICKED)
    picked.get_by_label("Give to…").select_option(label=MARKUP)
    picked.get_by_role("button", name="Give").click()
    expect(block(editor, MARKUP)).to_be_visible()
    for name in ("Checks", "Table", "Areas"):
        tab(editor, name).click()
    assert editor.evaluate("window.marked") is None
    assert editor.locator(".side img").count() == 0


def test_a_split_into_too_few_parts_says_which_are_above(editor: Page) -> None:
    card = editor.locator(f".side-area[data-area={RUSHCLIFFE}]")
    card.get_by_role("button", name="Split Rushcliffe PCN…").click()
    split = editor.locator(".side-split")
    expect(split.locator(".side-option").first).to_be_visible(timeout=20_000)
    split.get_by_label("Parts", exact=True).select_option("2")
    split.get_by_role("button", name="Look again").click()
    # Nobody can make two parts of at most 50,000 out of 119,184 people.
    expect(split.locator(".side-option").first).to_contain_text("▲ Above", timeout=20_000)
    split.get_by_role("button", name="Close").click()
    expect(card).to_be_visible()


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
