"""How a search is stopped from outside: by a line of input, its end, or Ctrl+C."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from geo.advice.repair.clock import Clock

_AT_ONCE = 1024
"""Bytes that are read at once."""


def listen(clock: Clock) -> None:
    """Stop at a line of input; where input ends, nobody waits for an answer.

    It reads below Python's own buffers: a thread that waits inside one of those would keep the
    process from ending by itself.
    """
    heard = b""
    while sys.stdin is not None and b"\n" not in heard:
        more = os.read(sys.stdin.fileno(), _AT_ONCE)
        if not more:
            break
        heard += more
    if b"\n" in heard:
        clock.stopping.set()
    else:
        os._exit(0)


@contextmanager
def interrupted(clock: Clock) -> Iterator[None]:
    """Let the first Ctrl+C stop the search, so that the best is kept, and the second end it all."""
    before = signal.getsignal(signal.SIGINT)

    def stop(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, before)
        clock.stopping.set()

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
