"""Naming: which places a group of units is, in words that local people use.

Small areas have names like “Ashfield 006A” that nobody says; the wards that they lie in are known.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geo.model import Pack
from geo.words import listed

PLACE_LAYER = "ward"
"""Layer whose area names tell a reader which places are meant."""


def place_names(pack: Pack, units: NDArray[np.int64], most: int = 4) -> str:
    """Name the wards of some units, those with most of the units first.

    Args:
        pack: that the units belong to.
        units: positions of the units.
        most: how many names to give before counting the rest.

    Returns:
        For example ``Hucknall Central, Hucknall North and 2 more``; the units' own names where the
        pack has no wards.
    """
    layer = pack.layers.get(PLACE_LAYER, pack.layer("unit"))
    areas, sizes = np.unique(layer.area_of_unit[units], return_counts=True)
    names = [layer.areas[area].name for area in areas[np.argsort(-sizes, kind="stable")]]
    if len(names) <= most:
        return listed(names)
    return f"{', '.join(names[:most])} and {len(names) - most} more"
