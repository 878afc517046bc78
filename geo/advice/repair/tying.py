"""Tying: which small areas of a place are weakly tied, and whom samples draw into its networks.

Samples are those of ``geo.advice.robustness``, drawn for the pack as published, so that every plan
has the same. A small area whose network is the published one counts where the practice that it
draws belongs, and one that the plan has moved counts where it is; if a proposal brings it back, it
is drawn again. Small areas of other places are taken as the plan has them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from geo.advice.repair.place import Place, Population
from geo.advice.repair.question import RepairQuestion
from geo.advice.repair.ties import NOWHERE, Lead, Ties
from geo.advice.robustness.weak_ties import WeakTies, draw_practices, find_weak_ties
from geo.model import UNASSIGNED, Layer, Measure
from geo.plan.edits.moving import list_layer_faults
from geo.plan.leads import networks_of_practices
from geo.plan.leaning import NETWORKS
from geo.plan.measures import Measured
from geo.plan.moved import moved_units
from geo.plan.state import State

Integers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Draws:
    """What every small area that is weakly tied as published draws in each sample.

    Attributes:
        measured: the plan.
        weak: the small areas.
        practices: shape (samples, small areas), positions of practices.
    """

    measured: Measured
    weak: WeakTies
    practices: Integers

    @classmethod
    def of(cls, measured: Measured, samples: int, seed: int) -> Draws:
        """Draw so many samples for a plan, with the chance of a seed."""
        baseline = measured.state.baseline
        weak = find_weak_ties(State.of(baseline))
        drawn = list(draw_practices(baseline, weak, samples, seed))
        return cls(measured, weak, np.array(drawn, dtype=np.int64))

    @cached_property
    def networks(self) -> Layer:
        """The networks of the plan."""
        return self.measured.state.pack.layer(NETWORKS)

    @cached_property
    def network_of_practice(self) -> Integers:
        """The network of each practice in the plan, ``UNASSIGNED`` for none."""
        return networks_of_practices(self.measured.state.pack, self.networks)

    @cached_property
    def published(self) -> list[str]:
        """The code of the published network of each small area that is weakly tied."""
        layer = self.measured.state.baseline.layer(NETWORKS)
        return [layer.areas[layer.area_of_unit[unit]].code for unit in self.weak.units]

    @cached_property
    def has_moved(self) -> NDArray[np.bool_]:
        """Which of them the plan has moved."""
        before = self.measured.state.baseline.layer(NETWORKS)
        return np.isin(self.weak.units, moved_units(before, self.networks))


def tied(place: Place, draws: Draws) -> Place:
    """Return a place of networks with whom samples draw into them.

    Args:
        place: whose populations are known.
        draws: of the same plan.
    """
    leads, columns = _Leads(place, draws), _columns(place, draws)
    drawn = np.array(
        [leads.numbers(draws.practices[:, column], slot) for column, _, slot in columns],
        dtype=np.int64,
    ).reshape(len(columns), len(draws.practices))
    guests = _Guests.of(place, draws, leads)
    missing = [
        f"Nothing can be proposed for all that is asked: {people} of small areas that may be drawn "
        "into these networks are not known."
        for people in guests.unknown
    ]
    if missing or not (columns or guests.units):
        return replace(place, unknown=(*place.unknown, *missing))
    ties = Ties(
        pieces=tuple(piece for _, piece, _ in columns),
        slots=tuple(slot for _, _, slot in columns),
        leads=leads.found,
        drawn=drawn.T,
        guests=guests.people(len(leads.found)),
    )
    return replace(place, ties=ties, guests=guests.units)


def is_in_samples(population: Population, question: RepairQuestion) -> bool:
    """Whether the band must hold for a population in samples: not on other dates and in years."""
    return question.weak_ties is not None and not population.label


def _columns(place: Place, draws: Draws) -> list[tuple[int, int, int]]:
    """Return column, piece and slot of the small areas that are tied to an area of the place."""
    position = draws.measured.state.pack.units.position
    piece_of = {position[code]: piece for piece, code in enumerate(place.codes)}
    slot_of = {area.code: slot for slot, area in enumerate(place.areas)}
    return [
        (column, piece_of[unit], slot_of[code])
        for column, (unit, code) in enumerate(
            zip(draws.weak.units.tolist(), draws.published, strict=True)
        )
        if unit in piece_of and code in slot_of
    ]


class _Leads:
    """Practices of a place's areas, numbered as they are asked for."""

    def __init__(self, place: Place, draws: Draws) -> None:
        self._draws, self._place = draws, place
        networks = draws.networks
        self._slot_of = {
            networks.position[area.code]: slot for slot, area in enumerate(place.areas)
        }
        self._piece_of = {code: piece for piece, code in enumerate(place.codes)}
        self._go_along = not list_layer_faults(draws.measured.state, NETWORKS)
        self._number: dict[int | Lead, int] = {}
        self._found: list[Lead] = []

    @property
    def found(self) -> tuple[Lead, ...]:
        """All leads so far."""
        return tuple(self._found)

    def numbers(self, practices: Integers, home: int | None) -> list[int]:
        """Return the leads of practices; one in no network any more leaves people at home.

        Args:
            practices: their positions.
            home: the slot of those who draw them; None for those of other places.
        """
        return [self._lead(practice, home) for practice in practices.tolist()]

    def _lead(self, practice: int, home: int | None) -> int:
        network = int(self._draws.network_of_practice[practice])
        if network == UNASSIGNED and home is not None:
            return self._numbered(Lead(home), Lead(home))
        if network not in self._slot_of:
            return NOWHERE
        if practice in self._number:
            return self._number[practice]
        slot = self._slot_of[network]
        measured = self._draws.measured
        unit = measured.ground.unit_of_practice[measured.state.pack.practices[practice].code]
        code = measured.state.pack.units.codes[unit] if unit >= 0 else ""
        piece = self._piece_of.get(code)
        stands = self._go_along and piece is not None and self._place.home[piece] == slot
        return self._numbered(practice, Lead(slot, piece if stands else None))

    def _numbered(self, key: int | Lead, lead: Lead) -> int:
        if key not in self._number:
            self._number[key] = len(self._found)
            self._found.append(lead)
        return self._number[key]


