"""Running: making a pack in a process of its own, so that nobody else waits for it.

The process is ``python -m geo export --json``. It tells each step as a line; a pipe that nobody
reads any more ends it at the next one, so that none outlives the application. One pack is made at a
time, and whoever comes second waits for the turn. A run that nobody asks after for a while is
cancelled: its planner has left.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

from geo.export.consultation_pack.order import PackOrder, order_text
from geo.plan.scenario import Scenario
from geo.plan.scenario_text import scenario_text
from geo.plan.totals import Dates

PATIENCE = 20.0
"""Seconds after which a run that nobody asks after is cancelled."""
NICENESS = 10
"""Of the process that makes a pack: sessions that somebody looks at go before it."""
_ROOT = Path(__file__).resolve().parents[3]
_TURN = threading.Semaphore(1)
_FAILED = "The pack could not be made. What happened stands in the application's log."


class Stage(Enum):
    """How far a run is."""

    WAITING = "waiting"
    MAKING = "making"
    READY = "ready"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self in (Stage.READY, Stage.FAILED, Stage.CANCELLED)


@dataclass(frozen=True)
class Standing:
    """Where a run stands.

    Attributes:
        stage: how far it is.
        done, total: steps; a total of 0 before it is known.
        doing: what is being made, for people.
        faults: why it failed, in a planner's words.
        files, size: of a pack that is ready: how many files, and the zip's bytes.
        seconds: since it was asked for; how long it took where it is over.
    """

    stage: Stage
    done: int = 0
    total: int = 0
    doing: str = ""
    faults: tuple[str, ...] = ()
    files: int = 0
    size: int = 0
    seconds: float = 0.0


class PackRun:
    """One pack in the making, and its zip once it is ready.

    May be asked from any thread. Its files are in a temporary folder of its own, which goes with
    ``close`` or with the application.
    """

    def __init__(
        self,
        pack_key: str,
        scenario: Scenario | None,
        dates: Dates,
        order: PackOrder,
        patience: float = PATIENCE,
    ) -> None:
        """Begin.

        Args:
            pack_key: the data pack, among the application's own.
            scenario: what the pack is about; None for the baseline.
            dates: of the two populations.
            order: what it is to hold.
            patience: seconds after which it is cancelled where nobody asks after it.
        """
        self._lock = threading.Lock()
        self._standing = Standing(Stage.WAITING)
        self._process: subprocess.Popen[str] | None = None
        self._began = self._asked = time.monotonic()
        self._patience = patience
        self._home = tempfile.TemporaryDirectory(prefix="consultation-pack-")
        home = Path(self._home.name)
        self._zip = home / "pack.zip"
        command = [
            *(sys.executable, "-m", "geo", "export", "--json", "--pack", pack_key),
            *("--out", str(home / "pack"), "--zip", str(self._zip)),
            *("--order", str(home / "order.json")),
            *("--date", dates.resident.isoformat(), "--date", dates.registered.isoformat()),
        ]
        (home / "order.json").write_text(order_text(order), encoding="utf-8")
        if scenario is not None:
            (home / "plan.json").write_text(scenario_text(scenario), encoding="utf-8")
            command += ["--scenario", str(home / "plan.json")]
        threading.Thread(target=self._run, args=(command,), daemon=True).start()
        threading.Thread(target=self._watch, daemon=True).start()

    def standing(self) -> Standing:
        """Return where the run stands; whoever asks shows that somebody still waits for it."""
        with self._lock:
            self._asked = time.monotonic()
            if self._standing.stage.is_over:
                return self._standing
            return replace(self._standing, seconds=self._asked - self._began)

    def zip(self) -> bytes:
        """Return the finished pack.

        Raises:
            OSError: it is not ready, or was closed.
        """
        return self._zip.read_bytes()

    def file(self, path: str) -> bytes:
        """Return one file of the finished pack.

        Raises:
            OSError: there is no such file.
        """
        return (Path(self._home.name) / "pack" / path).read_bytes()

    def cancel(self) -> None:
        """Stop it, unless it is over; what was begun is thrown away."""
        with self._lock:
            if self._standing.stage.is_over:
                return
            self._end(Stage.CANCELLED)
            process = self._process
        if process is not None:
            _kill(process)

    def close(self) -> None:
        """Stop it and throw its files away."""
        self.cancel()
        self._home.cleanup()

    def _run(self, command: Sequence[str]) -> None:
        while not _TURN.acquire(timeout=0.2):
            if self._is_over():
                return
        try:
            self._make(command)
        finally:
            _TURN.release()

    def _make(self, command: Sequence[str]) -> None:
        with self._lock:
            if self._standing.stage.is_over:
                return
            self._standing = replace(self._standing, stage=Stage.MAKING)
            self._process = subprocess.Popen(
                command,
                cwd=_ROOT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                start_new_session=True,
            )
            _let_others_go_first(self._process.pid)
        with self._process as process:
            assert process.stdout is not None
            told: dict[str, Any] = {}
            for line in process.stdout:
                told = _read(line)
                if "next" in told:
                    self._tell(told)
        with self._lock:
            if self._standing.stage.is_over:
                return
            if process.returncode == 0 and self._zip.exists():
                size = self._zip.stat().st_size
                self._standing = replace(self._standing, files=told.get("files", 0), size=size)
                self._end(Stage.READY)
            else:
                faults = tuple(told.get("faults", ())) or (_FAILED,)
                self._standing = replace(self._standing, faults=faults)
                self._end(Stage.FAILED)

    def _watch(self) -> None:
        while not self._is_over():
            with self._lock:
                alone = time.monotonic() - self._asked
            if alone > self._patience:
                self.cancel()
            time.sleep(min(0.5, self._patience / 4))

    def _tell(self, told: dict[str, Any]) -> None:
        with self._lock:
            if not self._standing.stage.is_over:
                self._standing = replace(
                    self._standing, done=told["done"], total=told["total"], doing=told["next"]
                )

    def _is_over(self) -> bool:
        with self._lock:
            return self._standing.stage.is_over

    def _end(self, stage: Stage) -> None:
        seconds = time.monotonic() - self._began
        self._standing = replace(self._standing, stage=stage, seconds=seconds)


def _read(line: str) -> dict[str, Any]:
    try:
        told = json.loads(line)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _let_others_go_first(pid: int) -> None:
    """Give a process what the rest of the machine leaves, where there is such a thing."""
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError):
            os.setpriority(os.PRIO_PROCESS, pid, NICENESS)


def _kill(process: subprocess.Popen[str]) -> None:
    """End a process and whatever it has started."""
    if os.name == "posix":
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
    else:
        process.kill()
