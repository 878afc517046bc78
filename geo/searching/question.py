"""What a search is asked: which areas are to fit their band, and what may not change."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Population(StrEnum):
    """Which population has to fit; with ``LISTS`` practices move, otherwise units do."""

    RESIDENTS = "residents"
    LIVING_INSIDE = "living_inside"
    BOTH = "both"
    LISTS = "lists"


class Contiguity(StrEnum):
    """In how many pieces areas may be."""

    NOT_WORSE = "not_worse"
    REQUIRED = "required"
    FREE = "free"


class Border(StrEnum):
    """Whether a unit may join an area that has none of the unit's own CCG or district today."""

    FREE = "free"
    PRICED = "priced"
    HARD = "hard"


PRICE = 1
"""What a person who crosses a priced border counts on top: such a person counts twice."""


@dataclass(frozen=True)
class Question:
    """What is asked.

    Attributes:
        layer: key of the layer whose areas are to fit.
        places: codes of the parent areas to look at; empty for all.
        population: that has to fit.
        create: so many areas may be created at most; None for as many as help.
        retire: so many areas may be retired at most.
        locked_areas: codes of areas that neither gain nor lose.
        locked_units: codes of units that stay where they are.
        borders: by layer, those that are not free.
        contiguity: in how many pieces areas may be.
        all_dates: whether the band must hold on every date of residents that the pack has.
        growth: lowest and highest rate at which residents grow, percent a year; None for none. The
            band must then hold in every later year.
        years: how many years of growth.
        seconds: time for each place.
    """

    layer: str
    places: tuple[str, ...] = ()
    population: Population = Population.RESIDENTS
    create: int | None = None
    retire: int = 0
    locked_areas: tuple[str, ...] = ()
    locked_units: tuple[str, ...] = ()
    borders: tuple[tuple[str, Border], ...] = ()
    contiguity: Contiguity = Contiguity.NOT_WORSE
    all_dates: bool = False
    growth: tuple[float, float] | None = None
    years: int = 10
    seconds: int = 20

    def arguments(self) -> list[str]:
        """Return it as arguments of ``python -m geo advise repair``."""
        asked = [
            f"--layer={self.layer}",
            *(f"--place={code}" for code in self.places),
            f"--population={self.population}",
            f"--retire={self.retire}",
            *(f"--lock={code}" for code in self.locked_areas),
            *(f"--lock-unit={code}" for code in self.locked_units),
            *(
                f"--border={layer}={PRICE if border is Border.PRICED else 'hard'}"
                for layer, border in self.borders
                if border is not Border.FREE
            ),
            f"--contiguity={self.contiguity}",
            f"--seconds={self.seconds}",
        ]
        if self.create is not None:
            asked.append(f"--create={self.create}")
        if self.growth is not None:
            low, high = self.growth
            asked += [f"--rate={low:g}:{high:g}", f"--years={self.years}"]
        return [*asked, "--all-dates"] if self.all_dates else asked
