"""Layers: partitions of the units into areas of one type and vintage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

UNASSIGNED = -1
"""Position in ``Layer.area_of_unit`` of a unit that belongs to no area of the layer."""


@dataclass(frozen=True)
class Tier:
    """A kind of area in the system, large or small, each of which should have a population.

    Attributes:
        key: ``system``, ``place`` or ``neighbourhood``.
        name: what one area of the tier is called, for sentences.
        plural: the same for several.
    """

    key: str
    name: str
    plural: str


@dataclass(frozen=True)
class Area:
    """One named piece of a layer.

    Attributes:
        code: unique within the layer; an official code where there is one.
        name: as a reader knows it.
        parent_code: the area of the layer's parent layer that it belongs to, or None.
        in_system: False for an area that is shown only as context.
    """

    code: str
    name: str
    parent_code: str | None
    in_system: bool


@dataclass(frozen=True)
class LayerDefinition:
    """What a layer is, apart from which unit is in which area.

    Attributes:
        key: short name used in files and commands, for example ``pcn``.
        name: for headings, for example ``Primary care networks``.
        singular: what one of its areas is called in a sentence.
        plural: what several are called.
        vintage: date that the boundaries are of.
        tier: key of the tier whose band the areas are held against, or None.
        parent: key of the parent layer, or None.
        covers: ``everything`` where each unit has an area, ``system`` where only units of the
            system have one.
        registered: ``lists`` where an area's registered population is its practices' lists,
            ``living_inside`` where it is the registered patients who live in its units.
        official: False where we derived the boundaries and no body publishes them.
        sources: keys of the sources that the layer was made from.
        method: how the layer was made, in sentences.
        certainty: how sure it is, in sentences.
    """

    key: str
    name: str
    singular: str
    plural: str
    vintage: date
    tier: str | None
    parent: str | None
    covers: Literal["everything", "system"]
    registered: Literal["lists", "living_inside"]
    official: bool
    sources: tuple[str, ...]
    method: str
    certainty: str


@dataclass(frozen=True)
class Layer:
    """A layer with its areas and the assignment of units to them.

    Attributes:
        definition: what the layer is.
        areas: its areas, in the order of their codes.
        area_of_unit: shape (units,), position in ``areas`` or ``UNASSIGNED``; the order of units
            is that of ``Units.codes``.
    """

    definition: LayerDefinition
    areas: tuple[Area, ...]
    area_of_unit: NDArray[np.int64]

    @property
    def key(self) -> str:
        """Short name of the layer."""
        return self.definition.key

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Position in ``areas`` of each area code."""
        return {area.code: position for position, area in enumerate(self.areas)}

    def area(self, code: str) -> Area:
        """Return the area with this code.

        Raises:
            KeyError: the layer has no such area.
        """
        return self.areas[self.position[code]]

    def units_in(self, code: str) -> NDArray[np.int64]:
        """Return the positions of the units in the area with this code, in ascending order.

        Raises:
            KeyError: the layer has no such area.
        """
        return np.flatnonzero(self.area_of_unit == self.position[code])

    def area_codes_of_units(self) -> list[str | None]:
        """Return each unit's area code, None where it has no area, in the order of the units."""
        codes = [*(area.code for area in self.areas), None]
        return [codes[position] for position in self.area_of_unit]
