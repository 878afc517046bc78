"""Proving: the bounds of all cases, of which the lowest is the bound of the problem."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from geo.advice.repair.branching import Branching
from geo.advice.repair.cases import cases
from geo.advice.repair.clock import Clock
from geo.advice.repair.families import has_families, in_families, taken_apart, taken_together
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
        self._cases = [_Case(case, seed) for case in cases(problem)]

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
    def open(self) -> list[_Case]:
        """The cases of which something is left to be proved, that with the lowest bound first."""
        left = [case for case in self._cases if not case.is_over]
        return sorted(left, key=lambda case: case.bound)

    def rise(
        self,
        known: Sharing | None,
        effort: float,
        clock: Clock,
        tell: Callable[[int], None] = lambda _: None,
    ) -> None:
        """Ask the models again and again, always that with the lowest bound.

        Args:
            known: a sharing that fits, as far as one is known; None where there is none yet.
            effort: how long it may take, in the solver's own measure of time, which is the same on
                every machine.
            clock: ends it before.
            tell: told the bound after each model that was asked.
        """
        if known is not None:
            self._look_below(known)
        while effort > 0 and self.open and not clock.is_over:
            lowest = self.open[0]
            effort -= lowest.ask(max(LEAST_EFFORT, effort / len(self.open)), clock)
            if lowest.best is not None and self._is_better(lowest.best):
                self.best = lowest.best
                self._look_below(lowest.best)
            tell(self.bound)

    def _is_better(self, met: Sharing) -> bool:
        return self.best is None or self.problem.moved(met) < self.problem.moved(self.best)

    def _look_below(self, known: Sharing) -> None:
        for case in self.open:
            case.look_below(known)


class _Case:
    """The bound of one case: by families as far as that goes, then by areas.

    Attributes:
        problem: the case.
        bound: people who must move, proved so far.
        best: the last sharing of the case that fits which a model has met; None before the first.
        torn: the last answer, which need not hang together; None before the first.
    """

    def __init__(self, case: Problem, seed: int) -> None:
        self.problem = case
        self.best: Sharing | None = None
        self.torn: Sharing | None = None
        self._seed = seed
        self._is_by_areas = not has_families(case)
        self._now = Branching(case if self._is_by_areas else taken_together(case), seed)
        self._known: Sharing | None = None
        self._met: Sharing | None = None
        self.bound = self._now.bound

    @property
    def impossible(self) -> bool:
        """Whether it is proved that nothing in the case fits."""
        return self._now.impossible

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to be proved."""
        return self._now.is_over

    def look_below(self, known: Sharing) -> None:
        """From now on leave out whatever moves as many people as what is known."""
        if self._known is None or self.problem.moved(known) < self.problem.moved(self._known):
            self._known = known
        self._now.look_below(known if self._is_by_areas else in_families(self.problem, known))
        self._settle()

    def ask(self, effort: float, clock: Clock) -> float:
        """Ask the model once, and return how much effort that took."""
        spent = self._now.ask(effort, clock)
        if self._now.torn is not None:
            self.torn = self._by_areas(self._now.torn)
        if self._now.best is not None and self._now.best != self._met:
            self._met = self._now.best
            best = self._by_areas(self._met)
            self.best = best if self.problem.fits(best) else self.best
        self._settle()
        return spent

    def _by_areas(self, sharing: Sharing) -> Sharing:
        if self._is_by_areas:
            return sharing
        return taken_apart(self.problem, sharing, Random(self._seed))

    def _settle(self) -> None:
        """Go on by areas once families say no more, unless what is known is no worse."""
        self.bound = max(self.bound, self._now.bound)
        if self._is_by_areas or not self._now.is_over or self._now.impossible:
            return
        if self._known is not None and self.problem.moved(self._known) <= self.bound:
            return
        self._is_by_areas = True
        self._now = Branching(self.problem, self._seed)
        self._now.raise_to(self.bound)
        if self._known is not None:
            self._now.look_below(self._known)
