"""Checks: each area of each layer against its band, its shape and the lines of other layers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.model import Area, Band, BandStatus, Basis, Figure, Layer, Pack
from geo.plan.overlap import crossings
from geo.plan.totals import Dates, registered_by_area, residents_by_area
from geo.topology import Adjacency, find_holes, find_parts

Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Standing:
    """One population of one area against its band.

    Attributes:
        figure: how many people, with label and date.
        band: the band; None where the layer has no tier.
    """

    figure: Figure
    band: Band | None

    @property
    def status(self) -> BandStatus | None:
        """Below, within, above or unknown; None where there is no band."""
        return None if self.band is None else self.band.status(self.figure.count)

    @property
    def short(self) -> int | None:
        """People missing to the lower end; None where unknown or without a band."""
        return None if self.band is None else self.band.short(self.figure.count)

    @property
    def over(self) -> int | None:
        """People above the upper end; None where unknown or without a band."""
        return None if self.band is None else self.band.over(self.figure.count)


@dataclass(frozen=True)
class AreaCheck:
    """What was found about one area.

    Attributes:
        layer: key of its layer.
        area: the area.
        tier: key of the layer's tier, or None.
        resident, registered: its populations against its band.
        units: how many units it is made of.
        parts: its contiguous parts, largest first, each as positions of units.
        holes: what it encloses, each as positions of units.
        crosses: see ``geo.plan.overlap.crossings``.
    """

    layer: str
    area: Area
    tier: str | None
    resident: Standing
    registered: Standing
    units: int
    parts: tuple[Integers, ...]
    holes: tuple[Integers, ...]
    crosses: Mapping[str, Mapping[str, int | None]]

    def standing(self, basis: Basis) -> Standing:
        """Return the population of this basis against the band."""
        return self.resident if basis is Basis.RESIDENT else self.registered


def check_layer(
    pack: Pack,
    layer: Layer,
    adjacency: Adjacency,
    dates: Dates | None = None,
    bands: Mapping[str, Band] | None = None,
) -> list[AreaCheck]:
    """Check every area of one layer, in the order of their codes.

    Args:
        pack: the state to check.
        layer: one of its layers.
        adjacency: of the pack's units, from ``find_adjacency``.
        dates: of the populations; the pack's own where None.
        bands: by tier; the published ones where None.

    Raises:
        KeyError: the pack has no figures of a date.
    """
    dates = dates or Dates.of(pack)
    tier = layer.definition.tier
    band = None if tier is None else (bands or pack.published_bands).get(tier)
    residents = residents_by_area(pack, layer, dates.resident)
    registered = registered_by_area(pack, layer, dates.registered)
    parts, holes = _shape(adjacency, layer)
    others = [other for other in pack.layers.values() if other.key not in (layer.key, "unit")]
    crossed = crossings(pack, layer, others, dates.resident)
    return [
        AreaCheck(
            layer=layer.key,
            area=area,
            tier=tier,
            resident=Standing(residents[position], band),
            registered=Standing(registered[position], band),
            units=sum(len(part) for part in parts[position]),
            parts=parts[position],
            holes=tuple(holes.get(position, ())),
            crosses=crossed[position],
        )
        for position, area in enumerate(layer.areas)
    ]


def check_pack(
    pack: Pack,
    adjacency: Adjacency,
    dates: Dates | None = None,
    bands: Mapping[str, Band] | None = None,
) -> dict[str, list[AreaCheck]]:
    """Check every layer of the pack; arguments and errors as for ``check_layer``."""
    return {
        key: check_layer(pack, layer, adjacency, dates, bands) for key, layer in pack.layers.items()
    }


def _shape(
    adjacency: Adjacency, layer: Layer
) -> tuple[Sequence[tuple[Integers, ...]], dict[int, list[Integers]]]:
    part_of_unit = find_parts(adjacency, layer.area_of_unit)
    holes = find_holes(adjacency, layer.area_of_unit, part_of_unit)
    order = np.argsort(part_of_unit, kind="stable")
    starts = np.flatnonzero(np.diff(part_of_unit[order], prepend=-1))
    parts: list[list[Integers]] = [[] for _ in layer.areas]
    for members in np.split(order, starts[1:]):
        area = layer.area_of_unit[members[0]]
        if area >= 0:
            parts[area].append(members)
    return [tuple(sorted(pieces, key=len, reverse=True)) for pieces in parts], holes
