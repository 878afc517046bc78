"""Sharing: which part of a split each practice goes to.

A practice goes to the part at whose unit it counts. Only where that leaves lists outside the band
does one go to another part, each time the one with which most people come inside.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from geo.advice.block import Block
from geo.advice.split_question import SplitQuestion
from geo.model import Band


def share_practices(
    question: SplitQuestion, block: Block, part_of_unit: Sequence[int]
) -> list[int]:
    """Return the part of each practice of the question.

    A practice of which nobody knows where it stands goes to the part with the fewest patients.
    """
    patients = [question.patients(code) for code in question.practices]
    parts = range(question.parts)
    held = [0] * question.parts
    found = [-1] * len(patients)
    for practice, anchor in enumerate(question.anchors):
        if anchor is not None:
            found[practice] = part_of_unit[anchor]
            held[found[practice]] += patients[practice]
    for practice, anchor in enumerate(question.anchors):
        if anchor is None:
            found[practice] = min(parts, key=held.__getitem__)
            held[found[practice]] += patients[practice]
    if question.band is not None:
        while move := _best_move(question, block, part_of_unit, (patients, held, found)):
            practice, target = move
            held[found[practice]] -= patients[practice]
            held[target] += patients[practice]
            found[practice] = target
    return found


def _best_move(
    question: SplitQuestion,
    block: Block,
    part_of_unit: Sequence[int],
    lists: tuple[list[int], list[int], list[int]],
) -> tuple[int, int] | None:
    """Return the practice and part that bring most people inside the band; None for no such."""
    patients, held, found = lists
    band = question.band
    assert band is not None  # held by the caller
    best: tuple[float, float, int, int] | None = None
    for practice, size in enumerate(patients):
        origin = found[practice]
        for target in range(question.parts):
            if target == origin or not size:
                continue
            gain = (
                _outside(held[origin], band)
                + _outside(held[target], band)
                - _outside(held[origin] - size, band)
                - _outside(held[target] + size, band)
            )
            away = _metres(question, block, part_of_unit, practice, target)
            if gain > 0 and (best is None or (-gain, away) < best[:2]):
                best = (-gain, away, practice, target)
    return None if best is None else best[2:]


def _outside(people: int, band: Band) -> int:
    return (band.short(people) or 0) + (band.over(people) or 0)


def _metres(
    question: SplitQuestion,
    block: Block,
    part_of_unit: Sequence[int],
    practice: int,
    part: int,
) -> float:
    """Return how far a practice is from the nearest centre of a part's units."""
    anchor = question.anchors[practice]
    if anchor is None:
        return 0.0
    there = np.array(part_of_unit) == part
    return float(np.hypot(*(block.centres[there] - block.centres[anchor]).T).min())
