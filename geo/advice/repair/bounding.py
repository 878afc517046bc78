"""Bounding: how few people must move, proved by a model that knows contiguity only by its cuts.

Nothing can be much better than an answer of the model under the cuts so far, and how much is told
with it: that is a bound. Where the answer is torn, new cuts forbid that; where it hangs together,
only better ones are asked for. The bound rises until nothing better than what is known is left. The
better what is known, the fewer pieces can reach a slot, and the smaller the model. So it is asked
first whether anything is much better than what is known, then whether anything is a little better.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from copy import copy

from geo.advice.repair.clock import Clock
from geo.advice.repair.cores import choose_cores
from geo.advice.repair.cuts import Cut, find_cuts, first_cuts
from geo.advice.repair.cutting import Cutting
from geo.advice.repair.in_samples import SampleEnd, missed_ends, nearest_ends
from geo.advice.repair.problem import Problem, Sharing
from geo.advice.repair.reaching import excess_of, narrowed
from geo.advice.repair.separating import separating_cuts
from geo.advice.repair.solving import Answer, solve
from geo.advice.repair.ways import Far, find_ways

CLOSE_ENOUGH = 0.02
"""An answer so near the bound, as a share of it, is looked at for what is torn in it: the next one
under more cuts teaches more than the last per cent of this one."""
LONGEST = 6.0
"""A model from which nothing was learnt is asked for longer each time, but never for longer."""
AT_ONCE = 0.01
"""What it counts as effort to see that nothing is left to be asked."""
AIMS = (0.05, 0.01)
"""What is known is first compared with sharings that are better by more than these shares."""


class Bounding:
    """A bound that rises, in one case of a problem.

    Attributes:
        problem: the case.
        narrow: the case, without what no sharing has that moves fewer people than what is known.
        bound: people that must move between areas, proved so far.
        impossible: whether it is proved that nothing fits.
        proved: whether the bound is met: nothing that fits moves fewer.
        best: the last sharing that fits which the model has met; the one that moves fewest people
            of those it has met.
        torn: the last answer, which need not hang together; None before the first.
    """

    def __init__(self, problem: Problem, seed: int, far: Far | None = None) -> None:
        """Begin.

        Args:
            problem: the case.
            seed: of the solver's chance.
            far: an area of which a slot is to have something, without touching it.
        """
        self.problem = problem
        self.bound = sum(excess_of(problem, slot) for slot in range(len(problem.slots)))
        self.impossible = self.proved = False
        self.best: Sharing | None = None
        self.torn: Sharing | None = None
        self._seed, self._longer = seed, 0.0
        self.narrow, self._far = problem, far
        self._known: Sharing | None = None
        self._most = self._aim = sum(problem.weights)
        self._cores = choose_cores(problem) if problem.contiguous else {}
        self._cuts: set[Cut] = first_cuts(problem, self._cores) if problem.contiguous else set()
        self._is_separated = not self._cores
        self._ends: set[SampleEnd] = nearest_ends(problem, problem.home)
        self._misfits: set[Sharing] = set()
        self._cutting: Cutting | None = None
        self._built_for: int | None = None
        self._built_on = problem

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to be proved."""
        return self.impossible or self.proved

    def divided(self, parts: Iterable[tuple[Problem, Far | None]], ways: bool) -> list[Bounding]:
        """Return a bounding of each of several cases that are this one together.

        Whatever was learnt here is known there.

        Args:
            parts: each case, and an area of which a slot is to have something in it.
            ways: whether one of the ways is asked for on which the slot may come to the area.
        """
        return [self._part(problem, far if ways else None) for problem, far in parts]

    def look_below(self, known: Sharing) -> None:
        """From now on leave out whatever moves as many people as what is known.

        Args:
            known: a sharing that fits, if need be with slots that this problem does not have.
        """
        moved = self.problem.moved(known)
        if self._known is not None and moved > self._most:
            return
        self._known, self._most = known, moved - 1
        self.proved = self.bound > self._most
        if not self.is_over:
            self.narrow = narrowed(self.narrow, self._most)

    def ask(self, effort: float, clock: Clock) -> float:
        """Ask the model once, and return how much effort that took.

        Args:
            effort: how long it may take, in the solver's own measure of time, which is the same on
                every machine.
            clock: ends it before.
        """
        self._choose_aim()
        if self._has_no_choice():
            self._rule_out()
            return AT_ONCE
        cutting = self._build()
        spent = self._separate(clock) if self.torn is not None else 0.0
        cutting.model.look_between(self.bound, self._aim)
        before = self._learnt
        answer = solve(cutting.model, self._seed, max(effort, self._longer), clock, CLOSE_ENOUGH)
        if answer.impossible:
            self._rule_out()
        elif answer.bound is not None:
            self.bound = max(self.bound, min(answer.bound, self._aim + 1))
            self.proved = self._known is not None and self.bound > self._most
        if answer.met:
            self.torn = answer.met[-1]
            self._learn(answer)
        if self._learnt == before:  # the same again would lead to the same
            self._longer = min(2 * max(effort, self._longer), LONGEST)
            self._seed += 1
        return spent + answer.effort

    def _choose_aim(self) -> None:
        """Keep to what was looked for until it is ruled out, or more than what is known."""
        if self._known is None or self._aim > self._most or self.bound > self._aim:
            self._aim = self._most
            for share in AIMS if self._known is not None else ():
                enough = math.ceil((self._most + 1) / (1 + share))
                if self.bound < enough:
                    self._aim = enough - 1
                    break

    @property
    def _learnt(self) -> tuple[int, ...]:
        """What was learnt so far, in figures that never fall."""
        return self.bound, len(self._cuts), len(self._ends), len(self._misfits)

    def _rule_out(self) -> None:
        """Take it that nothing is as good as what was looked for."""
        if self._known is None:
            self.impossible = True
            return
        self.bound = self._aim + 1
        self.proved = self.bound > self._most

    def _separate(self, clock: Clock) -> float:
        """Learn once what fractions of pieces show to be needed, and return the effort."""
        if self._is_separated:
            return 0.0
        self._is_separated = True
        cores = {
            slot: core
            for slot, core in self._cores.items()
            if self.narrow.may_hold[slot] >> core & 1
        }
        found, effort = separating_cuts(self.narrow, cores, clock)
        self._add(found)
        return effort

    def _learn(self, answer: Answer) -> None:
        if self.problem.ties is not None:
            self._learn_from_samples(answer)
        if self.problem.contiguous:
            for met in answer.met:
                self._add(find_cuts(self._built_on, met, self._cores))
        for met in answer.met:
            if self.problem.fits(met):
                self.best = met
        if self.best is not None:
            self.look_below(self.best)

    def _learn_from_samples(self, answer: Answer) -> None:
        """Ask for what is missed in samples; forbid what misses more than a model can be asked."""
        problem = self.problem
        found = set().union(*(missed_ends(problem, each) for each in answer.met)) - self._ends
        self._ends |= found
        misfits = {
            met
            for met in answer.met
            if problem.outside(met) and not missed_ends(problem, met) & found
        } - self._misfits
        self._misfits |= misfits
        if self._cutting is not None:
            self._cutting.hold_in_samples(found, misfits)

    def _add(self, cuts: set[Cut]) -> None:
        if self._cutting is not None:
            self._cutting.add(cuts - self._cuts)
        self._cuts |= cuts

    def _build(self) -> Cutting:
        """Return the model of what is looked for now, built anew only if that has changed."""
        if self._cutting is not None and self._built_for == self._aim:
            return self._cutting
        self._built_for, self._built_on = self._aim, self.narrow
        problem = self._aimed()
        cutting = Cutting(problem, self._aim)
        cutting.hold_in_samples(self._ends, self._misfits)
        cutting.add(self._cuts)
        if self._far is not None:
            ways = find_ways(problem, self._far, self._aim)
            if ways is not None:
                cutting.choose_way(self._far.slot, ways)
        if self._known is not None:
            cutting.model.hint(self._known)
        self._cutting = cutting
        return cutting

    def _aimed(self) -> Problem:
        """Return the case without what no sharing has that moves so few people as is looked for."""
        return self.narrow if self._known is None else narrowed(self.narrow, self._aim)

    def _has_no_choice(self) -> bool:
        """Whether nothing of what must be chosen from is left."""
        if self._known is None or not self.narrow.one_of:
            return False
        allowed = self._aimed().allowed
        return any(
            not any(allowed[piece] >> slot & 1 for piece, slot in choice)
            for choice in self.narrow.one_of
        )

    def _part(self, problem: Problem, far: Far | None) -> Bounding:
        part = copy(self)
        part.problem, part.narrow, part._far = problem, problem, far
        part.best = part.torn = None
        part._cuts, part._ends, part._misfits = set(self._cuts), set(self._ends), set(self._misfits)
        part._cutting, part._longer = None, 0.0
        if self._known is not None:
            part.narrow = narrowed(problem, self._most)
        return part
