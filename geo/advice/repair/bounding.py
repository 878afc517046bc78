"""Bounding: how few people must move, proved by a model that knows contiguity only by its cuts.

Nothing can be much better than an answer of the model under the cuts so far, and how much is told
with it: that is a bound. Where the answer is torn, new cuts forbid that; where it hangs together,
only better ones are asked for. The bound rises until nothing better than what is known is left. The
better what is known, the fewer pieces can reach a slot, and the smaller the model.
"""

from __future__ import annotations

from collections.abc import Iterable

from geo.advice.repair.clock import Clock
from geo.advice.repair.cuts import Cut, find_cuts, first_cuts
from geo.advice.repair.in_samples import InSamples, SampleEnd, missed_ends, nearest_ends
from geo.advice.repair.model import Model, Variable
from geo.advice.repair.problem import Problem, Sharing, bits
from geo.advice.repair.reaching import excess_of, keeps_own, narrowed
from geo.advice.repair.solving import Answer, solve

CLOSE_ENOUGH = 0.02
"""An answer so near the bound, as a share of it, is looked at for what is torn in it: the next one
under more cuts teaches more than the last per cent of this one."""
LONGEST = 6.0
"""A model from which nothing was learnt is asked for longer each time, but never for longer."""


class Bounding:
    """A bound that rises, in one case of a problem.

    Attributes:
        bound: people that must move between areas, proved so far.
        impossible: whether it is proved that nothing fits.
        proved: whether the bound is met: nothing that fits moves fewer.
        best: the last sharing that fits which the model has met; it moves fewest people of all
            that are known.
        torn: the last answer, which need not hang together; None before the first.
    """

    def __init__(self, problem: Problem, seed: int) -> None:
        self.problem = problem
        self.bound = sum(excess_of(problem, slot) for slot in range(len(problem.slots)))
        self.impossible = self.proved = False
        self.best: Sharing | None = None
        self.torn: Sharing | None = None
        self._seed, self._longer = seed, 0.0
        self._most, self._known = sum(problem.weights), False
        self._cuts: set[Cut] = first_cuts(problem) if problem.contiguous else set()
        self._ends: set[SampleEnd] = nearest_ends(problem, problem.home)
        self._misfits: set[Sharing] = set()
        self._build(problem)

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to be proved."""
        return self.impossible or self.proved

    def look_below(self, known: Sharing) -> None:
        """From now on leave out whatever moves as many people as what is known.

        Args:
            known: a sharing that fits, if need be with slots that this problem does not have.
        """
        moved = self.problem.moved(known)
        if self._known and moved > self._most:
            return
        self._known, self._most = True, moved - 1
        self.proved = self.bound > self._most
        if not self.is_over:
            self._build(narrowed(self._narrow, self._most))
            self._model.hint(known)

    def ask(self, effort: float, clock: Clock) -> float:
        """Ask the model once, and return how much effort that took.

        Args:
            effort: how long it may take, in the solver's own measure of time, which is the same on
                every machine.
            clock: ends it before.
        """
        self._model.look_between(self.bound, self._most)
        before = self._learnt
        answer = solve(self._model, self._seed, max(effort, self._longer), clock, CLOSE_ENOUGH)
        if answer.impossible:
            self.impossible, self.proved = not self._known, self._known
            self.bound = self._most + 1 if self._known else self.bound
        elif answer.bound is not None:
            self.bound = max(self.bound, min(answer.bound, self._most + 1))
        if answer.met:
            self.torn = answer.met[-1]
            self._learn(answer)
        if self._learnt == before:  # the same again would lead to the same
            self._longer = min(2 * max(effort, self._longer), LONGEST)
            self._seed += 1
        return answer.effort

    @property
    def _learnt(self) -> tuple[int, ...]:
        """What was learnt so far, in figures that never fall."""
        return self.bound, len(self._cuts), len(self._ends), len(self._misfits)

    def _learn(self, answer: Answer) -> None:
        if self.problem.ties is not None:
            self._learn_from_samples(answer)
        if self.problem.contiguous:
            found = set().union(*(find_cuts(self._narrow, each) for each in answer.met))
            self._add(found - self._cuts)
            self._cuts |= found
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
        self._ask_for_samples(found, misfits)

    def _ask_for_samples(self, ends: Iterable[SampleEnd], misfits: Iterable[Sharing]) -> None:
        if self._in_samples is not None:
            self._in_samples.ask(ends)
        at = self._model.at
        for misfit in sorted(misfits):
            if all(each in at for each in enumerate(misfit)):
                self._model.model.add_bool_or(at[each].negated() for each in enumerate(misfit))

    def _build(self, problem: Problem) -> None:
        self._narrow, self._model = problem, Model.of(problem)
        ties = problem.ties
        self._in_samples = None if ties is None else InSamples(self._model, ties)
        self._ask_for_samples(self._ends, self._misfits)
        self._model.ask_for_fewest_moved()
        self._keeps: dict[int, Variable] = {}
        self._add(self._cuts)

    def _add(self, cuts: Iterable[Cut]) -> None:
        at = self._model.at
        for cut in sorted(cuts, key=_in_order):
            slot, ground = cut.slot, self._narrow.may_hold[cut.slot]
            if not ground >> cut.one & 1 or not (cut.other is None or ground >> cut.other & 1):
                continue  # one of the ends cannot be in the slot any more
            end = self._keep(slot) if cut.other is None else at[cut.other, slot]
            between = [at[piece, slot] for piece in bits(cut.separator & ground)]
            self._model.model.add_bool_or([*between, at[cut.one, slot].negated(), end.negated()])

    def _keep(self, slot: int) -> Variable:
        """Return the variable that is true where a slot has anything firm of its own."""
        if slot not in self._keeps:
            problem, model = self._narrow, self._model.model
            keeps = model.new_bool_var("")
            for piece in bits(problem.firm[slot] & problem.may_hold[slot]):
                model.add_implication(self._model.at[piece, slot], keeps)
            if keeps_own(problem, slot, self._most):
                model.add_bool_or([keeps, *self._model.unused(slot)])
            self._keeps[slot] = keeps
        return self._keeps[slot]


def _in_order(cut: Cut) -> tuple[int, int, int, int]:
    return cut.slot, cut.one, -1 if cut.other is None else cut.other, cut.separator
