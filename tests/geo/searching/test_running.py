"""A search in a process of its own: what it has so far, and what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from geo.model import Pack
from geo.plan.edits import MoveUnits
from geo.plan.opened import new_scenario
from geo.plan.scenario import Scenario
from geo.plan.totals import Dates
from geo.processes import Stage, running
from geo.searching import AnswerError, Question, RatesFile, SearchRun, SearchStanding
from geo.store.scenario_files import read_scenario_file
from tests import fake_search
from tests.processes_below import wait_for

DATES = Dates(date(2019, 6, 30), date(2020, 4, 1))
QUESTION = Question("pcn")
BeginSearch = Callable[..., SearchRun]


@pytest.fixture
def begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[BeginSearch]:
    begun: list[SearchRun] = []

    def give(
        *lines: dict[str, Any],
        waits: bool = False,
        scenario: Scenario | None = None,
        question: Question = QUESTION,
    ) -> SearchRun:
        command = fake_search.command(tmp_path, list(lines), waits=waits)
        monkeypatch.setattr(running, "COMMAND", command)
        run = SearchRun("toy", scenario, DATES, question, 60.0)
        begun.append(run)
        return run

    yield give
    for run in begun:
        run.close()


def is_over(standing: SearchStanding) -> bool:
    return standing.stage.is_over


def test_it_tells_what_it_has_and_then_what_it_found(begin: BeginSearch, tmp_path: Path) -> None:
    first, second = fake_search.progress(), fake_search.progress(seconds=2, best=900, bound=400)
    run = begin(first, second, fake_search.answer(fake_search.place()))
    standing = wait_for(run, is_over)
    assert standing.stage is Stage.READY
    assert [(each.best, each.bound) for each in standing.moments] == [(None, 0), (900, 400)]
    assert standing.moments[0].place == "West place"
    assert run.answer().places[0].proposals[0].moved == 600
    assert fake_search.asked(tmp_path) == [
        *("advise", "repair", "--json", "--stop-on-input", "--pack=toy"),
        *("--date=2019-06-30", "--date=2020-04-01"),
        *Question("pcn").arguments(Path()),
    ]


def test_a_plan_is_handed_over_as_a_file(
    begin: BeginSearch, toy_pack: Pack, tmp_path: Path
) -> None:
    plan = new_scenario(toy_pack, "adas", "A plan").edit(
        MoveUnits("pcn", ("S31",), "N1"), "Ada", datetime(2026, 1, 5, tzinfo=UTC)
    )
    run = begin(fake_search.progress(), fake_search.answer(), scenario=plan.scenario)
    wait_for(run, is_over)
    (asked,) = [each for each in fake_search.asked(tmp_path) if each.startswith("--scenario=")]
    assert read_scenario_file(Path(asked.removeprefix("--scenario="))) == plan.scenario


def test_a_file_of_rates_is_handed_over_and_goes_with_the_run(
    begin: BeginSearch, tmp_path: Path
) -> None:
    content = b"\xef\xbb\xbfarea_code,low,high\r\nDW,0.5,1\r\n"
    growth = RatesFile("../../rates of \u00e9.csv", content, "district")
    run = begin(
        fake_search.progress(), fake_search.answer(), question=Question("pcn", growth=growth)
    )
    wait_for(run, is_over)
    (asked,) = [each for each in fake_search.asked(tmp_path) if each.startswith("--growth=")]
    path = Path(asked.removeprefix("--growth="))
    assert path.read_bytes() == content
    run.close()
    assert not path.exists()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"seconds": "long"}, "The search’s progress has no number as “seconds”."),
        ({"seconds": float("nan")}, "The search’s progress has no number as “seconds”."),
        ({"best": "few"}, "The search’s progress has no whole number as “best”."),
        ({"doing": None}, "The search’s progress has no text as “doing”."),
        ({"place_name": 3}, "The search’s progress has no text as “place_name”."),
    ],
)
def test_progress_that_cannot_be_read_ends_the_search_with_the_reason(
    begin: BeginSearch, wrong: dict[str, Any], says: str
) -> None:
    first = fake_search.progress()
    run = begin(first, fake_search.progress(**wrong), fake_search.answer(), waits=True)
    standing = wait_for(run, is_over)
    assert standing.stage is Stage.FAILED
    assert standing.faults[0].startswith("The search was ended, as it told what cannot be read.")
    assert says in standing.faults
    assert run.standing().faults == standing.faults


@pytest.mark.parametrize("line", [{"progress": 7}, {"progress": {}}, {"progress": None}])
def test_progress_that_is_none_is_told_too(begin: BeginSearch, line: dict[str, Any]) -> None:
    run = begin(line, fake_search.answer())
    assert wait_for(run, is_over).stage is Stage.FAILED


def test_faults_that_are_no_list_end_the_search(begin: BeginSearch) -> None:
    run = begin({"schema": 1, "faults": 3})
    assert wait_for(run, is_over).stage is Stage.FAILED


def test_stopping_keeps_what_is_found(begin: BeginSearch) -> None:
    run = begin(fake_search.progress(), fake_search.answer(fake_search.fitting()), waits=True)
    wait_for(run, lambda standing: bool(standing.moments))
    run.stop()
    assert wait_for(run, is_over).stage is Stage.READY
    assert run.answer().places[0].name == "East place"


def test_faults_are_told(begin: BeginSearch) -> None:
    run = begin({"schema": 1, "faults": ["There is no area N7."]})
    assert wait_for(run, is_over).faults == ("There is no area N7.",)


def test_there_is_no_answer_before_it_is_ready(begin: BeginSearch) -> None:
    run = begin(fake_search.progress(), fake_search.answer(), waits=True)
    with pytest.raises(AnswerError):
        run.answer()
