"""Running: one of the commands of ``python -m geo`` in a process of its own.

The command tells each step as a line of JSON, an object; its last line holds what came of it, or
``faults``. Its input is a pipe from here: a line says stop and keep what there is, and the end of
the pipe says that nobody waits any more. So no process outlives the application: it ends when it
next writes or listens. Work of one kind takes turns, and whoever comes second waits. A run that
nobody asks after for a while is cancelled: its planner has left.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import weakref
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

PATIENCE = 20.0
"""Seconds after which a run that nobody asks after is cancelled."""
NICENESS = 10
"""Of every such process: sessions that somebody looks at go before it."""
COMMAND: Sequence[str] = (sys.executable, "-m", "geo")
"""What every run starts; its own arguments follow."""
_LOG = logging.getLogger(__name__)
_ROOT = Path(__file__).resolve().parents[2]

Told = Mapping[str, Any]
Prepare = Callable[[Path], Sequence[str]]


class Stage(Enum):
    """How far a run is."""

    WAITING = "waiting"
    AT_WORK = "at work"
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
        told: every line that it has told, oldest first.
        faults: why it failed, in a planner's words.
        seconds: since it was asked for; how long it took where it is over.
    """

    stage: Stage
    told: tuple[Told, ...] = ()
    faults: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def latest(self) -> Told:
        """What it has told last; empty before it has told anything."""
        return self.told[-1] if self.told else {}


class Turn:
    """One kind of work, of which only one piece is done at a time."""

    def __init__(self) -> None:
        self._free = threading.Semaphore(1)

    def take(self, seconds: float) -> bool:
        """Wait at most so long for the turn, and say whether it has come."""
        return self._free.acquire(timeout=seconds)

    def give_back(self) -> None:
        """Let the next one work."""
        self._free.release()


class Run:
    """A command at work. May be asked from any thread.

    Its files are in a temporary folder of its own, which goes with ``close``, with the last who
    knows the run, or with the application.
    """

    def __init__(
        self, prepare: Prepare, turn: Turn, failed: str, patience: float = PATIENCE
    ) -> None:
        """Begin.

        Args:
            prepare: writes what the command reads into the folder that it is given, and returns
                the command's arguments.
            turn: of the kind of work.
            failed: said where the command fails without telling why.
            patience: seconds after which it is cancelled where nobody asks after it.
        """
        self._lock = threading.Lock()
        self._standing = Standing(Stage.WAITING)
        self._process: subprocess.Popen[str] | None = None
        self._began = self._asked = time.monotonic()
        self._turn, self._failed, self._patience = turn, failed, patience
        self._folder = Path(tempfile.mkdtemp(prefix="geo-run-"))
        self._throw_away = weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        command = [*COMMAND, *prepare(self.folder)]
        threading.Thread(target=self._run, args=(command,), daemon=True).start()
        threading.Thread(target=self._watch, daemon=True).start()

    @property
    def folder(self) -> Path:
        """Where its files are; gone once it is closed."""
        return self._folder

    def standing(self) -> Standing:
        """Return where the run stands; whoever asks shows that somebody still waits for it."""
        with self._lock:
            self._asked = time.monotonic()
            if self._standing.stage.is_over:
                return self._standing
            return replace(self._standing, seconds=self._asked - self._began)

    def stop(self) -> None:
        """Ask it to stop soon and to keep what it has; one that waits for its turn is cancelled."""
        with self._lock:
            process, waits = self._process, self._standing.stage is Stage.WAITING
        if waits:
            self.cancel()
        elif process is not None and process.stdin is not None:
            try:
                process.stdin.write("stop\n")
                process.stdin.flush()
            except (OSError, ValueError):
                return  # it has ended meanwhile

    def cancel(self) -> None:
        """Stop it at once, unless it is over; what was begun is thrown away."""
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
        self._throw_away()

    def _run(self, command: Sequence[str]) -> None:
        while not self._turn.take(0.2):
            if self._is_over():
                return
        try:
            self._work(command)
        finally:
            self._turn.give_back()

    def _work(self, command: Sequence[str]) -> None:
        with self._lock:
            if self._standing.stage.is_over:
                return
            self._standing = replace(self._standing, stage=Stage.AT_WORK)
            try:
                process = self._process = _started(command)
            except OSError as error:
                _LOG.error("A process could not be started: %s", error)
                self._standing = replace(self._standing, faults=(self._failed,))
                self._end(Stage.FAILED)
                return
            _let_others_go_first(process.pid)
        assert process.stdout is not None
        for line in process.stdout:
            self._hear(line)
        status = process.wait()
        _close_pipes(process)
        with self._lock:
            if self._standing.stage.is_over:
                return
            told = self._standing.latest.get("faults", [])
            faults = tuple(map(str, told)) if isinstance(told, list) else (self._failed,)
            if status == 0 and not faults:
                self._end(Stage.READY)
            else:
                self._standing = replace(self._standing, faults=faults or (self._failed,))
                self._end(Stage.FAILED)

    def _watch(self) -> None:
        while not self._is_over():
            with self._lock:
                alone = time.monotonic() - self._asked
            if alone > self._patience:
                self.cancel()
            time.sleep(min(0.5, self._patience / 4))

    def _hear(self, line: str) -> None:
        """Keep a line that is an object; whatever else a library may print is left out."""
        try:
            told = json.loads(line)
        except ValueError:
            return
        with self._lock:
            if isinstance(told, dict) and not self._standing.stage.is_over:
                self._standing = replace(self._standing, told=(*self._standing.told, told))

    def _is_over(self) -> bool:
        with self._lock:
            return self._standing.stage.is_over

    def _end(self, stage: Stage) -> None:
        seconds = time.monotonic() - self._began
        self._standing = replace(self._standing, stage=stage, seconds=seconds)


def _started(command: Sequence[str]) -> subprocess.Popen[str]:
    """Start a command; what it tells that is not UTF-8 is marked and does no harm.

    Raises:
        OSError: it cannot be started, as where there is no more memory.
    """
    return subprocess.Popen(
        command,
        cwd=_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    )


def _close_pipes(process: subprocess.Popen[str]) -> None:
    for pipe in (process.stdin, process.stdout):
        try:
            if pipe is not None:
                pipe.close()
        except OSError:
            continue  # a stop that it did not live to read


def _let_others_go_first(pid: int) -> None:
    """Give a process what the rest of the machine leaves, where there is such a thing.

    One that has ended already needs none, and one that leaves even more may not take any back.
    """
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError, PermissionError):
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