@dataclass(frozen=True, eq=False)
class _Guests:
    """Small areas of other places that are drawn into the areas of a place.

    Attributes:
        drawn: shape (samples, small areas), leads.
        counts: for each population their people; None where it need not hold in samples.
        unknown: populations that are not known of all of them.
    """

    drawn: Integers
    counts: Sequence[NDArray[np.float64] | None]
    unknown: tuple[str, ...]

    @classmethod
    def of(cls, place: Place, draws: Draws, leads: _Leads) -> _Guests:
        """Find them for a place."""
        pack = draws.measured.state.pack
        own = {pack.units.position[code] for code in place.codes}
        drawn, units = [], []
        for column, unit in enumerate(draws.weak.units.tolist()):
            if unit not in own and not draws.has_moved[column]:
                numbers = leads.numbers(draws.practices[:, column], None)
                if set(numbers) != {NOWHERE}:
                    drawn.append(numbers)
                    units.append(unit)
        counts = [
            _counts(draws.measured, each)[units] if is_in_samples(each, place.question) else None
            for each in place.populations
        ]
        unknown = tuple(
            "the residents" if each.measure is Measure.RESIDENTS else "the registered patients"
            for each, people in zip(place.populations, counts, strict=True)
            if people is not None and np.isnan(people).any()
        )
        samples = len(draws.practices)
        return cls(np.array(drawn, dtype=np.int64).reshape(len(units), samples).T, counts, unknown)

    @property
    def units(self) -> int:
        """How many they are."""
        return int(self.drawn.shape[1])

    def people(self, leads: int) -> tuple[Integers | None, ...]:
        """Return for each population how many of them draw each of so many leads."""
        found: list[Integers | None] = []
        for counts in self.counts:
            if counts is None:
                found.append(None)
                continue
            people = np.zeros((len(self.drawn), leads + 1), dtype=np.int64)
            every = np.arange(len(self.drawn))
            for column, many in enumerate(counts.astype(np.int64).tolist()):
                people[every, self.drawn[:, column]] += many
            found.append(people[:, :-1])  # the last is nowhere
        return tuple(found)


def _counts(measured: Measured, population: Population) -> NDArray[np.float64]:
    pack = measured.state.pack
    if population.measure is Measure.RESIDENTS:
        return pack.residents[population.date].total
    return pack.registrations.patients
