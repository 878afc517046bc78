"""Orders: written down and read back, and nothing believed that is read."""

from __future__ import annotations

import json
from datetime import date

import pytest

from geo.export.consultation_pack import (
    MapKind,
    OrderError,
    PackOrder,
    order_text,
    read_order_text,
    usual_order,
)
from geo.export.documents import Chapter, Kind, OwnTexts
from geo.maps.printed import Format, Paper

FULL = PackOrder(
    documents=(Kind.PDF, Kind.TEXT),
    chapters=(Chapter.RESPONDING, Chapter.MAPS),
    own=OwnTexts(
        title="</title>",
        organisation="#eval(1)",
        introduction=("One.", "שלום"),
        opens=date(2026, 1, 12),
        closes=date(2026, 4, 5),
        questions=("=1+1",),
        ways=(("Email", "views@example.org"),),
        other_formats=(("Post", "Freepost"),),
        chapters={Chapter.METHOD: ("In my words.",)},
        dated=date(2026, 1, 1),
    ),
    maps=(MapKind.STATUS,),
    papers=(Paper.SLIDE,),
    formats=(Format.PNG, Format.SVG),
    open_data=("csv",),
    affected=True,
    scenario=True,
)


@pytest.mark.parametrize(
    "order", [FULL, PackOrder(), usual_order(proposal=True), usual_order(proposal=False)]
)
def test_an_order_reads_back_as_what_was_written(order: PackOrder) -> None:
    assert read_order_text(order_text(order)) == order


def test_a_page_of_a_document_is_no_sheet_that_can_be_ordered() -> None:
    content = json.loads(order_text(FULL)) | {"papers": ["LARGE_PRINT"]}
    with pytest.raises(OrderError, match="there is no 'LARGE_PRINT'"):
        read_order_text(json.dumps(content))


def test_every_fault_of_an_order_is_told_at_once() -> None:
    content = json.loads(order_text(FULL))
    content |= {"maps": ["moon"], "papers": "A4", "open_data": ["csv", 3]}
    content["own"] |= {"closes": "tomorrow", "ways": [["Email"]], "chapters": {"nowhere": []}}
    with pytest.raises(OrderError) as error:
        read_order_text(json.dumps(content))
    told = str(error.value)
    for words in ("'moon'", "“papers”", "“open_data”", "“closes”", "“ways”", "'nowhere'"):
        assert words in told


@pytest.mark.parametrize("text", ["", "[]", "null", "{", "[" * 100_000])
def test_what_is_no_order_is_refused_in_words(text: str) -> None:
    with pytest.raises(OrderError, match="The order of the pack is"):
        read_order_text(text)


def test_a_text_of_a_ridiculous_length_is_refused() -> None:
    content = json.loads(order_text(FULL))
    content["own"]["title"] = "x" * 20_001
    with pytest.raises(OrderError, match="more than 20,000 characters"):
        read_order_text(json.dumps(content))


def test_only_keeps_what_is_named() -> None:
    kept = usual_order(proposal=True).only(["csv", "documents"])
    assert (kept.open_data, kept.documents) == (("csv",), tuple(Kind))
    assert not kept.has_sheets
    assert not kept.affected
