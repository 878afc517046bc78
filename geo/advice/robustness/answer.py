"""The answer: all worlds that a planner asks for, and how the areas of one layer fare in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geo.advice.robustness.growth import MOST_YEARS, growth_worlds
from geo.advice.robustness.leaving import Leaving, find_leaving
from geo.advice.robustness.other_dates import date_worlds
from geo.advice.robustness.outcomes import Outcome, find_outcomes
from geo.advice.robustness.rates import Rates
from geo.advice.robustness.weak_ties import WeakTies, find_weak_ties, tie_worlds
from geo.advice.robustness.worlds import World
from geo.model import Band, Layer, Pack
from geo.plan.leaning import NETWORKS
from geo.plan.state import State
from geo.plan.totals import Dates
from geo.words import listed

SAMPLES, MOST_SAMPLES = 200, 10_000
"""How many worlds of weak ties are drawn where nobody asks for another number, and at most."""
YEARS = 10
"""How many years on growth is followed where nobody asks for another number."""
SEED = 1


class QuestionError(ValueError):
    """A question cannot be answered as it was asked.

    Attributes:
        faults: every reason, in a planner's words.
    """

    def __init__(self, faults: list[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(faults))


@dataclass(frozen=True)
class Question:
    """What a planner asks.

    Attributes:
        layer: key of the layer whose areas are held against their band.
        dates: of the figures that are otherwise than published in other worlds: residents of this
            date grow and change network.
        samples: how many worlds of weak ties; 0 for none.
        seed: of these samples.
        rates: at which residents grow; None for no growth.
        years: how many years on.
    """

    layer: str
    dates: Dates
    samples: int = SAMPLES
    seed: int = SEED
    rates: Rates | None = None
    years: int = YEARS


@dataclass(frozen=True, eq=False)
class Robustness:
    """The answer to a question.

    Attributes:
        question: as it was asked.
        pack: of the plan.
        layer: of the plan.
        band: in force for it.
        worlds: other dates, then weak ties, then growth.
        ties: units that were drawn into other networks; None where no samples were asked for, or
            the layer is not that of the networks.
        outcomes: measure by measure, see ``find_outcomes``.
        leaving: for each area of the system by its code, when it leaves the band as it grows;
            empty without growth.
    """

    question: Question
    pack: Pack
    layer: Layer
    band: Band
    worlds: tuple[World, ...]
    ties: WeakTies | None
    outcomes: tuple[Outcome, ...]
    leaving: Mapping[str, Leaving]


def find_robustness(state: State, question: Question) -> Robustness:
    """Return how the areas of a layer of a plan fare in other worlds.

    Args:
        state: the plan.
        question: what is asked.

    Raises:
        QuestionError: with everything that cannot be asked.
        KeyError: the pack has no residents of the question's date.
    """
    pack = state.pack
    layer, band = _layer_and_band(state, question)
    base = question.dates.resident
    worlds, ties = date_worlds(pack), None
    if question.samples and layer.key == NETWORKS:
        ties = find_weak_ties(state)
        worlds += tie_worlds(state, ties, base, question.samples, question.seed)
    leaving: dict[str, Leaving] = {}
    if question.rates is not None:
        worlds += growth_worlds(pack, question.rates, base, question.years)
        found = find_leaving(pack, layer, band, question.rates, base, question.years)
        leaving = {
            area.code: each for area, each in zip(layer.areas, found, strict=True) if area.in_system
        }
    outcomes = tuple(find_outcomes(pack, layer, band, worlds))
    return Robustness(question, pack, layer, band, tuple(worlds), ties, outcomes, leaving)


def _layer_and_band(state: State, question: Question) -> tuple[Layer, Band]:
    """Return the layer and its band, or say everything that is wrong with the question."""
    faults = []
    if not 0 <= question.samples <= MOST_SAMPLES:
        faults.append(f"The samples must be between 0 and {MOST_SAMPLES:,}.")
    if question.seed < 0:
        faults.append("The seed must be 0 or more.")
    if not 1 <= question.years <= MOST_YEARS:
        faults.append(f"The years must be between 1 and {MOST_YEARS}.")
    layers = state.pack.layers
    band = None
    if question.layer not in layers:
        faults.append(f"No layer {question.layer}. The plan has: {', '.join(layers)}.")
    else:
        band = state.bands.get(layers[question.layer].definition.tier or "")
        if band is None:
            banded = [key for key, each in layers.items() if each.definition.tier in state.bands]
            name = layers[question.layer].definition.name
            faults.append(
                f"The layer {question.layer} ({name}) has no band to stay inside. "
                f"These have one: {listed(banded) or 'none'}."
            )
        elif not any(area.in_system for area in layers[question.layer].areas):
            faults.append(f"The layer {question.layer} has no area in the system.")
    if faults or band is None:
        raise QuestionError(faults)
    return layers[question.layer], band
