"""A command that tells, listens and lingers as it is told, in place of ``python -m geo``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from geo.processes import Run, Turn, running

TELLER = """
import json, subprocess, sys, threading, time

def tell(**told):
    print(json.dumps(told), flush=True)

doing = sys.argv[1]
if doing == "tells":
    print("a library's warning", flush=True)
    print("[1, 2]", flush=True)
    sys.stdout.buffer.write(b"caf\\xe9\\n")
    tell(step=1)
    tell(step=2)
elif doing == "refuses":
    tell(step=1)
    tell(faults=["There is no such thing.", "Nor this."])
    sys.exit(2)
elif doing == "breaks":
    sys.exit(3)
elif doing == "lingers":
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    tell(child=child.pid)
    time.sleep(600)
elif doing == "listens":
    tell(step=1)
    heard = sys.stdin.readline()
    tell(heard=heard.strip(), ended=not heard)
"""
BeginRun = Callable[..., Run]


@pytest.fixture
def begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[BeginRun]:
    """Begins a run of the command above, and closes it afterwards."""
    command = tmp_path / "teller.py"
    command.write_text(TELLER, encoding="utf-8")
    monkeypatch.setattr(running, "COMMAND", (sys.executable, str(command)))
    begun: list[Run] = []

    def give(doing: str, turn: Turn | None = None, patience: float = 60.0) -> Run:
        def prepare(home: Path) -> list[str]:
            (home / "read me.txt").write_text("For the command.", encoding="utf-8")
            return [doing]

        run = Run(prepare, turn or Turn(), "It could not be done.", patience)
        begun.append(run)
        return run

    yield give
    for run in begun:
        run.close()
