"""The question of a repair: which areas must fit, by whom they are measured, what may change.

A *place* is what is repaired by itself: the areas of one layer that have the same parent, or all of
them where the layer has none. Nothing crosses the border of a place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from geo.advice.measuring import measures_of
from geo.advice.refusals import AdviceError
from geo.advice.robustness.answer import MOST_SAMPLES, SEED, YEARS
from geo.advice.robustness.growth import MOST_YEARS
from geo.advice.robustness.rates import Rates
from geo.model import Band, Layer, Measure
from geo.plan.edits.moving import list_layer_faults
from geo.plan.edits.words import area_faults, layer_faults, unit_faults
from geo.plan.leaning import NETWORKS
from geo.plan.measures import Measured
from geo.plan.state import State

BORDERS: tuple[str, ...] = ("ccg", "district")
"""Keys of the layers whose lines an area would normally not cross: the guidance on networks names
commissioners, and the consultation asks that places follow local authorities."""
MOST_PROPOSALS = 5
DEAREST = 100.0
"""The highest price of a border: a person who crosses it then counts a hundred times more."""


class Contiguity(StrEnum):
    """Whether areas must hang together."""

    REQUIRED = "required"
    NOT_WORSE = "not_worse"
    FREE = "free"


@dataclass(frozen=True)
class RepairQuestion:
    """What is asked.

    Attributes:
        layer: key of the layer.
        measures: populations that must be inside the band, all at once. Practices' lists can only
            be asked for alone: then practices move, and no unit.
        places: codes of the parents whose areas are repaired; empty for all of them.
        create: how many areas may be created at most in each place; None for as many as help.
        retire: how many may be retired at most in each place.
        locked_areas: codes of areas that must neither gain nor lose.
        locked_units: codes of units that must stay in their area.
        borders: by the key of a layer, what it costs if somebody joins an area that has nobody of
            their own area of that layer now: so many further moves, or None where it must not be.
            Whoever is in no area of that layer has no line to cross.
        contiguity: whether areas must hang together.
        all_dates: whether the band must hold on every date of which the pack has residents.
        growth: rates at which residents may grow; the band must then hold in every later year, at
            the low, the middle and the high rates. None for no growth.
        years: how many years of growth.
        weak_ties: in how many samples of weak ties the band must hold too, of networks' residents
            and patients on the dates of the plan; None where it need not.
        ties_seed: of these samples, as of those of ``geo.advice.robustness``.
    """

    layer: str
    measures: tuple[Measure, ...] = (Measure.RESIDENTS,)
    places: tuple[str, ...] = ()
    create: int | None = None
    retire: int = 0
    locked_areas: frozenset[str] = frozenset()
    locked_units: frozenset[str] = frozenset()
    borders: Mapping[str, float | None] = field(default_factory=dict)
    contiguity: Contiguity = Contiguity.NOT_WORSE
    all_dates: bool = False
    growth: Rates | None = None
    years: int = YEARS
    weak_ties: int | None = None
    ties_seed: int = SEED

    @property
    def moves_practices(self) -> bool:
        """Whether practices move, and not units."""
        return self.measures == (Measure.LISTS,)


def check_question(measured: Measured, question: RepairQuestion) -> Band:
    """Return the band that is asked for.

    Raises:
        AdviceError: the question cannot be answered; with every reason.
    """
    state, band = measured.state, None
    faults = layer_faults(state, question.layer)
    if not faults:
        layer = state.pack.layer(question.layer)
        tier = layer.definition.tier
        band = None if tier is None else state.bands.get(tier)
        if band is None:
            plural = layer.definition.plural
            faults.append(f"Nothing says how many people {plural} should have: there is no band.")
        faults += [
            *_measure_faults(state, layer, question),
            *_layer_of_ties_faults(layer, question),
            *_place_faults(state, layer, question.places),
            *area_faults(layer, *sorted(question.locked_areas)),
        ]
    if question.locked_units:
        faults += unit_faults(state, sorted(question.locked_units))
    faults += [*_border_faults(state, question), *_number_faults(question)]
    faults += _ties_faults(question)
    if faults or band is None:
        raise AdviceError(faults)
    return band


def _measure_faults(state: State, layer: Layer, question: RepairQuestion) -> list[str]:
    definition, measures = layer.definition, question.measures
    if not measures:
        return ["No population is named."]
    offered = measures_of(definition)
    lacking = [each for each in measures if each not in offered]
    faults = [f"Practices do not belong to {definition.plural}: they have no lists."] * len(lacking)
    if Measure.LISTS in measures and len(measures) > 1:
        faults.append(
            "Practices’ lists can only be repaired by themselves: practices move then, not small "
            "areas."
        )
    elif question.moves_practices and not lacking:
        faults += list_layer_faults(state, layer.key)
    if question.moves_practices and question.locked_units:
        faults.append("Practices move here, so that no small area can be locked.")
    if question.growth is not None and Measure.RESIDENTS not in measures:
        faults.append("Only residents grow: ask for them, or for no growth.")
    if question.growth is not None and not 1 <= question.years <= MOST_YEARS:
        faults.append(f"From 1 to {MOST_YEARS} years of growth can be had, not {question.years:,}.")
    if question.all_dates and Measure.RESIDENTS not in measures:
        faults.append("Only residents are known on several dates: ask for them, or for one date.")
    return faults


def _layer_of_ties_faults(layer: Layer, question: RepairQuestion) -> list[str]:
    if question.weak_ties is None or layer.key == NETWORKS:
        return []
    plural = layer.definition.plural
    return [f"Weak ties cannot be asked for: registrations speak of networks, not of {plural}."]


def _ties_faults(question: RepairQuestion) -> list[str]:
    if question.weak_ties is None:
        return []
    faults = []
    if Measure.LISTS in question.measures:
        faults.append(
            "Practices’ lists do not depend on where small areas are counted: ask for residents or "
            "for registered patients living inside, or for no weak ties."
        )
    if not 1 <= question.weak_ties <= MOST_SAMPLES:
        faults.append(
            f"From 1 to {MOST_SAMPLES:,} samples of weak ties can be had, not "
            f"{question.weak_ties:,}."
        )
    if question.ties_seed < 0:
        faults.append("The seed of the samples must be 0 or more.")
    return faults


def _place_faults(state: State, layer: Layer, places: Sequence[str]) -> list[str]:
    if not places:
        return []
    definition = layer.definition
    if definition.parent is None:
        plural = definition.plural
        return [f"There is no layer above {plural}, so that no place can be chosen."]
    parents = state.pack.layer(definition.parent)
    having = {area.parent_code for area in layer.areas if area.in_system}
    return [
        *area_faults(parents, *places),
        *(
            f"{parents.area(code).name} has no {definition.plural}."
            for code in places
            if code in parents.position and code not in having
        ),
    ]


def _border_faults(state: State, question: RepairQuestion) -> list[str]:
    faults = []
    for key, price in question.borders.items():
        if key in ("unit", question.layer):
            faults.append(f"{key!r} cannot be a border here: name another layer.")
        else:
            faults += layer_faults(state, key)
        if price is not None and not 0 <= price <= DEAREST:
            faults.append(
                f"The price of the border {key!r} lies between 0 and {DEAREST:g}, not at {price:g}."
            )
    return faults


def _number_faults(question: RepairQuestion) -> list[str]:
    faults = []
    if question.create is not None and question.create < 0:
        faults.append("Fewer than none can be created.")
    if question.retire < 0:
        faults.append("Fewer than none can be retired.")
    return faults
