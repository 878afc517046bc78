"""Branching: where a bound does not rise any more, what is left is divided into cases.

Most often areas give to areas that they touch. What must move then is plain arithmetic; but a model
that may also reach over other areas by a little of many pieces does not see it. So one case is that
every slot keeps to what it touches, and each of the others is that a slot has something of an area
that it does not touch. These are divided once more, by whether an area that is too large takes
anybody in, and asked for one of the ways that the slot may come.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from geo.advice.repair.bounding import Bounding
from geo.advice.repair.clock import Clock
from geo.advice.repair.pieces import bits
from geo.advice.repair.problem import Problem, Sharing
from geo.advice.repair.reaching import excess_of
from geo.advice.repair.ways import Far, far_pairs

PATIENCE = (1.4, 0.2)
"""A case whose bound has not risen for so long is divided, in the solver's own measure: the whole
problem, and each case of it."""
MORE = 0.1
"""It is asked for so much longer at most, as an answer may come a little sooner than it may."""
MOST_PAIRS = 16
"""Where there are more pairs of a slot and an area that it may reach without touching it, none are
told apart."""
Part: TypeAlias = tuple[Problem, Far | None]
"""A case, and an area of which a slot has something in it without touching it."""


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
        if best is not None and best != self.best:
            self.best = best
            self.look_below(best)
        if (
            lowest.may_be_divided
            and lowest.waited > PATIENCE[lowest.depth]
            and not lowest.bounding.is_over
        ):
            self._divide(lowest)
        return spent

    def _divide(self, branch: _Branch) -> None:
        """Put cases in the place of a branch, or what asks for a way where it comes from far."""
        problem, depth = branch.bounding.narrow, branch.depth + 1
        branch.waited, branch.depth = 0.0, depth
        parts = _by_touch(problem) if depth == 1 else _by_taking(problem, branch.far)
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
        waited: for how long its bound has not risen.
    """

    bounding: Bounding
    depth: int = 0
    far: Far | None = None
    waited: float = 0.0

    @property
    def may_be_divided(self) -> bool:
        """Whether it may be divided once more."""
        return self.bounding.problem.contiguous and self.depth < len(PATIENCE)


def _by_touch(problem: Problem) -> list[Part]:
    """Return the case that every slot keeps to what it touches, and one for each other area."""
    pairs = far_pairs(problem)
    if len(pairs) > MOST_PAIRS:
        return [(problem, None)]
    found: list[Part] = []
    rest = problem
    for far in pairs:
        chosen = {
            (piece, far.slot) for piece in bits(problem.now[far.area] & problem.may_hold[far.slot])
        }
        found.append((_with_one_of(rest, chosen), far))
        rest = _without(rest, chosen)
    return [(rest, None), *found]


def _by_taking(problem: Problem, far: Far | None) -> list[Part]:
    """Return the case that no area that is too large takes anybody in, and that one does."""
    origins = [
        slot if each.origin is None else each.origin for slot, each in enumerate(problem.slots)
    ]
    chosen = {
        (piece, slot)
        for slot, origin in enumerate(origins)
        if excess_of(problem, origin)
        for piece in bits(problem.may_hold[slot] & ~problem.own[slot])
    }
    if not chosen:
        return [(problem, far)]
    return [(_without(problem, chosen), far), (_with_one_of(problem, chosen), far)]


def _with_one_of(problem: Problem, chosen: Iterable[tuple[int, int]]) -> Problem:
    return replace(problem, one_of=(*problem.one_of, frozenset(chosen)))


def _without(problem: Problem, chosen: Iterable[tuple[int, int]]) -> Problem:
    allowed = list(problem.allowed)
    for piece, slot in chosen:
        allowed[piece] &= ~(1 << slot)
    return replace(problem, allowed=tuple(allowed))
