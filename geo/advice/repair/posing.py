"""Posing: the places of a question, with the figures of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from geo.advice.repair.catchments import practice_neighbours
from geo.advice.repair.place import Place, Population
from geo.advice.repair.question import BORDERS, RepairQuestion, check_question
from geo.advice.robustness.for_search import unit_worlds
from geo.advice.robustness.other_dates import date_worlds
from geo.model import UNASSIGNED, Area, Band, Layer, Measure, Pack, date_label
from geo.plan.edits.words import some
from geo.plan.measures import Measured
from geo.words import counted

Integers = NDArray[np.int64]


def pose(measured: Measured, question: RepairQuestion) -> list[Place]:
    """Return the places that are to be repaired, in the order of their parents' codes.

    Args:
        measured: the plan, with its bands and dates.
        question: what is asked.

    Raises:
        AdviceError: the question cannot be answered; with every reason.
        KeyError: the pack has no figures of a date.
    """
    band = check_question(measured, question)
    layer = measured.state.pack.layer(question.layer)
    members: dict[str | None, list[Area]] = {}
    for area in layer.areas:
        if area.in_system and (not question.places or area.parent_code in question.places):
            members.setdefault(area.parent_code, []).append(area)
    parents = {None: None} | {
        area.code: area
        for area in (
            measured.state.pack.layer(layer.definition.parent).areas
            if layer.definition.parent
            else ()
        )
    }
    pose_one = _of_practices if question.moves_practices else _of_units
    posed = []
    for code in sorted(members, key=lambda each: (each is None, each)):
        place = pose_one(measured, question, band, parents[code], members[code])
        if place.codes:
            posed.append(place)
    return posed


def _of_units(
    measured: Measured,
    question: RepairQuestion,
    band: Band,
    parent: Area | None,
    areas: Sequence[Area],
) -> Place:
    pack = measured.state.pack
    layer = pack.layer(question.layer)
    areas = tuple(area for area in areas if len(layer.units_in(area.code)))
    number = {layer.position[area.code]: place for place, area in enumerate(areas)}
    units = np.flatnonzero(np.isin(layer.area_of_unit, list(number)))
    codes = tuple(pack.units.codes[unit] for unit in units)
    populations, unknown = _unit_populations(measured, question, units, codes)
    return Place(
        question=question,
        band=band,
        parent=parent,
        areas=areas,
        codes=codes,
        home=tuple(number[int(layer.area_of_unit[unit])] for unit in units),
        populations=populations,
        neighbours=_unit_neighbours(measured, units),
        sides=_sides(pack, layer, question, units),
        unknown=unknown,
    )


def _unit_populations(
    measured: Measured, question: RepairQuestion, units: Integers, codes: Sequence[str]
) -> tuple[tuple[Population, ...], tuple[str, ...]]:
    pack, populations, unknown = measured.state.pack, [], []
    for measure in question.measures:
        day, counts = measured.dates.resident, pack.registrations.patients
        if measure is Measure.RESIDENTS:
            counts = pack.residents[day].total
        else:
            day = pack.registrations.date
        missing = [codes[place] for place in np.flatnonzero(np.isnan(counts[units])).tolist()]
        if missing:
            unknown.append(_unknown(measure, day, missing, ("small area", "small areas")))
            continue
        people = tuple(int(each) for each in counts[units])
        populations.append(Population(measure, day, people))
    if question.all_dates and not unknown:
        worlds = unit_worlds(date_worlds(pack), Measure.RESIDENTS, units)
        populations += [
            Population(
                Measure.RESIDENTS,
                measured.dates.resident,
                tuple(int(each) for each in counts),
                label,
                bool(lower),
                bool(upper),
            )
            for label, counts, lower, upper in zip(
                worlds.labels, worlds.counts, worlds.lower, worlds.upper, strict=True
            )
        ]
    return tuple(populations), tuple(unknown)


def _unit_neighbours(measured: Measured, units: Integers) -> tuple[int, ...]:
    adjacency = measured.ground.adjacency
    number = {int(unit): place for place, unit in enumerate(units)}
    neighbours = [0] * len(units)
    for one, other in zip(adjacency.first.tolist(), adjacency.second.tolist(), strict=True):
        if one in number and other in number:
            neighbours[number[one]] |= 1 << number[other]
            neighbours[number[other]] |= 1 << number[one]
    return tuple(neighbours)


def _sides(
    pack: Pack, layer: Layer, question: RepairQuestion, units: Integers
) -> dict[str, tuple[int, ...]]:
    """Return on which side of each border layer's lines each unit lies."""
    keys = dict.fromkeys([*question.borders, *BORDERS])
    return {
        key: tuple(int(each) for each in pack.layers[key].area_of_unit[units])
        for key in keys
        if key in pack.layers and key not in (layer.key, "unit")
    }


def _of_practices(
    measured: Measured,
    question: RepairQuestion,
    band: Band,
    parent: Area | None,
    areas: Sequence[Area],
) -> Place:
    pack, day = measured.state.pack, measured.dates.registered
    number = {area.code: place for place, area in enumerate(areas)}
    having = [
        practice
        for practice in pack.practices
        if practice.areas.get(question.layer) in number and practice.lists[day].state.has_list
    ]
    missing = [each.code for each in having if each.lists[day].patients is None]
    used = sorted({number[each.areas[question.layer]] for each in having})
    renumber = {area: place for place, area in enumerate(used)}
    codes = tuple(practice.code for practice in having)
    stands = np.array([measured.ground.unit_of_practice[code] for code in codes], dtype=np.int64)
    neighbours, _ = practice_neighbours(pack, measured.ground, codes)
    return Place(
        question=question,
        band=band,
        parent=parent,
        areas=tuple(areas[area] for area in used),
        codes=codes,
        home=tuple(renumber[number[each.areas[question.layer]]] for each in having),
        populations=(
            Population(Measure.LISTS, day, tuple(each.lists[day].patients or 0 for each in having)),
        ),
        neighbours=neighbours,
        sides={
            key: tuple(
                UNASSIGNED if unit < 0 else side for unit, side in zip(stands, sides, strict=True)
            )
            for key, sides in _sides(
                pack, pack.layer(question.layer), question, np.maximum(stands, 0)
            ).items()
        },
        unknown=(
            (_unknown(Measure.LISTS, day, missing, ("practice", "practices")),) if missing else ()
        ),
    )


def _unknown(measure: Measure, day: date, missing: Sequence[str], nouns: tuple[str, str]) -> str:
    what = {
        Measure.RESIDENTS: "residents",
        Measure.LISTS: "list",
        Measure.LIVING_INSIDE: "registered patients living inside",
    }[measure]
    when = date_label(measure, day)
    return (
        f"Nothing can be proposed: the {what} of {when} of {counted(len(missing), *nouns)} "
        f"{'is' if what == 'list' and len(missing) == 1 else 'are'} not known, {some(missing)}."
    )
