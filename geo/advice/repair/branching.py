"""Branching: where a bound does not rise any more, what is left is divided into cases.

First by what slots touch, then by whether an area that is too large takes anybody in. Where a slot
has something of an area that it does not touch, one of the ways is asked for that it may come.
"""

from __future__ import annotations

from dataclasses import dataclass

from geo.advice.repair.bounding import Bounding
from geo.advice.repair.clock import Clock
from geo.advice.repair.dividing import by_taking, by_touch
from geo.advice.repair.problem import Problem, Sharing
from geo.advice.repair.ways import Far

PATIENCE = (1.4, 0.2)
"""What was asked in vain for so long is divided, in the solver's own measure: the whole problem,
and each case of it."""
MORE = 0.1
"""It is asked for so much longer at most, as an answer may come a little sooner than it may."""


class Branching:
    """A bound that rises, in one case of a problem that is divided where need be.

    Attributes:
        best: the last sharing that fits which a model has met; it moves fewest people of all that
            are known.
        torn: the last answer, which need not hang together; None before the first.
    """

    def __init__(self, problem: Problem, seed: int) -> None:
        self.best: Sharing | None = None
        self.torn: Sharing | None = None
        self._branches = [_Branch(Bounding(problem, seed))]

    @property
    def bound(self) -> int:
        """People that must move between areas, as far as it is proved."""
        left = [each.bounding.bound for each in self._branches if not each.bounding.impossible]
        return min(left, default=max(each.bounding.bound for each in self._branches))

    @property
    def impossible(self) -> bool:
        """Whether it is proved that nothing fits."""
        return all(each.bounding.impossible for each in self._branches)

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to be proved."""
        return all(each.bounding.is_over for each in self._branches)

    def raise_to(self, bound: int) -> None:
        """Take it for proved that so many people must move."""
        for each in self._branches:
            each.bounding.bound = max(each.bounding.bound, bound)

    def look_below(self, known: Sharing) -> None:
        """From now on leave out whatever moves as many people as what is known.

        Args:
            known: a sharing that fits, if need be with slots that this problem does not have.
        """
        for each in self._branches:
            each.bounding.look_below(known)

    def ask(self, effort: float, clock: Clock) -> float:
        """Ask the model of the branch with the lowest bound, and return how much effort that took.

        Args:
            effort: how long it may take, in the solver's own measure of time.
            clock: ends it before.
        """
        left = [each for each in self._branches if not each.bounding.is_over]
        lowest = min(left, key=lambda each: each.bounding.bound)
        before = lowest.bounding.bound
        if lowest.may_be_divided:
            effort = min(effort, PATIENCE[lowest.depth] + MORE)
        spent = lowest.bounding.ask(effort, clock)
        has_risen = lowest.bounding.bound > before
        lowest.waited = 0.0 if has_risen and not lowest.depth else lowest.waited + spent
        self.torn = lowest.bounding.torn or self.torn
        best = lowest.bounding.best
        if best is not None and self._is_better(lowest.bounding, best):
            self.best = best
            self.look_below(best)
        if (
            lowest.may_be_divided
            and lowest.waited > PATIENCE[lowest.depth]
            and not lowest.bounding.is_over
        ):
            self._divide(lowest)
        return spent

    def _is_better(self, where: Bounding, met: Sharing) -> bool:
        moved = where.problem.moved
        return self.best is None or moved(met) < moved(self.best)

    def _divide(self, branch: _Branch) -> None:
        """Put cases in the place of a branch. In the last ones a way is chosen as well."""
        problem, depth = branch.bounding.narrow, branch.depth + 1
        branch.waited, branch.depth = 0.0, depth
        parts = by_touch(problem) if depth == 1 else by_taking(problem, branch.far)
        if len(parts) > 1 or branch.far is not None:
            bounds = branch.bounding.divided(parts, ways=depth > 1)
            where = self._branches.index(branch)
            self._branches[where : where + 1] = [
                _Branch(bounding, depth, far)
                for bounding, (_, far) in zip(bounds, parts, strict=True)
            ]


@dataclass
class _Branch:
    """A case.

    Attributes:
        bounding: its bound.
        depth: how often it was divided.
        far: an area of which a slot has something in this case, without touching it.
        waited: for how long it was asked in vain: the whole problem since its bound has risen, a
            case of it ever since it was made.
    """

    bounding: Bounding
    depth: int = 0
    far: Far | None = None
    waited: float = 0.0

    @property
    def may_be_divided(self) -> bool:
        """Whether it may be divided once more."""
        return self.bounding.problem.contiguous and self.depth < len(PATIENCE)
