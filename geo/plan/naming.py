"""Naming: which places some units are, in words that local people use.

Small areas have names like “Ashfield 006A” that nobody says; the wards that they lie in are known.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from geo.model import UNASSIGNED, Pack
from geo.words import listed

PLACE_LAYER = "ward"
"""Layer whose area names tell a reader which places are meant."""


def place_names(
    pack: Pack, units: NDArray[np.int64], without: Sequence[str] = ()
) -> tuple[str, tuple[str, ...]]:
    """Return what the places of some units are called: ``wards`` and their names in order.

    Args:
        pack: that holds the units.
        units: their positions.
        without: keys of layers whose names would tell the reader nothing new.
    """
    named = PLACE_LAYER in pack.layers and PLACE_LAYER not in without
    layer = pack.layer(PLACE_LAYER if named else "unit")
    positions = set(layer.area_of_unit[units].tolist()) - {UNASSIGNED}
    names = tuple(sorted(layer.areas[position].name for position in positions))
    definition = layer.definition
    return definition.singular if len(names) == 1 else definition.plural, names


def name_places(pack: Pack, units: NDArray[np.int64], most: int = 4) -> str:
    """Return ``Hucknall Central, Hucknall North and 2 more``: so many names, the rest counted."""
    _, names = place_names(pack, units)
    if len(names) <= most:
        return listed(names)
    return f"{', '.join(names[:most])} and {len(names) - most} more"
