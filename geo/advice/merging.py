"""Merging: which neighbour an area could best be merged with.

Only areas of the layer that share a border with it come into question. Whatever its partner, the
two are judged as the plan would have them after the merger: see ``MergePartner.rank`` for the
order. Areas outside the system, and locked ones, are named but not proposed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from geo.advice.bordering import shared_borders
from geo.advice.measuring import measures_of, usual_measures
from geo.advice.merge_partner import MergePartner
from geo.advice.merge_words import merge_sentences
from geo.advice.refusals import AdviceError
from geo.model import Area, Layer, Measure
from geo.plan.edits import MergeAreas
from geo.plan.edits.words import area_faults, layer_faults
from geo.plan.findings import CROSSED_LAYERS
from geo.plan.measures import AreaMeasures, Measured

__all__ = ["MergeAdvice", "MergePartner", "propose_mergers"]


@dataclass(frozen=True, eq=False)
class MergeAdvice:
    """The neighbours that an area could be merged with.

    Attributes:
        layer: key of the layer.
        area: the area.
        partners: the best first.
        sentences: which is best, or why none fits, for a planner.
    """

    layer: str
    area: Area
    partners: tuple[MergePartner, ...]
    sentences: tuple[str, ...]

    @property
    def best(self) -> MergePartner | None:
        """The best partner, if the two together are known to be inside the band; else None."""
        first = self.partners[0] if self.partners else None
        return first if first is not None and first.fits else None


def propose_mergers(
    measured: Measured,
    layer: str,
    area: str,
    measures: Sequence[Measure] | None = None,
    locked: Collection[str] = (),
) -> MergeAdvice:
    """Return the neighbours that an area could be merged with, the best first.

    Args:
        measured: the plan, with its bands and dates.
        layer: key of the layer.
        area: code of the area.
        measures: populations to judge by, at least one; those that the layer is checked by where
            None.
        locked: codes of areas that may neither gain nor lose.

    Raises:
        AdviceError: there is no such layer or area, the area is locked or has no small area, or
            a population is none of the layer's; with every reason.
        KeyError: the pack has no figures of a date.
    """
    if faults := layer_faults(measured.state, layer):
        raise AdviceError(faults)
    here = measured.state.pack.layer(layer)
    judged = usual_measures(here.definition) if measures is None else tuple(measures)
    if faults := _faults(here, area, judged, locked):
        raise AdviceError(faults)
    this = here.area(area)
    borders = shared_borders(measured.ground.adjacency, here.area_of_unit)
    around = [
        (here.areas[place], metres)
        for place, metres in borders.get(here.position[area], {}).items()
    ]
    apart = [each for each, _ in around if each.in_system != this.in_system]
    held = [each for each, _ in around if each.code in locked and each not in apart]
    partners = sorted(
        (
            _partner(measured, here, (this, each), judged, metres)
            for each, metres in around
            if each not in apart and each not in held
        ),
        key=lambda each: each.rank,
    )
    sentences = merge_sentences(measured, here, this, judged, partners, held, apart)
    return MergeAdvice(layer, this, tuple(partners), tuple(sentences))


def _faults(
    layer: Layer, area: str, judged: Sequence[Measure], locked: Collection[str]
) -> list[str]:
    faults = area_faults(layer, *sorted({area, *locked}))
    if not judged:
        faults.append("No population is named to judge by.")
    if not set(judged) <= set(measures_of(layer.definition)):
        faults.append(f"{layer.definition.name} have no practices’ lists of their own.")
    if area in layer.position:
        name = layer.area(area).name
        if area in locked:
            faults.append(f"{name} is locked, so it cannot be merged.")
        if not len(layer.units_in(area)):
            faults.append(f"{name} has no small area, so it has no neighbour to merge with.")
    return faults


def _partner(
    measured: Measured,
    layer: Layer,
    pair: tuple[Area, Area],
    judged: tuple[Measure, ...],
    metres: float,
) -> MergePartner:
    before = measured.layer(layer.key)
    residents = [before[each.code].check.resident.figure.known for each in pair]
    keeps = min(zip(residents, pair, strict=True), key=lambda each: (-each[0], each[1].code))[1]
    gone = pair[1] if keeps is pair[0] else pair[0]
    after = MergeAreas(layer.key, (gone.code,), keeps.code).apply(measured.state)
    together = measured.next(after).layer(layer.key)[keeps.code]
    was = [before[each.code] for each in pair]
    return MergePartner(
        layer=layer.key,
        area=pair[0],
        partner=pair[1],
        keeps=keeps,
        judged=judged,
        measures=together,
        border_metres=metres,
        new_crossings={
            key: together.check.crosses[key]
            for key in CROSSED_LAYERS
            if key in together.check.crosses and _is_new(key, together, was)
        },
    )


def _is_new(key: str, together: AreaMeasures, was: Sequence[AreaMeasures]) -> bool:
    """Whether two areas together lie in an area of a layer that neither crossed before."""
    crossed = [set(each.check.crosses.get(key, ())) for each in was]
    return not set(together.check.crosses[key]) <= set.union(*crossed)
