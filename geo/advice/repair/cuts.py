"""Cuts: what a torn sharing shows to be needed in every sharing that hangs together.

If a slot has a piece in each of two parts that do not touch, then whoever keeps both must also hold
something of every set that *separates* them: without it no way leads from one to the other. The
smaller the set, the more a cut says, so each is made minimal, from either side. And whatever lies
beyond the set needs it as much as the part that was seen to be torn: all of that is asked of at
once, so that the next answer is not torn a little further on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geo.advice.repair.pieces import around, bits, parts, reach
from geo.advice.repair.problem import Problem


@dataclass(frozen=True)
class Cut:
    """Whoever has both ends in a slot has something of what separates them.

    Attributes:
        slot: the slot.
        ends: the set of pieces beyond the separator; each of them is one end.
        other: the other end, a piece; None stands for anything firm of the slot's own, and then
            the cut holds only as long as the slot has anything of that. The only one of the ends
            where it needs company of whatever kind.
        separator: the set of pieces of which the slot must have one.
        crowd: a set of pieces, of a slot that stands for several areas. Then ``other`` says
            nothing: whoever has any of the ends and nothing of the separator needs an area for
            that, and has of the crowd no more than the other areas can hold.
    """

    slot: int
    ends: int
    other: int | None
    separator: int
    crowd: int = 0


def find_cuts(problem: Problem, sharing: Sequence[int], cores: Mapping[int, int]) -> set[Cut]:
    """Return cuts that a torn sharing violates and no sharing that hangs together does.

    Loose pieces are never the end of a cut; ways may lead across them. Each detached part is in at
    least one of the cuts.

    Args:
        problem: what is shared out.
        sharing: the slot of each piece.
        cores: by slot, a piece; where the slot has it, parts are separated from that.
    """
    cuts: set[Cut] = set()
    for slot, pieces in enumerate(problem.members(sharing)):
        torn = problem.torn(slot, pieces)
        if not torn:
            continue
        core = cores.get(slot)
        if problem.slots[slot].areas > 1:
            cuts |= _of_family(problem, slot, torn, pieces)
        elif core is not None and pieces >> core & 1:
            cuts |= _from_core(problem, slot, core, pieces)
        else:
            cuts |= _from_main(problem, slot, torn, pieces)
    return cuts


def first_cuts(problem: Problem, cores: Mapping[int, int]) -> set[Cut]:
    """Return the cuts that need no torn sharing to be seen.

    No piece is in a slot by itself: not if with all that is loose it has too few people for it, not
    together with the core of the slot, and not if it is not the slot's own and the slot has
    anything firm of its own. The last goes for two pieces as well that touch each other and nothing
    of the slot's own.
    """
    cuts: set[Cut] = set()
    for slot, each in enumerate(problem.slots):
        ground, firm, core = problem.may_hold[slot], problem.firm[slot], cores.get(slot)
        for piece in bits(ground & ~each.loose):
            beside = problem.neighbours[piece] & ground
            is_short = problem.is_short(ground & each.loose | 1 << piece)
            if is_short:
                cuts.add(Cut(slot, 1 << piece, piece, beside))
            if core is not None and piece != core:
                cuts.add(Cut(slot, 1 << piece, core, beside))
            elif core is None and not is_short and firm and not firm >> piece & 1:
                cuts.add(Cut(slot, 1 << piece, None, beside))
        if core is None:
            cuts |= _first_of_two(problem, slot, ground & ~firm & ~each.loose, firm)
    return cuts


def _first_of_two(problem: Problem, slot: int, pieces: int, firm: int) -> set[Cut]:
    cuts: set[Cut] = set()
    table, ground = problem.neighbours, problem.may_hold[slot]
    inland = pieces & ~around(table, firm)
    for one in bits(inland if firm else 0):
        for other in bits(table[one] & inland & ~((1 << one) - 1)):
            two = 1 << one | 1 << other
            cuts.add(Cut(slot, two, None, (table[one] | table[other]) & ground & ~two))
    return cuts


def _from_core(problem: Problem, slot: int, core: int, pieces: int) -> set[Cut]:
    """Separate all that does not hang together with the core from it."""
    main = reach(problem.neighbours, 1 << core, pieces)
    return {
        cut
        for part in parts(problem.neighbours, pieces & ~main)
        if part & ~problem.slots[slot].loose
        for cut in _between(problem, slot, part, main, core)
    }


def _from_main(problem: Problem, slot: int, torn: Sequence[int], pieces: int) -> set[Cut]:
    """Separate detached parts from the main part, and whatever is not the slot's own from that."""
    main = reach(problem.neighbours, _main(problem, slot, pieces, torn), pieces)
    far = max(bits(main & ~problem.slots[slot].loose), key=lambda piece: problem.weights[piece])
    cuts: set[Cut] = set()
    for part in torn:
        cuts |= _between(problem, slot, part, main, far)
    if pieces & problem.firm[slot]:
        for part in (main, *torn):
            cuts |= _from_own(problem, slot, part, pieces)
    return cuts


