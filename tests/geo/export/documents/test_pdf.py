"""PDFs are read back by tools that had no part in making them."""

from __future__ import annotations

import contextlib
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import page as conformance
import pdfplumber
import pdfua
import pikepdf
import pypdfium2
import pytest

from geo.export.documents import (
    BulletList,
    Document,
    DocumentError,
    Heading,
    Kind,
    Note,
    Paragraph,
    Table,
    render,
)
from tests.geo.export.documents.conftest import HOSTILE, NAMES
from tests.geo.export.documents.small import FIGURE, SMALL, TABLE, small

Rendered = Callable[[str, Kind], bytes]
KINDS = (Kind.PDF, Kind.LARGE_PRINT_PDF)
EXAMPLE = "rushcliffe-as-three-neighbourhoods"
LIMIT = 5_000_000
DECIDED = {
    *("UA-01-002", "UA-01-003", "UA-01-005", "UA-06-001", "UA-07-001", "UA-07-002"),
    *("UA-13-004", "UA-15-003", "UA-18-001", "UA-18-005", "UA-28-004"),
}
"""Rules of the second checker."""


@dataclass(frozen=True)
class ReadPage:
    """A page as it was read: its number from 1, its text and its smallest letters, points."""

    number: int
    text: str
    smallest: float


def quick_texts(file: bytes) -> list[str]:
    """The text of each page, in the order in which it was written."""
    with contextlib.closing(pypdfium2.PdfDocument(file)) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield every element of a tree of structure, in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node.K)


