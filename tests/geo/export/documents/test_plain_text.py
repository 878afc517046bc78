"""Plain text, read line by line."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from geo.export.documents import Document, Kind, Table, render
from tests.geo.export.documents.conftest import NAMES
from tests.geo.export.documents.small import SMALL

Rendered = Callable[[str, Kind], bytes]


def test_the_small_document_as_text() -> None:
    assert render(SMALL, Kind.TEXT).decode() == (
        "Two networks\n"
        "An example\n"
        "Version 1 of an example\n"
        "Residents: mid-2019.\n"
        "\n"
        "Chapter 1: Networks\n"
        "\n"
        "There are two networks.\n"
        "\n"
        "Their people\n"
        "\n"
        "Byron is small.\n"
        "Newark is large.\n"
        "\n"
        "Table 1: People in networks\n"
        "\n"
        "Network: Byron\n"
        "Residents, mid-2019: 40,440\n"
        "\n"
        "Network: Newark\n"
        "Residents, mid-2019: 74,586\n"
        "\n"
        "Note: Both are of 2019.\n"
        "\n"
        "Figure 1: Where 40,440 people live\n"
        "\n"
        "Picture: A blue square.\n"
        "\n"
        "The square stands for Byron, mid-2019.\n"
        "\n"
        "Attributions\n"
        "Contains OS data © Crown copyright 2019.\n"
    )


@pytest.mark.parametrize("name", NAMES)
def test_no_sign_is_there_for_the_layout(rendered: Rendered, name: str) -> None:
    text = rendered(name, Kind.TEXT).decode()
    controls = {each for each in text if unicodedata.category(each) == "Cc"} - {"\n"}
    assert controls == set()
    assert "  " not in text
    assert "\n\n\n" not in text
    assert not any(
        line.startswith(("•", "- ", "* ", "|", "=" * 3, "-" * 3)) for line in text.splitlines()
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_stands_on_a_line_of_its_own_with_its_label(
    rendered: Rendered, document: Callable[[str], Document], name: str
) -> None:
    lines = set(rendered(name, Kind.TEXT).decode().splitlines())
    for table in (block for block in document(name).blocks if isinstance(block, Table)):
        for row in table.rows:
            for column, cell in zip(table.columns, row, strict=True):
                assert f"{column.name}: {cell}" in lines
