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
    assert "10 years of growth at 0 to 1 per cent a year, as asked for above." in told(app)
    field(app, "Lowest").set_value(3.0).run()
    assert not app.exception
    assert "Growth is left out. The low rate, 3, is above the high one, 1." in told(app)
    assert "Leaves the band" not in told(app)
