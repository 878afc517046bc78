"""What a proposed split leads to, in plain English. No sentence holds both populations."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from geo.advice.block import Block, Integers
from geo.advice.split_proposal import ProposedPart
from geo.advice.split_question import SplitQuestion
from geo.model import BandStatus, Basis, date_label
from geo.plan.checks import Standing
from geo.plan.naming import PLACE_LAYER
from geo.words import PEOPLE_WORDS, counted, listed, number, start_sentence

NAMED_AT_MOST = 4


def split_sentences(
    question: SplitQuestion, block: Block, parts: Sequence[ProposedPart]
) -> list[str]:
    """Tell a split: its number of parts, its people, its pieces, its wards and its practices."""
    part_of_unit = np.zeros(len(block), dtype=np.int64)
    for place, part in enumerate(parts):
        part_of_unit[np.searchsorted(block.units, part.units)] = place
    return [
        *question.notes,
        *(_people(parts, basis) for basis in Basis),
        *_pieces(question, block, parts),
        _border(question, part_of_unit),
        *_wards(question, block, part_of_unit),
        *_practices(question, parts, part_of_unit),
    ]


def _people(parts: Sequence[ProposedPart], basis: Basis) -> str:
    """Say how many people of one population each part has, and how that stands to the band."""
    standings = [part.measures.check.standing(basis) for part in parts]
    figure = standings[0].figure
    each = listed(
        [
            f"{part.name} {number(standing.figure.count)}"
            for part, standing in zip(parts, standings, strict=True)
        ]
    )
    label = start_sentence(PEOPLE_WORDS[figure.measure][1])
    told = f"{label}, {date_label(figure.measure, figure.date)}: {each}"
    band = standings[0].band
    if band is None:
        return f"{told}."
    astray = [
        _astray(part.name, standing)
        for part, standing in zip(parts, standings, strict=True)
        if standing.status is not BandStatus.WITHIN
    ]
    return f"{told}; {listed(astray) if astray else f'each within {band.words}'}."


def _astray(name: str, standing: Standing) -> str:
    band = standing.band
    assert band is not None  # only parts with a band are outside it
    if standing.status is BandStatus.BELOW:
        return f"{name} is {number(standing.short)} below {band.lowest:,}"
    if standing.status is BandStatus.ABOVE:
        return f"{name} is {number(standing.over)} above {number(band.highest)}"
    return f"nobody knows how {name} stands"


def _pieces(question: SplitQuestion, block: Block, parts: Sequence[ProposedPart]) -> list[str]:
    several = [f"{part.name} in {part.pieces:,}" for part in parts if part.pieces > 1]
    told = []
    if block.pieces > 1:
        told.append(
            f"{question.area.name} is in {block.pieces:,} pieces as it is, so that a part may be "
            "in more than one."
        )
    if several:
        told.append(f"In more than one piece: {listed(several)}.")
    else:
        told.append("Each part is in one piece.")
    return told


def _border(question: SplitQuestion, part_of_unit: Integers) -> str:
    adjacency = question.measured.ground.adjacency
    whole = np.full(adjacency.units, -1, dtype=np.int64)
    whole[question.units] = part_of_unit
    one, other = whole[adjacency.first], whole[adjacency.second]
    between = (one >= 0) & (other >= 0) & (one != other)
    metres = float(adjacency.shared_metres[between].sum())
    return f"The new borders are {metres / 1000:,.1f} km long."


def _wards(question: SplitQuestion, block: Block, part_of_unit: Integers) -> list[str]:
    """Say which wards lie in several parts; wards that lie partly in other areas count too."""
    if not block.wards:
        return []
    layer = question.measured.state.pack.layer(PLACE_LAYER)
    of_unit = layer.area_of_unit[question.units]
    names = [
        layer.areas[ward].name
        for ward in np.unique(of_unit[of_unit >= 0]).tolist()
        if len(np.unique(part_of_unit[of_unit == ward])) > 1
    ]
    if not names:
        return ["No ward is divided between the parts."]
    shown, rest = sorted(names)[:NAMED_AT_MOST], len(names) - NAMED_AT_MOST
    every = listed(shown) if rest <= 0 else f"{', '.join(shown)} and {rest:,} more"
    what = counted(len(names), "ward is", "wards are")
    return [f"{what} divided between the parts: {every}."]


def _practices(
    question: SplitQuestion, parts: Sequence[ProposedPart], part_of_unit: Integers
) -> list[str]:
    """Say which practices go with a part at which they do not stand, and which stand nowhere."""
    practice = question.measured.state.pack.practice
    anchors = dict(zip(question.practices, question.anchors, strict=True))
    told = []
    for place, part in enumerate(parts):
        for code in part.practices:
            anchor, called = anchors[code], practice[code].name
            if anchor is None:
                told.append(
                    f"Where {called} ({code}) stands is not known; it goes with {part.name}."
                )
            elif part_of_unit[anchor] != place:
                stands = parts[int(part_of_unit[anchor])].name
                told.append(
                    f"{called} ({code}) is in or nearest to {stands}, but goes with {part.name} "
                    "so that more lists are inside the band."
                )
    return told
