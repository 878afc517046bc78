"""Cutting: the model of a problem, to which cuts are added as they are found."""

from __future__ import annotations

from collections.abc import Iterable

from geo.advice.repair.cuts import Cut
from geo.advice.repair.in_samples import InSamples, SampleEnd
from geo.advice.repair.model import Model, Variable, weighted
from geo.advice.repair.pieces import bits, parts
from geo.advice.repair.problem import Problem, Sharing
from geo.advice.repair.reaching import areas_of, family_of, keeps_own


class Cutting:
    """A model that asks for the fewest people moved, and knows contiguity by its cuts.

    Attributes:
        problem: the problem.
        model: its model.
    """

    def __init__(self, problem: Problem, most: int) -> None:
        """Build the model.

        Args:
            problem: the problem.
            most: people who may move at the most; later as well.
        """
        self.problem, self.model = problem, Model.of(problem)
        self.model.ask_for_fewest_moved()
        self._most = most
        self._keeps: dict[int, Variable] = {}
        self._kept: dict[int, bool] = {}
        ties = problem.ties
        self._in_samples = None if ties is None else InSamples(self.model, ties)

    def hold_in_samples(self, ends: Iterable[SampleEnd], misfits: Iterable[Sharing]) -> None:
        """Ask for ends of ranges in samples of weak ties, and for none of some sharings."""
        if self._in_samples is not None:
            self._in_samples.ask(ends)
        at = self.model.at
        for misfit in sorted(misfits):
            if all(each in at for each in enumerate(misfit)):
                self.model.model.add_bool_or(at[each].negated() for each in enumerate(misfit))

    def add(self, cuts: Iterable[Cut]) -> None:
        """Ask for what cuts say, in an order that is always the same."""
        for cut in sorted(cuts, key=_in_order):
            ground = self.problem.may_hold[cut.slot]
            if not ground & cut.ends or not (cut.other is None or ground >> cut.other & 1):
                continue  # one of the ends cannot be in the slot any more
            if cut.crowd:
                self._limit_crowd(cut)
            elif cut.other is not None:
                self._add(cut, self.model.at[cut.other, cut.slot])
            elif self.problem.slots[cut.slot].areas == 1:
                self._add(cut, self._keep(cut.slot))
            elif self._is_kept(cut.slot):
                self._add(cut, None)

    def choose_way(self, slot: int, ways: Iterable[int]) -> None:
        """Ask for all pieces of one of several sets in a slot."""
        chosen = []
        for way in ways:
            chosen.append(self.model.model.new_bool_var(""))
            for piece in bits(way):
                self.model.model.add_implication(chosen[-1], self.model.at[piece, slot])
            for area in {self.problem.home[piece] for piece in bits(way)}:
                self._keep_to_parts(area, way, chosen[-1])
        self.model.model.add_bool_or(chosen)

    def _keep_to_parts(self, area: int, way: int, is_taken: Variable) -> None:
        """Ask of what an area will be to keep to the parts that a way leaves of it."""
        problem, at, model = self.problem, self.model.at, self.model.model
        slots = family_of(problem, area)
        loose, ground = 0, 0
        for slot in slots:
            loose |= problem.slots[slot].loose
            ground |= problem.may_hold[slot]
        areas = areas_of(problem, area)
        left = ground & ~way
        found = [part & ~loose for part in parts(problem.neighbours, left) if part & ~loose]
        if len(found) < 2:
            return
        counts = []
        for part in found:
            counts.append(model.new_int_var(0, areas, ""))
            for each in problem.ranges:
                stay = weighted(
                    [
                        (at[piece, slot], each.people[piece])
                        for slot in slots
                        for piece in bits(part & problem.may_hold[slot])
                    ]
                )
                model.add(stay <= each.ceiling * counts[-1]).only_enforce_if(is_taken)
        model.add(sum(counts) <= areas)

    def _add(self, cut: Cut, other: Variable | None) -> None:
        at, ground = self.model.at, self.problem.may_hold[cut.slot]
        between = [at[piece, cut.slot] for piece in bits(cut.separator & ground)]
        unless = [] if other is None else [other.negated()]
        for end in bits(cut.ends & ground):
            self.model.model.add_bool_or([*between, at[end, cut.slot].negated(), *unless])

    def _limit_crowd(self, cut: Cut) -> None:
        at, ground = self.model.at, self.problem.may_hold[cut.slot]
        between = sum(at[piece, cut.slot] for piece in bits(cut.separator & ground))
        for each in self.problem.ranges:
            held = [(at[piece, cut.slot], each.people[piece]) for piece in bits(cut.crowd & ground)]
            most = each.ceiling * (self.problem.slots[cut.slot].areas - 1)
            beyond = max(0, sum(people for _, people in held) - most)
            for end in bits(cut.ends & ground):
                self.model.model.add(
                    weighted(held) <= most + beyond * (1 - at[end, cut.slot] + between)
                )

    def _keep(self, slot: int) -> Variable:
        """Return the variable that is true where a slot has anything firm of its own."""
        if slot not in self._keeps:
            problem, model = self.problem, self.model.model
            keeps = model.new_bool_var("")
            for piece in bits(problem.firm[slot] & problem.may_hold[slot]):
                model.add_implication(self.model.at[piece, slot], keeps)
            if self._is_kept(slot):
                model.add_bool_or([keeps, *self.model.unused(slot)])
            self._keeps[slot] = keeps
        return self._keeps[slot]

    def _is_kept(self, slot: int) -> bool:
        """Whether a slot has anything firm of its own, or each of its areas, for certain."""
        if slot not in self._kept:
            self._kept[slot] = keeps_own(self.problem, slot, self._most)
        return self._kept[slot]


def _in_order(cut: Cut) -> tuple[int, int, int, int, int]:
    return cut.slot, cut.ends, -1 if cut.other is None else cut.other, cut.separator, cut.crowd
