"""Failed checks, repairs and splits in the editor's panel: by mouse, and by keyboard alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.picking import (
    ASHFIELD_UNITS,
    BACHS,
    PICKED,
    RUSHCLIFFE,
    block,
    hold,
    open_editor,
    tab,
    take,
    where,
)

MARKUP = '<img src=x onerror="window.marked=1"> & Co'


@pytest.fixture
def editor(application: str, page: Page) -> Page:
    """The page What-if of a new visitor, with its editor drawn."""
    return open_editor(page, application)


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


def test_a_stray_piece_is_shown_and_then_repaired(editor: Page) -> None:
    inner = editor.evaluate(
        "code => { const { model } = Editor.current; const area = model.position.get(code);"
        "const inside = (unit) => model.of[unit] === area;"
        "return model.geometry.units[model.geometry.units.findIndex((_, unit) =>"
        "inside(unit) && model.neighbours[unit].every(inside))].code }",
        RUSHCLIFFE,
    )
    take(editor, [([inner], BACHS)])
    editor.locator(PICKED).get_by_label("Your name").fill("Sam Planner")
    editor.locator(PICKED).get_by_role("button", name="Apply").click()
    expect(editor.locator(PICKED)).to_be_hidden()
    assert where(editor, inner) == BACHS
    tab(editor, "Checks").click()
    repair = editor.locator(".side-repair")
    repair.get_by_role("button", name="Repair 1 piece…").press("Enter")
    confirm = repair.get_by_role("button", name="Repair 1 piece", exact=True)
    expect(confirm).to_be_focused()
    assert where(editor, inner) == BACHS  # it is shown first
    confirm.press("Enter")
    expect(repair).to_be_hidden()
    assert where(editor, inner) == RUSHCLIFFE


def test_a_fix_that_is_offered_is_sent_with_who_takes_it(editor: Page) -> None:
    key = editor.evaluate(
        "words => { const { editor, model } = Editor.current; window.sent = [];"
        "editor.options.send = (command) => window.sent.push(command);"
        "const findings = structuredClone(model.plan.findings);"
        "findings[0].fix = { words }; editor.update({ ...model.plan, findings });"
        "return findings[0].key }",
        MARKUP,
    )
    tab(editor, "Checks").click()
    panel = editor.locator("#side-panel-findings")
    panel.get_by_role("button", name=MARKUP).press("Enter")
    fix = panel.get_by_role("button", name=MARKUP, exact=True)
    expect(fix).to_be_focused()
    fix.press("Enter")
    expect(panel.get_by_label("Your name")).to_be_focused()
    panel.get_by_label("Your name").fill("Sam Planner")
    fix.press("Enter")
    (sent,) = editor.evaluate("window.sent")
    assert {name: sent[name] for name in ("do", "key", "reason", "author")} == {
        "do": "fix",
        "key": key,
        "reason": "",
        "author": "Sam Planner",
    }
    assert editor.evaluate("window.marked") is None


def test_an_archived_plan_is_looked_at_and_tells_why_nothing_can_be_sent(editor: Page) -> None:
    editor.evaluate(
        "() => { const { editor, model } = Editor.current; window.sent = [];"
        "editor.options.send = (command) => window.sent.push(command);"
        "editor.update({ ...model.plan, archived: true }) }"
    )
    expect(editor.get_by_text("This plan is archived: it can be looked at")).to_be_visible()
    split = editor.get_by_role("button", name="Split Rushcliffe PCN…")
    for control in (split, editor.get_by_role("button", name="Paint towards Rushcliffe PCN")):
        expect(control).to_have_attribute("aria-disabled", "true")
        expect(control).to_have_attribute("title", "This plan is archived")
        control.dispatch_event("click")
    tab(editor, "Checks").click()
    accept = editor.get_by_role("button", name="Accept with a reason…").first
    expect(accept).to_have_attribute("title", "This plan is archived")
    accept.dispatch_event("click")
    expect(editor.locator("#side-panel-findings").get_by_label("Reason")).to_have_count(0)
    tab(editor, "Table").click()
    expect(editor.locator(".side-table input").first).to_be_disabled()
    pick_all = editor.get_by_role("button", name="that match")
    expect(pick_all).to_have_attribute("title", "This plan is archived")
    assert editor.evaluate("window.sent") == []


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

    expect(editor.locator(".editor-part")).to_have_text(
        [chr(ord("A") + part) for part in range(parts.count())]
    )

    # A part of the whole is not told by the name of the whole.
    expect(options.first.get_by_label("Name of part A")).to_have_value("Rushcliffe PCN 1")
    options.nth(1).get_by_role("radio").check()
    expect(options.first.get_by_label("Name of part A")).to_be_hidden()
    options.nth(1).get_by_label("Name of part B").fill(MARKUP)
    split.get_by_label("Your name").fill("Sam Planner")
    split.get_by_role("button", name="Use this split").press("Enter")
    expect(split).to_be_hidden(timeout=20_000)
    expect(editor.locator(".editor-part")).to_have_count(0)
    notice = editor.locator(".side-notice")
    expect(notice).to_contain_text("Rushcliffe PCN is now three:")
    expect(notice.locator("p").filter(has_text=MARKUP)).to_contain_text(
        re.compile(r"residents [\d,]+ ✓ Within, on lists [\d,]+ ✓ Within")
    )
    marked = editor.locator(".side-made")
    expect(marked).to_have_count(3)
    expect(marked.first).to_be_in_viewport()
    expect(editor.locator(".leaflet-highlight-pane")).to_have_class(re.compile("editor-flash"))
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
