"""The web page: read back by lxml, and scanned by axe in a real browser with the network cut."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser

from geo.export.documents import BulletList, Document, Heading, Kind, Paragraph, Table, render
from tests.browser.test_accessibility import grave_violations
from tests.chromium import steps_aside
from tests.geo.export.documents.conftest import HOSTILE, NAMES
from tests.geo.export.documents.small import FIGURE, TABLE, small

Rendered = Callable[[str, Kind], bytes]


@steps_aside
@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_no_grave_barrier_asks_for_nothing_and_fits(
    chromium: Browser, rendered: Rendered, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "document.html"
    path.write_bytes(rendered(name, Kind.HTML))
    with chromium.new_context(viewport={"width": 320, "height": 700}, offline=True) as visitor:
        tab = visitor.new_page()
        asked: list[str] = []
        errors: list[str] = []
        tab.on("request", lambda request: asked.append(request.url))
        tab.on("pageerror", lambda error: errors.append(str(error)))
        tab.on("dialog", lambda dialog: errors.append(dialog.message))
        tab.goto(path.as_uri())
        drawn = "[...document.images].every(image => image.complete && image.naturalWidth > 0)"
        assert tab.evaluate(drawn)
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.getAttribute('href')") == "#main"
        # The page's own policy forbids all scripts, so that the scan needs a page without one.
        assert [url for url in asked if not url.startswith(("data:", "file:"))] == []
        assert errors == []
        scanned = visitor.new_page()
        scanned.set_content(_without_policy(path.read_text(encoding="utf-8")))
        assert grave_violations(scanned) == []


def _without_policy(text: str) -> str:
    start = text.index('<meta http-equiv="Content-Security-Policy"')
    return text[:start] + text[text.index(">", start) + 1 :]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_in_a_page_comes_from_elsewhere_and_no_script_is_in_it(
    rendered: Rendered, name: str
) -> None:
    tree = html.fromstring(rendered(name, Kind.HTML))
    assert tree.xpath("//script | //link | //iframe | //object | //embed | //base") == []
    assert all(each.startswith("data:image/") for each in tree.xpath("//@src"))
    assert all(each.startswith("#") for each in tree.xpath("//@href"))
    assert [each for each in tree.xpath("//@*") if each.attrname.startswith("on")] == []
    assert "url(" not in "".join(tree.xpath("//style/text()"))


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_language_title_landmarks_and_one_main_heading(
    rendered: Rendered, document: Callable[[str], Document], name: str
) -> None:
    tree = html.fromstring(rendered(name, Kind.HTML))
    assert tree.get("lang") == "en-GB"
    assert tree.xpath("string(//title)") == document(name).title
    assert [each.tag for each in tree.body if each.tag != "a"] == [
        "header",
        "nav",
        "main",
        "footer",
    ]
    assert [each.text for each in tree.xpath("//h1")] == [document(name).title]
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {each[1:] for each in tree.xpath("//@href")} <= set(ids)
    assert set(tree.xpath("//@aria-describedby | //@aria-labelledby")) <= set(ids)


def test_tables_and_figures_carry_their_text(
    rendered: Rendered, document: Callable[[str], Document]
) -> None:
    tree = html.fromstring(rendered("baseline", Kind.HTML))
    expected = [block for block in document("baseline").blocks if isinstance(block, Table)]
    tables = tree.xpath("//table")
    assert len(tables) == len(expected)
    for found, table in zip(tables, expected, strict=True):
        assert found.xpath("string(caption)").endswith(table.caption)
        assert found.xpath("thead//th[@scope='col']/text()") == [
            each.name for each in table.columns
        ]
        assert found.xpath("tbody//th[@scope='row']/text()") == [row[0] for row in table.rows]
    for image in tree.xpath("//img"):
        assert image.get("alt")
        (described,) = tree.xpath(f"//*[@id='{image.get('aria-describedby')}']")
        assert "mid-2019" in described.text_content()


def test_hostile_names_stay_text() -> None:
    table = Table(HOSTILE[0], TABLE.columns, tuple((text, text) for text in HOSTILE))
    quoted = '"><img src=x onerror=alert(1)>'
    document = replace(
        small(
            Heading(2, HOSTILE[0]),
            *(Paragraph(text) for text in HOSTILE),
            BulletList(HOSTILE),
            table,
            replace(FIGURE, alternative=quoted),
        ),
        title=HOSTILE[0],
    )
    tree = html.fromstring(render(document, Kind.HTML))
    assert tree.xpath("//script") == []
    assert tree.xpath("//main//p/text()")[: len(HOSTILE)] == list(HOSTILE)
    assert tree.xpath("//li/text()") == list(HOSTILE)
    assert tree.xpath("//td/text()") == list(HOSTILE)
    assert tree.xpath("//img/@alt") == [quoted]
    assert tree.xpath("//@onerror") == []
    assert tree.xpath("string(//title)") == HOSTILE[0]
