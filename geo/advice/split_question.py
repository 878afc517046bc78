"""What is asked when an area is to be split: its units, its people, and into how many parts.

The parts of an area are sought for both of its populations. Residents come with their unit. Lists
come with their practice, and a practice counts where it stands, or at the nearest unit of the area
if it stands outside. In layers without lists the registered patients who live in a unit come with
it. Where practices belong to a layer through the layer below, no list moves with a split: only the
residents are shared out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.advice.block import Population
from geo.advice.feasibility import fewest_areas, most_areas
from geo.advice.refusals import AdviceError
from geo.model import Area, Band, Figure, Measure, date_label
from geo.plan.edits.moving import list_layer_faults
from geo.plan.edits.words import area_faults, layer_faults, some
from geo.plan.measures import Measured
from geo.plan.totals import living_inside_by_area
from geo.words import PEOPLE_WORDS, counted, number

Integers = NDArray[np.int64]


class SplitError(AdviceError):
    """An area cannot be split, or is better left as it is; carries every reason."""


@dataclass(frozen=True, eq=False)
class SplitQuestion:
    """An area that can be split, and into how many parts.

    Attributes:
        measured: the plan.
        layer: key of the layer.
        area: the area.
        units: positions of its units, ascending.
        practices: codes of the practices that go with its parts, ascending.
        anchors: for each of them the number, in ``units``, of the unit at which it counts; None
            where nobody knows where it stands.
        populations: to be shared out.
        band: that each part should be inside; None where the layer has none.
        parts: how many.
        notes: what is to be said about that number, in sentences.
    """

    measured: Measured
    layer: str
    area: Area
    units: Integers
    practices: tuple[str, ...]
    anchors: tuple[int | None, ...]
    populations: tuple[Population, ...]
    band: Band | None
    parts: int
    notes: tuple[str, ...]

    def patients(self, practice: str) -> int:
        """Return how many people are on a practice's list; 0 where it has none on the date."""
        lists = self.measured.state.pack.practice[practice].lists
        return lists[self.measured.dates.registered].patients or 0


def ask(measured: Measured, layer: str, area: str, parts: int | None) -> SplitQuestion:
    """Return what is asked.

    Args:
        measured: the plan.
        layer: key of the layer.
        area: code of the area.
        parts: how many; None for the fewest with which every part can be inside the band.

    Raises:
        SplitError: there is no such area, it is too small to be cut, figures that the cut must be
            balanced by are not known, or it is better left as it is.
        KeyError: the pack has no figures of a date.
    """
    state = measured.state
    if faults := layer_faults(state, layer) or area_faults(state.layers[layer], area):
        raise SplitError(faults)
    found = state.layers[layer].area(area)
    units = state.layers[layer].units_in(area)
    if faults := _shape_faults(found, units, parts):
        raise SplitError(faults)
    lists_move = not list_layer_faults(state, layer)
    practices = tuple(sorted(state.practices_in(layer, area))) if lists_move else ()
    anchors = _anchors(measured, units, practices)
    check = measured.layer(layer)[area].check
    figures, people = [check.resident.figure], [_residents(measured, units)]
    if lists_move:
        figures.append(check.registered.figure)
        people.append(_patients(measured, len(units), practices, anchors))
    elif state.layers[layer].definition.registered == "living_inside":
        figures.append(_living_inside(measured, layer, area))
        people.append(state.pack.registrations.patients[units])
    if faults := [_unknown_fault(found, figure) for figure in figures if figure.missing]:
        raise SplitError(faults)
    band = check.resident.band
    notes = _notes_on_lists(measured, layer, found, lists_move, figures[-1])
    wanted, more = _number(found, [each for each in figures if each.known], band, units, parts)
    return SplitQuestion(
        measured=measured,
        layer=layer,
        area=found,
        units=units,
        practices=practices,
        anchors=anchors,
        populations=tuple(Population(tuple(map(int, each)), band) for each in people),
        band=band,
        parts=wanted,
        notes=(*more, *notes),
    )


def dated(figure: Figure) -> str:
    """Return ``130,196 registered patients (April 2020)``."""
    words = PEOPLE_WORDS[figure.measure]
    when = date_label(figure.measure, figure.date)
    if figure.count is None:
        return f"an unknown number of {words[1]} ({when})"
    return f"{counted(figure.count, *words)} ({when})"


def _shape_faults(area: Area, units: Integers, parts: int | None) -> list[str]:
    if len(units) == 0:
        return [f"{area.name} has no small area, so there is nothing to split."]
    if len(units) == 1:
        return [f"{area.name} is one small area, which cannot be split."]
    if parts is not None and parts < 2:
        return [f"{area.name} can be split into 2 parts or more, not into {number(parts)}."]
    if parts is not None and parts > len(units):
        return [f"{area.name} has only {len(units):,} small areas: {parts:,} parts are too many."]
    return []


