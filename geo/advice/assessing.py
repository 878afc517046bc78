"""Assessing: what is possible with the areas of a layer, before any search.

The areas of the system are looked at together, as if people could go from any to any, and apart
for each parent, as if they could not leave it. For each such family of areas: how many could fit,
which are too large for whatever the lines do, and how many people must change area at the least.
A locked area neither gains nor loses, so that it takes no part in what follows.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from geo.advice.assessment_words import family_sentences, layer_notes, parents_sentence
from geo.advice.bordering import shared_borders
from geo.advice.family import Family
from geo.advice.feasibility import Feasibility, could_fit
from geo.advice.measuring import measures_of, standing_of
from geo.advice.moving_bounds import AreaStanding, bound_moves
from geo.advice.oversize import find_indivisible, find_splits
from geo.advice.refusals import AdviceError
from geo.model import Area, Band, Figure, Layer, Measure
from geo.plan.edits.words import area_faults, layer_faults
from geo.plan.measures import Measured

__all__ = ["Assessment", "Family", "assess"]


@dataclass(frozen=True, eq=False)
class Assessment:
    """What is possible for one population of the areas of a layer.

    Attributes:
        layer: key of the layer.
        measure: the population.
        band: in the plan, that each area should be inside.
        whole: all areas of the system together, as if people could go from any to any; None
            where one parent was asked for.
        parents: the areas of each parent that has any, by the parent's code; empty in layers
            without a layer above.
        above: what an area of the layer above is called; empty where there is none.
        unassigned: how many units have no area, and their residents; they take no part.
        notes: what is to be said besides, in sentences.
    """

    layer: str
    measure: Measure
    band: Band
    whole: Family | None
    parents: tuple[Family, ...]
    above: str
    unassigned: tuple[int, Figure]
    notes: tuple[str, ...]

    @property
    def families(self) -> tuple[Family, ...]:
        """The whole if it was asked for, then the parents."""
        return self.parents if self.whole is None else (self.whole, *self.parents)

    @property
    def at_least(self) -> int:
        """People who change area at the least if everybody stays with their parent."""
        whole = 0 if self.whole is None else self.whole.bounds.at_least
        return max(whole, sum(family.bounds.at_least for family in self.parents))

    @property
    def sentences(self) -> tuple[str, ...]:
        """All this for a planner: the whole first, then the parents and each of them, then notes.

        A parent that has all areas of the system is not told twice.
        """
        whole, parents = self.whole, self.parents
        same = whole is not None and any(
            each.answer.areas == whole.answer.areas for each in parents
        )
        told = () if whole is None or same else whole.sentences
        if len(parents) > 1:
            told = (*told, parents_sentence(parents, self.above))
        each = (sentence for family in parents for sentence in family.sentences)
        return (*told, *each, *self.notes)


@dataclass(frozen=True, eq=False)
class _Asked:
    """A question that can be answered; ``borders`` by the codes of the areas."""

    measured: Measured
    layer: Layer
    tier: str
    measure: Measure
    band: Band
    locked: frozenset[str]
    borders: Mapping[str, Sequence[str]] = field(default_factory=dict)


def assess(
    measured: Measured,
    layer: str,
    measure: Measure = Measure.RESIDENTS,
    parent: str | None = None,
    locked: Collection[str] = (),
) -> Assessment:
    """Say what is possible with the areas of a layer, whatever their lines.

    Args:
        measured: the plan, with its bands and dates.
        layer: key of a layer with a tier.
        measure: the population; lists only where areas have practices.
        parent: code of the only parent to speak of; None for the whole and every parent.
        locked: codes of areas that may neither gain nor lose.

    Raises:
        AdviceError: there is no such layer, parent, population or area, the layer has no band, or
            none of its areas is in the system; with every reason.
        KeyError: the pack has no figures of a date.
    """
    asked = _ask(measured, layer, measure, parent, locked)
    here, measures = asked.layer, measured.layer(layer)
    members = [
        AreaStanding(area, standing_of(measures[area.code], measure))
        for area in here.areas
        if area.in_system
    ]
    above = here.definition.parent
    families = []
    for each in () if above is None else measured.state.pack.layer(above).areas:
        children = [member for member in members if member.area.parent_code == each.code]
        if children and parent in (None, each.code):
            families.append(_family(asked, each, children))
    faults = []
    if not members:
        faults.append(f"No {here.definition.singular} is in the system.")
    elif parent is not None and not families:
        assert above is not None  # held by _ask
        name = measured.state.pack.layer(above).area(parent).name
        faults.append(f"{name} has no {here.definition.singular}.")
    if faults:
        raise AdviceError(faults)
    return Assessment(
        layer=layer,
        measure=measure,
        band=asked.band,
        whole=_family(asked, None, members) if parent is None else None,
        parents=tuple(families),
        above="" if above is None else measured.state.pack.layer(above).definition.singular,
        unassigned=measured.unassigned(layer),
        notes=tuple(layer_notes(measured, here, members, parent)),
    )


def _ask(
    measured: Measured, layer: str, measure: Measure, parent: str | None, locked: Collection[str]
) -> _Asked:
    state = measured.state
    if faults := layer_faults(state, layer):
        raise AdviceError(faults)
    here = state.pack.layer(layer)
    definition = here.definition
    faults = area_faults(here, *sorted(set(locked)))
    if measure not in measures_of(definition):
        faults.append(f"{definition.name} have no practices’ lists of their own.")
    if parent is not None and definition.parent is None:
        faults.append(f"{definition.name} belong to no layer above, so they have no parent.")
    elif parent is not None and definition.parent is not None:
        faults += area_faults(state.pack.layer(definition.parent), parent)
    band = None if definition.tier is None else state.bands.get(definition.tier)
    if band is None or definition.tier is None:
        faults.append(
            f"{definition.name} have no band: nothing says how many people each should have."
        )
        raise AdviceError(faults)
    if faults:
        raise AdviceError(faults)
    borders = {
        here.areas[area].code: [here.areas[other].code for other in around]
        for area, around in shared_borders(measured.ground.adjacency, here.area_of_unit).items()
    }
    return _Asked(measured, here, definition.tier, measure, band, frozenset(locked), borders)


def _family(asked: _Asked, parent: Area | None, members: Sequence[AreaStanding]) -> Family:
    free = [each for each in members if each.area.code not in asked.locked]
    held = tuple(each for each in members if each.area.code in asked.locked)

    def answer(areas: Sequence[AreaStanding]) -> Feasibility:
        standings = [each.standing for each in areas]
        return could_fit(asked.layer.key, asked.tier, parent, standings)

    areas = [each.area for each in members]
    family = Family(
        layer=asked.layer.definition,
        parent=parent,
        answer=answer(members),
        locked=held,
        unlocked=answer(free) if held and free else None,
        splits=find_splits(free, asked.band),
        indivisible=find_indivisible(asked.measured, asked.layer, areas, asked.measure, asked.band),
        bounds=bound_moves(free, asked.borders, asked.band),
        sentences=(),
    )
    above = asked.layer.definition.parent
    across = None
    if parent is None and above is not None:
        across = asked.measured.state.pack.layer(above).definition.plural
    return replace(family, sentences=tuple(family_sentences(asked.measured, family, across)))
