"""The page What would it take: its locks are those of What-if's editor."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.model import Pack
from geo.pack import read_pack
from geo.processes import running
from pages.shared.locks import Locks
from tests import fake_search
from tests.pages.conftest import OpenPage
from tests.pages.taking import PAGE, field, searched, told

FROM_EDITOR = "from What-if’s editor. What you lock or unlock here is so there too."


@pytest.fixture
def toy(toy_data: Path) -> Pack:
    return read_pack(toy_data)


def lock_in_editor(app: AppTest, *codes: str, layer: str = "pcn") -> None:
    """Lock areas of the plan at work, as the editor's browser tells it."""
    key = app.session_state["what-if working"].scenario.key
    app.session_state["locks of areas"] = {(key, layer): Locks(codes, codes)}


def test_locks_of_the_editor_hold_here_and_are_said_to_come_from_it(
    open_page: OpenPage, toy: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = fake_search.command(tmp_path, [fake_search.answer(fake_search.place())])
    monkeypatch.setattr(running, "COMMAND", command)
    app = open_page("what_if", pack="toy")
    lock_in_editor(app, "N1", "N3")
    app.switch_page(f"pages/{PAGE}.py").run()
    assert field(app, "Locked").value == ["N3", "N1"]
    assert f"2 locks come {FROM_EDITOR}" in told(app)
    searched(app)
    asked = fake_search.asked(tmp_path)
    assert [each for each in asked if each.startswith("--lock=")] == ["--lock=N3", "--lock=N1"]


def test_what_is_unlocked_here_stays_unlocked_after_a_visit_to_the_editor(
    open_page: OpenPage, toy: Pack
) -> None:
    app = open_page("what_if", pack="toy")
    lock_in_editor(app, "N1", "N3")
    app.switch_page(f"pages/{PAGE}.py").run()
    field(app, "Locked").unselect("N3").run()
    assert f"1 lock comes {FROM_EDITOR}" in told(app)
    app.switch_page("pages/what_if.py").run()
    app.switch_page(f"pages/{PAGE}.py").run()
    assert field(app, "Locked").value == ["N1"]
    field(app, "Locked").unselect("N1").run()
    field(app, "Locked").select("N2").run()
    assert "It is locked in What-if’s editor too." in told(app)
    assert FROM_EDITOR not in told(app)


def test_locks_are_of_one_layer_and_one_plan(open_page: OpenPage, toy: Pack) -> None:
    app = open_page(PAGE, pack="toy")
    field(app, "Locked").select("N1").run()
    field(app, "Areas that have to fit").select("icp").run()
    assert field(app, "Locked").value == []
    field(app, "Areas that have to fit").select("pcn").run()
    assert field(app, "Locked").value == ["N1"]


def test_locks_stay_when_the_plan_is_kept_for_the_first_time(
    open_page: OpenPage, toy: Pack, own_database: str
) -> None:
    app = open_page(PAGE, pack="toy")
    small = field(app, "Area that is below its band").value
    other = next(code for code in ("N3", "N4") if code != small)
    field(app, "Locked").select(other).run()
    field(app, "Merge them in the plan").click().run()
    assert not app.exception
    assert field(app, "Locked").value == [other]
