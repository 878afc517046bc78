"""Making a pack in a process of its own: it ends, it can be stopped, and it leaves nothing."""

from __future__ import annotations

import os
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import psutil
import pytest

from geo.export.consultation_pack import PackOrder, PackRun, PackStanding
from geo.export.documents import Chapter, ConsultedPlan
from geo.processes import Stage
from tests.processes_below import running_below, wait_for, wait_until

GiveOrder = Callable[..., PackOrder]
BeginRun = Callable[..., PackRun]


@pytest.fixture
def begin(
    county_folder: Path, proposal: ConsultedPlan, monkeypatch: pytest.MonkeyPatch
) -> Iterator[BeginRun]:
    """Begins a run on the toy county, and closes it afterwards."""
    monkeypatch.setenv("GEO_DATA", str(county_folder.parent))
    begun: list[PackRun] = []

    def give(order: PackOrder, patience: float = 60.0) -> PackRun:
        run = PackRun("toy", proposal.scenario, proposal.measured.dates, order, patience)
        begun.append(run)
        return run

    yield give
    for run in begun:
        run.close()


def is_over(standing: PackStanding) -> bool:
    return standing.stage.is_over


def test_a_pack_is_made_with_progress(begin: BeginRun, order: GiveOrder) -> None:
    run = begin(order("csv", "affected"))
    wait_for(run, lambda standing: standing.total > 0)
    standing = wait_for(run, is_over)
    assert standing.stage is Stage.READY, standing.faults
    assert (standing.done, standing.total) == (3, 3)
    content = run.zip()
    assert standing.size == len(content)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
    assert standing.files == len(names)
    assert "am-i-affected/am-i-affected.html" in names
    assert run.file("csv/areas.csv").startswith(b"\xef\xbb\xbf")
    wait_until(lambda: not running_below("export"))


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such priorities")
def test_sessions_go_before_a_pack(begin: BeginRun, order: GiveOrder) -> None:
    before = {each.pid for each in psutil.Process().children()}
    run = begin(order("maps", "documents"))
    wait_for(run, lambda standing: standing.total > 0)
    (made,) = (each for each in psutil.Process().children() if each.pid not in before)
    assert made.nice() > psutil.Process().nice()


def test_what_is_missing_is_told_and_nothing_is_offered(begin: BeginRun, order: GiveOrder) -> None:
    run = begin(replace(order("documents", "csv"), chapters=tuple(Chapter)))
    standing = wait_for(run, is_over)
    assert standing.stage is Stage.FAILED
    assert any("Nobody is told where to answer" in fault for fault in standing.faults)
    with pytest.raises(OSError, match=r"pack\.zip"):
        run.zip()


def test_a_cancelled_run_leaves_no_process_and_no_file(begin: BeginRun, order: GiveOrder) -> None:
    run = begin(order("maps", "documents", "csv"))
    wait_for(run, lambda standing: standing.stage is Stage.AT_WORK)
    run.cancel()
    assert run.standing().stage is Stage.CANCELLED
    wait_until(lambda: not running_below("export"))
    with pytest.raises(OSError, match=r"pack\.zip"):
        run.zip()


def test_a_run_that_nobody_asks_after_is_cancelled(begin: BeginRun, order: GiveOrder) -> None:
    run = begin(order("maps", "documents"), patience=0.5)
    time.sleep(5)  # asking sooner, on a busy machine, would show that somebody still cares
    assert run.standing().stage is Stage.CANCELLED
    wait_until(lambda: not running_below("export"))


def test_the_second_waits_for_its_turn(begin: BeginRun, order: GiveOrder) -> None:
    first = begin(order("csv"))
    wait_for(first, lambda standing: standing.stage is not Stage.WAITING)
    second = begin(order("csv"))
    if not first.standing().stage.is_over:
        assert second.standing().stage is Stage.WAITING
    first.cancel()
    assert wait_for(second, is_over).stage is Stage.READY


def test_closing_throws_the_files_away(begin: BeginRun, order: GiveOrder) -> None:
    run = begin(order("csv"))
    assert wait_for(run, is_over).stage is Stage.READY
    run.close()
    with pytest.raises(OSError, match=r"pack\.zip"):
        run.zip()
