"""Bounding: how few people must move, proved by a model that knows contiguity only by its cuts.

Each answer of the model is as good as it can be under the cuts so far, so what it costs is a bound.
Where it is torn, new cuts forbid that and the model is asked again: the bound rises until an answer
hangs together, which then is the best there is, or until nothing better than what is known is left.
"""

from __future__ import annotations

from geo.advice.repair.clock import Clock
from geo.advice.repair.cuts import Cut, find_cuts, first_cuts
from geo.advice.repair.model import Model, Variable
from geo.advice.repair.problem import Problem, Sharing, bits
from geo.advice.repair.solving import Answer, solve


class Bounding:
    """A bound that rises.

    Attributes:
        bound: people that must move between areas, proved so far.
        impossible: whether it is proved that nothing fits.
        proved: whether the bound is met: nothing that fits moves fewer.
        best: the last sharing that fits which the model has met; it moves fewest people of all
            that are known.
        torn: the last answer, which need not hang together; None before the first.
    """

    def __init__(self, problem: Problem, seed: int) -> None:
        self.problem, self.bound = problem, 0
        self.impossible = self.proved = False
        self.best: Sharing | None = None
        self.torn: Sharing | None = None
        self._seed = seed
        self._model = Model.of(problem)
        self._model.ask_for_fewest_moved()
        self._below: int | None = None
        self._cuts: set[Cut] = set()
        self._keeps: dict[int, Variable] = {}
        if problem.contiguous:
            self._add(first_cuts(problem))

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to be proved."""
        return self.impossible or self.proved

    def rise(self, known: Sharing | None, effort: float, clock: Clock) -> None:
        """Ask the model again and again.

        Args:
            known: a sharing that fits, as far as one is known; None where there is none yet.
            effort: how long it may take, in the solver's own measure of time, which is the same on
                every machine.
            clock: ends it before.
        """
        self._look_below(known)
        while effort > 0 and not self.is_over and not clock.is_over:
            effort -= self._ask(effort, clock)

    def _look_below(self, known: Sharing | None) -> None:
        """From now on leave out whatever moves as many people as what is known."""
        if known is None:
            return
        moved = self.problem.moved(known)
        if self._below is None or moved < self._below:
            self._below = moved
            self._model.hint(known)

    def _ask(self, effort: float, clock: Clock) -> float:
        """Ask the model once, and return how much effort that took."""
        highest = sum(self.problem.weights) if self._below is None else self._below - 1
        if self.bound > highest:
            self.proved = True
            return 0
        self._model.look_between(self.bound, highest)
        answer = solve(self._model, self._seed, effort, clock)
        if answer.impossible:
            self.impossible = self._below is None
            self.proved = not self.impossible
            self.bound = self.bound if self._below is None else self._below
        elif answer.bound is not None:
            self.bound = max(self.bound, min(answer.bound, highest + 1))
        if answer.met:
            self.torn = answer.met[-1]
            self._learn(answer)
        return answer.effort if answer.met else effort

    def _learn(self, answer: Answer) -> None:
        if self.problem.contiguous:
            self._add(set().union(*(find_cuts(self.problem, each) for each in answer.met)))
        for met in answer.met:
            if self.problem.fits(met):
                self.best = met
                self._look_below(met)
        if answer.finished and answer.met[-1] == self.best:
            self.proved = True

    def _add(self, found: set[Cut]) -> None:
        at = self._model.at
        for cut in sorted(found - self._cuts, key=_in_order):
            end = self._keep(cut.slot) if cut.other is None else at[cut.other, cut.slot]
            self._model.model.add_bool_or(
                [
                    *(at[piece, cut.slot] for piece in bits(cut.separator)),
                    at[cut.one, cut.slot].negated(),
                    end.negated(),
                ]
            )
        self._cuts |= found

    def _keep(self, slot: int) -> Variable:
        """Return the variable that is true where a slot keeps anything firm that it has now."""
        if slot not in self._keeps:
            keeps = self._model.model.new_bool_var("")
            for piece in bits(self.problem.now[slot] & ~self.problem.slots[slot].loose):
                if (piece, slot) in self._model.at:
                    self._model.model.add_implication(self._model.at[piece, slot], keeps)
            self._keeps[slot] = keeps
        return self._keeps[slot]


def _in_order(cut: Cut) -> tuple[int, int, int, int]:
    return cut.slot, cut.one, -1 if cut.other is None else cut.other, cut.separator
