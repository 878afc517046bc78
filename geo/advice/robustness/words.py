"""Words: in which worlds areas hold, in sentences that name population and date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from geo.advice.robustness.answer import Robustness
from geo.advice.robustness.growth import later
from geo.advice.robustness.outcomes import Holds, Outcome, Tally
from geo.advice.robustness.weak_ties import WeakTies
from geo.advice.robustness.worlds import Kind, World
from geo.model import Measure, date_label, month_label
from geo.words import PEOPLE_WORDS, counted, listed, share, start_sentence

KIND_WORDS = {
    Kind.DATES: ("date", "dates"),
    Kind.WEAK_TIES: ("sample of weak ties", "samples of weak ties"),
    Kind.GROWTH: ("world of growth", "worlds of growth"),
}
"""What one world of a kind is called, and several."""
CAUTION = (
    "A share of worlds is a count of those that were asked, not the chance that something happens."
)


def asked_sentences(answer: Robustness) -> list[str]:
    """Say which worlds were asked: other dates, weak ties and growth, and what they leave open."""
    return [_dates_sentence(answer), *_ties_sentences(answer), *_growth_sentences(answer), CAUTION]


def summary_sentences(answer: Robustness) -> list[str]:
    """Say for each population how many areas hold in all worlds, in some and in none, by name."""
    return [
        _summary(answer, measure, [each for each in answer.outcomes if each.measure is measure])
        for measure in _measures(answer)
    ]


def outcome_sentence(answer: Robustness, outcome: Outcome) -> str:
    """Say how one population of one area fares.

    For example ``Ashfield North PCN, residents (mid-2017 to mid-2029): within 30,000 to 50,000 in
    3 of 3 dates and 180 of 200 samples of weak ties; from 48,200 to 51,300 people. With growth it
    would leave the band between 2024 and 2031.``
    """
    held = [_held(kind, tally) for kind, tally in outcome.by_kind.items() if tally.known]
    unknown = outcome.together.unknown
    start = f"{outcome.area.name}, {population_words(answer, outcome.measure)}"
    if not held:
        return f"{start}: unknown in {_all_of(unknown, 'world', 'worlds')}."
    lowest, highest = outcome.together.lowest, outcome.together.highest
    figures = (
        f"{lowest:,} people" if lowest == highest else f"from {lowest:,} to {highest:,} people"
    )
    told = [f"{start}: within {answer.band.words} in {listed(held)}; {figures}."]
    if unknown:
        told.append(f"In {counted(unknown, 'world', 'worlds')} the figure is unknown.")
    leaving = answer.leaving.get(outcome.area.code)
    if leaving is not None and outcome.measure is Measure.RESIDENTS:
        if leaving.outside is None:
            told.append("When it would leave the band with growth is unknown.")
        elif leaving.outside:
            told.append(f"It is already outside the band in {_base_words(answer)}.")
        elif leaving.earliest is None:
            told.append(f"With growth it would not leave the band by {leaving.horizon}.")
        else:
            told.append(f"With growth it would leave the band {leaving.words}.")
    return " ".join(told)


def population_words(answer: Robustness, measure: Measure) -> str:
    """Return a population with the dates of the worlds that speak of it.

    For example ``residents (mid-2017 to mid-2029)``.
    """
    days = _days(answer.worlds, measure)
    first, last = date_label(measure, days[0]), date_label(measure, days[-1])
    return f"{PEOPLE_WORDS[measure][1]} ({first if first == last else f'{first} to {last}'})"


def tally_words(tally: Tally | None) -> str:
    """Return ``186 of 200`` for a cell, with what is unknown beside it; a dash where not asked."""
    if tally is None:
        return "–"
    if not tally.known:
        return "unknown"
    rest = f" ({tally.unknown:,} unknown)" if tally.unknown else ""
    return f"{tally.within:,} of {tally.known:,}{rest}"


def _measures(answer: Robustness) -> Iterator[Measure]:
    return iter(dict.fromkeys(each.measure for each in answer.outcomes))


def _days(worlds: Sequence[World], measure: Measure) -> list[date]:
    return sorted({world.figures[measure].date for world in worlds if measure in world.figures})


def _base_words(answer: Robustness) -> str:
    return date_label(Measure.RESIDENTS, answer.question.dates.resident)


def _held(kind: Kind, tally: Tally) -> str:
    return f"{tally.within:,} of {counted(tally.known, *KIND_WORDS[kind])}"


def _all_of(count: int, singular: str, plural: str) -> str:
    return f"the only {singular}" if count == 1 else f"all {count:,} {plural}"


def _summary(answer: Robustness, measure: Measure, outcomes: Sequence[Outcome]) -> str:
    if len(outcomes) == 1:
        return outcome_sentence(answer, outcomes[0])
    layer, told = answer.layer.definition, []
    for holds, where in (
        (Holds.ALL, "inside in every world"),
        (Holds.SOME, "inside in some worlds but not in others"),
        (Holds.NONE, "inside in no world"),
        (Holds.UNKNOWN, "unknown, since figures are missing in some worlds"),
    ):
        names = [each.area.name for each in outcomes if each.together.holds is holds]
        if names:
            are = f"{len(names):,} {'is' if len(names) == 1 else 'are'} {where}"
            told.append(are if holds is Holds.SOME else f"{are} ({listed(names)})")
    who = start_sentence(population_words(answer, measure))
    areas = counted(len(outcomes), layer.singular, layer.plural)
    return f"{who}, against {answer.band.words}: of the {areas}, {'; '.join(told)}."


def _dates_sentence(answer: Robustness) -> str:
    worlds = [world for world in answer.worlds if world.kind is Kind.DATES]
    parts = [
        f"{PEOPLE_WORDS[measure][1]} of {listed([date_label(measure, day) for day in days])}"
        for measure in _measures(answer)
        if (days := _days(worlds, measure))
    ]
    return f"Other dates: {'; '.join(parts)}, with the lines of the plan."


def _ties_sentences(answer: Robustness) -> list[str]:
    question, ties = answer.question, answer.ties
    if not question.samples:
        return ["Weak ties: none were sampled."]
    if ties is None:
        name = answer.layer.definition.plural
        return [f"Weak ties: not asked, because registrations speak of networks, not of {name}."]
    told = [_drawn_sentence(answer, ties)]
    if len(ties.units) and (many := ties.without_choice):
        more = counted(many, "more small area has", "more small areas have")
        stay = "stays" if many == 1 else "stay"
        told.append(f"{more} as few, but none in another network of the pack, and {stay}.")
    if many := ties.unknown:
        have = counted(many, "small area has", "small areas have")
        stay = "stays where the plan has it" if many == 1 else "stay where the plan has them"
        told.append(
            f"{have} an unknown share with the own network, as nobody there is known to be "
            f"registered, and {stay}."
        )
    return told


def _drawn_sentence(answer: Robustness, ties: WeakTies) -> str:
    """Say how many units are drawn, and into which networks."""
    question, when, few = answer.question, month_label(ties.date), share(ties.threshold)
    if not len(ties.units):
        return (
            f"Weak ties: no small area with fewer than {few} of its registered patients ({when}) "
            f"in its own network has any in another of the pack’s."
        )
    samples = counted(question.samples, "sample", "samples")
    units = counted(len(ties.units), "small area", "small areas")
    its, are = ("its", "is") if len(ties.units) == 1 else ("their", "are")
    context = int((~answer.pack.units.in_system[ties.units]).sum())
    outside = f" ({context:,} of them outside the system)" if context else ""
    return (
        f"Weak ties: in {samples} (seed {question.seed}), {units}{outside} with fewer than {few} "
        f"of {its} registered patients ({when}) in {its} own network {are} drawn into it, or into "
        f"one of the two networks with most of them; residents are those of {_base_words(answer)}."
    )


def _growth_sentences(answer: Robustness) -> list[str]:
    question, rates = answer.question, answer.question.rates
    if rates is None:
        return ["Growth: no rates were given."]
    spread = rates.spread
    assert spread is not None  # rates that say nothing of anybody are refused when they are read
    start = _base_words(answer)
    end = date_label(Measure.RESIDENTS, later(question.dates.resident, question.years))
    where = ""
    if rates.layer is not None:
        where = f" (rates by {answer.pack.layer(rates.layer).definition.singular})"
    grown = (
        f"Growth: residents of {start} grow by {spread.words}{where}, year by year to {end}, at "
        f"the low, the middle and the high rate; registered patients are not grown."
    )
    told = [grown, *rates.notes]
    if without := int(rates.without.sum()):
        have = counted(without, "small area has", "small areas have")
        told.append(f"{have} no rate: residents of later years are unknown there.")
    return told
