"""What a search is asked: which areas are to fit their band, and what may not change."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from geo.advice.repair.populations import AskedPopulation
from geo.advice.repair.question import Contiguity
from geo.advice.robustness.answer import YEARS
from geo.advice.robustness.rates import RateRange

SECONDS = 20
"""For each place, where nobody asks for more or less."""


@dataclass(frozen=True)
class RatesFile:
    """A planner's file of growth rates; ``geo.advice.robustness.rates_text`` says how it reads.

    Attributes:
        name: of the file, for sentences; never the name of a file that is written.
        content: CSV, as it was given.
        layer: key of the layer whose codes it has; None where the codes tell.
    """

    name: str
    content: bytes
    layer: str | None = None


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
        borders: by layer, what a person counts on top who comes to an area that has none of the
            person's own area of that layer today; None where nobody may. Layers that are not named
            have no price.
        contiguity: in how many pieces areas may be.
        all_dates: whether the band must hold on every date of residents that the pack has.
        weak_ties: whether the band must hold in samples of weak ties too.
        growth: at which rates residents grow, of everybody or from a file; None for none. The band
            must then hold in every later year.
        years: how many years of growth.
        seconds: time for each place.
    """

    layer: str
    places: tuple[str, ...] = ()
    population: AskedPopulation = AskedPopulation.RESIDENTS
    create: int | None = None
    retire: int = 0
    locked_areas: tuple[str, ...] = ()
    locked_units: tuple[str, ...] = ()
    borders: tuple[tuple[str, float | None], ...] = ()
    contiguity: Contiguity = Contiguity.NOT_WORSE
    all_dates: bool = False
    weak_ties: bool = False
    growth: RateRange | RatesFile | None = None
    years: int = YEARS
    seconds: int = SECONDS

    def arguments(self, rates: Path) -> list[str]:
        """Return it as arguments of ``python -m geo advise repair``.

        Args:
            rates: where the content of a file of rates stands, if one is asked with.
        """
        asked = [
            f"--layer={self.layer}",
            *(f"--place={code}" for code in self.places),
            f"--population={self.population}",
            f"--retire={self.retire}",
            *(f"--lock={code}" for code in self.locked_areas),
            *(f"--lock-unit={code}" for code in self.locked_units),
            *(
                f"--border={layer}={'hard' if price is None else f'{price:.12g}'}"
                for layer, price in self.borders
            ),
            f"--contiguity={self.contiguity}",
            f"--seconds={self.seconds}",
            *self._growth(rates),
        ]
        if self.create is not None:
            asked.append(f"--create={self.create}")
        if self.all_dates:
            asked.append("--all-dates")
        return [*asked, "--weak-ties"] if self.weak_ties else asked

    def _growth(self, rates: Path) -> list[str]:
        if self.growth is None:
            return []
        if isinstance(self.growth, RateRange):
            asked = [f"--rate={self.growth.low:.12g}:{self.growth.high:.12g}"]
        else:
            asked = [f"--growth={rates}"]
            if self.growth.layer is not None:
                asked.append(f"--growth-layer={self.growth.layer}")
        return [*asked, f"--years={self.years}"]
