"""Outcomes: how each area of a layer fares in all worlds, population by population."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from geo.advice.robustness.worlds import Kind, World, area_counts, measures_of
from geo.model import Area, Band, BandStatus, Layer, Measure, Pack


class Holds(StrEnum):
    """In which worlds an area is inside its band.

    ``UNKNOWN`` means that it is inside in all, or in none, of the worlds in which its figure is
    known, and that there are worlds in which it is not.
    """

    ALL = "all"
    SOME = "some"
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Tally:
    """One population of one area in several worlds.

    Attributes:
        worlds: how many speak of it.
        unknown: in how many of them the figure is unknown.
        within: in how many it is inside the band.
        lowest, highest: figures where it is known; None where it never is.
    """

    worlds: int
    unknown: int
    within: int
    lowest: int | None
    highest: int | None

    @property
    def known(self) -> int:
        """In how many worlds the figure is known."""
        return self.worlds - self.unknown

    @property
    def share(self) -> float | None:
        """Share of the worlds with a known figure in which it is inside; None where none has."""
        return self.within / self.known if self.known else None

    @property
    def holds(self) -> Holds:
        """In which worlds it is inside."""
        if 0 < self.within < self.known:
            return Holds.SOME
        if self.unknown or not self.worlds:
            return Holds.UNKNOWN
        return Holds.ALL if self.within else Holds.NONE


@dataclass(frozen=True)
class Outcome:
    """How one population of one area fares.

    Attributes:
        area: the area.
        measure: what is counted.
        by_kind: a tally for each kind of world that speaks of it.
        together: the tally of all these worlds.
    """

    area: Area
    measure: Measure
    by_kind: Mapping[Kind, Tally]
    together: Tally


def find_outcomes(pack: Pack, layer: Layer, band: Band, worlds: Sequence[World]) -> list[Outcome]:
    """Return how the areas of the system in a layer fare.

    Args:
        pack: of the plan.
        layer: one of its layers.
        band: that the areas are held against.
        worlds: for the same pack.

    Returns:
        Measure by measure, in each the areas in the order of their codes. A measure of which no
        world speaks is left out.
    """
    outcomes = []
    for measure in measures_of(layer):
        spoken = [
            (world.kind, counts)
            for world in worlds
            if (counts := area_counts(pack, layer, world, measure)) is not None
        ]
        if not spoken:
            continue
        kinds = np.array([kind for kind, _ in spoken])
        people = np.array([counts for _, counts in spoken])
        outcomes += [
            Outcome(
                area=area,
                measure=measure,
                by_kind={
                    kind: _tally(people[kinds == kind, place], band)
                    for kind in Kind
                    if (kinds == kind).any()
                },
                together=_tally(people[:, place], band),
            )
            for place, area in enumerate(layer.areas)
            if area.in_system
        ]
    return outcomes


def _tally(people: np.ndarray[tuple[int, ...], np.dtype[np.float64]], band: Band) -> Tally:
    known = [int(count) for count in people[~np.isnan(people)]]
    return Tally(
        worlds=len(people),
        unknown=len(people) - len(known),
        within=sum(band.status(count) is BandStatus.WITHIN for count in known),
        lowest=min(known, default=None),
        highest=max(known, default=None),
    )
