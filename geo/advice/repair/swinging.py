"""Swinging: what samples add to each slot, kept up to date as a sharing changes piece by piece.

Most pieces swing nothing: what they bring to a slot they bring in every sample. Only where a piece
that is weakly tied leaves its slot or comes back, or one moves in which a lead stands, the shifts
change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geo.advice.repair.problem import Problem
from geo.advice.repair.ties import Integers, Ties

Swings = list[list[tuple[int, int]]]
"""For each range and slot, how many people a sample takes away and adds at the most."""


@dataclass(frozen=True, eq=False)
class Shifted:
    """The shifts of one sharing.

    Attributes:
        leads: slots of the leads, and nowhere.
        shifts: by number of the range, shape (samples, slots and nowhere).
        swings: the lowest and the highest of them.
    """

    leads: Integers
    shifts: dict[int, Integers]
    swings: Swings


class Swinging:
    """The shifts of a sharing in which slots that are empty stay so.

    A lead that stands in no piece stays in the slot in which it was at the start.
    """

    def __init__(self, problem: Problem, ties: Ties, start: Sequence[int]) -> None:
        self._problem, self._ties = problem, ties
        self._origins = [each.origin for each in problem.slots]
        self._column = {piece: column for column, piece in enumerate(ties.pieces)}
        self._standing: dict[int, list[int]] = {}
        for number, lead in enumerate(ties.leads):
            if lead.piece is not None:
                self._standing.setdefault(lead.piece, []).append(number)
        self._draws = [_who_draws(ties, number) for number in range(len(ties.leads))]
        self._used = set(start)
        self._every = np.arange(ties.samples)
        self._slot_of = list(start)
        leads = ties.lead_slots(start, self._origins, problem.home, problem.weights)
        shifts = {
            number: ties.shifts(number, problem.ranges[number].people, start, leads)
            for number in ties.ranges
        }
        self.now = self._shifted(leads, shifts)

    def after(self, piece: int, target: int) -> Shifted:
        """Return the shifts if a piece were in another slot; those of now where nothing swings."""
        column, standing = self._column.get(piece), self._standing.get(piece, ())
        origin = self._slot_of[piece]
        tied = None if column is None else self._ties.slots[column]
        moved = [
            (number, slot)
            for number in standing
            if (slot := self._lead_slot(number, target)) != self.now.leads[number]
        ]
        if not moved and tied not in (origin, target):
            return self.now
        leads = self.now.leads.copy()
        shifts = {number: each.copy() for number, each in self.now.shifts.items()}
        for number, shift in shifts.items():
            people = self._problem.ranges[number].people[piece]
            if column is not None and tied in (origin, target):
                drawn = leads[self._ties.drawn[:, column]]
                people = people if tied == target else -people
                shift[:, tied] -= people
                shift[self._every, drawn] += people
        for lead, slot in moved:
            for number, shift in shifts.items():
                people_drawn = self._drawn_to(lead, number, piece, target)
                shift[:, leads[lead]] -= people_drawn
                shift[:, slot] += people_drawn
            leads[lead] = slot
        return self._shifted(leads, shifts)

    def move(self, piece: int, target: int, shifted: Shifted) -> None:
        """Make a step to what ``after`` has returned for it."""
        self._slot_of[piece] = target
        self.now = shifted

    def _lead_slot(self, number: int, target: int) -> int:
        """Return where a lead is if the piece in which it stands is in a slot."""
        area = self._ties.leads[number].area
        return target if self._origins[target] == area or area not in self._used else area

    def _drawn_to(self, lead: int, number: int, piece: int, target: int) -> Integers:
        """Return who is drawn to a lead in each sample once a piece is in another slot."""
        people = self._ties.guests_of(number)[:, lead].copy()
        weights = self._problem.ranges[number].people
        for each, slot, draws in self._draws[lead]:
            if (target if each == piece else self._slot_of[each]) == slot:
                people += weights[each] * draws
        return people

    def _shifted(self, leads: Integers, shifts: dict[int, Integers]) -> Shifted:
        slots = range(len(self._problem.slots))
        swings = [[(0, 0) for _ in slots] for _ in self._problem.ranges]
        for number, shift in shifts.items():
            low = shift.min(axis=0, initial=0).tolist()
            high = shift.max(axis=0, initial=0).tolist()
            swings[number] = [(low[slot], high[slot]) for slot in slots]
        return Shifted(leads, shifts, swings)


def _who_draws(ties: Ties, lead: int) -> list[tuple[int, int, Integers]]:
    """Return pieces that may draw a lead, the slots to which they are tied, and when they do."""
    return [
        (piece, slot, (ties.drawn[:, column] == lead).astype(np.int64))
        for column, (piece, slot) in enumerate(zip(ties.pieces, ties.slots, strict=True))
        if (ties.drawn[:, column] == lead).any()
    ]
