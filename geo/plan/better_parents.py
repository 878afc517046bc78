"""Better parents: areas whose people mostly live in another parent than the one they belong to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geo.model import UNASSIGNED, Area
from geo.plan.edits import MoveArea
from geo.plan.measures import Measured
from geo.plan.totals import residents_of

MOST = 0.5
"""Another parent with more than this share of an area's residents holds most of them."""


@dataclass(frozen=True)
class BetterParent:
    """An area and the parent in which most of its residents live, which is not its own.

    Attributes:
        layer: key of its layer.
        area: the area.
        parent: the area above that it belongs to.
        better: the area above in which most of its residents live.
        residents: how many of them live there.
        everyone: how many residents the area has.
    """

    layer: str
    area: Area
    parent: Area
    better: Area
    residents: int
    everyone: int

    @property
    def words(self) -> str:
        """What would mend it: ``Give Byron PCN to Mid-Nottinghamshire``."""
        return f"Give {self.area.name} to {self.better.name}"

    @property
    def change(self) -> MoveArea:
        """The change that does so."""
        return MoveArea(self.layer, self.area.code, self.better.code)


def better_parents(measured: Measured, key: str) -> dict[str, BetterParent]:
    """Return the areas of a layer most of whose residents live in another parent, by their codes.

    Only areas of the system that belong to a parent; none where a figure is unknown, since nobody
    can say then where most people live.

    Raises:
        KeyError: there is no such layer, or the pack has no residents of the date.
    """
    pack = measured.state.pack
    layer = pack.layer(key)
    if layer.definition.parent is None:
        return {}
    above = pack.layer(layer.definition.parent)
    found = {}
    for area in layer.areas:
        if area.parent_code is None or not area.in_system:
            continue
        units = layer.units_in(area.code)
        everyone = residents_of(pack, units, measured.dates.resident).count
        if not everyone:
            continue
        places = above.area_of_unit[units]
        for place in np.unique(places[places != UNASSIGNED]).tolist():
            inside = residents_of(pack, units[places == place], measured.dates.resident).count
            better = above.areas[place]
            if inside is None or inside <= MOST * everyone or better.code == area.parent_code:
                continue
            parent = above.area(area.parent_code)
            found[area.code] = BetterParent(key, area, parent, better, inside, everyone)
    return found
