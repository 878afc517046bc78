"""The populations that can be asked to be inside the band, by the names they are asked for by."""

from __future__ import annotations

from enum import StrEnum

from geo.model import Measure


class AskedPopulation(StrEnum):
    """Who must be inside the band; with ``LISTS`` practices move, otherwise units do."""

    RESIDENTS = "residents"
    LIVING_INSIDE = "living_inside"
    BOTH = "both"
    LISTS = "lists"

    @property
    def measures(self) -> tuple[Measure, ...]:
        """What is counted; for ``BOTH`` two measures, all at once."""
        if self is AskedPopulation.BOTH:
            return Measure.RESIDENTS, Measure.LIVING_INSIDE
        return (Measure(self.value),)
