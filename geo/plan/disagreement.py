"""Disagreements: where the boundaries of two layers do not line up, and who lives in between.

Each area has a *main counterpart* in the other layer: the area with which it shares most
residents. Two areas agree if either is the other's main counterpart. Units whose two areas do not
agree lie *in between*: Hucknall is in the district of Ashfield, which is mainly in one CCG, and in
another CCG, which is mainly in the district of Gedling.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from geo.model import UNASSIGNED, Area, Layer, Measure, Pack, date_label
from geo.plan.naming import place_names
from geo.plan.overlap import overlap
from geo.topology import Adjacency, find_parts
from geo.words import counted, listed


@dataclass(frozen=True)
class Disagreement:
    """People between two layers.

    Attributes:
        first, second: the two areas that share people although neither is mainly in the other.
        residents: how many people live in both; None where unknown.
        units: positions of the units in both, ascending.
        places: names of the places that they belong to, in alphabetical order.
        sentence: who is in between, for a planner, naming the places.
        reason: in which areas the two are mainly, which is why they disagree.
    """

    first: Area
    second: Area
    residents: int | None
    units: NDArray[np.int64]
    places: tuple[str, ...]
    sentence: str
    reason: str


def disagreements(pack: Pack, first: Layer, second: Layer, day: date) -> list[Disagreement]:
    """Return what lies between two layers: unknown figures first, then most residents first.

    Args:
        pack: whose layers are compared.
        first: one layer.
        second: the other.
        day: of the residents.

    Raises:
        KeyError: the pack has no residents of that date.
    """
    counts = pack.residents[day].total
    shared = []
    for pair in overlap(pack, first, second, day):
        if pair.first is not None and pair.second is not None:
            units = np.intersect1d(
                first.units_in(pair.first.code), second.units_in(pair.second.code)
            )
            shared.append((pair.first, pair.second, units, pair.residents))
    by_size = sorted(shared, key=lambda each: -float(np.nansum(counts[each[2]])))
    main_of_first: dict[str, Area] = {}
    main_of_second: dict[str, Area] = {}
    for one, other, _, _ in by_size:
        main_of_first.setdefault(one.code, other)
        main_of_second.setdefault(other.code, one)
    found = []
    for one, other, units, residents in by_size:
        mains = main_of_first[one.code], main_of_second[other.code]
        if mains[0] == other or mains[1] == one:
            continue
        word, places = place_names(pack, units, without=(first.key, second.key))
        count = counted(len(units), "small area", "small areas")
        sentence = (
            f"{_residents(residents)} ({date_label(Measure.RESIDENTS, day)}) in {count} live in "
            f"the {second.definition.singular} {other.name}, but in the "
            f"{first.definition.singular} {one.name}: {word} {listed(places)}."
        )
        reasons = [
            f"{area.name} lies mainly in {main.name}"
            for area, main, layer, main_layer in (
                (other, mains[1], second, first),
                (one, mains[0], first, second),
            )
            if area.name != main.name and _is_mainly_in(pack, layer, area, main_layer, main, day)
        ]
        reason = f"{'; '.join(reasons)}." if reasons else ""
        found.append(Disagreement(one, other, residents, units, places, sentence, reason))
    return sorted(found, key=lambda each: each.residents is not None)


def _is_mainly_in(
    pack: Pack, layer: Layer, area: Area, main_layer: Layer, main: Area, day: date
) -> bool:
    """Whether more than half of an area's residents live in another layer's area."""
    units = layer.units_in(area.code)
    counts = pack.residents[day].total
    inside = np.intersect1d(units, main_layer.units_in(main.code))
    return bool(counts[inside].sum() * 2 > counts[units].sum())


def _residents(count: int | None) -> str:
    if count is None:
        return "An unknown number of residents"
    return counted(count, "resident", "residents")


def pieces(
    pack: Pack, adjacency: Adjacency, units: NDArray[np.int64]
) -> list[tuple[NDArray[np.int64], tuple[str, ...]]]:
    """Return the contiguous pieces of some units, each with the names of its places.

    Args:
        pack: that holds the units.
        adjacency: of the pack's units.
        units: their positions.

    Returns:
        Pieces as positions of units, in the order of their first units.
    """
    inside = np.full(len(pack.units), UNASSIGNED, dtype=np.int64)
    inside[units] = 0
    part = find_parts(adjacency, inside)[units]
    parts = [units[part == each] for each in np.unique(part)]
    return [(piece, place_names(pack, piece)[1]) for piece in parts]


def summary_sentence(
    pack: Pack, first: Layer, second: Layer, found: list[Disagreement], day: date
) -> str:
    """Say how many people live between two layers, or that the layers line up."""
    names = f"{first.definition.plural} and {second.definition.plural}"
    if not found:
        return f"No small area lies in between: {names} line up."
    units = np.concatenate([each.units for each in found])
    total = pack.residents[day].total[units].sum()
    everyone = None if np.isnan(total) else int(total)
    return (
        f"{_residents(everyone)} ({date_label(Measure.RESIDENTS, day)}) live where {names} do not "
        f"line up, in {counted(len(units), 'small area', 'small areas')}."
    )
