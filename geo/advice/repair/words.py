"""What came of a repair, in plain English and with the arithmetic shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geo.advice.repair.origins import origin_sentence
from geo.advice.repair.place import Place, Population, Requirement
from geo.advice.repair.question import Contiguity
from geo.advice.repair.repairing import PlaceRepair, Working
from geo.advice.repair.ties_words import samples_words, ties_sentences
from geo.advice.repair.trying import Limits, most_new
from geo.advice.repair.verdict import Verdict
from geo.model import LayerDefinition, Measure, date_label
from geo.plan.measures import Measured
from geo.words import PEOPLE_WORDS, counted, listed, start_sentence


def place_name(measured: Measured, place: Place) -> str:
    """Return what to call a place: its parent, or all areas of the layer."""
    if place.parent is not None:
        return place.parent.name
    definition = definition_of(measured, place)
    if definition.parent is None:
        return f"All {definition.plural}"
    return f"{start_sentence(definition.plural)} of no {_above(measured, definition)}"


def definition_of(measured: Measured, place: Place) -> LayerDefinition:
    """Return what the areas of a place are called."""
    return measured.state.pack.layer(place.question.layer).definition


def people_words(people: int, population: Population) -> str:
    """Return ``386,534 residents``."""
    return counted(people, *PEOPLE_WORDS[population.measure])


def population_words(people: int, population: Population) -> str:
    """Return ``386,534 residents (mid-2019)``."""
    return f"{people_words(people, population)} ({date_label(population.measure, population.date)})"


def goal_words(measured: Measured, place: Place) -> str:
    """Return ``every network of the City has 30,000 to 50,000 residents (mid-2019)``."""
    definition, where = definition_of(measured, place), ""
    if place.parent is not None:
        where = f" of {place.parent.name}"
    elif definition.parent is not None:
        where = f" of no {_above(measured, definition)}"
    people = f"{place.band.words} {_asked_people(measured, place)}"
    goal = f"every {definition.singular}{where} has {people}"
    if place.question.weak_ties is None:
        return goal
    return f"{goal} and stays inside in {samples_words(place.question)}"


def sides_words(measured: Measured, keys: Sequence[str], joined_by: str) -> str:
    """Return ``CCG or district``."""
    names = [measured.state.pack.layer(key).definition.singular for key in keys]
    return listed(names).replace(" and ", f" {joined_by} ")


def limits_words(measured: Measured, place: Place, limits: Limits) -> str:
    """Return what a search keeps to, after a noun: ``without a new network``."""
    definition = definition_of(measured, place)
    words = f"without a new {definition.singular}"
    if limits.create:
        new = counted(limits.create, f"new {definition.singular}", f"new {definition.plural}")
        words = f"with at most {new}, {_origins(limits.create)},"
    if place.question.retire:
        many = place.question.retire
        words = f"{words.rstrip(',')}, and in which at most {many:,} end{'s' if many == 1 else ''},"
    if limits.hard:
        sides = sides_words(measured, limits.hard, "or")
        words += f" and without crossing a new line of a {sides}"
    return words


def doing_words(measured: Measured, working: Working) -> str:
    """Return what a search is doing, without a full stop."""
    limits = limits_words(measured, working.place, working.limits).replace(",", "")
    return f"Looking for plans {limits}"


def place_sentences(measured: Measured, repaired: PlaceRepair) -> list[str]:
    """Say what came of a place."""
    place, goal = repaired.place, goal_words(measured, repaired.place)
    told = list(_left_out(place))
    if repaired.verdict is Verdict.UNKNOWN:
        return [*place.unknown, *told]
    if repaired.verdict is Verdict.FITS:
        return [
            f"{start_sentence(goal)}, and whatever else was asked holds: nothing need change.",
            *told,
            *ties_sentences(measured, place),
        ]
    told += _arithmetic(measured, place)
    told += ties_sentences(measured, place)
    if repaired.verdict is Verdict.PROPOSALS:
        told.append(f"With each proposal {goal}.")
    if repaired.verdict is Verdict.IMPOSSIBLE:
        told.append(
            f"It is proved that there is no way in which {goal}, if {_number(measured, place)}."
        )
        if place.question.moves_practices:
            told.append(_STAY_NEAR)
    if repaired.verdict is Verdict.NONE_FOUND:
        told.append(
            f"No way was found in which {goal}, if {_number(measured, place)}; it is not proved "
            "that there is none, so a longer search may find one."
        )
    return told


_STAY_NEAR = (
    "Practices stay near: one may only join an area to which a neighbouring practice belongs."
)


def conflict_sentences(measured: Measured, repaired: PlaceRepair) -> list[str]:
    """Say which requirements cannot hold together, one sentence each.

    Where lines must not be crossed, or practices stay near, it matters which area a new one is
    split off; a conflict that does not name their number says so by itself.
    """
    place, conflict = repaired.place, repaired.conflict
    told = [_requirement(measured, place, each) for each in conflict]
    ties = place.question.moves_practices or Requirement.BORDERS in conflict
    if conflict and ties and Requirement.NUMBER not in conflict:
        told.append(origin_sentence(definition_of(measured, place)))
    return told


def _above(measured: Measured, definition: LayerDefinition) -> str:
    assert definition.parent is not None
    return measured.state.pack.layer(definition.parent).definition.singular


def _asked_people(measured: Measured, place: Place) -> str:
    """Return who must be inside the band: ``residents (mid-2017, mid-2019 and mid-2020)``."""
    days = {each.measure: [each.date] for each in place.populations if not each.label}
    if place.question.all_dates:
        days[Measure.RESIDENTS] = sorted(measured.state.pack.residents)
    told = listed(
        [
            f"{PEOPLE_WORDS[measure][1]} ({listed([date_label(measure, day) for day in each])})"
            for measure, each in days.items()
        ]
    )
    if place.question.growth is None:
        return told
    years = counted(place.question.years, "year", "years")
    return f"{told}, now and through {years} of growth at the low and the high rates"


def _left_out(place: Place) -> Iterator[str]:
    if not place.empty:
        return
    names = listed([area.name for area in place.empty])
    what = "practice with a list" if place.question.moves_practices else "small area"
    if len(place.empty) == 1:
        yield f"{names} has no {what} and is left as it is."
    else:
        yield f"{names} have no {what} and are left as they are."


def _arithmetic(measured: Measured, place: Place) -> Iterator[str]:
    definition = definition_of(measured, place)
    now = counted(len(place.areas), definition.singular, definition.plural)
    people = listed(
        [
            population_words(total, each)
            for total, each in zip(place.totals, place.populations, strict=True)
            if not each.label
        ]
    )
    if place.parent is None:
        yield f"There are {people} in {now}."
    else:
        yield f"{place.parent.name} has {people} in {now}."
    if place.needed:
        needed = counted(place.fewest, definition.singular, definition.plural)
        verb = "is" if place.fewest == 1 else "are"
        ever = " on any date asked for" if _asks_for_more_dates(place) else ""
        yield (
            f"At least {needed} {verb} needed if none may have more than "
            f"{place.band.highest:,}{ever}."
        )
    if place.most < max(place.fewest, len(place.areas)):
        filled = counted(int(place.most), definition.singular, definition.plural)
        always = " on every date asked for" if _asks_for_more_dates(place) else ""
        yield f"At most {filled} can each have {place.band.lowest:,} people or more{always}."


def _asks_for_more_dates(place: Place) -> bool:
    """Whether the band must hold on other dates or in later years than that of the sums told."""
    return any(each.label for each in place.populations)


def _number(measured: Measured, place: Place) -> str:
    asked, singular = place.question, definition_of(measured, place).singular
    create = most_new(place) if asked.create is None else asked.create
    if not create and not asked.retire:
        return f"no {singular} may be created or retired"
    if not create:
        return f"no {singular} may be created and at most {asked.retire:,} retired"
    retired = f"at most {asked.retire:,}" if asked.retire else "none"
    new = counted(create, singular, definition_of(measured, place).plural)
    return f"at most {new} may be created, {_origins(create)}, and {retired} retired"


def _origins(create: int) -> str:
    return f"split off the largest{'' if create == 1 else ' ones'}"


def _requirement(measured: Measured, place: Place, requirement: Requirement) -> str:
    definition, question = definition_of(measured, place), place.question
    each, people = definition.singular, _asked_people(measured, place)
    hanging = "hangs together"
    if question.contiguity is Contiguity.NOT_WORSE:
        hanging = "hangs together, but for what is detached today"
    borders = [key for key, price in question.borders.items() if price is None]
    now = counted(len(place.areas), each, definition.plural)
    there = "There is" if len(place.areas) == 1 else "There are"
    sentences = {
        Requirement.LOWEST: f"Each {each} has at least {place.band.lowest:,} {people}.",
        Requirement.HIGHEST: f"Each {each} has at most {place.band.highest or 0:,} {people}.",
        Requirement.NUMBER: f"{there} {now}, and {_number(measured, place)}.",
        Requirement.LOCKS: _locked(place),
        Requirement.BORDERS: (
            "Nobody joins an area that has nobody of their own "
            f"{sides_words(measured, borders, 'or')} today."
        ),
        Requirement.CONTIGUITY: f"Each {each} {hanging}.",
        Requirement.WEAK_TIES: f"It holds in {samples_words(question)} too.",
    }
    return sentences[requirement]


def _locked(place: Place) -> str:
    question = place.question
    areas = [area.name for area in place.areas if area.code in question.locked_areas]
    units = sum(1 for code in place.codes if code in question.locked_units)
    told = []
    if areas:
        verbs = ("neither gains nor loses", "neither gain nor lose")
        told.append(f"{listed(areas)} {verbs[len(areas) > 1]}")
    if units:
        stay = "stays where it is" if units == 1 else "stay where they are"
        told.append(f"{counted(units, 'locked small area', 'locked small areas')} {stay}")
    return f"{', and '.join(told)}."
