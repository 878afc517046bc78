"""Dates and bands, the session and the address: whichever was changed last is in force."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import OpenPage


@pytest.fixture
def toy(toy_data: Path, open_page: OpenPage) -> AppTest:
    return open_page("checks", pack="toy")


def box(app: AppTest, label: str):
    (found,) = [each for each in app.selectbox if each.label.startswith(label)]
    return found


def address(app: AppTest) -> dict[str, str]:
    return {
        name: values if isinstance(values, str) else values[0]
        for name, values in app.query_params.items()
    }


def at(app: AppTest, **settings: str) -> AppTest:
    """What Back, Forward or a link in the same window does."""
    app.query_params.clear()
    for name, value in {"pack": "toy", **settings}.items():
        app.query_params[name] = value
    return app.run()


def test_back_undoes_a_date(toy: AppTest) -> None:
    before = box(toy, "Residents of").value
    box(toy, "Residents of").select_index(1).run()
    after, forward = box(toy, "Residents of").value, address(toy)
    assert after != before
    assert forward == {"pack": "toy", "residents": after.isoformat()}
    at(toy)
    assert box(toy, "Residents of").value == before
    assert address(toy) == {"pack": "toy"}
    at(toy, residents=forward["residents"])
    assert box(toy, "Residents of").value == after
    toy.run()
    assert address(toy) == forward


def test_back_undoes_a_band(toy: AppTest) -> None:
    box(toy, "A neighbourhood has").set_value(1).run()
    assert address(toy)["band-neighbourhood"] == "500-2500"
    box(toy, "Residents of").select_index(1).run()
    assert set(address(toy)) == {"pack", "band-neighbourhood", "residents"}
    at(toy, **{"band-neighbourhood": "500-2500"})
    assert box(toy, "A neighbourhood has").value == 1
    assert set(address(toy)) == {"pack", "band-neighbourhood"}
    at(toy)
    assert box(toy, "A neighbourhood has").value == 0
    box(toy, "A neighbourhood has").set_value(1).run()
    assert address(toy)["band-neighbourhood"] == "500-2500"


@pytest.mark.parametrize("page", ["checks", "explore"])
def test_what_cannot_be_had_is_told_in_one_box(
    toy_data: Path, open_page: OpenPage, page: str
) -> None:
    asked = {
        "band-place": "9-1",
        "band-neighbourhood": "²-5",
        "band-moon": "1-2",
        "residents": "1900",
        "lists": "x",
    }
    app = open_page(page, pack="toy", **asked)
    assert not app.exception
    (told,) = app.warning
    for words in (
        "the date of residents “1900”",
        "the date of lists “x”",
        "the place band “9-1”",
        "the neighbourhood band “²-5”",
        "the band of the tier “moon”",
    ):
        assert words in told.value
    app.run()
    assert len(app.warning) == 1
    assert address(app) == {"pack": "toy"}


def test_notes_go_once_something_is_chosen(toy_data: Path, open_page: OpenPage) -> None:
    app = open_page("checks", pack="toy", residents="1900")
    assert len(app.warning) == 1
    box(app, "Residents of").select_index(1).run()
    assert not app.warning