def _between(problem: Problem, slot: int, part: int, main: int, far: int) -> set[Cut]:
    """Separate a part from the main one, of which one piece stands for it."""
    return {
        Cut(slot, beyond(problem, slot, separator, 1 << far), far, separator)
        for separator in _from_part(problem.neighbours, part, main, problem.may_hold[slot])
    }


def _of_family(problem: Problem, slot: int, torn: Sequence[int], pieces: int) -> set[Cut]:
    """Separate parts of several areas that are too small, not of their own, or beside a crowd."""
    table, ground, loose = problem.neighbours, problem.may_hold[slot], problem.slots[slot].loose
    cuts: set[Cut] = set()
    for part in parts(table, pieces):
        cuts |= _from_own(problem, slot, part, pieces)
    main = reach(table, _main(problem, slot, pieces, torn), pieces)
    is_crowded = problem.is_crowded(slot, main)
    for part in torn:
        if problem.is_short(part | pieces & loose):
            # What is loose and elsewhere could be of the same area, and make it large enough.
            company = (around(table, part) | loose & ~pieces) & ground
            cuts |= {Cut(slot, 1 << end, end, company) for end in bits(part & ~loose)}
        elif is_crowded:
            for separator in _from_part(table, part, main, ground):
                crowd = reach(table, main, ground & ~separator) & ~loose
                cuts.add(Cut(slot, beyond(problem, slot, separator, main), None, separator, crowd))
    return cuts


def _main(problem: Problem, slot: int, pieces: int, torn: Sequence[int]) -> int:
    """Return a piece of the main part, as a set."""
    rest = pieces & ~problem.slots[slot].loose
    for part in torn:
        rest &= ~part
    return rest & -rest


def beyond(problem: Problem, slot: int, separator: int, seen: int) -> int:
    """Return what a slot can have in one with a set only across a separator.

    Args:
        problem: what is shared out.
        slot: the slot.
        separator: the set of pieces that separates.
        seen: the set on the other side of it.

    Returns:
        The set of pieces beyond, those left out that are loose.
    """
    ground = problem.may_hold[slot] & ~separator
    near = reach(problem.neighbours, seen & ground, ground)
    return ground & ~near & ~problem.slots[slot].loose


def _from_own(problem: Problem, slot: int, part: int, pieces: int) -> set[Cut]:
    """Separate a part from what is firm of the slot's own, which may itself separate."""
    table, ground, firm = problem.neighbours, problem.may_hold[slot], problem.firm[slot]
    if part & firm or not part & ~problem.slots[slot].loose:
        return set()
    near = around(table, part) & ground
    far = ground & ~part & ~near
    seen = reach(table, firm & far, far)
    mine = reach(table, part, part | (ground & ~firm))
    return {
        Cut(slot, beyond(problem, slot, separator, firm), None, separator)
        for separator in (near & (firm | around(table, seen)), firm & ground & around(table, mine))
        if not separator & pieces
    }


def _from_part(table: Sequence[int], part: int, other: int, ground: int) -> set[int]:
    """Separate a part from another one that it does not touch."""
    near = around(table, part) & ground
    seen = reach(table, other, (ground & ~part & ~near) | other)
    far = around(table, other) & ground
    mine = reach(table, part, (ground & ~other & ~far) | part)
    return {near & around(table, seen), far & around(table, mine)}
