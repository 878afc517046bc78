"""Pages of finished PDFs as pictures."""

from __future__ import annotations

import pytest

from geo.export.consultation_pack import MapKind, count_pages, map_sheets, page_picture
from geo.export.documents import (
    Chapter,
    ConsultedPlan,
    DocumentError,
    Kind,
    consultation_document,
    render,
)
from geo.maps.printed import Format, Paper, print_map

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def document(proposal: ConsultedPlan) -> bytes:
    chapters = [Chapter.PROPOSAL, Chapter.METHOD, Chapter.GLOSSARY]
    return render(consultation_document(proposal, chapters), Kind.PDF)


def test_each_page_of_a_document_is_another_picture(document: bytes) -> None:
    pages = [page_picture(document, page) for page in range(1, count_pages(document) + 1)]
    assert len(set(pages)) == len(pages) > 1
    assert all(page.startswith(PNG) for page in pages)


def test_there_is_no_page_after_the_last(document: bytes) -> None:
    with pytest.raises(DocumentError, match="cannot be shown"):
        page_picture(document, count_pages(document) + 1)


def test_a_print_map_is_one_page(proposal: ConsultedPlan) -> None:
    (sheet,) = map_sheets(proposal, (MapKind.CHANGES,))
    printed = print_map(sheet.request, Paper.A4_PORTRAIT, Format.PDF).content
    assert count_pages(printed) == 1
    assert page_picture(printed, 1).startswith(PNG)


def test_what_is_no_pdf_is_told_in_words() -> None:
    with pytest.raises(DocumentError, match="Page 1 cannot be shown"):
        page_picture(b"no PDF", 1)