def structure(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return list(elements(pdf.Root.StructTreeRoot.K))


def text_of(file: bytes) -> str:
    """All text, as it is read, on one line."""
    with pdfplumber.open(io.BytesIO(file)) as pdf:
        return " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("name", NAMES)
def test_an_independent_checker_finds_every_pdf_to_be_pdf_ua(
    rendered: Rendered, name: str, kind: Kind
) -> None:
    report = conformance.validate_pdf_bytes(
        rendered(name, kind), profile=conformance.ValidationProfile.PDF_UA_1
    )
    assert [(each.rule_id, each.message) for each in report.failures] == []
    assert report.is_compliant
    assert report.rules.total > 100


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("name", ["baseline", "hostile"])
def test_a_second_independent_checker_finds_nothing(
    rendered: Rendered, name: str, kind: Kind, tmp_path: Path
) -> None:
    """It decides fewer rules than the first; its rule on headings cannot read Typst's files."""
    path = tmp_path / "document.pdf"
    path.write_bytes(rendered(name, kind))
    report = pdfua.validate(path)
    assert [(each.rule_id, each.message) for each in report.findings] == []
    decided = {each.rule_id for each in report.outcomes if each.skipped_reason is None}
    assert decided >= DECIDED


@pytest.mark.parametrize("name", NAMES)
def test_a_pdf_says_its_language_its_title_and_that_it_is_pdf_ua(
    rendered: Rendered, document: Callable[[str], Document], name: str
) -> None:
    with pikepdf.open(io.BytesIO(rendered(name, Kind.PDF))) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
        assert str(pdf.docinfo.Title) == document(name).title
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == document(name).title


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_has_its_alternative_text_and_every_table_its_header_cells(
    rendered: Rendered, document: Callable[[str], Document], name: str
) -> None:
    with pikepdf.open(io.BytesIO(rendered(name, Kind.PDF))) as pdf:
        found = structure(pdf)
    figures = [str(each.Alt) for each in found if each.S == "/Figure"]
    expected = [
        block.alternative for block in document(name).blocks if hasattr(block, "alternative")
    ]
    assert figures == expected
    kinds = Counter(str(each.S) for each in found)
    tables = [block for block in document(name).blocks if isinstance(block, Table)]
    assert kinds["/Table"] == kinds["/THead"] == len(tables)
    assert kinds["/TH"] == sum(len(table.columns) for table in tables)
    assert kinds["/TD"] == sum(len(table.columns) * len(table.rows) for table in tables)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_all_fonts_are_embedded(rendered: Rendered, kind: Kind) -> None:
    embedded = 0
    with pikepdf.open(io.BytesIO(rendered("hostile", kind))) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor":
                assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(each.keys())
                embedded += 1
    assert embedded > 1


@pytest.fixture(scope="module")
def pages(rendered: Rendered) -> Callable[[Kind], list[ReadPage]]:
    """Gives the pages of one example, maps aside: they keep their own lettering."""
    found: dict[Kind, list[ReadPage]] = {}

    def give(kind: Kind) -> list[ReadPage]:
        if kind not in found:
            file = rendered(EXAMPLE, kind)
            numbers = [
                number
                for number, text in enumerate(quick_texts(file), start=1)
                if not re.match(r"Figure \d+:", text)
            ]
            with pdfplumber.open(io.BytesIO(file), pages=numbers) as pdf:
                found[kind] = [
                    ReadPage(
                        page.page_number,
                        page.extract_text(),
                        min(round(sign["size"], 1) for sign in page.chars),
                    )
                    for page in pdf.pages
                ]
        return found[kind]

    return give


@pytest.mark.parametrize(("kind", "least"), [(Kind.PDF, 12), (Kind.LARGE_PRINT_PDF, 16)])
def test_text_is_set_no_smaller_than_its_edition_says(
    pages: Callable[[Kind], list[ReadPage]], kind: Kind, least: int
) -> None:
    assert len(pages(kind)) > 15
    assert min(page.smallest for page in pages(kind)) >= least


def test_headings_are_bookmarks_and_pages_are_numbered(
    pages: Callable[[Kind], list[ReadPage]],
    rendered: Rendered,
    document: Callable[[str], Document],
) -> None:
    with (
        pikepdf.open(io.BytesIO(rendered(EXAMPLE, Kind.PDF))) as pdf,
        pdf.open_outline() as outline,
    ):
        titles = [item.title for item in outline.root]
    assert titles[-13:] == [section.title for section in document(EXAMPLE).sections]
    for page in pages(Kind.PDF):
        assert page.text.rstrip().endswith(f"Page {page.number}")


def test_text_is_in_reading_order(
    pages: Callable[[Kind], list[ReadPage]], document: Callable[[str], Document]
) -> None:
    text = " ".join(" ".join(page.text.split()) for page in pages(Kind.PDF))
    place = text.index("How to respond We ask")
    for block in document(EXAMPLE).blocks:
        if isinstance(block, Heading | Paragraph):
            start = " ".join(block.text.split()[:6])
            assert start in text[place:]
            place = text.index(start, place)


def test_the_header_row_of_a_table_is_repeated_on_every_page(
    pages: Callable[[Kind], list[ReadPage]],
) -> None:
    texts = [page.text for page in pages(Kind.PDF)]
    (first,) = (place for place, text in enumerate(texts) if "Table 1:" in text)
    assert "Synergy Health" in texts[first + 1]
    for text in texts[first : first + 2]:
        assert "network mid-2019, mid-2019," in text


@pytest.mark.parametrize("name", NAMES)
def test_maps_stay_vectors_and_the_file_small(rendered: Rendered, name: str) -> None:
    file = rendered(name, Kind.PDF)
    assert len(file) < LIMIT
    with pikepdf.open(io.BytesIO(file)) as pdf:
        pictures = [name for page in pdf.pages for name in page.get_images()]
    assert pictures == []


def test_no_sign_in_a_name_is_a_command() -> None:
    blocks = [
        block for text in HOSTILE for block in (Heading(2, text), Paragraph(text), Note(text))
    ]
    table = Table(HOSTILE[2], TABLE.columns, tuple((text, text) for text in HOSTILE))
    hostile = replace(
        small(*blocks, table, BulletList(HOSTILE), replace(FIGURE, alternative=HOSTILE[3])),
        title=HOSTILE[3],
        subtitle=HOSTILE[0],
        stamp=(HOSTILE[2], HOSTILE[1]),
    )
    file = render(hostile, Kind.PDF)
    text = text_of(file)
    copied = " ".join(quick_texts(file))
    for each in HOSTILE[:5]:
        assert text.count(each) >= 5
    for each in HOSTILE[5:]:
        assert copied.count(each) >= 5
    with pikepdf.open(io.BytesIO(file)) as pdf:
        assert str(pdf.docinfo.Title) == HOSTILE[3]
        (figure,) = (each for each in structure(pdf) if each.S == "/Figure")
        assert str(figure.Alt) == HOSTILE[3]


@pytest.mark.parametrize("text", ["x" * 10_000, "long words " * 900, "中文" * 500])
def test_a_very_long_text_stays_inside_the_page(text: str) -> None:
    long = replace(small(Paragraph(text), replace(TABLE, rows=((text, "1"),))), title=text)
    with pdfplumber.open(io.BytesIO(render(long, Kind.PDF))) as pdf:
        assert len(pdf.pages) > 2
        for page in pdf.pages:
            assert max(sign["x1"] for sign in page.chars) <= page.width
            assert max(sign["bottom"] for sign in page.chars) <= page.height


def test_a_picture_that_cannot_be_drawn_is_refused_in_words() -> None:
    broken = small(replace(FIGURE, content=b"<svg"))
    for kind in (Kind.PDF, Kind.DOCX):
        with pytest.raises(DocumentError) as refused:
            render(broken, kind)
        assert "cannot be" in refused.value.faults[0]
        assert "Traceback" not in str(refused.value)


def test_the_date_that_a_document_bears_is_the_files_and_there_is_no_other() -> None:
    with pikepdf.open(io.BytesIO(render(SMALL, Kind.PDF))) as pdf:
        assert "/CreationDate" not in pdf.docinfo
