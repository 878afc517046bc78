"""Families: an area and all that are created from it, taken as one.

Whoever stays in an area or comes along to a new one of the same area moves nowhere. So how many
people move depends on what a family has, and not on how it is shared out within the family. Taken
as one, a family has no two slots that mirror each other, and the fewest people who move among
families are a bound for those who move among areas.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from geo.advice.repair.pieces import bits
from geo.advice.repair.problem import Problem, Sharing
from geo.advice.repair.seeding import grow


def has_families(case: Problem) -> bool:
    """Whether areas are created in a case."""
    return any(each.origin is not None and not each.may_be_empty for each in case.slots)


def taken_together(case: Problem) -> Problem:
    """Return the problem in which each family is one slot.

    Every sharing that fits the case fits it too, once ``in_families`` has renamed its slots, and
    moves as many people. Samples of weak ties are not asked of families.

    Args:
        case: in which each created slot either has pieces or may not hold any.
    """
    family = _families(case)
    slots = []
    for slot, each in enumerate(case.slots):
        if each.origin is None:
            used = [
                other
                for other, its in enumerate(family)
                if its == slot and not case.slots[other].may_be_empty
            ]
            slots.append(replace(each, may_be_empty=not used, areas=max(1, len(used))))
    allowed = tuple(
        sum(1 << each for each in {family[slot] for slot in bits(may)}) for may in case.allowed
    )
    return replace(case, slots=tuple(slots), allowed=allowed, prices=(), create=0, ties=None)


def in_families(case: Problem, sharing: Sequence[int]) -> Sharing:
    """Return a sharing of a case, or of the problem it is of, by families."""
    family = _families(case)
    return tuple(family[slot] for slot in sharing)


def taken_apart(case: Problem, sharing: Sequence[int], random: Random) -> Sharing:
    """Return a sharing of a case near one by families; it need neither fit nor hang together.

    Args:
        case: whose families are taken apart.
        sharing: by families.
        random: where the first pieces of the parts come from.
    """
    family, slot_of = _families(case), list(sharing)
    for origin, pieces in enumerate(case.members(sharing)):
        used = [
            slot
            for slot, its in enumerate(family)
            if its == origin and not case.slots[slot].may_be_empty
        ]
        free = pieces & ~case.slots[origin].loose if len(used) > 1 else 0
        grown = grow(case, free, len(used), random)
        chosen = {
            piece: slot for slot, part in zip(used, grown, strict=False) for piece in bits(part)
        }
        for piece in bits(pieces):
            slot = chosen.get(piece, origin)
            if not case.allowed[piece] >> slot & 1:
                slot = next(each for each in bits(case.allowed[piece]) if family[each] == origin)
            slot_of[piece] = slot
    return tuple(slot_of)


def _families(case: Problem) -> list[int]:
    """Return for each slot the slot of its family."""
    return [slot if each.origin is None else each.origin for slot, each in enumerate(case.slots)]
