"""What is wrong with publishers' files, all of it in one error."""

from __future__ import annotations

from collections.abc import Iterable

from geo.model import Fault


class SourceError(ValueError):
    """A pack cannot be prepared. Carries every fault that was found, not only the first.

    Attributes:
        faults: all faults; ``Fault.file`` is the publisher's file, or the pack's file that could
            not be made from it.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        count = len(self.faults)
        noun = "fault" if count == 1 else "faults"
        lines = "\n".join(f"  {fault}" for fault in self.faults)
        super().__init__(f"The pack cannot be prepared: {count} {noun}.\n{lines}")


def raise_any(faults: Iterable[Fault]) -> None:
    """Do nothing if there is no fault.

    Raises:
        SourceError: there is at least one; the same one is told once.
    """
    found = tuple(dict.fromkeys(faults))
    if found:
        raise SourceError(found)


def some_codes(codes: Iterable[str]) -> str:
    """Return codes for a sentence: the first five of them, and how many more there are."""
    ordered = sorted(set(codes))
    shown = ", ".join(ordered[:5])
    return shown if len(ordered) <= 5 else f"{shown} and {len(ordered) - 5:,} more"
