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

from geo.model import Area, Layer, Measure, Pack, date_label
from geo.plan.overlap import overlap
from geo.words import counted, listed, number


@dataclass(frozen=True)
class Disagreement:
    """People between two layers.

    Attributes:
        first, second: the two areas that share people although neither is mainly in the other.
        residents: how many people live in both.
        units: positions of the units in both, ascending.
        sentence: what is in between, for a planner, naming the places.
    """

    first: Area
    second: Area
    residents: int
    units: NDArray[np.int64]
    sentence: str


def disagreements(
    pack: Pack, first: Layer, second: Layer, day: date, place_layer: str = "ward"
) -> list[Disagreement]:
    """Return what lies between two layers, most residents first.

    Args:
        pack: whose layers are compared.
        first: one layer.
        second: the other.
        day: of the residents.
        place_layer: layer whose area names tell a reader which places are meant.

    Raises:
        KeyError: the pack has no residents of that date.
    """
    shared = [
        (one, other, pair.residents or 0)
        for pair in overlap(pack, first, second, day)
        if (one := pair.first) is not None and (other := pair.second) is not None
    ]
    by_size = sorted(shared, key=lambda each: -each[2])
    main_of_first: dict[str, Area] = {}
    main_of_second: dict[str, Area] = {}
    for one, other, _ in by_size:
        main_of_first.setdefault(one.code, other)
        main_of_second.setdefault(other.code, one)
    found = []
    for one, other, residents in by_size:
        mains = main_of_first[one.code], main_of_second[other.code]
        if mains[0] == other or mains[1] == one:
            continue
        units = np.intersect1d(first.units_in(one.code), second.units_in(other.code))
        sentence = (
            f"{counted(len(units), 'small area', 'small areas')} with {number(residents)} "
            f"residents ({date_label(Measure.RESIDENTS, day)}) "
            f"{'lies' if len(units) == 1 else 'lie'} in {one.name} and in {other.name}, although "
            f"{one.name} is mainly in {mains[0].name} and {other.name} mainly in {mains[1].name}: "
            f"{_places(pack, units, place_layer)}."
        )
        found.append(Disagreement(one, other, residents, units, sentence))
    return found


def _places(pack: Pack, units: NDArray[np.int64], layer_key: str) -> str:
    layer = pack.layer(layer_key)
    positions = sorted(set(layer.area_of_unit[units].tolist()))
    names = [layer.areas[position].name for position in positions]
    word = layer.definition.singular if len(names) == 1 else layer.definition.plural
    return f"{word} {listed(names)}"
