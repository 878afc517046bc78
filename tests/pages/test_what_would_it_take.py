"""The page What would it take without a browser: arithmetic, a search, and what becomes of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from geo.model import Pack
from geo.pack import read_pack
from geo.plan.edits import MoveUnits, RenameArea
from geo.plan.opened import new_scenario
from geo.processes import running
from geo.searching import read_answer
from geo.store.scenario_store import ScenarioStore
from pages.components import take_progress, take_words
from pages.components.plain import plain
from tests import fake_search
from tests.pages.conftest import OpenPage
from tests.pages.taking import PAGE, field, is_over, labels, pieces, searched, told, until

HOSTILE = '<img src=x onerror="alert(1)"> **bold** =1+1'
SetSearch = Callable[..., None]


@pytest.fixture
def toy(toy_data: Path) -> Pack:
    return read_pack(toy_data)


@pytest.fixture
def search(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SetSearch:
    """Says what the next search tells."""

    def set_lines(*lines: dict[str, Any], waits: bool = False) -> None:
        command = fake_search.command(tmp_path, list(lines), waits=waits)
        monkeypatch.setattr(running, "COMMAND", command)

    return set_lines


@pytest.fixture
def west_and_east(search: SetSearch) -> None:
    search(
        fake_search.progress(),
        fake_search.answer(fake_search.place(), fake_search.fitting()),
    )


@pytest.fixture
def plan(toy: Pack, own_database: str) -> str:
    """Key of a kept scenario with hostile names."""
    opened = new_scenario(toy, "adas", HOSTILE)
    opened = opened.edit(
        RenameArea("pcn", "N4", HOSTILE), "Ada", datetime(2026, 1, 5, tzinfo=UTC), ""
    )
    store = ScenarioStore.open(own_database)
    store.add(opened.scenario)
    store.close()
    return "adas"


def test_the_arithmetic_comes_first(open_page: OpenPage, toy: Pack) -> None:
    app = open_page(PAGE, pack="toy")
    assert not app.exception
    words = told(app)
    assert "3 to 6 could each hold 1,000 to 2,000" in words
    assert re.search(r"West place\s+3,000\s+2\s+2 or 3\s+Can stay\s+400", words)
    assert field(app, "Find the smallest change").disabled is False


def test_other_populations_have_their_own_arithmetic(open_page: OpenPage, toy: Pack) -> None:
    app = open_page(PAGE, pack="toy")
    field(app, "Population").select("lists").run()
    assert "patients on practices’ lists" in told(app)
    field(app, "Areas that have to fit").select("icp").run()
    assert "lists" not in [str(each) for each in field(app, "Population").options]
    assert app.query_params["layer"] in ("icp", ["icp"])


def test_progress_that_cannot_be_read_is_told_without_a_traceback(
    open_page: OpenPage, toy: Pack, search: SetSearch
) -> None:
    search(fake_search.progress(best="few"), fake_search.answer(), waits=True)
    app = searched(open_page(PAGE, pack="toy"))
    assert "The search could not be made" in told(app)
    assert "The search’s progress has no whole number as “best”." in told(app)


def test_a_search_tells_its_best_and_its_bound_and_can_be_stopped(
    open_page: OpenPage, toy: Pack, search: SetSearch
) -> None:
    search(
        fake_search.progress(seconds=1, best=900, bound=400),
        fake_search.progress(seconds=2, best=700, bound=500),
        fake_search.answer(fake_search.place(stopped=True), fake_search.fitting()),
        waits=True,
    )
    app = open_page(PAGE, pack="toy")
    field(app, "Find the smallest change").click().run()

    def has_best(app: AppTest) -> bool:
        return any("700 people" in str(each.value) for each in app.markdown)

    until(app, has_best)
    words = "\n".join(str(each.value) for each in app.markdown)
    assert (
        "The best plan so far moves **700 people**; no such plan can move fewer than **500**."
        in words
    )
    assert "Find the smallest change" not in labels(app)
    field(app, "Stop and keep").click().run()
    until(app, is_over)
    assert "West place: can be made to fit" in told(app)
    assert "a longer one may find better" in told(app)


def test_a_cancelled_search_keeps_nothing(
    open_page: OpenPage, toy: Pack, search: SetSearch
) -> None:
    search(fake_search.progress(), fake_search.answer(), waits=True)
    app = open_page(PAGE, pack="toy")
    field(app, "Find the smallest change").click().run()
    field(app, "Cancel").click().run()
    assert "The search was cancelled. Nothing of it is kept." in told(app)


def test_proposals_are_cards_with_a_map_and_their_gap_in_words(
    open_page: OpenPage, toy: Pack, west_and_east: None
) -> None:
    app = searched(open_page(PAGE, pack="toy"))
    words = told(app)
    assert re.search(r"West place\s+Can be made to fit\s+600 people move\s+600", words)
    assert re.search(r"East place\s+✓ Fits already", words)
    assert "Moves 600 residents; nothing moves fewer." in words
    assert re.search(r"No plan with the same limits moves fewer than\s+600 \(proved\)", words)
    assert "Moves 400 residents; no plan can move fewer than 350." in words
    assert re.search(r"No plan with the same limits moves fewer than\s+350 \(within 14.3%\)", words)
    assert pieces(app).count('<img src="data:image/svg+xml;base64,') == 2
    assert 'alt="Map of West place as it would be, in 2 primary care networks' in pieces(app)
    assert "<b>" not in pieces(app)
    assert "Residents, mid-2019, before" in words
    assert re.search(r"Southwest Network\s+600 ▼ Below\s+1,200 ✓ Within\s+1", words)
    field(app, "Show this one below").click().run()
    assert re.search(r"New <b>Network</b> \(new\)\s+–\s+1,000 ✓ Within\s+– → 1", told(app))


def test_all_of_a_proposal_is_accepted_as_ordinary_edits(
    open_page: OpenPage, toy: Pack, west_and_east: None, own_database: str
) -> None:
    app = searched(open_page(PAGE, pack="toy"))
    field(app, "Your reason").input("The panel wants it.").run()
    field(app, "Accept all").click().run()
    assert not app.exception
    assert "All steps are in the plan. Saved " in told(app)
    (listed,) = ScenarioStore.open(own_database).list("toy")
    edits = ScenarioStore.open(own_database).read(listed.key).scenario.edits
    assert [edit.change for edit in edits] == [
        MoveUnits("pcn", ("S31",), "N1"),
        MoveUnits("pcn", ("S32",), "N1"),
    ]
    assert {edit.reason for edit in edits} == {"The panel wants it."}
    assert app.query_params["scenario"] in (listed.key, [listed.key])


def test_steps_are_accepted_one_at_a_time_with_their_own_reasons(
    open_page: OpenPage, toy: Pack, west_and_east: None, own_database: str
) -> None:
    app = searched(open_page(PAGE, pack="toy"))
    field(app, "Accept the next step (1 of 2)").click().run()
    assert "1 step is in the plan, 1 more can follow." in told(app)
    assert field(app, "Show this one below").disabled
    field(app, "Accept the next step (2 of 2)").click().run()
    assert "All steps are in the plan." in told(app)
    (listed,) = ScenarioStore.open(own_database).list("toy")
    edits = ScenarioStore.open(own_database).read(listed.key).scenario.edits
    assert [edit.reason for edit in edits] == ["N1 is then within its band."] * 2
    assert edits[0].at < edits[1].at


def test_proposals_of_an_earlier_version_cannot_be_accepted(
    open_page: OpenPage, toy: Pack, west_and_east: None, plan: str
) -> None:
    app = searched(open_page(PAGE, pack="toy"))
    field(app, "Plan").select("kept:adas").run()
    assert "Of an earlier version." in told(app)
    assert not any(label.startswith("Accept") for label in labels(app))
    field(app, "Plan").select("baseline").run()
    assert any(label.startswith("Accept all") for label in labels(app))


def test_the_plan_is_in_the_address_and_hostile_names_are_text(
    open_page: OpenPage, toy: Pack, west_and_east: None, plan: str, tmp_path: Path
) -> None:
    app = searched(open_page(PAGE, pack="toy", scenario=plan))
    assert "<img src=x" not in pieces(app)
    assert HOSTILE in told(app)
    assert any(each.startswith("--scenario=") for each in fake_search.asked(tmp_path))


def test_a_place_with_a_hostile_name_marks_nothing_up(
    open_page: OpenPage, toy: Pack, search: SetSearch
) -> None:
    search(fake_search.answer(fake_search.place(name=HOSTILE), fake_search.fitting()))
    app = searched(open_page(PAGE, pack="toy"))
    (title,) = [str(each.value) for each in app.subheader if "Proposal" in str(each.value)]
    assert title.endswith(plain(HOSTILE))
    places, _ = app.get("button_group")  # the other one picks proposals to compare
    assert plain(HOSTILE) in [each.content for each in places.proto.options]
    assert "<img src=x" not in pieces(app)


def test_a_bound_is_told_of_the_search_at_work_only(
    open_page: OpenPage, toy: Pack, search: SetSearch
) -> None:
    first = fake_search.progress(seconds=1, best=900, bound=800)
    other = "Looking for plans with at most 1 new <b>network</b>"
    second = fake_search.progress(seconds=2, best=300, bound=100, doing=other)
    search(first, second, fake_search.answer(), waits=True)
    app = open_page(PAGE, pack="toy")
    field(app, "Find the smallest change").click().run()

    def has_second(app: AppTest) -> bool:
        return any("300 people" in str(each.value) for each in app.markdown)

    until(app, has_second)
    run = app.session_state["take search"].run
    moments = run.standing().moments
    assert [each.best for each in moments] == [900, 300]
    assert [each.best for each in take_progress.of_this_search(moments)] == [300]
    field(app, "Cancel").click().run()


def test_a_bound_of_nobody_is_no_proof_where_somebody_moves(toy: Pack) -> None:
    def least(**told: Any) -> str:
        (place,) = read_answer(fake_search.answer(fake_search.place(**told))).places
        return take_words.least_words(place)

    still = fake_search.proposal(moved=0, bound=0, proved=True)
    assert least() == "600"
    assert least(bound=0) == "not proved"
    assert least(bound=None) == "not proved"
    assert least(bound=0, proposals=[still]) == "0"
    assert least(bound=0, proposals=[], verdict="fits") == "0"
    assert least(bound=0, proposals=[], verdict="none_found") == "not proved"


def test_what_is_not_proved_is_never_within_0_per_cent(toy: Pack) -> None:
    told_first = fake_search.proposal(moved=20_001, bound=20_000, gap=1, proved=False)
    answer = read_answer(fake_search.answer(fake_search.place(proposals=[told_first])))
    ((proposal,),) = (place.proposals for place in answer.places)
    assert take_words.bound_words(proposal) == "20,000 (within 0.1%)"
    assert take_words.bound_words(replace(proposal, moved=20_120)) == "20,000 (within 0.6%)"


def test_what_is_impossible_is_said_with_what_cannot_hold_together(
    open_page: OpenPage, toy: Pack, search: SetSearch
) -> None:
    impossible = fake_search.place(
        verdict="impossible",
        bound=None,
        proposals=[],
        conflict=["N1 is locked.", "It is too small."],
    )
    none_yet = ["No way was found; a longer search may find one."]
    nothing = fake_search.place(
        "PE", "East place", verdict="none_found", sentences=none_yet, proposals=[]
    )
    search(fake_search.answer(impossible, nothing))
    app = searched(open_page(PAGE, pack="toy"))
    assert "West place: impossible with these rules" in told(app)
    assert "These cannot hold together:" in told(app)
    assert "It is too small." in told(app)
    app.get("button_group")[0].set_value(1).run()
    assert "East place: nothing found" in told(app)
    assert none_yet[0] in told(app)


def test_missing_figures_are_told_as_such(
    open_page: OpenPage, toy: Pack, search: SetSearch
) -> None:
    sentences = ["P42 should have a list of July 2022 and has none."]
    search(
        fake_search.answer(
            fake_search.place(verdict="unknown", bound=None, sentences=sentences, proposals=[])
        )
    )
    app = searched(open_page(PAGE, pack="toy"))
    assert "West place: cannot be said: figures are missing" in told(app)
    assert sentences[0] in told(app)


def test_faults_and_answers_that_cannot_be_read_are_told(
    open_page: OpenPage, toy: Pack, search: SetSearch
) -> None:
    search({"schema": 1, "faults": ["There is no <i>area</i> N7."]})
    app = searched(open_page(PAGE, pack="toy"))
    assert "There is no <i>area</i> N7." in told(app)
    search(fake_search.answer(fake_search.place(proposals=[fake_search.proposal(moved="many")])))
    searched(app)
    assert "What the search found cannot be read" in told(app)


def test_a_plan_that_cannot_be_opened_is_told_without_a_traceback(
    open_page: OpenPage, toy: Pack
) -> None:
    app = open_page(PAGE, pack="toy", scenario="atlantis")
    assert not app.exception
    assert "This plan cannot be opened" in "\n".join(str(each.value) for each in app.title)


def test_the_editor_leads_here_where_areas_do_not_fit(open_page: OpenPage, toy: Pack) -> None:
    def leads_here(layer: str) -> bool:
        links = open_page("what_if", pack="toy", layer=layer).get("page_link")
        return any(link.proto.label == "What would it take?" for link in links)

    assert leads_here("pcn")
    assert not leads_here("district")
