"""Measuring: which populations the areas of a layer have, and how an area stands by one of them."""

from __future__ import annotations

from geo.model import LayerDefinition, Measure
from geo.plan.checks import Standing
from geo.plan.measures import AreaMeasures


def measures_of(definition: LayerDefinition) -> tuple[Measure, ...]:
    """Return what can be counted of a layer's areas, residents first.

    Only areas that practices belong to have lists; patients who live inside are known for all.
    """
    if definition.registered == "lists":
        return (Measure.RESIDENTS, Measure.LISTS, Measure.LIVING_INSIDE)
    return (Measure.RESIDENTS, Measure.LIVING_INSIDE)


def usual_measures(definition: LayerDefinition) -> tuple[Measure, ...]:
    """Return the two populations that a layer's areas are checked by, residents first."""
    return measures_of(definition)[:2]


def standing_of(measures: AreaMeasures, measure: Measure) -> Standing:
    """Return how many people an area has by one measure, against its band.

    Raises:
        ValueError: the area has no practices' lists of its own.
    """
    if measure is Measure.LIVING_INSIDE:
        return measures.living_inside
    check = measures.check
    standing = check.resident if measure is Measure.RESIDENTS else check.registered
    if standing.figure.measure is not measure:
        raise ValueError(f"{check.area.name} has no practices’ lists of its own.")
    return standing
