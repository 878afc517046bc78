"""The page What would it take: growth is asked for once, for the search and the worlds."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.model import Pack
from geo.pack import read_pack
from geo.processes import running
from tests import fake_search
from tests.pages.conftest import OpenPage
from tests.pages.taking import PAGE, field, labels, searched, told

GOOD = b"area_code,low,high\nDW,0.5,1\nDE,1,2\n"
FAULTY = b"area_code,low,high\nDW,fast,1\nD9,1,2\nDE,2,1\n"


@pytest.fixture
def toy(toy_data: Path) -> Pack:
    return read_pack(toy_data)


@pytest.fixture(autouse=True)
def west(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that finds something in the west."""
    command = fake_search.command(tmp_path, [fake_search.answer(fake_search.place())])
    monkeypatch.setattr(running, "COMMAND", command)


def upload(app: AppTest, content: bytes, name: str = "rates.csv") -> AppTest:
    field(app, "Growth of residents").select("Rates from a file").run()
    (upload,) = app.get("file_uploader")
    upload.upload(name, content, "text/csv").run()
    assert not app.exception
    return app


def asked_growth(folder: Path) -> list[str]:
    names = ("--growth", "--rate", "--years")
    return [each for each in fake_search.asked(folder) if each.startswith(names)]


def test_the_rates_of_a_file_reach_the_search_and_the_worlds(
    open_page: OpenPage, toy: Pack, tmp_path: Path
) -> None:
    app = upload(open_page(PAGE, pack="toy"), GOOD)
    assert "2 districts: 0.5 to 2 per cent a year." in told(app)
    assert "Leaves the band" in told(app)
    searched(app)
    growth, years = asked_growth(tmp_path)
    assert Path(growth.removeprefix("--growth=")).read_bytes() == GOOD
    assert years == "--years=10"


def test_what_was_read_is_told(open_page: OpenPage, toy: Pack) -> None:
    app = upload(open_page(PAGE, pack="toy"), b"area_code,low,high\neverybody else,0.01,0.02\n")
    assert "Everybody: 0.01 to 0.02 per cent a year." in told(app)
    assert "If 0.01 was meant as one per cent, write 1." in told(app)
    field(app, "Layer of its codes").select("district").run()
    assert not app.exception
    assert "Everybody: 0.01 to 0.02 per cent a year." in told(app)
    field(app, "Another file").click().run()
    app = upload(app, b"area_code,low,high\nDW,0.5,1\neverybody else,-1,2\n")
    assert "1 district: 0.5 to 1 per cent a year. Everybody else: −1 to 2 per cent" in told(app)


def test_a_file_of_rates_outlives_a_visit_to_another_page_until_it_is_taken_away(
    open_page: OpenPage, toy: Pack, tmp_path: Path
) -> None:
    app = upload(open_page(PAGE, pack="toy"), GOOD, "<b>rates</b>.csv")
    app.switch_page("pages/checks.py").run()
    app.switch_page(f"pages/{PAGE}.py").run()
    assert field(app, "Growth of residents").value == "Rates from a file"
    assert "<b>rates</b>.csv" in told(app)
    assert "Leaves the band" in told(app)
    searched(app)
    assert len(asked_growth(tmp_path)) == 2
    field(app, "Another file").click().run()
    assert not app.exception
    assert "Load a file of rates, or choose another growth." in told(app)
    assert field(app, "Find the smallest change").disabled
    assert app.get("file_uploader")


def test_all_faults_of_a_file_are_told_with_row_and_code_before_anything_is_searched(
    open_page: OpenPage, toy: Pack
) -> None:
    app = upload(open_page(PAGE, pack="toy"), FAULTY)
    words = told(app)
    assert "These rates cannot be used." in words
    for fault in (
        "rates.csv, row 2, DW: The low rate “fast” is no plain number.",
        "rates.csv, row 3, D9: There is no district “D9”.",
        "rates.csv, row 4, DE: The low rate, 2, is above the high one, 1.",
    ):
        assert fault in words
    assert "The file rates.csv cannot be used: it has 3 faults" in words
    assert field(app, "Find the smallest change").disabled
    assert "Growth is left out." in words
    assert "Leaves the band" not in words


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe", b"area_code,low\nDW,0.5\n"])
def test_what_is_no_file_of_rates_is_told_so(
    open_page: OpenPage, toy: Pack, content: bytes
) -> None:
    app = upload(open_page(PAGE, pack="toy"), content)
    assert "These rates cannot be used." in told(app)
    assert "it has 1 fault," in told(app)


def test_the_layer_of_the_codes_can_be_said(open_page: OpenPage, toy: Pack, tmp_path: Path) -> None:
    app = upload(open_page(PAGE, pack="toy"), GOOD)
    field(app, "Layer of its codes").select("district").run()
    searched(app)
    assert "--growth-layer=district" in asked_growth(tmp_path)
    field(app, "Layer of its codes").select("pcn").run()
    assert "There is no primary care network “DW”." in told(app)


def test_growth_that_is_only_looked_at_is_not_asked_of_the_search(
    open_page: OpenPage, toy: Pack, tmp_path: Path
) -> None:
    app = upload(open_page(PAGE, pack="toy"), GOOD)
    field(app, "The band holds in each of these years").uncheck().run()
    assert "Leaves the band" in told(app)
    searched(app)
    assert asked_growth(tmp_path) == []


def test_registered_patients_do_not_grow(open_page: OpenPage, toy: Pack, tmp_path: Path) -> None:
    app = upload(open_page(PAGE, pack="toy"), GOOD)
    field(app, "Population").select("living_inside").run()
    assert not any("in each of these years" in each.label for each in app.checkbox)
    assert any("asks nothing of growth" in str(each.value) for each in app.caption)
    assert "Leaves the band" in told(app)
    searched(app)
    assert asked_growth(tmp_path) == []


def test_weak_ties_are_of_networks_and_of_people(
    open_page: OpenPage, toy: Pack, tmp_path: Path
) -> None:
    def offers(app: AppTest) -> bool:
        return any("weakly tied" in each.label for each in app.checkbox)

    app = open_page(PAGE, pack="toy")
    field(app, "The band also holds if weakly tied").check().run()
    field(app, "Population").select("living_inside").run()
    assert offers(app)
    searched(app)
    assert "--weak-ties" in fake_search.asked(tmp_path)
    assert "--all-dates" not in fake_search.asked(tmp_path)
    field(app, "Population").select("lists").run()
    assert not offers(app)
    searched(app)
    assert "--weak-ties" not in fake_search.asked(tmp_path)
    field(app, "Areas that have to fit").select("icp").run()
    assert not offers(app)
    assert "Find the smallest change" in labels(app)
