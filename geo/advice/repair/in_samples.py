"""In samples: what a model asks of a slot in one sample of weak ties.

There are too many samples to ask for all of them at once, and most follow from the others. So a
model asks for the ends of a range in single samples, those that an answer was seen to miss. That is
less than what must hold, so that a bound stays one.

Where a lead is may be open: if its area may end, or if it goes where most people of an area that
ends are. Whoever is drawn to it then counts everywhere at the lower end and nowhere at the upper
one, which again asks for less.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from geo.advice.repair.model import Model, Variable
from geo.advice.repair.pieces import bits
from geo.advice.repair.problem import Problem
from geo.advice.repair.ties import NOWHERE, Ties


@dataclass(frozen=True, order=True)
class SampleEnd:
    """One end of a range that a slot must hold in one sample.

    Attributes:
        number: of the range.
        slot: the slot.
        sample: number of the sample.
        is_lower: whether it is the lower end.
    """

    number: int
    slot: int
    sample: int
    is_lower: bool


def nearest_ends(problem: Problem, sharing: Sequence[int], most: int = 1) -> set[SampleEnd]:
    """Return for each slot the ends in the samples in which it has fewest and most people.

    Args:
        problem: with or without weak ties; without there are none.
        sharing: the slot of each piece.
        most: how many samples at each end.
    """
    used = set(sharing)
    return {
        SampleEnd(number, slot, sample, is_lower)
        for number, shifts in problem.shifts(sharing).items()
        for slot, each in enumerate(problem.slots)
        if slot in used or not each.may_be_empty
        for sign, is_lower in ((1, True), (-1, False))
        for sample in np.argsort(sign * shifts[:, slot], kind="stable")[:most].tolist()
    }


def missed_ends(problem: Problem, sharing: Sequence[int]) -> set[SampleEnd]:
    """Return for each slot the ends that it misses, in the worst sample of each."""
    if problem.ties is None:
        return set()
    spans = problem.spans(sharing)
    return {
        each
        for each in nearest_ends(problem, sharing)
        if _is_missed(problem, each, *spans[each.number][each.slot])
    }


def _is_missed(problem: Problem, end: SampleEnd, fewest: int, most: int) -> bool:
    asked = problem.ranges[end.number]
    if end.is_lower:
        return fewest < asked.lowest
    return asked.highest is not None and most > asked.highest


Term = tuple[int, Variable | None]
"""So many times a variable; None stands for 1."""


class InSamples:
    """Asks a model for ends of ranges in samples.

    Args:
        model: of a problem with weak ties.
        used: slots that have pieces for certain, besides those that may not be empty.
    """

    def __init__(self, model: Model, ties: Ties, used: Collection[int] = ()) -> None:
        self._model, self._ties, self._used = model, ties, used
        self._together: dict[tuple[int, int], Variable] = {}

    def ask(self, ends: Iterable[SampleEnd]) -> None:
        """Ask for some ends, in an order that is always the same."""
        for end in sorted(ends):
            self._ask(end)

    def _ask(self, end: SampleEnd) -> None:
        problem, at = self._model.problem, self._model.at
        asked, slot = problem.ranges[end.number], end.slot
        if not problem.may_hold[slot] or (asked.highest is None and not end.is_lower):
            return
        terms: list[Term] = [
            (asked.people[piece], at[piece, slot]) for piece in bits(problem.may_hold[slot])
        ]
        guests = self._ties.guests_of(end.number)[end.sample]
        for lead, people in enumerate(guests.tolist()):
            terms += _times(people, self._share(lead, slot, end.is_lower))
        for column, (piece, tied) in enumerate(
            zip(self._ties.pieces, self._ties.slots, strict=True)
        ):
            if (piece, tied) in at:
                stays, people = at[piece, tied], asked.people[piece]
                terms += [(-people, stays)] if tied == slot else []
                lead = int(self._ties.drawn[end.sample, column])
                share = [] if lead == NOWHERE else self._share(lead, slot, end.is_lower)
                terms += _times(people, [self._of_both(stays, each) for each in share])
        constant = sum(times for times, variable in terms if variable is None)
        kept = [(times, variable) for times, variable in terms if variable is not None]
        held = cp_model.LinearExpr.weighted_sum(
            [variable for _, variable in kept], [times for times, _ in kept]
        )
        if end.is_lower:
            made = self._model.model.add(held >= asked.lowest - constant)
        else:
            made = self._model.model.add(held <= asked.ceiling - constant)
        if slot in self._model.used:
            made.only_enforce_if(self._model.used[slot])

    def _share(self, lead: int, slot: int, is_lower: bool) -> list[Term]:
        """Return what is 1 if a lead is in a slot, and 0 if it is not."""
        problem, at = self._model.problem, self._model.at
        area, piece = self._ties.leads[lead].area, self._ties.leads[lead].piece
        ends = not problem.may_hold[area]
        if (ends and piece is None) or not (
            ends or area in self._used or not problem.slots[area].may_be_empty
        ):
            return [(1, None)] if is_lower else []
        if piece is None:
            return [(1, None)] if slot == area else []
        if ends or problem.slots[slot].origin == area:
            return [(1, at[piece, slot])] if (piece, slot) in at else []
        if slot != area:
            return []
        gone = [
            (-1, at[piece, other])
            for other, each in enumerate(problem.slots)
            if each.origin == area and (piece, other) in at
        ]
        return [(1, None), *gone]

    def _of_both(self, stays: Variable, share: Term) -> Term:
        """Return a share of those alone who stay where they are tied."""
        times, goes = share
        if goes is None:
            return times, stays
        key = (stays.index, goes.index)
        if key not in self._together:
            both = self._model.model.new_bool_var("")
            self._model.model.add_implication(both, stays)
            self._model.model.add_implication(both, goes)
            self._model.model.add_bool_or([both, stays.negated(), goes.negated()])
            self._together[key] = both
        return times, self._together[key]


def _times(people: int, share: Iterable[Term]) -> list[Term]:
    return [(people * times, variable) for times, variable in share if people]
