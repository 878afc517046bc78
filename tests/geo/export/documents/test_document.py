"""Documents are data: chapters can be put in other words, and text from anywhere is cleaned."""

from __future__ import annotations

import pytest

from geo.export.documents import (
    BulletList,
    Figure,
    Heading,
    Note,
    Paragraph,
    Section,
    Table,
    with_own_paragraphs,
)
from geo.export.documents.cleaning import clean_text, printable
from geo.export.documents.table_sizes import column_widths, is_short
from tests.geo.export.documents.small import BLOCKS, FIGURE, TABLE, small


def test_own_paragraphs_stand_in_place_of_paragraphs_and_lists_and_leave_the_rest() -> None:
    section = with_own_paragraphs(Section("networks", BLOCKS), ("In our own words.", "Twice."))
    assert section.blocks == (
        Heading(1, "Networks"),
        Paragraph("In our own words."),
        Paragraph("Twice."),
        Heading(2, "Their people"),
        TABLE,
        Note("Both are of 2019."),
        FIGURE,
    )


def test_headings_with_nothing_left_under_them_go_with_it() -> None:
    blocks = (
        Heading(1, "Networks"),
        Heading(2, "Why"),
        Paragraph("Because."),
        Heading(2, "How"),
        Heading(3, "Step by step"),
        BulletList(("One",)),
    )
    section = with_own_paragraphs(Section("networks", blocks), ("Ours.",))
    assert section.blocks == (Heading(1, "Networks"), Paragraph("Ours."))


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("two\r\n\tlines  and\u2028more", "two lines and more"),
        ("a\x00b\x07c\x1bd", "abcd"),
        ("left\u202eright\u202c \u2066turned\u2069\u200f", "leftright turned"),
        ("שלום", "שלום"),
        ("lone \ud800 surrogate \uffff", "lone � surrogate �"),
        ("  ", ""),
    ],
)
def test_signs_that_cannot_be_seen_or_that_turn_a_sentence_are_taken_out(
    text: str, clean: str
) -> None:
    assert clean_text(text) == clean


def test_every_text_of_a_document_is_cleaned() -> None:
    bad = "a\x01b"
    document = printable(
        small(
            Heading(2, bad),
            Paragraph(bad),
            Note(bad),
            BulletList((bad,)),
            Table(bad, TABLE.columns, ((bad, bad),)),
            Figure(bad, b"", "image/png", bad, (bad,)),
        )
    )
    assert "\x01" not in repr(document).replace("\\x01", "\x01")


def test_columns_fill_the_width_and_hold_their_longest_words() -> None:
    widths = column_widths(TABLE, 170, 12)
    assert widths is not None
    assert sum(widths) == pytest.approx(170)
    assert all(width > 20 for width in widths)
    assert column_widths(TABLE, 40, 12) is None


def test_only_a_table_of_few_rows_and_letters_is_kept_on_one_page() -> None:
    assert is_short(TABLE)
    assert not is_short(Table("Many", TABLE.columns, (("Byron", "1"),) * 11))
    assert not is_short(Table("Long", TABLE.columns, (("Byron " * 300, "1"),)))
