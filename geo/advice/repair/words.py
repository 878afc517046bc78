"""What came of a repair, in plain English and with the arithmetic shown."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from geo.advice.repair.place import Place, Population, Requirement
from geo.advice.repair.proposal import Proposal
from geo.advice.repair.question import BORDERS, Contiguity
from geo.advice.repair.repairing import PlaceRepair, Verdict
from geo.advice.repair.steps import Step
from geo.advice.split_question import PEOPLE_WORDS
from geo.model import LayerDefinition, date_label
from geo.plan.edits import SplitArea
from geo.plan.measures import Measured
from geo.plan.naming import name_places
from geo.words import counted, listed, start_sentence


def place_name(measured: Measured, place: Place) -> str:
    """Return what to call a place: its parent, or all areas of the layer."""
    return _definition(measured, place).name if place.parent is None else place.parent.name


def population_words(people: int, population: Population) -> str:
    """Return ``386,534 residents (mid-2019)``."""
    when = population.label or date_label(population.measure, population.date)
    return f"{counted(people, *PEOPLE_WORDS[population.measure])} ({when})"


def band_words(place: Place) -> str:
    """Return ``30,000 to 50,000 residents (mid-2019)``, with each population that is asked for."""
    told = dict.fromkeys(
        f"{PEOPLE_WORDS[each.measure][1]} ({each.label or date_label(each.measure, each.date)})"
        for each in place.populations
    )
    return f"{place.band.words} {listed(list(told))}"


def place_sentences(measured: Measured, repaired: PlaceRepair) -> list[str]:
    """Say what came of a place."""
    place, definition = repaired.place, _definition(measured, repaired.place)
    name = place_name(measured, place)
    if repaired.verdict is Verdict.UNKNOWN:
        return list(place.unknown)
    every = f"every {definition.singular} of {name} has {band_words(place)}"
    if repaired.verdict is Verdict.FITS:
        return [f"{start_sentence(every)}, and whatever else was asked holds: nothing must change."]
    told = list(_arithmetic(measured, place))
    if repaired.verdict is Verdict.IMPOSSIBLE:
        told.append(f"It is proved that there is no way in which {every}.")
    if repaired.verdict is Verdict.NONE_FOUND:
        seconds = counted(round(repaired.seconds), "second", "seconds")
        told.append(
            f"In {seconds} no way was found in which {every}, and none was proved to be impossible."
        )
    return told


def conflict_sentences(measured: Measured, repaired: PlaceRepair) -> list[str]:
    """Say which requirements cannot hold together, one sentence each."""
    return [_requirement(measured, repaired.place, each) for each in repaired.conflict]


def proposal_sentences(measured: Measured, proposal: Proposal) -> list[str]:
    """Say what a proposal does, and how far it can be from the least."""
    place, definition = proposal.place, _definition(measured, proposal.place)
    first = place.populations[0]
    told = [_moved(measured, proposal)]
    if proposal.joined_new:
        people = population_words(proposal.joined_new, first)
        new = counted(proposal.created, f"new {definition.singular}", f"new {definition.plural}")
        told.append(f"{people} come along to {new}, because their own area is split.")
    if proposal.retired:
        ended = counted(proposal.retired, definition.singular, definition.plural)
        told.append(f"{ended} end{'s' if proposal.retired == 1 else ''}.")
    lines = [key for key in BORDERS if key in place.sides]
    if proposal.crossing and lines:
        people = population_words(proposal.crossing, first)
        names = listed([measured.state.pack.layer(key).definition.singular for key in lines])
        told.append(f"{people} join an area that has nobody of their own {names} today.")
    elif lines and proposal.moved:
        told.append("Nobody crosses the line of a CCG or district that their new area did not.")
    if place.question.moves_practices:
        told.append("Practices move with their lists; nobody’s home changes area by it.")
    elif definition.registered == "lists":
        told.append(
            "Small areas move with their residents. No list changes, but that practices of an area "
            "that is split go with the part in which they stand."
        )
    return told


def step_sentence(measured: Measured, proposal: Proposal, step: Step) -> str:
    """Say what one step does."""
    place = proposal.place
    names = {each.code: each.name for each in proposal.areas}
    names |= {area.code: area.name for area in place.areas}
    targets = listed([names[code] for code in step.targets])
    if not step.pieces:
        return f"{names[step.origin]} ends; what still belongs to it goes to {targets}."
    what = _pieces(measured, place, step)
    people = population_words(step.people, place.populations[0])
    if isinstance(step.changes[0], SplitArea):
        return f"{names[step.origin]} is split: {what} with {people} become {targets}."
    verb = "moves" if len(step.pieces) == 1 else "move"
    return f"{what} with {people} {verb} from {names[step.origin]} to {targets}."


def reason(measured: Measured, proposal: Proposal) -> str:
    """Return the reason that a step is accepted with, as it stands in the plan's log."""
    place = proposal.place
    every = _definition(measured, place).singular
    return (
        f"So that every {every} of {place_name(measured, place)} has {band_words(place)}, with as "
        f"few people moved as could be found: {_total(proposal)}."
    )


