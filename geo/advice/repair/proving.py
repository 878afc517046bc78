"""Proving: the bounds of all cases, of which the lowest is the bound of the problem."""

from __future__ import annotations

from geo.advice.repair.bounding import Bounding
from geo.advice.repair.cases import cases
from geo.advice.repair.clock import Clock
from geo.advice.repair.problem import Problem, Sharing

LEAST_EFFORT = 0.3
"""No model is asked for less than this, in the solver's own measure, as it would not get far."""


class Proving:
    """The cases of a problem, each with a bound that rises.

    Attributes:
        problem: the problem.
        best: the sharing that fits and moves fewest people, of those that the models have met;
            None before the first.
    """

    def __init__(self, problem: Problem, seed: int) -> None:
        self.problem = problem
        self.best: Sharing | None = None
        self._cases = [Bounding(case, seed) for case in cases(problem)]

    @property
    def bound(self) -> int:
        """People who must move between areas, as far as it is proved.

        Where nothing fits it says nothing, but never falls.
        """
        left = [case.bound for case in self._cases if not case.impossible]
        return min(left, default=max(case.bound for case in self._cases))

    @property
    def impossible(self) -> bool:
        """Whether it is proved that nothing fits."""
        return all(case.impossible for case in self._cases)

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to be proved."""
        return not self.open

    @property
    def open(self) -> list[Bounding]:
        """The cases of which something is left to be proved, that with the lowest bound first."""
        left = [case for case in self._cases if not case.is_over]
        return sorted(left, key=lambda case: case.bound)

    def rise(self, known: Sharing | None, effort: float, clock: Clock) -> None:
        """Ask the models again and again, always that with the lowest bound.

        Args:
            known: a sharing that fits, as far as one is known; None where there is none yet.
            effort: how long it may take, in the solver's own measure of time, which is the same on
                every machine.
            clock: ends it before.
        """
        if known is not None:
            self._look_below(known)
        while effort > 0 and self.open and not clock.is_over:
            lowest = self.open[0]
            effort -= lowest.ask(max(LEAST_EFFORT, effort / len(self.open)), clock)
            if lowest.best is not None and lowest.best != self.best:
                self.best = lowest.best
                self._look_below(lowest.best)

    def _look_below(self, known: Sharing) -> None:
        for case in self.open:
            case.look_below(known)
