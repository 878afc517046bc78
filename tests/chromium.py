"""The Chromium that browser tests drive, and the flags with which it can reach nothing else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
NO_BROWSER = CHROMIUM is None and not os.environ.get("CI")
"""Whether browser tests step aside; on continuous integration a missing browser is a failure."""
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
FIRST_SCREEN = {"width": 1366, "height": 768}
STEPS_ASIDE = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.skipif(NO_BROWSER, reason="there is no Chromium on this machine"),
]
"""Marks of a test that drives a browser."""


@contextmanager
def running_chromium() -> Iterator[Browser]:
    """Start Chromium. Only one may be driven from a process at a time."""
    assert CHROMIUM is not None, "Chromium is not installed (apt-get install chromium)."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def steps_aside(test: Callable[..., None]) -> Callable[..., None]:
    """Mark one test as driving a browser."""
    for mark in STEPS_ASIDE:
        test = mark(test)
    return test
