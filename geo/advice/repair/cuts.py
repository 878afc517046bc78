"""Cuts: what a torn sharing shows to be needed in every sharing that hangs together.

If a slot has a piece in each of two parts that do not touch, then whoever keeps both must also hold
something of every set that *separates* them: without it no way leads from one to the other. The
smaller the set, the more a cut says, so each is made minimal, from either side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.advice.repair.problem import Problem, around, bits, reach

ENDS_OF_A_PART = 6
"""For so many pieces of a part, those with most people, a cut is made of its own."""


@dataclass(frozen=True)
class Cut:
    """Whoever has both ends in a slot has something of what separates them.

    Attributes:
        slot: the slot.
        one: a piece of one part.
        other: a piece of the other part; None stands for anything firm of the slot's own, and then
            the cut holds only as long as the slot has anything of that. The same piece
            where it needs company of whatever kind.
        separator: the set of pieces of which the slot must have one.
    """

    slot: int
    one: int
    other: int | None
    separator: int


def find_cuts(problem: Problem, sharing: Sequence[int]) -> set[Cut]:
    """Return cuts that a torn sharing violates and no sharing that hangs together does.

    Loose pieces are never the end of a cut; ways may lead across them. Each detached part is in at
    least one of the cuts.
    """
    cuts: set[Cut] = set()
    for slot, pieces in enumerate(problem.members(sharing)):
        torn = problem.torn(slot, pieces)
        if not torn:
            continue
        ground, loose = problem.may_hold[slot], problem.slots[slot].loose
        main = reach(problem.neighbours, _main(problem, slot, pieces, torn), pieces)
        (far,) = _heaviest(problem, main & ~loose, 1)
        for part in torn:
            for separator in _from_part(problem.neighbours, part, main, ground):
                cuts |= {Cut(slot, end, far, separator) for end in _ends(problem, part & ~loose)}
        if pieces & problem.firm[slot]:
            for part in (main, *torn):
                cuts |= _from_own(problem, slot, part, pieces)
    return cuts


def first_cuts(problem: Problem) -> set[Cut]:
    """Return the cuts that need no torn sharing to be seen.

    No piece is in a slot by itself: not if with all that is loose it has too few people for it, and
    not if it is not the slot's own and the slot has anything firm of its own. The same goes for two
    pieces that touch each other and nothing of the slot's own.
    """
    cuts: set[Cut] = set()
    for slot, each in enumerate(problem.slots):
        ground, firm = problem.may_hold[slot], problem.firm[slot]
        for piece in bits(ground & ~each.loose):
            beside = problem.neighbours[piece] & ground
            if problem.is_short(ground & each.loose | 1 << piece):
                cuts.add(Cut(slot, piece, piece, beside))
            elif firm and not firm >> piece & 1:
                cuts.add(Cut(slot, piece, None, beside))
        cuts |= _first_of_two(problem, slot, ground & ~firm & ~each.loose, firm)
    return cuts


def _first_of_two(problem: Problem, slot: int, pieces: int, firm: int) -> set[Cut]:
    cuts: set[Cut] = set()
    table, ground = problem.neighbours, problem.may_hold[slot]
    inland = pieces & ~around(table, firm)
    for one in bits(inland if firm else 0):
        for other in bits(table[one] & inland & ~((1 << one) - 1)):
            beside = (table[one] | table[other]) & ground & ~(1 << one | 1 << other)
            cuts |= {Cut(slot, end, None, beside) for end in (one, other)}
    return cuts


def _main(problem: Problem, slot: int, pieces: int, torn: Sequence[int]) -> int:
    """Return a piece of the main part, as a set."""
    rest = pieces & ~problem.slots[slot].loose
    for part in torn:
        rest &= ~part
    return rest & -rest


def _ends(problem: Problem, part: int) -> list[int]:
    """Return the pieces of a part with most people, as far as cuts are made of their own."""
    return _heaviest(problem, part, ENDS_OF_A_PART)


def _heaviest(problem: Problem, part: int, most: int) -> list[int]:
    return sorted(bits(part), key=lambda piece: (-problem.weights[piece], piece))[:most]


def _from_own(problem: Problem, slot: int, part: int, pieces: int) -> set[Cut]:
    """Separate a part from what is firm of the slot's own, which may itself separate."""
    table, ground, firm = problem.neighbours, problem.may_hold[slot], problem.firm[slot]
    if part & firm:
        return set()
    near = around(table, part) & ground
    beyond = ground & ~part & ~near
    seen = reach(table, firm & beyond, beyond)
    mine = reach(table, part, part | (ground & ~firm))
    return {
        Cut(slot, end, None, separator)
        for separator in (near & (firm | around(table, seen)), firm & ground & around(table, mine))
        if not separator & pieces
        for end in _ends(problem, part & ~problem.slots[slot].loose)
    }


def _from_part(table: Sequence[int], part: int, other: int, ground: int) -> set[int]:
    """Separate a part from another one that it does not touch."""
    near = around(table, part) & ground
    seen = reach(table, other, (ground & ~part & ~near) | other)
    far = around(table, other) & ground
    mine = reach(table, part, (ground & ~other & ~far) | part)
    return {near & around(table, seen), far & around(table, mine)}
