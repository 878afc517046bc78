"""Refusals: why advice cannot be given, each reason a sentence for a planner."""

from __future__ import annotations

from collections.abc import Iterable


class AdviceError(ValueError):
    """Advice cannot be given; carries every reason.

    Attributes:
        faults: the reasons, in a planner's words.
    """

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))
