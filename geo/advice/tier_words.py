"""Tiers in words: whether the areas of a layer could all fit, how they do, and by which definition.

Every sentence says which population a figure is and of which date, and says first what is possible.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

import numpy as np

from geo.advice.feasibility import Feasibility
from geo.advice.summary import NAMED_AT_MOST, describe, find_room, room_words, standing_sentence
from geo.model import BandStatus, Basis, Layer, Measure, Pack, date_label
from geo.plan.checks import AreaCheck
from geo.plan.naming import place_names
from geo.plan.overlap import overlap
from geo.words import PEOPLE_WORDS, counted, listed, number, start_sentence


def feasibility_sentence(pack: Pack, answer: Feasibility) -> str:
    """Say whether the present number of areas could all be inside the band, and why.

    For example ``The 6 primary care networks of Mid-Nottinghamshire cannot all be within 30,000 to
    50,000: 324,231 residents (mid-2019) would need 7 to 10.``
    """
    layer, figure = pack.layer(answer.layer).definition, answer.figure
    have = f"the {counted(answer.areas, layer.singular, layer.plural)}"
    if answer.parent is not None:
        have += f" of {answer.parent.name}"
    all_within = f"{'' if answer.areas == 1 else 'all '}be within {answer.band.words}"
    singular, plural = PEOPLE_WORDS[figure.measure]
    if answer.possible is None:
        when = date_label(figure.measure, figure.date)
        known = counted(figure.known, singular, plural)
        if answer.needed_by_known > answer.areas:
            return (
                f"{start_sentence(have)} cannot {all_within}: the total is unknown, but the "
                f"{known} that are known ({when}) would alone need at least "
                f"{answer.needed_by_known:,}."
            )
        return (
            f"Whether {have} could {all_within} cannot be said: the total is not known (at least "
            f"{known}, {when})."
        )
    people = describe(figure)
    if answer.no_number:
        return f"{start_sentence(have)} cannot {all_within}, nor could any number: {people}."
    number_words = range_words(answer)
    if answer.possible:
        fit = "fits" if figure.count == 1 else "fit"
        return f"{start_sentence(have)} could {all_within}: {people} {fit} into {number_words}."
    return f"{start_sentence(have)} cannot {all_within}: {people} would need {number_words}."


def range_words(answer: Feasibility) -> str:
    """Return how many areas could all be inside the band: ``between 21 and 34``, or ``unknown``."""
    if answer.fewest is None:
        needed = answer.needed_by_known
        return f"unknown, at least {needed:,}" if needed > 1 else "unknown"
    if answer.no_number:
        return "no number"
    if answer.most is None:
        return f"{answer.fewest:,} or more"
    if answer.most == answer.fewest:
        return f"exactly {answer.fewest:,}"
    joined = "or" if answer.most == answer.fewest + 1 else "to"
    return f"{answer.fewest:,} {joined} {answer.most:,}"


def tier_sentence(
    pack: Pack,
    layer_key: str,
    checks: Sequence[AreaCheck],
    answers: Sequence[Feasibility],
    basis: Basis,
) -> str:
    """Say how a tier stands: whether it could fit at all, then how its areas do fit.

    Args:
        pack: that was checked.
        layer_key: the layer to speak of.
        checks: of that layer's areas.
        answers: of all layers, from ``feasibility``.
        basis: the population to speak of.
    """
    inside = [check for check in checks if check.area.in_system]
    if len(inside) == 1:
        return standing_sentence(pack, inside[0].area.name, inside[0].standing(basis))
    answer = next(
        answer
        for answer in answers
        if answer.layer == layer_key and answer.parent is None and answer.figure.basis is basis
    )
    return f"{feasibility_sentence(pack, answer)} {_tally(inside, basis)}"


def definitions_sentences(pack: Pack, first: Layer, second: Layer, day: date) -> list[str]:
    """Say who is in one area by one definition and in another by a second definition.

    Args:
        pack: whose layers they are.
        first: one layer.
        second: another layer that defines the areas of the same tier.
        day: of the residents.

    Returns:
        One sentence for each pair of differently coded areas that share people, most first.
    """
    apart = [
        (one, other, pair)
        for pair in overlap(pack, first, second, day)
        if (one := pair.first) is not None
        and (other := pair.second) is not None
        and one.code != other.code
        and other.code in first.position
    ]
    when = date_label(Measure.RESIDENTS, day)
    return [
        f"{counted(pair.units, 'small area', 'small areas')} with {number(pair.residents)} "
        f"residents ({when}) {'changes' if pair.units == 1 else 'change'} hands between the two "
        f"definitions: {one.name} in “{first.definition.name}”, {other.name} in "
        f"“{second.definition.name}” ({_places(pack, first, second, one.code, other.code)})."
        for one, other, pair in sorted(apart, key=lambda each: -(each[2].residents or 0))
    ]


def _places(pack: Pack, first: Layer, second: Layer, one: str, other: str) -> str:
    units = np.intersect1d(first.units_in(one), second.units_in(other))
    what, names = place_names(pack, units)
    return f"{what} {listed(names)}"


_ORDER = (BandStatus.WITHIN, BandStatus.BELOW, BandStatus.ABOVE, BandStatus.UNKNOWN)
_TALLY_WORDS = {
    BandStatus.WITHIN: "within",
    BandStatus.BELOW: "below",
    BandStatus.ABOVE: "above",
    BandStatus.UNKNOWN: "unknown",
}


def _tally(checks: Sequence[AreaCheck], basis: Basis) -> str:
    tally = Counter(check.standing(basis).status for check in checks)
    if len(tally) == 1:
        ((status, count),) = tally.items()
        assert status is not None  # a tier without a band has no feasibility and no sentence
        everyone = "both" if count == 2 else f"all {count:,}"
        return f"As drawn, {everyone} are {_TALLY_WORDS[status]}{_nearest(checks, basis)}."
    parts = [
        f"{tally[status]:,} {'is' if tally[status] == 1 else 'are'} {_TALLY_WORDS[status]}"
        f"{_unknown_ones(checks, basis) if status is BandStatus.UNKNOWN else ''}"
        for status in _ORDER
        if tally[status]
    ]
    return f"As drawn, {listed(parts)}{_named(checks, basis)}."


def _unknown_ones(checks: Sequence[AreaCheck], basis: Basis) -> str:
    """Name the areas whose figure is unknown, where they are few enough to say."""
    names = [
        check.area.name for check in checks if check.standing(basis).status is BandStatus.UNKNOWN
    ]
    return f" ({listed(names)})" if len(names) < NAMED_AT_MOST else ""


def _nearest(checks: Sequence[AreaCheck], basis: Basis) -> str:
    """Say which of the areas within their band has the least room; empty where none has an end."""
    rooms = [
        (room.people, check)
        for check in checks
        if (room := find_room(check.standing(basis))) is not None
    ]
    if not rooms:
        return ""
    _, check = min(rooms, key=lambda each: each[0])
    return f"; the nearest to an end is {check.area.name}, {room_words(check.standing(basis))}"


def _named(checks: Sequence[AreaCheck], basis: Basis) -> str:
    """Name the areas outside their band and how far, where they are few enough to say."""
    outside = [
        check
        for check in checks
        if check.standing(basis).status in (BandStatus.BELOW, BandStatus.ABOVE)
    ]
    if not outside or len(outside) >= NAMED_AT_MOST:
        return ""
    told = []
    for check in outside:
        standing = check.standing(basis)
        way = "below" if standing.status is BandStatus.BELOW else "above"
        told.append(f"{check.area.name} is {number(standing.short or standing.over)} {way}")
    return f": {listed(told)}"
