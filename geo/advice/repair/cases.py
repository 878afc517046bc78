"""Cases: which areas are created and which are retired, each combination a problem of its own.

In one case every slot either has people or has none, so that what each must have or may have is
plain, where a half-created area would blur it. The fewest people who must move are the fewest of
any case.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, islice

from geo.advice.repair.problem import Problem

MOST_CASES = 120
"""Where there would be more, the problem is one case by itself."""


def cases(problem: Problem) -> list[Problem]:
    """Return the cases of a problem, those in which fewest areas are retired and created first.

    Whatever fits the problem fits one of the cases, with slots that are alike in another order
    perhaps, and whatever fits a case fits the problem.
    """
    found = list(islice(_closed(problem), MOST_CASES + 1))
    return [problem] if len(found) > MOST_CASES else [_without(problem, each) for each in found]


def _closed(problem: Problem) -> Iterator[set[int]]:
    """Yield the slots without people of each case."""
    groups = _groups(problem)
    optional = [
        slot for slot, each in enumerate(problem.slots) if each.origin is None and each.may_be_empty
    ]
    for retired in range(min(problem.retire, len(optional)) + 1):
        for emptied in combinations(optional, retired):
            for created in range(problem.create + 1):
                for counts in _shared(created, [len(group) for group in groups]):
                    unused = (group[count:] for group, count in zip(groups, counts, strict=True))
                    yield {*emptied, *(slot for slots in unused for slot in slots)}


def _shared(created: int, sizes: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Yield every way to take so many from groups of these sizes."""
    if not sizes:
        if not created:
            yield ()
        return
    for count in range(min(created, sizes[0]), -1, -1):
        for others in _shared(created - count, sizes[1:]):
            yield (count, *others)


def _groups(problem: Problem) -> list[list[int]]:
    """Return the slots that may be created, those that are alike together."""
    groups: list[list[int]] = []
    for slot, each in enumerate(problem.slots):
        if each.origin is None:
            continue
        if groups and problem.alike(groups[-1][-1], slot):
            groups[-1].append(slot)
        else:
            groups.append([slot])
    return groups


def _without(problem: Problem, closed: set[int]) -> Problem:
    """Return the problem with some slots empty and people in all others."""
    gone = sum(1 << slot for slot in closed)
    slots = tuple(
        replace(each, may_be_empty=slot in closed) for slot, each in enumerate(problem.slots)
    )
    created = sum(
        1 for slot, each in enumerate(slots) if each.origin is not None and slot not in closed
    )
    return replace(
        problem,
        slots=slots,
        allowed=tuple(slots & ~gone for slots in problem.allowed),
        create=created,
    )
