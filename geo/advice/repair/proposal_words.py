"""What a proposal does, in plain English: its title, what it costs, and each of its steps."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from geo.advice.repair.place import Place, Population
from geo.advice.repair.proposal import Proposal
from geo.advice.repair.steps import Step, StepKind
from geo.advice.repair.ties_words import ranges_in_samples
from geo.advice.repair.trying import Limits
from geo.advice.repair.words import (
    definition_of,
    goal_words,
    limits_words,
    people_words,
    population_words,
    sides_words,
)
from geo.plan.edits.moving import list_layer_faults
from geo.plan.measures import Measured
from geo.plan.naming import name_places
from geo.words import counted, listed, start_sentence

NAMED_AT_MOST = 4
"""Of more practices than these only so many are named."""


def proposal_title(measured: Measured, proposal: Proposal) -> str:
    """Return a few words: ``1 new network, no new line crossed``."""
    definition = definition_of(measured, proposal.place)
    told = []
    if proposal.created or not proposal.retired:
        new = counted(proposal.created, f"new {definition.singular}", f"new {definition.plural}")
        told.append(new if proposal.created else f"No new {definition.singular}")
    if proposal.retired:
        ended = counted(proposal.retired, definition.singular, definition.plural)
        told.append(f"{ended} fewer")
    if proposal.held:
        told.append("no new line crossed")
    return ", ".join(told)


def proposal_sentences(measured: Measured, proposal: Proposal) -> list[str]:
    """Say what a proposal does, and how far it can be from the least."""
    place, definition = proposal.place, definition_of(measured, proposal.place)
    told = [*_moved(measured, proposal)]
    if proposal.joined_new:
        people = population_words(proposal.joined_new, place.populations[0])
        verb = "comes" if proposal.joined_new == 1 else "come"
        new = counted(proposal.created, f"new {definition.singular}", f"new {definition.plural}")
        new = f"a new {definition.singular}" if proposal.created == 1 else new
        told.append(f"{people} {verb} along to {new}, because their own is split.")
    if proposal.retired:
        ended = counted(proposal.retired, definition.singular, definition.plural)
        told.append(f"{ended} end{'s' if proposal.retired == 1 else ''}.")
    if proposal.moved and place.sides:
        told.append(_crossing(measured, proposal))
    told += ranges_in_samples(proposal, definition)
    return [*told, *_what_goes_along(measured, proposal)]


def step_sentence(measured: Measured, proposal: Proposal, step: Step) -> str:
    """Say what one step does."""
    place = proposal.place
    names = {each.code: each.name for each in proposal.areas}
    names |= {area.code: area.name for area in place.areas}
    origin, targets = names[step.origin], listed([names[code] for code in step.targets])
    if step.kind is StepKind.RETIRE:
        return f"{origin} ends; what still belongs to it goes to {targets}."
    if not step.pieces:
        verb = "is" if len(step.targets) == 1 else "are"
        return f"{targets} {verb} created, empty as yet, beside {origin}."
    one = len(step.pieces) == 1
    what = f"{_pieces(measured, place, step)}, with {people_words(step.people, _first(place))},"
    if step.kind is StepKind.SPLIT:
        return f"{origin} is split: {what} {'becomes' if one else 'become'} {targets}."
    verb = "moves" if one else "move"
    return f"{start_sentence(what)} {verb} from {origin} to {targets}."


def reason(measured: Measured, proposal: Proposal) -> str:
    """Return the reason that a step is accepted with, as it stands in the plan's log."""
    place, plural = proposal.place, definition_of(measured, proposal.place).plural
    moved = population_words(proposal.moved, _first(place)) if proposal.moved else "nobody"
    return (
        f"So that {goal_words(measured, place)}. The whole proposal moves {moved} between {plural} "
        "that are there already."
    )


def _moved(measured: Measured, proposal: Proposal) -> Sequence[str]:
    place, plural = proposal.place, definition_of(measured, proposal.place).plural
    if not proposal.moved:
        return [f"Nobody moves between {plural} that are there already."]
    people = population_words(proposal.moved, _first(place))
    told = [f"{people} {'moves' if proposal.moved == 1 else 'move'} between {plural}."]
    limits = limits_words(measured, place, Limits(proposal.create, proposal.held))
    if proposal.proved:
        told.append(f"It is proved that no plan {limits} moves fewer.")
    elif proposal.bound:
        told.append(f"No plan {limits} moves fewer than {proposal.bound:,}: so much is proved.")
    else:
        told.append(f"Nothing is proved yet about how few a plan {limits} could move.")
    return told


def _crossing(measured: Measured, proposal: Proposal) -> str:
    place = proposal.place
    lines = tuple(place.sides)
    if not proposal.crossing:
        own = sides_words(measured, lines, "and")
        if place.question.moves_practices:
            return (
                "Every practice that moves joins an area that has practices of its own "
                f"{own} today."
            )
        return f"Everybody who moves joins an area that has people of their own {own} today."
    people = population_words(proposal.crossing, _first(place))
    own, one = sides_words(measured, lines, "or"), proposal.crossing == 1
    if place.question.moves_practices:
        return (
            f"{people} {'is' if one else 'are'} with practices that join an area that has no "
            f"practice of their own {own} today."
        )
    verb = "joins" if one else "join"
    return f"{people} {verb} an area that has nobody of their own {own} today."


def _what_goes_along(measured: Measured, proposal: Proposal) -> Sequence[str]:
    place, definition = proposal.place, definition_of(measured, proposal.place)
    splits = bool(proposal.joined_new)
    if place.question.moves_practices:
        told = ["Practices move with their whole lists."]
        if splits:
            told.append(
                f"A new {definition.singular} takes the small areas in which its practices have "
                "most of the patients; no other small area changes on the map."
            )
        return told
    below = [
        layer.definition.plural
        for layer in measured.state.pack.layers.values()
        if layer.definition.parent == definition.key
    ]
    if below:
        return [f"Small areas move with their residents; {listed(below)} stay where they belong."]
    if list_layer_faults(measured.state, definition.key):
        return []
    told = ["Small areas move with their residents, and no practice’s list moves with them."]
    if splits:
        told.append("Practices of an area that is split go with the part in which they stand.")
    return told


def _pieces(measured: Measured, place: Place, step: Step) -> str:
    count = len(step.pieces)
    if place.question.moves_practices:
        names = sorted(measured.state.pack.practice[code].name for code in step.pieces)
        if count == 1:
            return f"the practice {names[0]}"
        more = count - NAMED_AT_MOST
        shown = [*names[:NAMED_AT_MOST], f"{more:,} more"] if more > 0 else names
        return f"{count:,} practices ({listed(shown)})"
    position = measured.state.baseline.units.position
    units = np.array([position[code] for code in step.pieces], dtype=np.int64)
    where = name_places(measured.state.pack, units)
    return f"a small area in {where}" if count == 1 else f"{count:,} small areas in {where}"


def _first(place: Place) -> Population:
    return place.populations[0]
