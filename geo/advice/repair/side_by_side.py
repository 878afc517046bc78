"""Side by side: several places searched at a time, each in a process of its own.

The processes end with the one that began them, however it ends, and leave it to that one what to
do when somebody presses Ctrl+C.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any

from geo.advice.repair.clock import Clock
from geo.advice.repair.place import Place
from geo.advice.repair.searching import Progress
from geo.advice.repair.trying import Attempt, Effort, Limits, try_place

_WAIT = 0.2
"""Seconds between two looks at whether the planner wants it to end."""

Tell = Callable[[int, Limits, Progress], None]
"""Told of the number of a place, what its search keeps to, and how far it is."""


def try_places(
    places: Sequence[Place], effort: Effort, clock: Clock, tell: Tell, workers: int | None = None
) -> list[Attempt]:
    """Search several places.

    Args:
        places: that do not fit as they are.
        effort: how much is spent on each.
        clock: ends all of them.
        tell: told of each round.
        workers: how many are searched at a time; None for as many as there are processors. One
            place at a time is searched in this process.

    Returns:
        For each place what was tried.
    """
    workers = min(len(places), workers or os.cpu_count() or 1)
    if workers < 2:
        return [
            try_place(place, effort, Clock(effort.seconds, clock.stopping), _told(tell, number))
            for number, place in enumerate(places)
        ]
    context = multiprocessing.get_context("spawn")
    told, stopping = context.Queue(), context.Event()
    with ProcessPoolExecutor(workers, context, _begin, (told, stopping)) as pool:
        with _not_interrupted():
            futures = [
                pool.submit(_in_process, number, place, effort)
                for number, place in enumerate(places)
            ]
        try:
            _follow(futures, told, stopping, clock, tell)
        finally:
            stopping.set()  # whatever went wrong here, nobody waits for the rest
        return [future.result() for future in futures]


@contextmanager
def _not_interrupted() -> Iterator[None]:
    """Begin processes that Ctrl+C does not reach, not even before they are ready."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _told(tell: Tell, number: int) -> Callable[[Limits, Progress], None]:
    return lambda limits, progress: tell(number, limits, progress)


def _follow(
    futures: Sequence[Future[Attempt]], told: Any, stopping: Any, clock: Clock, tell: Tell
) -> None:
    """Hand on what the processes tell, and the planner's word that it is enough."""
    while not all(future.done() for future in futures):
        if clock.is_over:
            stopping.set()
        try:
            number, limits, progress = told.get(timeout=_WAIT)
        except queue.Empty:
            continue
        tell(number, limits, progress)


_PROCESS: dict[str, Any] = {}


def _begin(told: Any, stopping: Any) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    told.cancel_join_thread()  # what nobody reads any more is not waited for
    _PROCESS.update(told=told, stopping=stopping)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _in_process(number: int, place: Place, effort: Effort) -> Attempt:
    clock = Clock(effort.seconds, _PROCESS["stopping"])
    return try_place(
        place,
        effort,
        clock,
        lambda limits, progress: _PROCESS["told"].put((number, limits, progress)),
    )
