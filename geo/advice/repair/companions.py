"""Companions: what goes with the pieces of a place, practices with units or units with practices.

Practices that stand in an area that is split go with the part in which they stand, as far as they
belong to the area. Where practices are the pieces, the units of their area in their catchment go
with them to a new area, so that it has a place on the map; a practice that has the most patients
nowhere has the unit in which it stands.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geo.advice.repair.catchments import catchment_of_units
from geo.advice.repair.place import Place
from geo.plan.edits.moving import list_layer_faults
from geo.plan.measures import Measured


@dataclass(frozen=True)
class Companions:
    """What goes with pieces that move.

    Attributes:
        practices: for each unit that is a piece, the practices of its area that stand in it.
        units: for each practice that is a piece, the units of its area in its catchment.
        unit_counts: how many units each area of the place has.
    """

    practices: dict[str, tuple[str, ...]]
    units: dict[str, tuple[str, ...]]
    unit_counts: tuple[int, ...]


def companions_of(measured: Measured, place: Place) -> Companions:
    """Return what goes with the pieces of a place."""
    layer = measured.state.pack.layer(place.question.layer)
    counts = tuple(len(layer.units_in(area.code)) for area in place.areas)
    if place.question.moves_practices:
        return Companions({}, _catchments(measured, place), counts)
    if list_layer_faults(measured.state, layer.key):
        return Companions({}, {}, counts)
    return Companions(_standing(measured, place), {}, counts)


def _standing(measured: Measured, place: Place) -> dict[str, tuple[str, ...]]:
    pack = measured.state.pack
    area_of = {
        pack.units.position[code]: (code, place.areas[home].code)
        for code, home in zip(place.codes, place.home, strict=True)
    }
    standing: dict[str, tuple[str, ...]] = {}
    for practice in pack.practices:
        unit, area = area_of.get(measured.ground.unit_of_practice[practice.code], ("", ""))
        if unit and practice.areas.get(place.question.layer) == area:
            standing[unit] = (*standing.get(unit, ()), practice.code)
    return standing


def _catchments(measured: Measured, place: Place) -> dict[str, tuple[str, ...]]:
    pack = measured.state.pack
    layer = pack.layer(place.question.layer)
    catchment = catchment_of_units(pack, place.codes)
    for piece in sorted(set(range(len(place.codes))) - set(catchment.tolist())):
        stands = measured.ground.unit_of_practice[place.codes[piece]]
        if stands >= 0:
            catchment[stands] = piece
    found: dict[str, tuple[str, ...]] = {}
    for piece, code in enumerate(place.codes):
        own = layer.position[place.areas[place.home[piece]].code]
        inside = np.flatnonzero((catchment == piece) & (layer.area_of_unit == own))
        found[code] = tuple(pack.units.codes[unit] for unit in inside)
    return found
