"""A running application and a Chromium that can reach nothing else.

The tests need Debian's ``chromium``. Where there is none they step aside, except on continuous
integration, where its absence is a failure.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.chromium import FIRST_SCREEN, STEPS_ASIDE

ROOT = Path(__file__).parent.parent.parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(item.fspath).parent == Path(__file__).parent:
            for mark in STEPS_ASIDE:
                item.add_marker(mark)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def running_application(log: Path, **environment: str) -> Iterator[str]:
    """Start the application as the README does, and give its address once it answers."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "streamlit", "run", "dashboard.py"),
        *("--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"),
    ]
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, **own_database(log.parent), **environment},
        )
        try:
            address = f"http://127.0.0.1:{port}"
            wait_until_it_answers(f"{address}/_stcore/health", process, log)
            yield address
        finally:
            process.terminate()
            process.wait(20)


def own_database(folder: Path) -> dict[str, str]:
    """Return an environment in which scenarios are kept in a folder of the test's own."""
    return {"DATABASE_URL": f"sqlite:///{folder / 'scenarios.sqlite'}"}


def wait_until_it_answers(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise AssertionError(f"The application ended: {log.read_text()}")
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"The application did not answer: {log.read_text()}")


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the application on the shipped data."""
    with running_application(tmp_path_factory.mktemp("application") / "log.txt") as address:
        yield address


@pytest.fixture
def strangers(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes visitors with an empty profile; each notes requests to anywhere else and errors."""
    opened: list[BrowserContext] = []

    def new(**options: object) -> BrowserContext:
        context = chromium.new_context(viewport=options.pop("viewport", FIRST_SCREEN), **options)
        opened.append(context)
        return context

    yield new
    for context in opened:
        context.close()


@pytest.fixture
def page(strangers: Callable[..., BrowserContext]) -> Iterator[Page]:
    """A page of a new visitor. The test fails if it asked any other machine for anything."""
    visitor = strangers()
    elsewhere: list[str] = []
    errors: list[str] = []
    tab = visitor.new_page()
    visitor.on(
        "request",
        lambda request: (
            None
            if request.url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:"))
            else elsewhere.append(request.url)
        ),
    )
    tab.on("pageerror", lambda error: errors.append(str(error)))
    yield tab
    assert elsewhere == [], "The page asked other machines for something."
    assert errors == [], "The page's scripts failed."
