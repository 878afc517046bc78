"""A proposal: a sharing as a planner reads it, with its areas before and after and its steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.advice.repair.pieces import parts
from geo.advice.repair.place import Place
from geo.advice.repair.problem import Problem, Sharing
from geo.advice.repair.steps import Step
from geo.advice.repair.tying import is_in_samples


@dataclass(frozen=True)
class AreaChange:
    """One area of a place before and after.

    Attributes:
        code, name: of the area; a free code and name for a new one.
        is_new: whether it would be created.
        before, after: people in each population of the place; before is None for a new area, after
            for one that is retired.
        pieces_before, pieces_after: in how many parts it is; 0 where it is not there.
        members: codes of the units or practices that it has in the end.
        in_samples: fewest and most people after it in any sample of weak ties, in each population
            of the place; None where samples are not asked for, and for an area that is retired.
    """

    code: str
    name: str
    is_new: bool
    before: tuple[int, ...] | None
    after: tuple[int, ...] | None
    pieces_before: int
    pieces_after: int
    members: tuple[str, ...]
    in_samples: tuple[tuple[int, int] | None, ...]


@dataclass(frozen=True, eq=False)
class Proposal:
    """One way to repair a place.

    Attributes:
        place: that is repaired.
        create: how many areas might have been created.
        held: border layers of which it was asked that no line is newly crossed.
        moved: people who move between areas.
        joined_new: people who come along to a new area because theirs is split.
        created, retired: how many areas.
        crossing: people who join an area that has nobody of their own area of a border layer now.
        bound: people who must move, proved for what this proposal keeps to.
        proved: whether nothing that keeps to the same moves fewer.
        areas: each area before and after, in the order of their names.
        steps: the edits.
    """

    place: Place
    create: int
    held: tuple[str, ...]
    moved: int
    joined_new: int
    created: int
    retired: int
    crossing: int
    bound: int
    proved: bool
    areas: tuple[AreaChange, ...]
    steps: tuple[Step, ...]

    @property
    def gap(self) -> int:
        """How many fewer people might move at the most."""
        return self.moved - self.bound


def area_changes(
    place: Place, problem: Problem, sharing: Sharing, names: Sequence[tuple[str, str]]
) -> tuple[AreaChange, ...]:
    """Return each area of a place before and after a sharing, new ones among them, by name."""
    before, after = problem.members(problem.home), problem.members(sharing)
    spans = problem.spans(sharing)
    found = []
    for slot, (code, name) in enumerate(names):
        is_new = problem.slots[slot].origin is not None
        if is_new and not after[slot]:
            continue
        found.append(
            AreaChange(
                code,
                name,
                is_new,
                None if is_new else _people(place, problem.home, slot),
                _people(place, sharing, slot) if after[slot] else None,
                len(parts(problem.neighbours, before[slot])),
                len(parts(problem.neighbours, after[slot])),
                tuple(place.codes[piece] for piece, target in enumerate(sharing) if target == slot),
                tuple(
                    row[slot] if after[slot] and is_in_samples(each, place.question) else None
                    for row, each in zip(spans, place.populations, strict=True)
                ),
            )
        )
    return tuple(sorted(found, key=lambda each: (each.name, each.code)))


def crossing(place: Place, problem: Problem, sharing: Sharing) -> int:
    """Return how many people join an area that has nobody of their own side of a border now."""
    return sum(
        problem.weights[piece]
        for piece, slot in enumerate(sharing)
        if problem.moves(piece, slot)
        and any(place.crosses(layer, piece, problem.slots, slot) for layer in place.sides)
    )


def _people(place: Place, sharing: Sharing, slot: int) -> tuple[int, ...]:
    return tuple(
        sum(people for people, target in zip(each.people, sharing, strict=True) if target == slot)
        for each in place.populations
    )
