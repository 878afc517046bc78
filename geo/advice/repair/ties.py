"""Ties: in samples, a piece that is weakly tied to its slot may count in another.

- A *weakly tied* piece has a slot to which it is tied. As long as it is there, each sample draws
  where it counts; in any other slot it counts where it is.
- What it draws is a *lead*, which is in an area. A lead that stands in a piece of that area goes
  with the piece to a slot that is created from the area, and if the area ends, to wherever the
  piece is. One that stands in no piece stays, and if its area ends, goes where most people of it
  are.
- *Guests* are people of no piece here who draw a lead here.
- A *shift* is how many more people a slot has in a sample than its pieces have.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Integers: TypeAlias = NDArray[np.int64]

NOWHERE = -1
"""The lead of those who are drawn to no slot here."""


@dataclass(frozen=True)
class Lead:
    """What pieces and guests draw, for example a practice.

    Attributes:
        area: the slot that it is in now, an area that is there.
        piece: a piece of that area in which it stands; None if it stands in none.
    """

    area: int
    piece: int | None = None


@dataclass(frozen=True, eq=False)
class Ties:
    """Who is drawn to which lead in each sample.

    Attributes:
        pieces: those that are weakly tied.
        slots: for each of them the slot to which it is tied, an area that is there.
        leads: what is drawn.
        drawn: shape (samples, weakly tied pieces), numbers of leads, ``NOWHERE`` among them.
        guests: for each range of the problem, people of shape (samples, leads); None for a range
            that need not hold in samples.
    """

    pieces: tuple[int, ...]
    slots: tuple[int, ...]
    leads: tuple[Lead, ...]
    drawn: Integers
    guests: tuple[Integers | None, ...]

    @cached_property
    def samples(self) -> int:
        """How many samples there are."""
        return len(self.drawn)

    @cached_property
    def ranges(self) -> tuple[int, ...]:
        """The numbers of the ranges that must hold in samples."""
        return tuple(number for number, each in enumerate(self.guests) if each is not None)

    def guests_of(self, number: int) -> Integers:
        """Return the guests of a range that must hold in samples."""
        guests = self.guests[number]
        assert guests is not None
        return guests

    def lead_slots(
        self,
        sharing: Sequence[int],
        origins: Sequence[int | None],
        home: Sequence[int],
        weights: Sequence[int],
    ) -> Integers:
        """Return the slot of each lead, and behind them that of nowhere, ``len(origins)``.

        Args:
            sharing: the slot of each piece.
            origins: the area that each slot is created from; None for an area that is there.
            home: the slot of each piece now.
            weights: people who move with each piece.
        """
        used, nowhere = set(sharing), len(origins)
        found = []
        for lead in self.leads:
            at = None if lead.piece is None else sharing[lead.piece]
            if at is not None and (origins[at] == lead.area or lead.area not in used):
                found.append(at)
            elif lead.area in used:
                found.append(lead.area)
            else:
                found.append(_most(lead.area, sharing, home, weights, nowhere))
        return np.array([*found, nowhere], dtype=np.int64)

    def shifts(
        self, number: int, people: Sequence[int], sharing: Sequence[int], lead_slots: Integers
    ) -> Integers:
        """Return the shifts of a range, of shape (samples, slots and nowhere).

        Args:
            number: of the range.
            people: of each piece in that range.
            sharing: the slot of each piece.
            lead_slots: as ``lead_slots`` returns them.
        """
        shifts = np.zeros((self.samples, int(lead_slots[-1]) + 1), dtype=np.int64)
        guests, every = self.guests_of(number), np.arange(self.samples)
        for lead, slot in enumerate(lead_slots[:-1]):
            shifts[:, slot] += guests[:, lead]
        for column, (piece, slot) in enumerate(zip(self.pieces, self.slots, strict=True)):
            if sharing[piece] == slot:
                shifts[:, slot] -= people[piece]
                shifts[every, lead_slots[self.drawn[:, column]]] += people[piece]
        return shifts


def _most(
    area: int, sharing: Sequence[int], home: Sequence[int], weights: Sequence[int], nowhere: int
) -> int:
    """Return the slot in which most people of an area are; the first of equals."""
    people: dict[int, int] = {}
    for slot, own, weight in zip(sharing, home, weights, strict=True):
        if own == area:
            people[slot] = people.get(slot, 0) + weight
    return max(people, key=lambda slot: (people[slot], -slot), default=nowhere)
