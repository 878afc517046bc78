"""What tests have another process do: ``python -m tests.geo.store.other_process DEED URL …``.

It says ``ready`` on a line of its own, waits for a line, does its deed, and says what came of it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, event, select

from geo.plan.scenario import Rename
from geo.store.database import Database
from geo.store.scenario_store import Conflict, ScenarioStore, StoreError
from geo.store.tables import summary
from tests.geo.plan.plans import NOW

ROOT = Path(__file__).parents[3]
KEY = "toy-plan"


def open_it(url: str) -> str:
    """Open a database."""
    _wait_for_the_others()
    ScenarioStore.open(url, patience=60).close()
    return "opened"


def rename_often(url: str, author: str, times: str) -> str:
    """Append so many names, each on top of what is there by then."""
    store = ScenarioStore.open(url, patience=60)
    _wait_for_the_others()
    version = store.version(KEY)
    for number in range(int(times)):
        while True:
            try:
                version = store.append(
                    KEY, version, [Rename(author, NOW, f"{author} {number}")]
                ).version
                break
            except Conflict as conflict:
                version = conflict.kept.version
    store.close()
    return "renamed"


def die_before_the_commit(url: str) -> str:
    """Append, and be killed when everything is written but not committed."""
    store = ScenarioStore.open(url)

    @event.listens_for(Engine, "commit")
    def _die(_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    _wait_for_the_others()
    store.append(KEY, store.version(KEY), [Rename("Ghost", NOW, "Never")] * 500)
    return "survived"


def die_after_the_append(url: str) -> str:
    """Append, and be killed as soon as that has returned."""
    store = ScenarioStore.open(url)
    _wait_for_the_others()
    store.append(KEY, store.version(KEY), [Rename("Last", NOW, "Kept")])
    os.kill(os.getpid(), signal.SIGKILL)
    return "survived"


def hold_the_lock(url: str) -> str:
    """Begin to append, and hold everybody else up until the next line comes."""
    database = Database(url)
    with database.writing() as connection:
        connection.execute(select(summary).with_for_update()).all()
        _wait_for_the_others()
    database.close()
    return "let go"


def outgrow_the_disk(url: str, room: str) -> str:
    """Append until files may not grow any more, and say why it ended and how far it came."""
    import resource  # not on Windows

    store = ScenarioStore.open(url)
    _wait_for_the_others()
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(room), int(room)))
    version = store.version(KEY)
    while True:
        try:
            version = store.append(KEY, version, [Rename("Filler", NOW, "x" * 120)] * 50).version
        except StoreError as error:
            return f"{version} {error}"


DEEDS = {
    deed.__name__: deed
    for deed in (
        open_it,
        rename_often,
        die_before_the_commit,
        die_after_the_append,
        hold_the_lock,
        outgrow_the_disk,
    )
}


def _wait_for_the_others() -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()


@contextmanager
def others(*commands: Sequence[str]) -> Iterator[list[subprocess.Popen[str]]]:
    """Start processes, and go on when all of them are ready."""
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.geo.store.other_process", *command],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for command in commands
    ]
    try:
        for process in started:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        yield started
    finally:
        for process in started:
            process.kill()
            process.communicate()


def go(processes: Sequence[subprocess.Popen[str]]) -> list[str]:
    """Let all of them do their deed, and return what each says in the end."""
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    return [process.communicate(timeout=120)[0].strip() for process in processes]


if __name__ == "__main__":
    _, chosen, *arguments = sys.argv
    sys.stdout.write(DEEDS[chosen](*arguments) + "\n")
