"""The page “Am I affected?”, opened from disk by a browser without a network."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from geo.export.affected import affected_page
from geo.export.affected.answers import NowAndThen, find_answers
from geo.model import Area, Layer, Pack
from geo.pack import read_pack
from geo.plan.edits import MovePractices, MoveUnits, RenameArea
from geo.plan.state import State
from tests.chromium import FIRST_SCREEN
from tests.example_scenarios import EXAMPLES
from tests.geo.plan.plans import edited, toy_plan
from tests.toy_county import write_toy_pack

CONTACT = "Ada Planner, Toyshire Office of Squares\n0115 496 0000"
NARROW = {"width": 320, "height": 640}
HOSTILE = "<img src=x onerror=\"document.title='hacked'\"></script><!-- \u2028 \u202eabc =1+1"
LONG = "Verylongnameofanetworkwithoutaspace" * 3
SAMPLE = 25


@dataclass
class Visit:
    """Opens pages from disk, and notes what goes wrong in them and what they ask for."""

    browser: Browser
    folder: Path
    troubles: list[str]
    opened: list[Any]

    def open(self, content: bytes, scripts: bool = True, **options: Any) -> Page:
        options = {"viewport": FIRST_SCREEN, **options}
        context = self.browser.new_context(offline=True, java_script_enabled=scripts, **options)
        self.opened.append(context)
        path = self.folder / f"page-{len(self.opened)}.html"
        path.write_bytes(content)
        page = context.new_page()
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("console", lambda message: self.troubles.append(message.text))
        page.on(
            "request",
            lambda request: (
                None if request.url == path.as_uri() else self.troubles.append(request.url)
            ),
        )
        page.goto(path.as_uri())
        return page


@pytest.fixture
def visit(chromium: Browser, tmp_path: Path) -> Iterator[Visit]:
    """The test fails if a page asked for, was refused or kept anything, or if its script failed."""
    made = Visit(chromium, tmp_path, [], [])
    yield made
    for context in made.opened:
        assert context.storage_state() == {"cookies": [], "origins": []}
        context.close()
    assert made.troubles == []


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_toy_pack(tmp_path_factory.mktemp("affected") / "toy")


@pytest.fixture(scope="module")
def county(folder: Path) -> Pack:
    return read_pack(folder)


@pytest.fixture(scope="module")
def moved(county: Pack, folder: Path) -> bytes:
    """One square and one practice change their networks."""
    plan = edited(
        toy_plan(county), MoveUnits("pcn", ("S31",), "N1"), MovePractices("pcn", ("P21",), "N3")
    )
    return affected_page(State.of(county), plan.state, "Two small moves", CONTACT, folder)


def ask_home(page: Page, postcode: str) -> str:
    page.get_by_label("Your postcode").fill(postcode)
    page.get_by_label("Your postcode").press("Enter")
    return page.locator("#home-answer").inner_text()


def ask_practice(page: Page, start: str) -> str:
    label = page.locator("#practice option", has_text=re.compile(f"^{re.escape(start)}"))
    page.get_by_role("combobox").select_option(label.first.get_attribute("value"))
    page.get_by_role("button", name="Show my practice").click()
    return page.locator("#practice-answer").inner_text()


def grave(page: Page) -> list[str]:
    answer: dict[str, Any] = Axe().run(page).response
    return [
        each["id"] for each in answer["violations"] if each["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("typed", ["TY3 1AA", "ty31aa", " t y3-1 aa.", "Ty3  1aA"])
def test_a_postcode_is_found_however_it_is_typed(visit: Visit, moved: bytes, typed: str) -> None:
    answer = ask_home(visit.open(moved), typed)
    assert "Where you live: TY3 1AA" in answer
    assert "TY3 1AA is in Westbury district." in answer
    assert "Yes, for where you live this would change: the primary care network" in answer
    now, then = answer.split("Under the proposal", 1)
    assert "Northwest Network" in now
    assert "Southwest Network" in then
    assert "Nothing changes for the place, the CCG, the district and the" in then
    assert "is where you are registered, not where you live" in then


def test_a_home_that_stays_is_told_so(visit: Visit, moved: bytes) -> None:
    answer = ask_home(visit.open(moved), "TY1 1AA")
    assert "No, nothing would change for where you live." in answer
    assert answer.count("Southwest Network") == 1


def test_a_practice_tells_its_own_network_whatever_the_home(visit: Visit, moved: bytes) -> None:
    page = visit.open(moved)
    answer = ask_practice(page, "High Street Practice")
    assert "Where you are registered: High Street Practice" in answer
    assert (
        "High Street Practice is in Northwest Network now. "
        "Under the proposal it would be in Southeast Network."
    ) in answer
    assert "This is the answer that counts for your primary care network." in answer
    assert "East place" in answer.rsplit("Under the proposal", 1)[1]
    answer = ask_practice(page, "Mill Lane Surgery")
    assert "is in Southwest Network now. Under the proposal that stays the same." in answer
    assert "No, nothing would change for your practice." in answer
    assert "is in no primary care network now" in ask_practice(page, "Special Allocation Service")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Type your postcode, for example TY1 1AA."),
        ("?!", "Type your postcode, for example TY1 1AA."),
        ("constructor", "does not look like a postcode"),
        ("12345", "does not look like a postcode"),
        ("TY3", "TY3 is only the start of a postcode. Type all of it"),
        ("TY3 1", "TY31 is only the start of a postcode."),
        ("TY3 9ZZ", "It may be new, it may be no longer in use, or there may be a typing mistake."),
        ("SW1A 1AA", "It seems to be outside the area of this page"),
        ("TY9 9ZZ", "TY9 9ZZ is just outside the area of this page."),
    ],
)
def test_what_is_not_found_gets_a_sentence_that_helps(
    visit: Visit, moved: bytes, typed: str, words: str
) -> None:
    answer = ask_home(visit.open(moved), typed)
    assert words in answer
    assert "Under the proposal" not in answer


@pytest.mark.parametrize("typed", ["TY3 IAA", "TY3 1A", "TY3 1AB", "TY31BB"])
def test_a_near_miss_is_offered_and_taken_by_keyboard(
    visit: Visit, moved: bytes, typed: str
) -> None:
    page = visit.open(moved)
    assert "Is it one of these?" in ask_home(page, typed)
    page.keyboard.press("Tab")  # to the button beside the field
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "TY3 1AA"
    page.keyboard.press("Enter")
    assert "Where you live: TY3 1AA" in page.locator("#home-answer").inner_text()
    assert page.locator(":focus").get_attribute("id") == "postcode"


def test_no_choice_of_a_practice_is_asked_for_again(visit: Visit, moved: bytes) -> None:
    page = visit.open(moved)
    page.get_by_role("button", name="Show my practice").click()
    assert page.locator("#practice-answer").inner_text() == "Choose your practice from the list."


def test_hostile_names_are_text(visit: Visit, county: Pack, folder: Path) -> None:
    named = tuple(replace(each, name=HOSTILE) for each in county.practices)
    layers = {
        key: replace(layer, areas=tuple(replace(area, name=HOSTILE) for area in layer.areas))
        if key in ("district", "ccg")
        else layer
        for key, layer in county.layers.items()
    }
    before = State.of(replace(county, practices=named, layers=layers))
    after = before.with_units("district", before.pack.layers["district"].units_in("DE"), "DW")
    page = visit.open(affected_page(before, after, HOSTILE, HOSTILE, folder))
    title = page.title()
    assert HOSTILE.partition("\u2028")[0].strip() in ask_home(page, "TY1 1AA")
    page.get_by_role("combobox").select_option("0")
    page.get_by_role("button", name="Show my practice").click()
    assert "<img src=x" in page.locator("#practice-answer h3").inner_text()
    assert "<img src=x" in page.locator(".contact:visible").inner_text()
    assert page.locator("img, object, iframe, a").count() == 0
    assert page.locator("script").count() == 2
    assert page.title() == title != "hacked"


def test_very_long_names_break_within_a_narrow_screen(
    visit: Visit, county: Pack, folder: Path
) -> None:
    plan = edited(toy_plan(county), RenameArea("pcn", "N1", LONG[:100]))
    page = visit.open(
        affected_page(State.of(county), plan.state, LONG, LONG, folder), viewport=NARROW
    )
    ask_home(page, "TY1 1AA")
    ask_practice(page, "Mill Lane Surgery")
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


@pytest.mark.parametrize("size", [FIRST_SCREEN, NARROW], ids=["wide", "narrow"])
def test_no_state_of_the_page_has_a_grave_barrier(
    visit: Visit, moved: bytes, size: dict[str, int]
) -> None:
    page = visit.open(moved, viewport=size)
    assert grave(page) == []
    ask_home(page, "TY3 9ZZ")
    assert grave(page) == []
    ask_home(page, "TY3 1AA")
    ask_practice(page, "High Street Practice")
    assert grave(page) == []
    assert page.locator("#home-answer").get_attribute("role") == "status"
    assert page.locator("html").get_attribute("lang") == "en-GB"


def test_without_scripts_the_page_says_whom_to_ask(visit: Visit, moved: bytes) -> None:
    page = visit.open(moved, scripts=False)
    assert page.get_by_text("This page needs JavaScript").is_visible()
    assert page.get_by_text("0115 496 0000").first.is_visible()
    assert not page.get_by_label("Your postcode").is_visible()
    assert page.get_by_text("A group of GP practices").is_visible()


def test_on_paper_the_answers_stay_and_the_questions_go(visit: Visit, moved: bytes) -> None:
    page = visit.open(moved)
    assert not page.get_by_text("This page needs JavaScript").is_visible()
    ask_home(page, "TY3 1AA")
    page.emulate_media(media="print")
    assert page.get_by_text("TY3 1AA is in Westbury district.").is_visible()
    assert not page.get_by_label("Your postcode").is_visible()
    assert page.get_by_text("Drawn by the Toyshire Office of Squares.").is_visible()


def test_the_policy_stops_a_script_that_is_not_the_pages_own(visit: Visit, moved: bytes) -> None:
    page = visit.open(moved)
    page.evaluate(
        """() => {
            const stranger = document.createElement("script");
            stranger.textContent = "document.title = 'hacked'";
            document.body.append(stranger);
        }"""
    )
    assert page.title() == "Am I affected? Two small moves"
    assert len(visit.troubles) == 1
    assert "Content Security Policy" in visit.troubles.pop()


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_browser_says_of_every_example_what_the_states_say(
    visit: Visit, pack: Pack, example: Callable[..., Any]
) -> None:
    before, after = State.of(pack), example(pack).state
    answers = find_answers(before, after)
    page = visit.open(affected_page(before, after, "An example", CONTACT))

    def words(layer: Layer, area: Area | None) -> str:
        whole = layer.definition.covers == "everything"
        return area.name if area is not None else "none" if whole else "none in this plan"

    def expected(told: dict[str, NowAndThen]) -> tuple[list[str], list[str]]:
        pairs = [(after.pack.layers[key], each) for key, each in told.items()]
        return [words(layer, each.now) for layer, each in pairs], [
            words(layer, each.then) for layer, each in pairs if each.changes
        ]

    def shown(box: str) -> tuple[list[str], list[str]]:
        lists = [each.locator("dd").all_inner_texts() for each in page.locator(f"{box} dl").all()]
        return lists[0], lists[1] if len(lists) > 1 else []

    chosen = random.Random(7)
    known = [(code, unit) for code, unit in answers.unit_of_postcode.items() if unit is not None]
    for postcode, unit in chosen.sample(known, SAMPLE):
        ask_home(page, postcode)
        assert shown("#home-answer") == expected(
            {key: homes[unit] for key, homes in answers.of_units.items()}
        )
    alone = [row for row, each in enumerate(pack.practices) if each.name != "Peacock Healthcare"]
    for row in chosen.sample(alone, SAMPLE):  # there are two of that name at one address
        practice = pack.practices[row]
        ask_practice(page, f"{practice.name}, {practice.postcode}")
        assert shown("#practice-answer") == expected(
            {key: lists[row] for key, lists in answers.of_practices.items()}
        )
