"""The page What would it take: an area that is too small joins a neighbour."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.model import Pack
from geo.pack import read_pack
from geo.store.scenario_store import ScenarioStore
from tests.pages.conftest import OpenPage
from tests.pages.taking import PAGE, field, labels, told


@pytest.fixture
def toy(toy_data: Path) -> Pack:
    return read_pack(toy_data)


def test_an_area_below_its_band_is_merged_with_the_partner_that_is_chosen(
    open_page: OpenPage, toy: Pack, own_database: str
) -> None:
    app = open_page(PAGE, pack="toy")
    small = field(app, "Area that is below its band")
    assert "Southwest Network" in small.options[0]
    assert "Shared border, km" in told(app)
    partner = field(app, f"Merge {small.options[0]} with")
    field(app, "Merge them in the plan").click().run()
    assert not app.exception
    store = ScenarioStore.open(own_database)
    (kept,) = store.list("toy")
    merged = store.read(kept.key).scenario.edits[-1].change
    store.close()
    assert {*merged.areas, merged.into} <= {"N1", "N2", "N3", "N4"}
    assert partner.options


def test_a_locked_area_is_not_merged(open_page: OpenPage, toy: Pack) -> None:
    app = open_page(PAGE, pack="toy")
    while "Merge them in the plan" in labels(app):
        small = field(app, "Area that is below its band")
        locked = field(app, "Locked")
        locked.select(small.value).run()
        assert not app.exception
    assert "No primary care network that may change is below its band." in told(app)
