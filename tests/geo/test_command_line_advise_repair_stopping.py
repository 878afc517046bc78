"""How ``advise repair`` ends: by a line of input, its end, Ctrl+C, or when it is killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.processes_below import lives

ROOT = Path(__file__).parent.parent.parent
LONG = ("--seconds", "600", "--create", "1", "--border", "district=hard")
"""More than any test waits."""
PATIENCE = 90
"""Seconds in which a busy machine must have ended what is told to end."""


@contextmanager
def searching(*arguments: str, as_json: bool = True) -> Iterator[subprocess.Popen[bytes]]:
    """A long search of the shipped pack in a process group of its own."""
    form = ("--json",) if as_json else ()
    process = subprocess.Popen(
        [sys.executable, "-m", "geo", "advise", "repair", *LONG, *form, *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def first_progress(process: subprocess.Popen[bytes]) -> tuple[dict[str, Any], list[psutil.Process]]:
    """Wait until it searches, and return its processes as well."""
    assert process.stdout is not None
    line: dict[str, Any] = json.loads(process.stdout.readline())
    return line, [psutil.Process(process.pid), *psutil.Process(process.pid).children(True)]


def assert_all_end(processes: list[psutil.Process]) -> None:
    _, alive = psutil.wait_procs(processes, timeout=PATIENCE)
    assert [each for each in alive if lives(each)] == []


def test_a_line_of_input_keeps_the_best() -> None:
    with searching("--stop-on-input") as process:
        line, processes = first_progress(process)
        assert set(line) == {"schema", "progress"}
        assert len(processes) > 1 or os.cpu_count() == 1
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b"\n")
        process.stdin.flush()
        last = process.stdout.readlines()[-1]
        assert process.wait(PATIENCE) == 0
        places = json.loads(last)["repair"]["places"]
        assert [each["parent_code"] for each in places] == ["CITY", "MID", "SOUTH"]
        assert any(each["stopped"] for each in places)
        assert_all_end(processes)


def test_a_search_that_ends_by_itself_does_not_wait_for_input() -> None:
    with searching("--stop-on-input", "--place", "MID", "--create", "0") as process:
        assert process.stdin is not None  # stays open: the planner still waits
        assert process.stdout is not None
        last = process.stdout.readlines()[-1]
        (place,) = json.loads(last)["repair"]["places"]
        assert place["verdict"] == "impossible"
        assert process.wait(PATIENCE) == 0


def test_the_end_of_input_ends_it_without_an_answer() -> None:
    with searching("--stop-on-input") as process:
        _, processes = first_progress(process)
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.close()
        assert not any(b'"repair"' in line for line in process.stdout.readlines())
        assert process.wait(PATIENCE) == 0
        assert_all_end(processes)
        process.stdin = None


@pytest.mark.parametrize("whole_group", [True, False])
def test_what_is_killed_leaves_nothing_behind(whole_group: bool) -> None:
    with searching() as process:
        _, processes = first_progress(process)
        if whole_group:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait(PATIENCE)
        assert_all_end(processes)


@pytest.mark.parametrize("places", [(), ("--place", "CITY")])
def test_ctrl_c_keeps_the_best_and_tells_it(places: tuple[str, ...]) -> None:
    """In processes of their own or in this one; as a terminal does, all of the group get it."""
    with searching(*places) as process:
        _, processes = first_progress(process)
        os.killpg(process.pid, signal.SIGINT)
        told, errors = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0
        assert b"Traceback" not in errors
        answer = json.loads(told.splitlines()[-1])
        assert any(each["stopped"] for each in answer["repair"]["places"])
        assert_all_end(processes)


def test_a_reader_who_has_read_enough_ends_it() -> None:
    with searching() as process:
        _, processes = first_progress(process)
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait(PATIENCE) == 0
        assert_all_end(processes)
        process.stdout = None
