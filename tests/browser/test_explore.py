"""Explore in a real browser: clicks, searches, links, the keyboard, and narrow screens."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, expect

MAP = 'iframe[src*="streamlit_folium"]'
PROFILE = ".st-key-explore-beside h2"


def open_map(page: Page, address: str) -> Frame:
    page.goto(address)
    frame = page.wait_for_selector(MAP).content_frame()
    assert frame is not None
    frame.wait_for_selector("body[data-ready=yes]", state="attached")
    page.wait_for_selector(PROFILE)
    return frame


def asked(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def choose_unit(frame: Frame, code: str) -> None:
    """What a click on a unit does, wherever it is drawn."""
    frame.evaluate(
        "code => lookingMap.choose(lookingMap.geometry.units.findIndex(u => u.code === code))",
        code,
    )


def test_a_click_shows_the_profile_and_writes_the_address(application: str, page: Page) -> None:
    frame = open_map(page, application)
    point = frame.evaluate("() => ({...lookingMap.map.latLngToContainerPoint([52.88, -1.06])})")
    box = page.locator(MAP).bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + point["x"], box["y"] + point["y"])
    expect(page.locator(PROFILE)).to_have_text("Rushcliffe PCN")
    page.wait_for_function("location.search.includes('area=pcn%3AU12563')")
    expect(frame.locator(".map-box")).to_contain_text("119,184")


def test_a_link_shows_another_person_the_same(
    application: str, page: Page, strangers: Callable[..., BrowserContext]
) -> None:
    frame = open_map(page, f"{application}/?layers=district,ccg&pick=district")
    choose_unit(frame, "E01013810")
    expect(page.locator(PROFILE)).to_have_text("Nottingham")
    frame.evaluate("() => void lookingMap.map.setView([53.02, -1.2], 12, {animate: false})")
    page.wait_for_function("location.hash.startsWith('#map=12/53.02')")
    link = page.url

    other = strangers().new_page()
    theirs = open_map(other, link)
    expect(other.locator(PROFILE)).to_have_text("Nottingham")
    other.wait_for_timeout(500)
    assert theirs.evaluate("lookingMap.map.getZoom()") == 12
    assert theirs.evaluate("lookingMap.map.getCenter().lat") == pytest.approx(53.02, abs=0.001)
    assert theirs.evaluate("lookingMap.state.layers") == frame.evaluate("lookingMap.state.layers")


def test_back_returns_to_what_was_selected_before(application: str, page: Page) -> None:
    frame = open_map(page, f"{application}/?layers=district&pick=district")
    choose_unit(frame, "E01013810")
    expect(page.locator(PROFILE)).to_have_text("Nottingham")
    page.wait_for_function("location.search.includes('E06000018')")
    choose_unit(frame, frame.evaluate("lookingMap.geometry.units.at(-1).code"))
    expect(page.locator(PROFILE)).not_to_have_text("Nottingham")
    page.wait_for_function("!location.search.includes('E06000018')")
    page.go_back()
    expect(page.locator(PROFILE)).to_have_text("Nottingham")


def test_a_postcode_is_marked_without_a_network(application: str, page: Page) -> None:
    frame = open_map(page, application)
    field = page.get_by_label("Search for a postcode")
    field.fill("ng156fq")
    field.press("Enter")
    expect(page.locator(PROFILE).first).to_have_text("NG15 6FQ")
    expect(page.get_by_text("NG15 6FQ lies in Hucknall West ward, Ashfield")).to_be_visible()
    frame.wait_for_function("lookingMap.state.place !== null")
    assert frame.evaluate("lookingMap.map.getZoom()") >= 12


def test_a_profile_can_be_reached_with_the_keyboard_alone(application: str, page: Page) -> None:
    open_map(page, application)
    page.get_by_label("Area: one of the").focus()
    page.keyboard.type("Byron")
    page.keyboard.press("Enter")
    expect(page.locator(PROFILE)).to_have_text("Byron PCN")


def test_one_click_shows_where_ccgs_and_districts_disagree(application: str, page: Page) -> None:
    frame = open_map(page, application)
    page.get_by_text("Where boundaries disagree").click()
    expect(page.get_by_text("35,664 residents (mid-2019) in 20 small areas")).to_be_visible()
    frame.wait_for_function("lookingMap.state.marked.length === 3")
    page.get_by_text("Show on the map").first.click()
    frame.wait_for_function("lookingMap.map.getZoom() > 11")
    assert asked(page)["compare"] == "ccg,district"


def test_what_was_explored_is_still_there_after_a_visit_to_another_page(
    application: str, page: Page
) -> None:
    open_map(page, f"{application}/?area=pcn:U06437&practices=yes")
    page.get_by_role("link", name="Checks").first.click()
    page.wait_for_selector("h1:has-text('band')")
    page.get_by_role("link", name="Explore").first.click()
    expect(page.locator(PROFILE)).to_have_text("Byron PCN")
    page.wait_for_function("location.search.includes('area=pcn%3AU06437')")


def test_the_first_screen_is_at_least_half_map_and_does_not_scroll_sideways(
    application: str, strangers: Callable[..., BrowserContext], page: Page
) -> None:
    open_map(page, application)
    box = page.locator(MAP).bounding_box()
    assert box is not None
    seen = min(box["y"] + box["height"], 768) - box["y"]
    assert box["width"] * seen >= 1366 * 768 / 2
    phone = strangers(viewport={"width": 320, "height": 640}).new_page()
    open_map(phone, f"{application}/?area=pcn:U06437")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    main = "document.querySelector('[data-testid=stMain]')"
    assert phone.evaluate(f"{main}.scrollWidth - {main}.clientWidth") <= 0


def test_back_undoes_a_date_and_another_page_keeps_it(application: str, page: Page) -> None:
    page.goto(f"{application}/checks")
    dates = page.get_by_label("Residents of").first  # the one before stays until all is redrawn
    dates.wait_for()
    usual = dates.input_value()
    dates.click()
    page.get_by_role("option").filter(has_not_text="usual").first.click()
    page.wait_for_function("location.search.includes('residents=')")
    expect(dates).not_to_have_value(usual)
    chosen, link = dates.input_value(), asked(page)
    page.go_back()
    expect(dates).to_have_value(usual)
    page.wait_for_timeout(500)
    assert asked(page) == {}
    page.go_forward()
    expect(dates).to_have_value(chosen)
    page.get_by_role("link", name="Explore").first.click()
    page.wait_for_selector(PROFILE)
    page.wait_for_function("location.search.includes('residents=')")
    assert asked(page) == link
    page.get_by_role("link", name="Checks").first.click()
    expect(dates).to_have_value(chosen)


def test_a_comparison_does_not_scroll_sideways_on_a_phone(
    application: str, strangers: Callable[..., BrowserContext]
) -> None:
    phone = strangers(viewport={"width": 320, "height": 640}).new_page()
    open_map(phone, f"{application}/?compare=ccg,district")
    phone.wait_for_selector(".matrix table")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    main = "document.querySelector('[data-testid=stMain]')"
    assert phone.evaluate(f"{main}.scrollWidth - {main}.clientWidth") <= 0
    assert phone.evaluate("document.querySelector('.matrix').scrollWidth") > 320


def test_the_tool_bar_stays_in_two_rows_and_shares_the_view(application: str, page: Page) -> None:
    open_map(page, f"{application}/?area=pcn:U06437")
    bar, share = page.locator(".st-key-explore-tools"), page.get_by_role("button", name="Share")
    ours, button = bar.bounding_box(), share.bounding_box()
    assert ours is not None
    assert button is not None
    assert ours["height"] <= 100
    assert button["x"] + button["width"] <= ours["x"] + ours["width"] + 1
    share.click()
    expect(page.get_by_text(f"{application}/?area=pcn:U06437")).to_be_visible()


def test_layers_are_switched_on_and_off_in_any_combination(application: str, page: Page) -> None:
    frame = open_map(page, f"{application}/?layers=pcn")
    for name in ("CCGs", "Districts", "ICS", "ICPs by CCG"):
        page.get_by_role("button", name=name, exact=True).click()
    frame.wait_for_function("lookingMap.state.layers.length === 5")
    expect(frame.locator(".map-key")).to_contain_text("Clinical commissioning groups")
    page.get_by_role("button", name="PCNs", exact=True).click()
    frame.wait_for_function("!lookingMap.state.layers.includes('pcn')")
    assert set(frame.evaluate("lookingMap.state.layers")) == {
        *("ics", "icp_by_ccg", "district", "ccg"),
    }
    expect(frame.locator(".map-key")).not_to_contain_text("Primary care networks, December 2019")
