"""Bands: the population that a tier asks of each of its areas, and whether a figure is inside.

Both ends of a band are inside it. A figure that is not known has the status *unknown*, which is
never a pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class BandStatus(StrEnum):
    """Where a population stands against a band."""

    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Band:
    """The population range that one tier asks for.

    Attributes:
        tier: key of the tier, for example ``place``.
        lowest: fewest people inside the band.
        highest: most people inside the band; None where there is no upper end.
        source: who published the band, as a reader would cite it.
        dated: date of that publication; None for a band that a planner typed.
        reference: where in the publication the band stands.
        note: what a reader should know about it.

    Raises:
        ValueError: an end is negative, or the ends are swapped.
    """

    tier: str
    lowest: int
    highest: int | None
    source: str = "set by the planner"
    dated: date | None = None
    reference: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if self.lowest < 0:
            raise ValueError(f"The band of {self.tier} starts below zero: {self.lowest:,}.")
        if self.highest is not None and self.highest < self.lowest:
            raise ValueError(
                f"The band of {self.tier} ends ({self.highest:,}) below its start "
                f"({self.lowest:,})."
            )

    def status(self, count: int | None) -> BandStatus:
        """Return where ``count`` people stand against the band; None gives unknown."""
        if count is None:
            return BandStatus.UNKNOWN
        if count < self.lowest:
            return BandStatus.BELOW
        if self.highest is not None and count > self.highest:
            return BandStatus.ABOVE
        return BandStatus.WITHIN

    def short(self, count: int | None) -> int | None:
        """Return how many people are missing to the lower end (0 if none); None if unknown."""
        return None if count is None else max(0, self.lowest - count)

    def over(self, count: int | None) -> int | None:
        """Return how many people are above the upper end (0 if none); None if unknown."""
        if count is None:
            return None
        return 0 if self.highest is None else max(0, count - self.highest)

    @property
    def words(self) -> str:
        """The band as a reader writes it: ``30,000 to 50,000`` or ``1,000,000 or more``."""
        if self.highest is None:
            return f"{self.lowest:,} or more"
        return f"{self.lowest:,} to {self.highest:,}"