def _total(proposal: Proposal) -> str:
    return population_words(proposal.moved, proposal.place.populations[0])


def _moved(measured: Measured, proposal: Proposal) -> str:
    plural = _definition(measured, proposal.place).plural
    if not proposal.moved:
        return f"Nobody moves between {plural} that are there already."
    start = f"Moves {_total(proposal)} between {plural}"
    least = f"{proposal.bound:,}"
    if proposal.proved:
        return f"{start}; it is proved that nothing moves fewer {proposal.condition}."
    if not proposal.bound:
        return f"{start}; nothing is proved about how few it could be {proposal.condition}."
    return f"{start}; no plan can move fewer than {least} {proposal.condition}."


def _arithmetic(measured: Measured, place: Place) -> Iterator[str]:
    definition, name = _definition(measured, place), place_name(measured, place)
    now = counted(len(place.areas), definition.singular, definition.plural)
    for total, each in zip(place.totals, place.populations, strict=True):
        if each.label:
            continue
        yield f"{name} has {population_words(total, each)} in {now}."
    held = f"to hold at most {place.band.highest:,} each" if place.band.highest else ""
    if place.needed and held:
        needed = counted(place.fewest, definition.singular, definition.plural)
        yield f"At least {needed} are needed {held}."
    elif place.most < len(place.areas):
        yield f"At most {int(place.most):,} can each have {place.band.lowest:,}."


def _requirement(measured: Measured, place: Place, requirement: Requirement) -> str:
    definition, question = _definition(measured, place), place.question
    each, plural = definition.singular, definition.plural
    people = band_words(place).removeprefix(f"{place.band.words} ")
    create = question.create if question.create is not None else max(place.needed, place.useful)
    kept = (
        "hangs together"
        if question.contiguity is Contiguity.REQUIRED
        else ("hangs together, but for what is detached today")
    )
    layers = [key for key, price in question.borders.items() if price is None]
    lines = listed([measured.state.pack.layer(key).definition.plural for key in layers])
    sentences = {
        Requirement.LOWEST: f"Each {each} has at least {place.band.lowest:,} {people}.",
        Requirement.HIGHEST: f"Each {each} has at most {place.band.highest or 0:,} {people}.",
        Requirement.NUMBER: (
            f"There are {counted(len(place.areas), each, plural)}, at most {create:,} may be "
            f"created and {question.retire:,} retired."
        ),
        Requirement.LOCKS: "What is locked neither gains nor loses.",
        Requirement.BORDERS: f"Nobody joins an area across the lines of {lines}.",
        Requirement.CONTIGUITY: f"Each {each} {kept}.",
    }
    return sentences[requirement]


def _pieces(measured: Measured, place: Place, step: Step) -> str:
    count = len(step.pieces)
    if place.question.moves_practices:
        names = [measured.state.pack.practice[code].name for code in step.pieces]
        return f"{counted(count, 'practice', 'practices')} ({listed(sorted(names))})"
    position = measured.state.baseline.units.position
    units = np.array([position[code] for code in step.pieces], dtype=np.int64)
    where = name_places(measured.state.pack, units)
    return f"{counted(count, 'small area', 'small areas')} in {where}"


def _definition(measured: Measured, place: Place) -> LayerDefinition:
    return measured.state.pack.layer(place.question.layer).definition
