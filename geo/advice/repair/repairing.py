"""Repairing: for each place the proposals that are worth a planner's choice, or why there are none.

A place is searched again for each number of areas that may be created, from the fewest with which
the arithmetic allows it, and once more with the lines of CCGs and districts held, if what was found
crosses them. Proposals that another one beats in everything are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from geo.advice.repair.clock import Clock
from geo.advice.repair.companions import companions_of
from geo.advice.repair.conflict import find_conflict
from geo.advice.repair.place import Place, Requirement
from geo.advice.repair.posing import pose
from geo.advice.repair.problem import Problem, Sharing
from geo.advice.repair.proposal import Proposal, area_changes, crossing
from geo.advice.repair.question import RepairQuestion
from geo.advice.repair.searching import Progress
from geo.advice.repair.steps import steps_to
from geo.advice.repair.trying import Effort, Tried, try_places
from geo.advice.split_names import free_names
from geo.plan.measures import Measured
from geo.words import counted

CONFLICT_SECONDS = 15.0
"""What is spent at most on finding out which requirements cannot hold together."""


class Verdict(StrEnum):
    """What came of a place."""

    FITS = "fits"
    PROPOSALS = "proposals"
    IMPOSSIBLE = "impossible"
    NONE_FOUND = "none_found"
    UNKNOWN = "unknown"


@dataclass(frozen=True, eq=False)
class PlaceRepair:
    """What came of one place.

    Attributes:
        place: the place.
        verdict: what came of it.
        proposals: the best first.
        conflict: the smallest set of requirements that cannot hold together, where it is known.
        bound: people who must move between areas, proved with as many new areas as may be created.
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


Tell = Callable[[Place, Progress], None]
"""Told of a place, and how far its search is."""


def repair(
    measured: Measured,
    question: RepairQuestion,
    effort: Effort,
    clock: Clock,
    tell: Tell = lambda _place, _progress: None,
) -> list[PlaceRepair]:
    """Repair each place of a question by itself.

    Args:
        measured: the plan, with its bands and dates.
        question: what is asked.
        effort: how much is spent on each place.
        clock: ends the whole; what was found until then is returned.
        tell: told of each round.

    Raises:
        AdviceError: the question cannot be answered; with every reason.
        KeyError: the pack has no figures of a date.
    """
    places = pose(measured, question)
    searched = [place for place in places if not place.unknown and not place.fits_now()]
    tried = try_places(
        searched, effort, clock, lambda number, progress: tell(searched[number], progress)
    )
    outcomes = {
        id(place): _outcome(measured, place, each, effort, clock)
        for place, each in zip(searched, tried, strict=True)
    }
    return [
        outcomes.get(id(place))
        or PlaceRepair(place, Verdict.UNKNOWN if place.unknown else Verdict.FITS, bound=0)
        for place in places
    ]


def _outcome(
    measured: Measured,
    place: Place,
    searched: tuple[list[Tried], float],
    effort: Effort,
    clock: Clock,
) -> PlaceRepair:
    tried, seconds = searched
    stopped = any(each.found.stopped for each in tried)
    proposals = tuple(_proposals(measured, tried)[: effort.proposals])
    if proposals:
        bound = min(each.found.bound for each in tried)
        return PlaceRepair(place, Verdict.PROPOSALS, proposals, (), bound, seconds, stopped)
    if not all(each.found.impossible for each in tried):
        return PlaceRepair(place, Verdict.NONE_FOUND, seconds=seconds, stopped=stopped)
    create = max(each.create for each in tried)
    patience = Clock(CONFLICT_SECONDS, clock.stopping)
    conflict = find_conflict(place, create, effort.seed, patience)
    return PlaceRepair(place, Verdict.IMPOSSIBLE, (), conflict, None, seconds)


def _proposals(measured: Measured, searched: Sequence[Tried]) -> list[Proposal]:
    """Return the proposals that no other one beats in everything, fewest new areas first."""
    made: list[tuple[Proposal, Sharing]] = []
    for each in searched:
        sharing = each.found.sharing
        if sharing is not None:
            made.append((_proposal(measured, each, sharing), sharing))
    kept: list[Proposal] = []
    for place, (one, sharing) in enumerate(made):
        before = [other for other, same in made[:place] if same == sharing]
        if not before and not any(_beats(other, one) for other, _ in made if other is not one):
            kept.append(one)
    return sorted(kept, key=lambda each: (each.created, each.moved, each.crossing))


def _beats(one: Proposal, other: Proposal) -> bool:
    ours, theirs = (
        (each.moved, each.created, each.retired, each.crossing, each.joined_new)
        for each in (one, other)
    )
    return ours != theirs and all(a <= b for a, b in zip(ours, theirs, strict=True))


def _proposal(measured: Measured, searched: Tried, sharing: Sharing) -> Proposal:
    place, problem, found = searched.place, searched.problem, searched.found
    names = _names(measured, place, problem)
    created = sum(1 for slot in set(sharing) if problem.slots[slot].origin is not None)
    retired = len(place.areas) - sum(1 for slot in set(sharing) if slot < len(place.areas))
    nouns = _nouns(measured, place)
    held = " and no new line of a CCG or district is crossed" if searched.hard else ""
    verb = "are" if searched.create > 1 else "is"
    number = f"at most {counted(searched.create, *nouns)}" if searched.create else f"no {nouns[0]}"
    return Proposal(
        title=_title(created, nouns, held=bool(searched.hard)),
        place=place,
        moved=problem.moved(sharing),
        joined_new=problem.along(sharing),
        created=created,
        retired=retired,
        crossing=crossing(place, problem, sharing),
        bound=min(found.bound, problem.moved(sharing)),
        proved=problem.moved(sharing) <= found.bound,
        condition=f"where {number} {verb} created{held}",
        areas=area_changes(place, problem, sharing, names),
        steps=steps_to(place, problem, sharing, names, companions_of(measured, place)),
    )


def _title(created: int, nouns: tuple[str, str], *, held: bool) -> str:
    number = counted(created, *nouns) if created else f"No {nouns[0]}"
    start = number[0].upper() + number[1:]
    return f"{start}, no new line crossed" if held else start


def _nouns(measured: Measured, place: Place) -> tuple[str, str]:
    definition = measured.state.pack.layer(place.question.layer).definition
    return f"new {definition.singular}", f"new {definition.plural}"


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
