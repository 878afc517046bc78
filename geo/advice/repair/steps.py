"""Steps: a sharing as ordinary edits, in an order in which they can be accepted one at a time.

First each area that is split gives its new areas what comes along to them. Then whatever moves
moves, clump by clump: a *clump* is what goes from one area to another and hangs together. A clump
goes when it touches the area that it joins and leaves its own whole, if there is such a clump. Last
the areas that nothing is left of end: what else belongs to them, such as practices that stand
elsewhere or areas of the layer below, goes where most of their people have gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from geo.advice.repair.companions import Companions
from geo.advice.repair.pieces import around, bits, parts
from geo.advice.repair.place import Place
from geo.advice.repair.problem import Problem, Sharing
from geo.plan.edits import (
    Change,
    CreateArea,
    MergeAreas,
    MovePractices,
    MoveUnits,
    Part,
    SplitArea,
)


class StepKind(StrEnum):
    """What a step does."""

    SPLIT = "split"
    MOVE = "move"
    RETIRE = "retire"


@dataclass(frozen=True)
class Step:
    """One step of a proposal.

    Attributes:
        kind: what it does.
        changes: the edits that make it, in order.
        people: how many of the first population it concerns.
        pieces: codes of the units or practices that change area.
        origin: code of the area that they leave.
        targets: codes of the areas that they join.
    """

    kind: StepKind
    changes: tuple[Change, ...]
    people: int
    pieces: tuple[str, ...]
    origin: str
    targets: tuple[str, ...]


def steps_to(
    place: Place,
    problem: Problem,
    sharing: Sharing,
    names: Sequence[tuple[str, str]],
    companions: Companions,
) -> tuple[Step, ...]:
    """Return the steps that lead from what is now to a sharing.

    Args:
        place: that is repaired.
        problem: it poses.
        sharing: that fits.
        names: code and name of each slot.
        companions: what goes with pieces that come along to new areas.
    """
    steps = []
    slot_of = list(problem.home)
    for origin in range(len(place.areas)):
        new = [slot for slot in sorted(set(sharing)) if problem.slots[slot].origin == origin]
        if new:
            steps.append(_split(place, problem, sharing, (origin, new), names, companions))
            for piece, slot in enumerate(sharing):
                if slot in new and problem.home[piece] == origin:
                    slot_of[piece] = slot
    clumps = _clumps(problem, slot_of, sharing)
    while clumps:
        clump = _next(problem, slot_of, clumps)
        clumps.remove(clump)
        origin, target, pieces = clump
        for piece in bits(pieces):
            slot_of[piece] = target
        steps.append(_move(place, problem, clump, names))
    held = set(sharing)
    for area in range(len(place.areas)):
        if area not in held:
            steps.append(_retire(place, problem, sharing, area, names, companions))
    return tuple(steps)


def _split(
    place: Place,
    problem: Problem,
    sharing: Sharing,
    cut: tuple[int, Sequence[int]],
    names: Sequence[tuple[str, str]],
    companions: Companions,
) -> Step:
    origin, new = cut
    made: list[Part] = []
    taken: list[str] = []
    people = 0
    for slot in new:
        pieces = [
            piece
            for piece, target in enumerate(sharing)
            if target == slot and problem.home[piece] == origin
        ]
        codes = tuple(place.codes[piece] for piece in pieces)
        people += sum(problem.weights[piece] for piece in pieces)
        taken += codes
        code, name = names[slot]
        if place.question.moves_practices:
            units = tuple(unit for each in codes for unit in companions.units.get(each, ()))
            made.append(Part(code, name, units, codes))
        else:
            practices = [each for unit in codes for each in companions.practices.get(unit, ())]
            made.append(Part(code, name, codes, tuple(practices)))
    return Step(
        StepKind.SPLIT,
        _create(place, origin, made, companions.unit_counts[origin]),
        people,
        tuple(taken),
        place.areas[origin].code,
        tuple(part.area for part in made),
    )


def _create(place: Place, origin: int, made: Sequence[Part], unit_count: int) -> tuple[Change, ...]:
    """Return a split; where a part or the rest would have no unit, what makes the same areas."""
    layer, area = place.question.layer, place.areas[origin]
    taken = sum(len(part.units) for part in made)
    if all(part.units for part in made) and taken < unit_count:
        return (SplitArea(layer, area.code, tuple(made)),)
    changes: list[Change] = []
    for part in made:
        changes.append(CreateArea(layer, part.area, part.name, area.parent_code))
        if part.units:
            changes.append(MoveUnits(layer, part.units, part.area))
        if part.practices:
            changes.append(MovePractices(layer, part.practices, part.area))
    return tuple(changes)


def _clumps(
    problem: Problem, slot_of: Sequence[int], sharing: Sharing
) -> list[tuple[int, int, int]]:
    ways: dict[tuple[int, int], int] = {}
    for piece, (now, then) in enumerate(zip(slot_of, sharing, strict=True)):
        if now != then:
            ways[now, then] = ways.get((now, then), 0) | 1 << piece
    return [
        (now, then, part)
        for (now, then), pieces in sorted(ways.items())
        for part in parts(problem.neighbours, pieces)
    ]


def _next(
    problem: Problem, slot_of: Sequence[int], clumps: Sequence[tuple[int, int, int]]
) -> tuple[int, int, int]:
    """Return a clump that can go now without tearing anything; the first where there is none."""
    sets = problem.members(slot_of)

    def disorder(clump: tuple[int, int, int]) -> tuple[bool, bool]:
        origin, target, pieces = clump
        touches = bool(around(problem.neighbours, pieces) & sets[target])
        return not touches, not problem.is_whole(origin, sets[origin] & ~pieces)

    return min(clumps, key=disorder)


def _move(
    place: Place,
    problem: Problem,
    clump: tuple[int, int, int],
    names: Sequence[tuple[str, str]],
) -> Step:
    origin, target, pieces = clump
    codes = tuple(place.codes[piece] for piece in bits(pieces))
    kind = MovePractices if place.question.moves_practices else MoveUnits
    change = kind(place.question.layer, codes, names[target][0])
    return Step(
        StepKind.MOVE,
        (change,),
        problem.people(pieces),
        codes,
        names[origin][0],
        (names[target][0],),
    )


def _retire(
    place: Place,
    problem: Problem,
    sharing: Sharing,
    area: int,
    names: Sequence[tuple[str, str]],
    companions: Companions,
) -> Step:
    """End an area that has no pieces any more; what went with them goes to where they are."""
    layer, code = place.question.layer, place.areas[area].code
    followers: dict[int, list[str]] = {}
    people: dict[int, int] = {}
    table = companions.units if place.question.moves_practices else companions.practices
    for piece, each in enumerate(place.codes):
        if place.home[piece] == area:
            slot = sharing[piece]
            people[slot] = people.get(slot, 0) + problem.weights[piece]
            came_along = not problem.moves(piece, slot)
            followers.setdefault(slot, []).extend(() if came_along else table.get(each, ()))
    most = max(people, key=lambda slot: (people[slot], -slot))
    kind = MoveUnits if place.question.moves_practices else MovePractices
    changes: list[Change] = [
        kind(layer, tuple(found), names[slot][0])
        for slot, found in sorted(followers.items())
        if found and slot != most
    ]
    changes.append(MergeAreas(layer, (code,), names[most][0]))
    targets = (names[most][0], *(names[slot][0] for slot in sorted(people) if slot != most))
    return Step(StepKind.RETIRE, tuple(changes), 0, (), code, targets)
