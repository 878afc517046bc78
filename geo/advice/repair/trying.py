"""Trying: the searches of one place, each with other limits.

A place is searched for each number of areas that may be created, from the fewest with which the
arithmetic allows it, and once more with lines held that the first of these sharings crosses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from geo.advice.repair.clock import Clock
from geo.advice.repair.pieces import bits
from geo.advice.repair.place import Place
from geo.advice.repair.problem import Problem, Sharing
from geo.advice.repair.proposal import crossing
from geo.advice.repair.question import MOST_PROPOSALS
from geo.advice.repair.searching import Found, Progress, search


@dataclass(frozen=True)
class Effort:
    """How much is spent on each place.

    Attributes:
        seconds: at most.
        rounds: of each search at most; None until nothing more comes of it.
        seed: of chance.
        proposals: how many at most.
    """

    seconds: float = 20.0
    rounds: int | None = None
    seed: int = 0
    proposals: int = MOST_PROPOSALS


@dataclass(frozen=True)
class Limits:
    """What one search of a place keeps to, besides what is asked.

    Attributes:
        create: how many areas may be created at most.
        hard: border layers whose lines are not newly crossed.
    """

    create: int
    hard: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Tried:
    """One search of a place: what it kept to, and what it found."""

    place: Place
    limits: Limits
    problem: Problem
    found: Found


@dataclass(frozen=True, eq=False)
class Attempt:
    """All searches of a place.

    Attributes:
        tried: in their order.
        is_complete: whether every number of areas that may be created was searched, or nothing
            could have come of the rest.
        seconds: how long it took.
    """

    tried: tuple[Tried, ...]
    is_complete: bool
    seconds: float

    @property
    def stopped(self) -> bool:
        """Whether a clock or a planner ended it, so that a longer search may find more."""
        return not self.is_complete or any(each.found.stopped for each in self.tried)

    @property
    def impossible(self) -> bool:
        """Whether it is proved that nothing fits, however many areas of those that may be."""
        return self.is_complete and all(each.found.impossible for each in self.tried)

    @property
    def bound(self) -> int | None:
        """People who must move whatever number of areas is created; None if that is not known."""
        bounds = [
            each.found.bound
            for each in self.tried
            if not each.limits.hard and not each.found.impossible
        ]
        return min(bounds) if bounds and self.is_complete else None


Tell = Callable[[Limits, Progress], None]
"""Told of what a search keeps to, and how far it is."""


def try_place(place: Place, effort: Effort, clock: Clock, tell: Tell) -> Attempt:
    """Search with ever more areas that may be created, then with lines held.

    Args:
        place: that does not fit as it is.
        effort: how much is spent on each search.
        clock: ends all of them.
        tell: told of each round.
    """
    most = most_new(place)
    if place.cannot_fit:
        nothing = Found(None, 0, impossible=True, proved=False, stopped=False, rounds=0)
        return Attempt((Tried(place, Limits(most), place.problem(0), nothing),), True, clock.gone)
    numbers = range(min(place.needed, most), most + 1)
    searched: list[Tried] = []
    is_complete = True
    for number in numbers:
        if clock.is_over and searched:
            is_complete = False
            break
        part = clock.part(_share(most - number + 1))
        searched.append(_search(place, Limits(number), effort, part, tell))
        if searched[-1].found.proved and searched[-1].found.bound == 0:
            break
    crosses = _first_that_crosses(searched)
    if crosses is not None and not clock.is_over:
        limits = Limits(crosses.limits.create, soft_lines(place))
        searched.append(_search(place, limits, effort, clock, tell))
    return Attempt(tuple(searched), is_complete, clock.gone)


def soft_lines(place: Place) -> tuple[str, ...]:
    """Return the border layers whose lines may be crossed, at whatever price."""
    borders = place.question.borders
    return tuple(key for key in place.sides if borders.get(key, 0.0) is not None)


def most_new(place: Place) -> int:
    """Return how many areas may be created at most.

    Where the question leaves it open, these are as many as are needed, or as many as there would
    be if every area that is too large were split by itself. More than can be filled are of no use.
    """
    asked = place.question.create
    if asked is None:
        return max(place.needed, place.useful)
    room = min(place.most, len(place.codes)) - len(place.areas) + place.question.retire
    return int(max(0, min(asked, room)))


def _first_that_crosses(searched: list[Tried]) -> Tried | None:
    for each in searched:
        sharing = each.found.sharing
        if sharing is not None and crossing(each.place, each.problem, sharing):
            return each
    return None


def _share(left: int) -> float:
    """Return the share of the remaining time for the first of several searches: it gets most."""
    return 0.8 if left == 1 else 1.5 / (left + 0.5)


def _search(place: Place, limits: Limits, effort: Effort, clock: Clock, tell: Tell) -> Tried:
    problem = place.problem(limits.create, hard=limits.hard)
    found = search(
        problem, effort.seed, clock, effort.rounds, lambda progress: tell(limits, progress)
    )
    if found.sharing is not None:
        found = replace(found, sharing=settled(problem, found.sharing))
    return Tried(place, limits, problem, found)


def settled(problem: Problem, sharing: Sharing) -> Sharing:
    """Return a sharing in which each area that is split stays where most of its people are.

    The area and its new ones only change their names: nobody moves who did not.
    """
    for origin in range(len(problem.slots)):
        family = [slot for slot, each in enumerate(problem.slots) if each.origin == origin]
        most = max(
            [origin, *family],
            key=lambda slot: sum(
                problem.weights[piece]
                for piece in bits(problem.now[origin])
                if sharing[piece] == slot
            ),
        )
        other_name = {origin: most, most: origin}
        renamed = tuple(other_name.get(slot, slot) for slot in sharing)
        if problem.cost(renamed) < problem.cost(sharing) and problem.fits(renamed):
            sharing = renamed
    return sharing
