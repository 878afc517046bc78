"""A command in a process of its own: it tells, it can be stopped, and it leaves nothing behind."""

from __future__ import annotations

import pytest

from geo.processes import Stage, Standing, Turn, running
from tests.geo.processes.conftest import BeginRun
from tests.processes_below import number_lives, wait_for, wait_until


def is_over(standing: Standing) -> bool:
    return standing.stage.is_over


def has_told(standing: Standing) -> bool:
    return bool(standing.told)


def test_every_line_that_is_an_object_is_kept_in_order(begin: BeginRun) -> None:
    standing = wait_for(begin("tells"), is_over)
    assert standing.stage is Stage.READY
    assert standing.told == ({"step": 1}, {"step": 2})
    assert standing.latest == {"step": 2}
    assert standing.faults == ()


def test_faults_are_told_as_they_come(begin: BeginRun) -> None:
    standing = wait_for(begin("refuses"), is_over)
    assert standing.stage is Stage.FAILED
    assert standing.faults == ("There is no such thing.", "Nor this.")


def test_a_command_that_breaks_without_a_word_has_a_sentence(begin: BeginRun) -> None:
    standing = wait_for(begin("breaks"), is_over)
    assert (standing.stage, standing.faults) == (Stage.FAILED, ("It could not be done.",))


def test_a_command_that_cannot_be_started_is_over(
    begin: BeginRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "COMMAND", ("no such command",))
    turn = Turn()
    standing = wait_for(begin("tells", turn), is_over)
    assert (standing.stage, standing.faults) == (Stage.FAILED, ("It could not be done.",))
    assert turn.take(5.0), "the next one can work"


def test_one_that_may_not_be_put_behind_others_works_all_the_same(
    begin: BeginRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: int) -> None:
        raise PermissionError

    monkeypatch.setattr("os.setpriority", refused)
    assert wait_for(begin("tells"), is_over).stage is Stage.READY


def test_a_line_asks_it_to_stop_and_what_it_then_tells_is_kept(begin: BeginRun) -> None:
    run = begin("listens")
    wait_for(run, has_told)
    run.stop()
    standing = wait_for(run, is_over)
    assert standing.stage is Stage.READY
    assert standing.latest == {"heard": "stop", "ended": False}
    run.stop()
    assert run.standing() == standing


def test_cancelling_ends_it_and_whatever_it_has_started(begin: BeginRun) -> None:
    run = begin("lingers")
    child = wait_for(run, has_told).latest["child"]
    run.cancel()
    assert run.standing().stage is Stage.CANCELLED
    wait_until(lambda: not number_lives(child))


def test_a_run_that_nobody_asks_after_is_cancelled(begin: BeginRun) -> None:
    run = begin("lingers", patience=5.0)
    child = wait_for(run, has_told).latest["child"]
    wait_until(lambda: not number_lives(child))  # without asking after the run
    assert run.standing().stage is Stage.CANCELLED


def test_work_of_one_kind_takes_turns_and_of_another_does_not(begin: BeginRun) -> None:
    turn = Turn()
    first = begin("lingers", turn)
    wait_for(first, has_told)
    second, other = begin("tells", turn), begin("tells")
    assert wait_for(other, is_over).stage is Stage.READY
    assert second.standing().stage is Stage.WAITING
    first.cancel()
    assert wait_for(second, is_over).stage is Stage.READY


def test_one_that_waits_for_its_turn_has_nothing_to_keep(begin: BeginRun) -> None:
    turn = Turn()
    first = begin("lingers", turn)
    wait_for(first, has_told)
    second = begin("tells", turn)
    second.stop()
    assert second.standing().stage is Stage.CANCELLED


def test_its_folder_goes_when_it_is_closed(begin: BeginRun) -> None:
    run = begin("tells")
    wait_for(run, is_over)
    assert (run.folder / "read me.txt").read_text(encoding="utf-8") == "For the command."
    run.close()
    assert not run.folder.exists()
