"""The gate names everything that is missing, all at once, in a planner's words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.export.documents import (
    BulletList,
    ColourPair,
    Column,
    Document,
    DocumentError,
    Heading,
    Kind,
    Paragraph,
    Section,
    Table,
    find_faults,
    render,
)
from tests.geo.export.documents.small import BLOCKS, FIGURE, SMALL, TABLE, small

FAULTS: list[tuple[Document, str]] = [
    (replace(SMALL, title=" "), "The document has no title."),
    (replace(SMALL, language=""), "The document does not say which language it is in."),
    (
        replace(SMALL, language="English"),
        "“English” is not the tag of a language, such as en-GB.",
    ),
    (replace(SMALL, sections=()), "The document has no chapters."),
    (
        replace(SMALL, stamp=()),
        "The document does not say which plan and which data it is made from.",
    ),
    (replace(SMALL, attributions=()), "The document does not say whose data it shows."),
    (
        replace(SMALL, attributions=("© Crown copyright", "Census 2011")),
        "The attribution “© Crown copyright” names no year.",
    ),
    (
        replace(SMALL, attributions=("Open Government Licence v3.0",)),
        "No attribution names the year of the data.",
    ),
    (
        replace(SMALL, sections=(Section("bare", BLOCKS[1:2]),)),
        "Chapter 1 does not begin with a heading of level 1.",
    ),
    (small(), "The chapter “Networks” is empty: write its text, or leave it out."),
    (
        small(Heading(2, "Nothing here")),
        "The chapter “Networks” is empty: write its text, or leave it out.",
    ),
    (
        small(Heading(3, "Deep"), Paragraph("Text")),
        (
            "The chapter “Networks”: the heading “Deep” of level 3 follows one of level 1; a level "
            "is skipped."
        ),
    ),
    (
        small(Heading(5, "Deeper"), Paragraph("Text")),
        "The chapter “Networks”: the heading “Deeper” has level 5; levels are 1 to 4.",
    ),
    (
        small(Paragraph("Text"), Heading(1, "Again"), Paragraph("Text")),
        "The chapter “Networks” has a second heading of level 1, “Again”.",
    ),
    (
        small(Heading(2, ""), Paragraph("Text")),
        "The chapter “Networks” has a heading without text.",
    ),
    (small(Paragraph("\u202e\t")), "The chapter “Networks” has an empty paragraph."),
    (
        small(BulletList(("One", ""))),
        "The chapter “Networks” has a list, or an item of one, that is empty.",
    ),
    (
        small(replace(FIGURE, alternative="")),
        "Figure 1 (Where 40,440 people live) has no alternative text for people who cannot see it.",
    ),
    (
        small(replace(FIGURE, description=(" ",), alternative="A square, 2019.")),
        "Figure 1 (Where 40,440 people live) is not described in words.",
    ),
    (small(replace(FIGURE, caption="")), "Figure 1 (without a name) has no caption."),
    (
        small(replace(FIGURE, description=("A square.",))),
        "Figure 1 (Where 40,440 people live) does not say of which year its data is.",
    ),
    (
        small(replace(FIGURE, media_type="image/gif")),
        "Figure 1 (Where 40,440 people live) is no picture in SVG or PNG.",
    ),
    (
        small(replace(FIGURE, colours=(ColourPair("the lines", "#BCD8F2", "#FFFFFF"),))),
        (
            "Figure 1 (Where 40,440 people live): the lines, #BCD8F2 on #FFFFFF, has a contrast of "
            "1.5 to 1; lines and fills must have 3 to 1."
        ),
    ),
    (
        small(replace(FIGURE, colours=(ColourPair("names", "#767676", "#E8EDEE", True),))),
        (
            "Figure 1 (Where 40,440 people live): names, #767676 on #E8EDEE, has a contrast of "
            "3.8 to 1; text must have 4.5 to 1."
        ),
    ),
    (
        small(replace(FIGURE, colours=(ColourPair("names", "blue", "#FFFFFF", True),))),
        "Figure 1 (Where 40,440 people live): the colours of names are not written as #rrggbb.",
    ),
    (small(replace(TABLE, caption="")), "Table 1 (without a name) has no caption."),
    (
        small(replace(TABLE, columns=(Column("Network"), Column("", "text")))),
        "Table 1 (People in networks) has 1 column without a heading.",
    ),
    (small(Table("People", (), ((),))), "Table 1 (People) has no header row."),
    (small(replace(TABLE, rows=())), "Table 1 (People in networks) has no rows."),
    (
        small(replace(TABLE, rows=(("Byron",),))),
        "Table 1 (People in networks) has 1 row with too few or too many cells.",
    ),
    (
        small(replace(TABLE, rows=(("Byron", ""),))),
        "Table 1 (People in networks) has 1 empty cell: say what is not there.",
    ),
    (
        small(replace(TABLE, columns=(Column("Network"), Column("Residents", "number")))),
        "Table 1 (People in networks) does not say of which year its figures are.",
    ),
]


def test_nothing_is_missing_from_the_small_document() -> None:
    assert find_faults(SMALL) == []


@pytest.mark.parametrize(("spoilt", "sentence"), FAULTS, ids=[each for _, each in FAULTS])
@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.PDF], ids=lambda kind: kind.name)
def test_what_is_missing_is_named_before_anything_is_written(
    spoilt: Document, sentence: str, kind: Kind
) -> None:
    with pytest.raises(DocumentError) as refused:
        render(spoilt, kind)
    assert sentence in refused.value.faults


def test_everything_that_is_missing_is_named_at_once() -> None:
    spoilt = replace(
        small(replace(FIGURE, alternative=""), replace(TABLE, caption="")), title="", language=""
    )
    with pytest.raises(DocumentError) as refused:
        render(spoilt, Kind.HTML)
    assert len(refused.value.faults) == 4


def test_colours_of_our_own_that_are_too_pale_are_named_too() -> None:
    pale = (ColourPair("headings", "#BCD8F2", "#FFFFFF", is_text=True),)
    assert find_faults(SMALL, pale) == [
        (
            "The document: headings, #BCD8F2 on #FFFFFF, has a contrast of 1.5 to 1; text must "
            "have 4.5 to 1."
        )
    ]
