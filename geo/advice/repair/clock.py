"""A clock: how long a search may go on, and the planner's word that it is enough."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Clock:
    """Runs from the moment at which it is made.

    Attributes:
        seconds: how long it may take.
        stopping: set by whoever wants it to end now.
        began: when it was made, by the computer's steady clock.
    """

    seconds: float
    stopping: threading.Event = field(default_factory=threading.Event)
    began: float = field(default_factory=time.monotonic)

    @property
    def gone(self) -> float:
        """Seconds since it was made."""
        return time.monotonic() - self.began

    @property
    def left(self) -> float:
        """Seconds that are left; a little even where there are none, for those who need some."""
        return max(self.seconds - self.gone, 0.01)

    @property
    def is_over(self) -> bool:
        """Whether the time is up, or somebody wants it to be."""
        return self.stopping.is_set() or self.gone >= self.seconds

    def part(self, share: float) -> Clock:
        """Return a clock for a share of the time that is left, stopped by the same word."""
        return Clock(self.left * share, self.stopping)
