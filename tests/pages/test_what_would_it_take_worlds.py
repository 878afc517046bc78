"""The page What would it take: whether a plan holds on other dates and as people grow."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geo.model import Pack
from geo.pack import read_pack
from tests.pages.conftest import OpenPage
from tests.pages.taking import PAGE, field, told


@pytest.fixture
def toy(toy_data: Path) -> Pack:
    return read_pack(toy_data)


def test_the_plan_is_held_against_other_dates_and_growth(open_page: OpenPage, toy: Pack) -> None:
    app = open_page(PAGE, pack="toy")
    assert "Residents (mid-2019 to mid-2020), against 1,000 to 2,000" in told(app)
    assert re.search(r"Southeast Network\s+2 of 2", told(app))
    assert "Leaves the band" not in told(app)
    field(app, "Growth of residents").select("One rate for everybody").run()
    assert "Leaves the band" in told(app)
    lowest = next(each for each in app.number_input if each.label.startswith("Lowest, percent"))
    lowest.set_value(3.0).run()
    assert not app.exception
    assert "The low rate, 3, is above the high one, 1." in told(app)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"area_code,low,high\nDW,0.5,1\nDE,1,2\n", "Leaves the band"),
        (b"area_code,low\nDW,0.5\n", "The first line must name the columns"),
        (b"area_code,low,high\nDW,fast,1\n", "These rates cannot be used."),
    ],
)
def test_rates_from_a_file_are_read_or_refused_with_the_reason(
    open_page: OpenPage, toy: Pack, content: bytes, says: str
) -> None:
    app = open_page(PAGE, pack="toy")
    field(app, "Growth of residents").select("Rates from a file").run()
    (upload,) = app.get("file_uploader")
    upload.upload("rates.csv", content, "text/csv").run()
    assert not app.exception
    assert says in told(app)
