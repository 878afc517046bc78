"""Bounding: how few people must move, proved by a model that knows contiguity only by its cuts.

Each answer of the model is as good as it can be under the cuts so far, so what it costs is a bound.
Where it is torn, new cuts forbid that and the model is asked again: the bound rises until an answer
hangs together, which then is the best there is, or until nothing better than what is known is left.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from ortools.sat.python import cp_model

from geo.advice.repair.clock import Clock
from geo.advice.repair.cuts import Cut, find_cuts, first_cuts
from geo.advice.repair.model import Collect, Model, Variable, new_solver
from geo.advice.repair.problem import Problem, Sharing, bits

_ALMOST = 1e-6


class Bounding:
    """A bound that rises.

    Attributes:
        bound: people that must move between areas, proved so far.
        impossible: whether it is proved that nothing fits.
        proved: whether the bound is met: nothing that fits moves fewer.
        best: a sharing that fits and moves no more than the bound, where the model has met one.
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
            known: the best sharing that fits, as far as it is known; None where there is none yet.
            effort: how long it may take, in the solver's own measure of time, which is the same on
                every machine.
            clock: ends it before.
        """
        self._look_below(known)
        while effort > 0 and not self.is_over and not clock.is_over:
            effort -= self._ask(effort, known, clock)

    def _look_below(self, known: Sharing | None) -> None:
        """Leave out whatever moves as many people as what is known."""
        if known is None:
            return
        moved = self.problem.moved(known)
        if self._below is None or moved < self._below:
            self._below = moved
            self._model.model.add(self._model.people_moved <= moved - 1)
            self._model.hint(known)

    def _ask(self, effort: float, known: Sharing | None, clock: Clock) -> float:
        """Ask the model once, and return how much effort that took."""
        solver = new_solver(self._seed)
        solver.parameters.max_deterministic_time = effort
        solver.parameters.max_time_in_seconds = clock.left
        collect = Collect(self._model, clock)
        status = solver.solve(self._model.model, collect)
        took: float = solver.response_proto.deterministic_time
        if status == cp_model.INFEASIBLE:
            if known is None:
                self.impossible = True
            else:
                self.bound, self.proved = self.problem.moved(known), True
            return took
        proved = math.ceil(solver.best_objective_bound - _ALMOST)
        self.bound = max(self.bound, proved if self._below is None else min(proved, self._below))
        if not collect.met:
            return effort
        self.torn = collect.met[-1]
        self._learn(collect.met, finished=status == cp_model.OPTIMAL)
        return max(took, _ALMOST)

    def _learn(self, met: Iterable[Sharing], *, finished: bool) -> None:
        found: set[Cut] = set()
        if self.problem.contiguous:
            found = set().union(*(find_cuts(self.problem, each) for each in met)) - self._cuts
            self._add(found)
        assert self.torn is not None
        if finished and self.problem.fits(self.torn):
            self.best, self.proved = self.torn, True
            self.bound = self.problem.moved(self.torn)

    def _add(self, found: set[Cut]) -> None:
        at = self._model.at
        for cut in sorted(found, key=lambda each: (each.slot, each.one, each.separator)):
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
