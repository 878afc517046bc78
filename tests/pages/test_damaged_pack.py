"""What the page says of a pack that cannot be used."""

from __future__ import annotations

from pathlib import Path

from tests.pages.conftest import OpenPage
from tests.toy_county import spoil_rows


def test_the_headline_counts_faults_that_are_not_listed(
    toy_data: Path, open_page: OpenPage
) -> None:
    spoil_rows(
        toy_data,
        "residents.csv",
        lambda rows: [rows[0], *([row[0], row[1], "", *row[3:]] for row in rows[1:])],
    )
    app = open_page("checks", pack="toy")
    assert app.title[0].value == "The data pack “toy” cannot be used: 48 faults"
    assert len(app.table[0].value) == 21


def test_a_pack_without_its_settings_is_told_what_it_lacks(
    toy_data: Path, open_page: OpenPage
) -> None:
    (toy_data / "pack.toml").unlink()
    app = open_page("checks", pack="toy")
    assert app.title[0].value == "The data pack “toy” cannot be used: 1 fault"
    assert list(app.table[0].value["What is wrong"]) == ["is missing."]
