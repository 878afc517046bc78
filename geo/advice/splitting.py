"""Splitting: different ways to cut an area into parts that are inside the band.

A *part* of a split is an area of its own, in one piece if it can be. Each proposal is the best of
many cuts by a wish of its own: parts as even as they can be, borders along wards, borders as short
as they can be. Whatever the wish, the band comes first, for both populations. Nothing is proved:
a better cut may exist.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import numpy as np

from geo.advice.block import Block, block_of
from geo.advice.choosing import choose, rank
from geo.advice.growing import choose_seeds, grow
from geo.advice.improving import ALONG_WARDS, MOST_COMPACT, MOST_EVEN, Cut, Wish, improve
from geo.advice.sharing import share_practices
from geo.advice.split_names import free_names
from geo.advice.split_proposal import ProposedPart, SplitProposal
from geo.advice.split_question import SplitError, SplitQuestion, ask
from geo.advice.split_words import split_sentences
from geo.plan.edits import Part, SplitArea
from geo.plan.measures import Measured

__all__ = ["ProposedPart", "SplitError", "SplitProposal", "propose_splits"]

STARTS, FEWEST_STARTS = 8, 2
"""So many first cuts are grown and improved for each wish; fewer where there are many units."""
STEPS_OF_A_UNIT, MOST_STEPS, MOST_STEPS_IN_ALL = 70, 10_000, 40_000
"""Changes tried for each unit, for each cut, and on the first cuts of each wish."""
STARTS_FOR_ANOTHER = 4
"""For so many first cuts, one more is improved into another cut than the best for each wish."""


def propose_splits(
    measured: Measured,
    layer: str,
    area: str,
    parts: int | None = None,
    most: int = 3,
    seed: int = 0,
) -> tuple[SplitProposal, ...]:
    """Return different ways to split an area, each the best found by a wish of its own.

    Args:
        measured: the plan, with its bands and dates.
        layer: key of the layer.
        area: code of the area.
        parts: into how many; None for the fewest with which every part can be inside the band for
            both populations, or else the number that comes nearest.
        most: how many proposals at most, 1 or more; there are fewer where no other cut was found.
        seed: of chance: the same one leads to the same proposals.

    Raises:
        SplitError: the area cannot be split, or is better left as it is; with every reason.
        KeyError: the pack has no figures of a date.
    """
    question = ask(measured, layer, area, parts)
    pack = measured.state.pack
    block = block_of(pack, measured.ground, layer, question.units, question.populations)
    wishes = [MOST_EVEN, *([ALONG_WARDS] if block.wards else []), MOST_COMPACT]
    cuts = _search(block, question.parts, wishes, Random(seed))
    chosen = choose(block, cuts, question.parts, wishes[:most])
    return tuple(_proposal(question, block, wish.title, cut) for wish, cut in chosen)


def _search(block: Block, parts: int, wishes: Sequence[Wish], random: Random) -> list[Cut]:
    """Return every different cut that was found."""
    steps = min(STEPS_OF_A_UNIT * len(block), MOST_STEPS)
    found = set()
    starts = max(FEWEST_STARTS, min(STARTS, MOST_STEPS_IN_ALL // steps))
    for _ in range(starts):
        start = grow(block, choose_seeds(block, parts, random))
        found.add(_numbered(start))
        for wish in wishes:
            found.add(_numbered(improve(block, start, parts, wish, steps, random)))
    for wish in wishes:
        best = rank(block, found, parts, wish)[0]
        found.add(_numbered(improve(block, best, parts, wish, steps, random)))
    for unwanted in sorted({rank(block, found, parts, wish)[0] for wish in wishes}):
        elsewhere = block.with_dearer_borders(unwanted)
        for wish in [*wishes] * max(1, starts // STARTS_FOR_ANOTHER):
            start = grow(block, choose_seeds(block, parts, random))
            found.add(_numbered(improve(elsewhere, start, parts, wish, steps, random)))
    return sorted(found)


def _numbered(part_of_unit: Sequence[int]) -> Cut:
    """Return a cut with its parts numbered by their first unit, so that equal cuts look equal."""
    places: dict[int, int] = {}
    return tuple(places.setdefault(part, len(places)) for part in part_of_unit)


def _proposal(
    question: SplitQuestion, block: Block, title: str, cut: Sequence[int]
) -> SplitProposal:
    """Return a cut as the areas that it makes, measured as they would then be."""
    state, key = question.measured.state, question.layer
    owner = share_practices(question, block, cut)
    residents, patients = [0] * question.parts, [0] * question.parts
    for unit, part in enumerate(cut):
        residents[part] += question.populations[0].people[unit]
    for code, part in zip(question.practices, owner, strict=True):
        patients[part] += question.patients(code)
    keeps = max(range(question.parts), key=lambda part: (patients[part], residents[part], -part))
    rest = sorted(set(range(question.parts)) - {keeps}, key=lambda part: (-residents[part], part))
    called = [
        (question.area.code, question.area.name),
        *free_names(state.layers[key], question.area, len(rest)),
    ]
    units = [question.units[np.array(cut) == part] for part in (keeps, *rest)]
    practices = [
        tuple(code for code, own in zip(question.practices, owner, strict=True) if own == part)
        for part in (keeps, *rest)
    ]
    codes = [tuple(state.baseline.units.codes[unit] for unit in each) for each in units]
    new = tuple(
        Part(code, name, codes[place], practices[place])
        for place, (code, name) in enumerate(called)
        if place > 0
    )
    after = SplitArea(key, question.area.code, new).apply(state)
    measures = question.measured.next(after).layer(key)
    parts = tuple(
        ProposedPart(
            code, name, place > 0, units[place], codes[place], practices[place], measures[code]
        )
        for place, (code, name) in enumerate(called)
    )
    return SplitProposal(
        title, key, question.area.code, parts, tuple(split_sentences(question, block, parts))
    )
