"""The processes that tests have started, the application's own among them.

A process may end between being listed and being looked at, so that every look at one is guarded.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol, TypeVar

import psutil

Standing_co = TypeVar("Standing_co", covariant=True)
"""How a run stands."""


class Stands(Protocol[Standing_co]):
    """A run in a process of its own that can be asked how it stands."""

    def standing(self) -> Standing_co:
        """Return how it stands."""


def lives(process: psutil.Process) -> bool:
    """Whether a process runs: one that has ended and only waits to be collected does not."""
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def number_lives(number: int) -> bool:
    """Whether a process of this number runs."""
    try:
        return lives(psutil.Process(number))
    except psutil.NoSuchProcess:
        return False


def running_below(word: str) -> list[psutil.Process]:
    """Return the processes below this one that run with a word as one of their arguments."""
    return [
        each
        for each in psutil.Process().children(recursive=True)
        if lives(each) and word in _arguments(each)
    ]


def wait_until(true: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until something is true.

    Raises:
        AssertionError: it has not come true in so many seconds.
    """
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "It did not come true."
        time.sleep(0.1)


def wait_for(run: Stands[Standing_co], fits: Callable[[Standing_co], bool]) -> Standing_co:
    """Return how a run stands once that fits.

    Raises:
        AssertionError: it has not come to that in two minutes.
    """
    end = time.monotonic() + 120
    while not fits(standing := run.standing()):
        assert time.monotonic() < end, f"It stands at {standing}."
        time.sleep(0.05)
    return standing


def _arguments(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return []
