"""Worlds: consistent sets of figures against which a plan is held, and what they make of areas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from geo.model import UNASSIGNED, Counts, Layer, Measure, Pack
from geo.plan.leaning import NETWORKS

Integers = NDArray[np.int64]


class Kind(StrEnum):
    """What is otherwise in a world."""

    DATES = "dates"
    WEAK_TIES = "weak_ties"
    GROWTH = "growth"


@dataclass(frozen=True, eq=False)
class Counted:
    """The people of one measure in one world.

    Attributes:
        date: the date that the figures are of, or would be.
        counts: whole people, NaN where unknown; shape (practices,) for lists, a practice without
            a list having 0, else shape (units,); in the order of the pack.
    """

    date: date
    counts: Counts


@dataclass(frozen=True, eq=False)
class World:
    """One consistent set of figures, and which unit is in which network.

    Attributes:
        kind: what is otherwise.
        label: a short name, for example ``mid-2017`` or ``mid-2029, high growth``.
        origin: how it came about, a sentence.
        figures: what it speaks of, by measure; of other measures it says nothing.
        network_of_unit: shape (units,), positions in the plan's layer of networks; None where
            every unit is where the plan has it. A world that has it speaks of networks only.
    """

    kind: Kind
    label: str
    origin: str
    figures: Mapping[Measure, Counted]
    network_of_unit: Integers | None = None


def measures_of(layer: Layer) -> tuple[Measure, ...]:
    """Return what can be counted of the areas of a layer: lists only where practices belong."""
    if layer.definition.registered == "lists":
        return tuple(Measure)
    return tuple(measure for measure in Measure if measure is not Measure.LISTS)


def area_counts(pack: Pack, layer: Layer, world: World, measure: Measure) -> Counts | None:
    """Return how many people each area of a layer has in a world.

    Args:
        pack: of the plan, ``State.pack``.
        layer: one of its layers.
        world: for the same pack.
        measure: what to count.

    Returns:
        Shape (areas,), whole people, NaN where a part is unknown; None where the world says
        nothing of it.
    """
    counted = world.figures.get(measure)
    if counted is None or (world.network_of_unit is not None and layer.key != NETWORKS):
        return None
    if measure is Measure.LISTS:
        if layer.definition.registered != "lists":
            return None
        places = np.array(
            [
                layer.position.get(practice.areas.get(layer.key, ""), UNASSIGNED)
                for practice in pack.practices
            ],
            dtype=np.int64,
        )
    elif world.network_of_unit is None:
        places = layer.area_of_unit
    else:
        places = world.network_of_unit
    placed = places != UNASSIGNED
    totals: Counts = np.bincount(
        places[placed], counted.counts[placed], minlength=len(layer.areas)
    ).astype(np.float64)
    return totals
