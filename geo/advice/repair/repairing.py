"""Repairing: for each place the proposals that are worth a planner's choice, or why there are none.

Proposals that another one beats in everything, or equals, are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from geo.advice.repair.clock import Clock
from geo.advice.repair.companions import companions_of
from geo.advice.repair.conflict import find_conflict
from geo.advice.repair.place import Place, Requirement
from geo.advice.repair.posing import pose
from geo.advice.repair.problem import Problem, Sharing
from geo.advice.repair.proposal import Proposal, area_changes, crossing
from geo.advice.repair.question import RepairQuestion
from geo.advice.repair.searching import Progress
from geo.advice.repair.side_by_side import try_places
from geo.advice.repair.steps import steps_to
from geo.advice.repair.trying import Attempt, Effort, Limits, Tried
from geo.advice.repair.verdict import Verdict
from geo.advice.split_names import free_names
from geo.plan.measures import Measured

CONFLICT_SECONDS = 15.0
"""What is spent at most on finding out which requirements cannot hold together."""
SET_SECONDS = 2.0
"""What is spent at most on one set of them: the longer it takes, the likelier it holds.

Where the effort is counted in rounds neither limit counts, so that no machine's speed decides.
"""


@dataclass(frozen=True, eq=False)
class PlaceRepair:
    """What came of one place.

    Attributes:
        place: the place.
        verdict: what came of it.
        proposals: the best first.
        conflict: the smallest set of requirements that cannot hold together, where it is known.
        bound: people who must move between areas, whatever number of those that may be created
            is; None where that is not known.
        seconds: how long it took.
        stopped: whether a clock or a planner ended the search, so that a longer one may find more.
    """

    place: Place
    verdict: Verdict
    proposals: tuple[Proposal, ...] = ()
    conflict: tuple[Requirement, ...] = ()
    bound: int | None = None
    seconds: float = 0.0
    stopped: bool = False


@dataclass(frozen=True, eq=False)
class Working:
    """How far the search of a place is.

    Attributes:
        place: the place.
        number: of the place, from 1, of those that are searched.
        places: how many are searched.
        limits: what this search keeps to.
        progress: how far it is.
    """

    place: Place
    number: int
    places: int
    limits: Limits
    progress: Progress


Tell = Callable[[Working], None]
"""Told how far the search of a place is."""


def repair(
    measured: Measured,
    question: RepairQuestion,
    effort: Effort,
    clock: Clock,
    tell: Tell = lambda _: None,
    workers: int | None = None,
) -> list[PlaceRepair]:
    """Repair each place of a question by itself.

    Args:
        measured: the plan, with its bands and dates.
        question: what is asked.
        effort: how much is spent on each place.
        clock: ends the whole; what was found until then is returned.
        tell: told after each round, and whenever more is known.
        workers: how many places are searched at a time; None for as many as there are processors.

    Raises:
        AdviceError: the question cannot be answered; with every reason.
        KeyError: the pack has no figures of a date.
    """
    places = pose(measured, question)
    searched = [place for place in places if not place.unknown and not place.fits_now()]

    def told(number: int, limits: Limits, progress: Progress) -> None:
        tell(Working(searched[number], number + 1, len(searched), limits, progress))

    attempts = iter(try_places(searched, effort, clock, told, workers))
    found = []
    for place in places:
        if place.unknown:
            found.append(PlaceRepair(place, Verdict.UNKNOWN))
        elif place in searched:
            found.append(_outcome(measured, place, next(attempts), effort, clock))
        else:
            found.append(PlaceRepair(place, Verdict.FITS, bound=0))
    return found


def _outcome(
    measured: Measured, place: Place, attempt: Attempt, effort: Effort, clock: Clock
) -> PlaceRepair:
    bound, seconds, stopped = attempt.bound, attempt.seconds, attempt.stopped
    proposals = tuple(_proposals(measured, attempt.tried)[: effort.proposals])
    if proposals:
        return PlaceRepair(place, Verdict.PROPOSALS, proposals, (), bound, seconds, stopped)
    if not attempt.impossible:
        return PlaceRepair(place, Verdict.NONE_FOUND, (), (), bound, seconds, stopped)
    create = max(each.limits.create for each in attempt.tried)
    whole, one = (CONFLICT_SECONDS, SET_SECONDS) if effort.rounds is None else [effort.seconds] * 2
    conflict = find_conflict(place, create, effort.seed, Clock(whole, clock.stopping), one)
    return PlaceRepair(place, Verdict.IMPOSSIBLE, (), conflict, None, seconds)


def _proposals(measured: Measured, searched: Sequence[Tried]) -> list[Proposal]:
    """Return the proposals that no other one beats in everything, fewest new areas first."""
    made = [
        _proposal(measured, each, each.found.sharing)
        for each in searched
        if each.found.sharing is not None
    ]
    kept = [
        one
        for place, one in enumerate(made)
        if not any(_is_no_worse(other, one) for other in made[:place])
        and not any(
            _is_no_worse(other, one) and not _is_no_worse(one, other) for other in made[place:]
        )
    ]
    return sorted(kept, key=lambda each: (each.created, each.moved, each.crossing))


def _is_no_worse(one: Proposal, other: Proposal) -> bool:
    ours, theirs = (
        (each.moved, each.created, each.retired, each.crossing, each.joined_new)
        for each in (one, other)
    )
    return all(a <= b for a, b in zip(ours, theirs, strict=True))


def _proposal(measured: Measured, searched: Tried, sharing: Sharing) -> Proposal:
    place, problem, found = searched.place, searched.problem, searched.found
    names = _names(measured, place, problem)
    moved = problem.moved(sharing)
    return Proposal(
        place=place,
        create=searched.limits.create,
        held=searched.limits.hard,
        moved=moved,
        joined_new=problem.along(sharing),
        created=sum(1 for slot in set(sharing) if problem.slots[slot].origin is not None),
        retired=len(place.areas) - sum(1 for slot in set(sharing) if slot < len(place.areas)),
        crossing=crossing(place, problem, sharing),
        bound=min(found.bound, moved),
        proved=moved <= found.bound,
        areas=area_changes(place, problem, sharing, names),
        steps=steps_to(place, problem, sharing, names, companions_of(measured, place)),
    )


def _names(measured: Measured, place: Place, problem: Problem) -> list[tuple[str, str]]:
    """Return code and name of each slot, free ones for those that may be created."""
    layer = measured.state.layers[place.question.layer]
    names = [(area.code, area.name) for area in place.areas]
    origins = [slot.origin for slot in problem.slots if slot.origin is not None]
    free: dict[int, list[tuple[str, str]]] = {
        origin: free_names(layer, place.areas[origin], origins.count(origin))
        for origin in set(origins)
    }
    return [*names, *(free[origin].pop(0) for origin in origins)]
