"""The page What would it take: what may not change, as a search is asked with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.model import Pack
from geo.pack import read_pack
from geo.processes import running
from geo.searching import Question
from tests import fake_search
from tests.pages.conftest import OpenPage
from tests.pages.taking import PAGE, field, searched, told


@pytest.fixture
def toy(toy_data: Path) -> Pack:
    return read_pack(toy_data)


@pytest.fixture(autouse=True)
def west_and_east(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that finds something in the west, and that the east fits."""
    found = fake_search.answer(fake_search.place(), fake_search.fitting())
    monkeypatch.setattr(running, "COMMAND", fake_search.command(tmp_path, [found]))


def test_what_nobody_has_chosen_is_the_usual_question(
    open_page: OpenPage, toy: Pack, tmp_path: Path
) -> None:
    searched(open_page(PAGE, pack="toy"))
    assert fake_search.asked(tmp_path)[7:] == Question("pcn").arguments(tmp_path)


def test_what_is_chosen_is_what_is_asked(open_page: OpenPage, toy: Pack, tmp_path: Path) -> None:
    app = open_page(PAGE, pack="toy")
    field(app, "Place").select("PW")
    field(app, "Population").select("both")
    field(app, "New areas").select(1)
    field(app, "Areas that may end").select(2)
    field(app, "Pieces").select("required")
    field(app, "Time for each place").select(60)
    field(app, "Locked").select("N3")
    field(app, "Borders of CCG").select("hard")
    field(app, "Borders of districts").select("priced")
    field(app, "Codes of small areas").input("S11, S12")
    field(app, "The band holds on all 2 dates").check()
    field(app, "The band also holds if weakly tied").check()
    field(app, "Growth of residents").select("One rate for everybody").run()
    field(app, "Lowest").set_value(-0.5)
    field(app, "Price").set_value(2.5)
    field(app, "Highest").set_value(1.2)
    app.run()
    searched(app)
    assert fake_search.asked(tmp_path)[4:] == [
        "--pack=toy",
        "--date=2019-06-30",
        "--date=2020-04-01",
        "--layer=pcn",
        "--place=PW",
        "--population=both",
        "--retire=2",
        "--lock=N3",
        "--lock-unit=S11",
        "--lock-unit=S12",
        "--border=ccg=hard",
        "--border=district=2.5",
        "--contiguity=required",
        "--seconds=60",
        "--rate=-0.5:1.2",
        "--years=10",
        "--create=1",
        "--all-dates",
        "--weak-ties",
    ]


def test_a_price_is_asked_for_where_a_border_has_one_and_is_explained(
    open_page: OpenPage, toy: Pack, tmp_path: Path
) -> None:
    app = open_page(PAGE, pack="toy")
    assert not any(each.label.startswith("Price") for each in app.number_input)
    field(app, "Borders of CCG").select("priced").run()
    price = field(app, "Price, ")
    assert (price.value, price.min, price.max) == (1.0, 0.0, 100.0)
    words = "\n".join(str(each.value) for each in app.caption)
    assert "At a price of 1 each person who crosses counts as two moves" in words
    assert "has nobody of their own" in words
    searched(app)
    assert "--border=ccg=1" in fake_search.asked(tmp_path)
    field(app, "Population").select("lists").run()
    words = "\n".join(str(each.value) for each in app.caption)
    assert "has no practice of its own" in words


def test_it_is_said_where_new_areas_come_from_unless_there_are_none(
    open_page: OpenPage, toy: Pack
) -> None:
    origin = "A new primary care network is split off one that is too large, or off the largest."
    app = searched(open_page(PAGE, pack="toy"))
    assert f"{origin} What is proved is proved of plans that keep to this." in told(app)
    field(app, "New areas").select(0).run()
    assert origin not in told(searched(app))


def test_growth_that_ends_below_its_start_is_told(open_page: OpenPage, toy: Pack) -> None:
    app = open_page(PAGE, pack="toy")
    field(app, "Growth of residents").select("One rate for everybody").run()
    field(app, "Lowest").set_value(1.5).run()
    assert "The low rate, 1.5, is above the high one, 1." in told(app)
    assert field(app, "Find the smallest change").disabled
    field(app, "The band holds in each of these years").uncheck().run()
    assert not field(app, "Find the smallest change").disabled


def test_where_practices_move_nothing_is_asked_about_small_areas(
    open_page: OpenPage, toy: Pack, tmp_path: Path
) -> None:
    app = open_page(PAGE, pack="toy")
    field(app, "Codes of small areas").input("S11").run()
    field(app, "Population").select("lists").run()
    assert not app.text_area
    assert not app.checkbox
    field(app, "Borders of CCG").select("hard").run()
    searched(app)
    asked = fake_search.asked(tmp_path)
    assert "--border=ccg=hard" in asked
    assert not any("S11" in each for each in asked)


def test_codes_that_there_are_not_are_told_before_anything_is_searched(
    open_page: OpenPage, toy: Pack
) -> None:
    app = open_page(PAGE, pack="toy")
    field(app, "Codes of small areas").input("S11 S99 <b>").run()
    assert "There is no small area S99 and <b>." in told(app)
    assert field(app, "Find the smallest change").disabled


def test_changed_rules_are_told_beside_what_was_found(open_page: OpenPage, toy: Pack) -> None:
    app = searched(open_page(PAGE, pack="toy"))
    field(app, "Pieces").select("free").run()
    assert "The choices above have been changed since" in told(app)
