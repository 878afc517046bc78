"""Seeding: a first sharing in which areas that may be created have something.

The area that is most over its ranges for the number of its parts is divided once more, until as
many areas are created as may be. An area is divided by growing parts from pieces far apart, always
the part that is smallest yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from geo.advice.repair.pieces import around, bits, parts
from geo.advice.repair.problem import Problem, Sharing


def seed_slots(problem: Problem, random: Random) -> Sharing:
    """Return what is now, with every slot that may be created split off from its origin.

    What may not stay where it is, as that area is retired, joins an area beside it. The sharing
    need not hang together.

    Args:
        problem: its slots that may be created come in runs of one origin.
        random: where the first pieces of the parts come from.
    """
    free: dict[int, list[int]] = {}
    for slot, each in enumerate(problem.slots):
        if each.origin is not None and problem.may_hold[slot]:
            free.setdefault(each.origin, []).append(slot)
    chosen: dict[int, int] = {}
    for _ in range(problem.create):
        open_origins = [origin for origin in free if chosen.get(origin, 0) < len(free[origin])]
        if not open_origins:
            break
        fullest = max(open_origins, key=lambda each: _burden(problem, each, chosen.get(each, 0)))
        chosen[fullest] = chosen.get(fullest, 0) + 1
    slot_of = list(problem.home)
    for origin, count in chosen.items():
        grown = grow(problem, problem.firm[origin], count + 1, random)
        for slot, pieces in zip([origin, *free[origin][:count]], grown, strict=False):
            for piece in bits(pieces):
                if problem.allowed[piece] >> slot & 1:
                    slot_of[piece] = slot
    return _settled(problem, slot_of, random)


def _settled(problem: Problem, slot_of: list[int], random: Random) -> Sharing:
    """Return a sharing in which pieces that may not be where they are join those beside them."""
    left = [piece for piece, slot in enumerate(slot_of) if not problem.allowed[piece] >> slot & 1]
    while left:
        offers = {
            piece: [
                slot_of[other]
                for other in bits(problem.neighbours[piece])
                if other not in left and problem.allowed[piece] >> slot_of[other] & 1
            ]
            for piece in left
        }
        if not any(offers.values()):  # nothing that they may join is beside them
            offers = {piece: list(bits(problem.allowed[piece])) for piece in left}
        if not any(offers.values()):
            break
        for piece, slots in offers.items():
            if slots:
                slot_of[piece] = random.choice(slots)
                left.remove(piece)
    return tuple(slot_of)


def _burden(problem: Problem, origin: int, created: int) -> tuple[float, int]:
    """Return how full each part of an area is, at the fullest of its ranges."""
    full = max(
        sum(each.people[piece] for piece in bits(problem.now[origin]))
        / max(1, each.ceiling * (created + 1))
        for each in problem.ranges
    )
    return full, -origin


def grow(problem: Problem, pieces: int, count: int, random: Random) -> list[int]:
    """Return a set divided into parts that hang together, those with most people first."""
    if not pieces:
        return []
    seeds = _far_apart(problem, pieces, count, random)
    grown = [1 << seed for seed in seeds]
    people: list[float] = [problem.weights[seed] for seed in seeds]
    left = pieces & ~sum(grown)
    while left:
        for part in sorted(range(len(grown)), key=lambda each: people[each]):
            beside = list(bits(around(problem.neighbours, grown[part]) & left))
            if beside:
                piece = random.choice(beside)
                grown[part] |= 1 << piece
                people[part] += problem.weights[piece]
                left &= ~(1 << piece)
                break
        else:
            rest = parts(problem.neighbours, left)[0]  # touches nothing: it stays with the first
            grown[0] |= rest
            left &= ~rest
    return sorted(grown, key=lambda part: (-problem.people(part), part))


def _far_apart(problem: Problem, pieces: int, count: int, random: Random) -> Sequence[int]:
    """Return pieces each of which is many borders from those before."""
    seeds = [random.choice(list(bits(pieces)))]
    while len(seeds) < min(count, pieces.bit_count()):
        reached = sum(1 << seed for seed in seeds)
        while ring := around(problem.neighbours, reached) & pieces:
            last, reached = ring, reached | ring
            if not around(problem.neighbours, reached) & pieces:
                seeds.append(random.choice(list(bits(last))))
                break
        else:
            seeds.append(next(bits(pieces & ~reached)))
    return seeds
