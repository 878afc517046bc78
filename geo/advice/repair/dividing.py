"""Dividing: a problem as several cases; whatever fits the problem is in one of them.

Most often areas give to areas that they touch. What must move then is plain arithmetic; but a model
that may also reach over other areas by a little of many pieces does not see it. So one case is that
every slot keeps to what it touches, and each of the others is that a slot has something of an area
that it does not touch. Another question is whether an area that is too large takes anybody in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeAlias

from geo.advice.repair.pieces import bits
from geo.advice.repair.problem import Problem
from geo.advice.repair.reaching import excess_of
from geo.advice.repair.ways import Far, far_pairs

MOST_PAIRS = 16
"""Where there are more pairs of a slot and an area that it may reach without touching it, none are
told apart."""

Part: TypeAlias = tuple[Problem, Far | None]
"""A case, and an area of which a slot has something in it without touching it."""


def by_touch(problem: Problem) -> list[Part]:
    """Return the case that every slot keeps to what it touches, and those that one does not.

    Args:
        problem: what is to be shared out.
    """
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


def by_taking(problem: Problem, far: Far | None) -> list[Part]:
    """Return the case that no area that is too large takes anybody in, and that one does.

    Args:
        problem: what is to be shared out.
        far: told of both cases.
    """
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
