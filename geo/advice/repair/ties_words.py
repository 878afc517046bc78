"""What a repair says of weak ties, in plain English."""

from __future__ import annotations

from collections.abc import Iterator

from geo.advice.repair.place import Place
from geo.advice.repair.proposal import Proposal
from geo.advice.repair.question import RepairQuestion
from geo.advice.repair.tying import is_in_samples
from geo.advice.robustness.weak_ties import WEAK_SHARE
from geo.model import LayerDefinition, Measure, date_label, month_label
from geo.plan.measures import Measured
from geo.words import PEOPLE_WORDS, counted, listed, share


def samples_words(question: RepairQuestion) -> str:
    """Return ``all 200 samples of weak ties (seed 1)``."""
    many, seed = question.weak_ties or 0, f"(seed {question.ties_seed:,})"
    if many == 1:
        return f"the only sample of weak ties {seed}"
    return f"all {many:,} samples of weak ties {seed}"


def ties_sentences(measured: Measured, place: Place) -> Iterator[str]:
    """Say whom samples draw where, and what they leave open; nothing where they are not asked."""
    question = place.question
    if question.weak_ties is None or place.unknown:
        return
    when = month_label(measured.state.pack.homes.date)
    if place.ties is None:
        yield (
            f"Weak ties: by the registrations of {when} no small area of these networks is weakly "
            "tied, and none of another place is drawn into them, so every sample is the same as "
            "the plan."
        )
        return
    tied = sum(
        place.home[piece] == slot
        for piece, slot in zip(place.ties.pieces, place.ties.slots, strict=True)
    )
    few = share(WEAK_SHARE)
    its, are = ("its", "is") if tied == 1 else ("their", "are")
    if tied:
        yield (
            f"Weak ties: {counted(tied, 'small area', 'small areas')} here with fewer than {few} "
            f"of {its} registered patients ({when}) in {its} own network {are} drawn into it, or "
            "into one of the two networks with most of them; one that changes network counts "
            "where it then is."
        )
    elif not place.guests:
        yield (
            f"Weak ties: by the registrations of {when} every weakly tied small area of these "
            "networks has been moved in the plan, and counts where it then is."
        )
    if place.guests:
        others = counted(place.guests, "small area", "small areas")
        where = "another place" if place.guests == 1 else "other places"
        count = "counts as it stands" if place.guests == 1 else "count as they stand"
        start = "" if tied else "Weak ties: "
        yield (
            f"{start}{others} of {where} may be drawn into these networks and {count} in the plan "
            "today: where proposals for several places are accepted, ask again whether all "
            "networks stay inside."
        )
    if any(each.label for each in place.populations):
        days = listed(
            [
                date_label(each.measure, each.date)
                for each in place.populations
                if each.measure is Measure.RESIDENTS and not each.label
            ]
        )
        yield f"Samples of weak ties count the residents of {days} alone, not those of other dates."


def ranges_in_samples(proposal: Proposal, definition: LayerDefinition) -> Iterator[str]:
    """Say how many people the areas of a proposal have in samples of weak ties."""
    place = proposal.place
    for number, each in enumerate(place.populations):
        if is_in_samples(each, place.question):
            spans = [area.in_samples[number] for area in proposal.areas]
            fewest = min(span[0] for span in spans if span is not None)
            most = max(span[1] for span in spans if span is not None)
            people = f"{PEOPLE_WORDS[each.measure][1]} ({date_label(each.measure, each.date)})"
            yield (
                f"In {samples_words(place.question)} the {definition.plural} have {fewest:,} to "
                f"{most:,} {people}."
            )
