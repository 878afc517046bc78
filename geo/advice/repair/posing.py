"""Posing: the places of a question, with the figures of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from geo.advice.repair.catchments import practice_neighbours
from geo.advice.repair.place import Place, Population
from geo.advice.repair.question import BORDERS, RepairQuestion, check_question
from geo.advice.repair.tying import Draws, tied
from geo.advice.robustness.for_search import unit_worlds
from geo.advice.robustness.growth import growth_worlds
from geo.advice.robustness.other_dates import date_worlds
from geo.model import UNASSIGNED, Area, Band, Layer, Measure, Pack, Practice, date_label
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
    posed, samples = [], question.weak_ties
    draws = None if samples is None else Draws.of(measured, samples, question.ties_seed)
    for code in sorted(members, key=lambda each: (each is None, each)):
        place = pose_one(measured, question, band, parents[code], members[code])
        if draws is not None and not place.unknown:
            place = tied(place, draws)
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
    empty = tuple(area for area in areas if not len(layer.units_in(area.code)))
    areas = tuple(area for area in areas if area not in empty)
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
        sides={
            key: tuple(int(each) for each in border.area_of_unit[units])
            for key, border in _borders(pack, question).items()
        },
        empty=empty,
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
    if not unknown:
        found, unknown = _other_worlds(measured, question, units)
        populations += found
    return tuple(populations), tuple(unknown)


def _other_worlds(
    measured: Measured, question: RepairQuestion, units: Integers
) -> tuple[list[Population], list[str]]:
    """Return the residents of all other dates and years that matter, and which are not known."""
    pack, base, measure = measured.state.pack, measured.dates.resident, Measure.RESIDENTS
    worlds = date_worlds(pack) if question.all_dates else []
    if question.growth is not None:
        worlds += growth_worlds(pack, question.growth, base, question.years)
    day_of = {each.label: each.figures[measure].date for each in worlds if measure in each.figures}
    found = unit_worlds(worlds, measure, units)
    return [
        Population(
            measure,
            day_of[label],
            tuple(int(each) for each in counts),
            label,
            bool(lower),
            bool(upper),
        )
        for label, counts, lower, upper in zip(
            found.labels, found.counts, found.lower, found.upper, strict=True
        )
        if day_of[label] != base
    ], [
        f"Nothing can be proposed for all that is asked: the residents of {label} are not known of "
        "every small area."
        for label in found.unknown
    ]


def _unit_neighbours(measured: Measured, units: Integers) -> tuple[int, ...]:
    adjacency = measured.ground.adjacency
    number = {int(unit): place for place, unit in enumerate(units)}
    neighbours = [0] * len(units)
    for one, other in zip(adjacency.first.tolist(), adjacency.second.tolist(), strict=True):
        if one in number and other in number:
            neighbours[number[one]] |= 1 << number[other]
            neighbours[number[other]] |= 1 << number[one]
    return tuple(neighbours)


def _borders(pack: Pack, question: RepairQuestion) -> dict[str, Layer]:
    """Return the layers whose lines are looked at: those that are asked for come first."""
    keys = dict.fromkeys([*question.borders, *BORDERS])
    return {key: pack.layers[key] for key in keys if key in pack.layers and key != question.layer}


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
            key: tuple(_side_of_practice(measured, practice, border) for practice in having)
            for key, border in _borders(pack, question).items()
        },
        empty=tuple(area for place, area in enumerate(areas) if place not in renumber),
        unknown=(
            (_unknown(Measure.LISTS, day, missing, ("practice", "practices")),) if missing else ()
        ),
    )


def _side_of_practice(measured: Measured, practice: Practice, border: Layer) -> int:
    """Return the area of a practice in a layer: its own, or that of the unit where it stands."""
    if border.key in practice.areas:
        return border.position.get(practice.areas[border.key], UNASSIGNED)
    unit = measured.ground.unit_of_practice[practice.code]
    return UNASSIGNED if unit < 0 else int(border.area_of_unit[unit])


def _unknown(measure: Measure, day: date, missing: Sequence[str], nouns: tuple[str, str]) -> str:
    one = len(missing) == 1
    what = {
        Measure.RESIDENTS: "residents",
        Measure.LISTS: "list" if one else "lists",
        Measure.LIVING_INSIDE: "registered patients living inside",
    }[measure]
    verb = "is" if what == "list" else "are"
    where = f"{counted(len(missing), *nouns)} ({some(missing)})"
    return (
        f"Nothing can be proposed: the {what} of {where} in {date_label(measure, day)} {verb} not "
        "known."
    )