def _unknown_fault(area: Area, figure: Figure) -> str:
    lists = figure.measure is Measure.LISTS
    nouns = ("practice", "practices") if lists else ("small area", "small areas")
    when = date_label(figure.measure, figure.date)
    return (
        f"{area.name} cannot be split evenly: the {PEOPLE_WORDS[figure.measure][1]} of {when} are "
        f"not known for {counted(len(figure.missing), *nouns)}, {some(figure.missing)}."
    )


def _residents(measured: Measured, units: Integers) -> NDArray[np.float64]:
    people: NDArray[np.float64] = measured.state.pack.residents[measured.dates.resident].total[
        units
    ]
    return people


def _living_inside(measured: Measured, layer: str, area: str) -> Figure:
    pack = measured.state.pack
    return living_inside_by_area(pack, pack.layer(layer))[pack.layer(layer).position[area]]


def _patients(
    measured: Measured, units: int, practices: Sequence[str], anchors: Sequence[int | None]
) -> NDArray[np.float64]:
    """Return the patients of the practices that count at each unit; shape (units,)."""
    people = np.zeros(units)
    for code, anchor in zip(practices, anchors, strict=True):
        if anchor is not None:
            patients = measured.state.pack.practice[code].lists[measured.dates.registered].patients
            people[anchor] += patients or 0
    return people


def _anchors(
    measured: Measured, units: Integers, practices: Sequence[str]
) -> tuple[int | None, ...]:
    pack, ground = measured.state.pack, measured.ground
    number_of = {int(unit): place for place, unit in enumerate(units)}
    outlines = pack.units.geometry[units]
    anchors: list[int | None] = []
    for code in practices:
        place, inside = pack.practice[code].place, number_of.get(ground.unit_of_practice[code])
        if inside is None and place is not None:
            inside = int(np.argmin(shapely.distance(outlines, shapely.Point(place))))
        anchors.append(inside)
    return tuple(anchors)


def _notes_on_lists(
    measured: Measured, layer: str, area: Area, lists_move: bool, figure: Figure
) -> list[str]:
    definition = measured.state.layers[layer].definition
    if definition.registered != "lists":
        return []
    if not lists_move:
        sentence = (
            "Only residents are shared out: practices do not belong to "
            f"{definition.plural} themselves, so {area.name} keeps every list until areas below "
            "it are given to the new parts."
        )
        return [sentence]
    if not figure.known:
        when = date_label(Measure.LISTS, measured.dates.registered)
        return [f"No practice of {area.name} has a list of {when}: only residents are shared out."]
    return []


def _number(
    area: Area,
    figures: Sequence[Figure],
    band: Band | None,
    units: Integers,
    parts: int | None,
) -> tuple[int, list[str]]:
    """Return into how many parts, and what is to be said about that number."""
    if band is None or not figures:
        if parts is None:
            raise SplitError([f"No band says how large {area.name} may be: say how many parts."])
        return parts, []
    wanted = parts
    if wanted is None:
        wanted = min(range(1, len(units) + 1), key=lambda count: _misfit(figures, band, count))
    misfit = _misfit(figures, band, wanted)
    if wanted == 1:
        verdict = (
            f"in any number of parts it would be further from the band of {band.words}"
            if misfit
            else f"it is inside the band of {band.words} as it is"
        )
        whole = " and ".join(dated(figure) for figure in figures)
        advice = "Say how many parts, if you split it all the same."
        raise SplitError([f"{area.name} has {whole}: {verdict}. {advice}"])
    if not misfit:
        return wanted, []
    needs = "; ".join(_need(figure, band) for figure in figures)
    if parts is None:
        told = f"No number of parts can be inside the band of {band.words} throughout"
        return wanted, [f"{told}: {needs}. {wanted:,} parts come nearest."]
    told = f"{wanted:,} parts cannot all be inside the band of {band.words}, whatever the lines"
    return wanted, [f"{told}: {needs}."]


def _misfit(figures: Sequence[Figure], band: Band, parts: int) -> int:
    """Return how many people are left over or missing, whatever way they are shared out."""
    missing = sum(max(0, parts * band.lowest - figure.known) for figure in figures)
    if band.highest is None:
        return missing
    return missing + sum(max(0, figure.known - parts * band.highest) for figure in figures)


def _need(figure: Figure, band: Band) -> str:
    """Return how many parts some people ask for: ``119,184 residents (mid-2019) ask for 3``."""
    fewest, most = fewest_areas(figure.known, band), most_areas(figure.known, band)
    if most is not None and most < fewest:
        return f"{dated(figure)} fit no number of parts"
    if most is None:
        return f"{dated(figure)} ask for {fewest:,} or more"
    return f"{dated(figure)} ask for {fewest:,}" + (f" to {most:,}" if most > fewest else "")
