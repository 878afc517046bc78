"""Sentences that a chief officer could read aloud: what each tier asks, and what there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from geo.advice.feasibility import Feasibility
from geo.model import BandStatus, Basis, Figure, Measure, Pack, date_label
from geo.plan.checks import AreaCheck, Standing
from geo.words import counted, listed, number, start_sentence

_MEASURE_WORDS = {
    Measure.RESIDENTS: "residents",
    Measure.LISTS: "patients on practices' lists",
    Measure.LIVING_INSIDE: "registered patients living inside",
}


def label(figure: Figure) -> str:
    """Return what a figure counts and when: ``residents, mid-2019``."""
    return f"{_MEASURE_WORDS[figure.measure]}, {date_label(figure.measure, figure.date)}"


def describe(figure: Figure) -> str:
    """Return a figure in words, with what is known where the whole is not.

    For example ``1,043,665 residents (mid-2019)``.
    """
    what = f"{_MEASURE_WORDS[figure.measure]} ({date_label(figure.measure, figure.date)})"
    if figure.count is not None:
        return f"{figure.count:,} {what}"
    return f"an unknown number of {what}, at least {figure.known:,}"


def missing_words(pack: Pack, figure: Figure) -> str:
    """Return why a figure is unknown, naming practices or units; empty where it is known."""
    if not figure.missing:
        return ""
    if figure.measure is Measure.LISTS:
        names = [f"{pack.practice[code].name} ({code})" for code in figure.missing]
        return (
            f"{listed(names)} should have a list of {date_label(figure.measure, figure.date)} and "
            f"{'has' if len(names) == 1 else 'have'} none."
        )
    places = counted(len(figure.missing), "small area has", "small areas have")
    return f"{places} no figure for {date_label(figure.measure, figure.date)}."


def feasibility_sentence(answer: Feasibility, plural: str, singular: str, where: str) -> str:
    """Say whether the present number of areas could all fit, with the arithmetic.

    Args:
        answer: what was worked out.
        plural: what several areas are called, for example ``primary care networks``.
        singular: what one is called.
        where: the place that they share, for example ``Mid-Nottinghamshire``.
    """
    have = counted(answer.areas, singular, plural)
    band = answer.band.words
    people_there = describe(answer.figure)
    if answer.fewest is None:
        return (
            f"{where} has {have} with {people_there}, so nobody can say how many could hold "
            f"{band} each."
        )
    if answer.most is not None and answer.most < answer.fewest:
        return f"{where} has {people_there}: no number of {plural} could each hold {band} of them."
    could = _range_words(answer)
    if answer.possible:
        if answer.areas == 1 and answer.fewest == 1:
            return f"{where} has {people_there}: one {singular} can hold {band}."
        return (
            f"{where} has {people_there}: its {have} could all hold {band}, as could any number "
            f"{could}."
        )
    return (
        f"{where} has {people_there}: its {have} cannot all hold {band}; it would take a number "
        f"{could}."
    )


def _range_words(answer: Feasibility) -> str:
    if answer.most is None:
        return f"from {answer.fewest:,} up"
    if answer.most == answer.fewest:
        return f"of exactly {answer.fewest:,}"
    return f"from {answer.fewest:,} to {answer.most:,}"


def standing_sentence(name: str, standing: Standing) -> str:
    """Say one area's population against its band, in one sentence."""
    figure, band = standing.figure, standing.band
    start = f"{name} has {describe(figure)}"
    if band is None:
        return f"{start}."
    if standing.status is BandStatus.UNKNOWN:
        return f"{start}, so its standing against {band.words} is unknown."
    if standing.status is BandStatus.BELOW:
        return f"{start}, {number(standing.short)} short of {band.lowest:,}."
    if standing.status is BandStatus.ABOVE:
        return f"{start}, {number(standing.over)} over {band.highest:,}."
    return f"{start}, within {band.words}."


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
    layer = pack.layer(layer_key).definition
    inside = [check for check in checks if check.area.in_system]
    answer = next(
        answer
        for answer in answers
        if answer.layer == layer_key and answer.parent is None and answer.figure.basis is basis
    )
    system = pack.layer(pack.system_layer).areas[0].name
    if len(inside) == 1:
        return standing_sentence(inside[0].area.name, inside[0].standing(basis))
    first = feasibility_sentence(answer, layer.plural, layer.singular, system)
    return f"{first} {_tally(inside, basis)}"


def _tally(checks: Sequence[AreaCheck], basis: Basis) -> str:
    tally = Counter(check.standing(basis).status for check in checks)
    parts = [
        f"{tally[status]} {'is' if tally[status] == 1 else 'are'} {words}"
        for status, words in (
            (BandStatus.WITHIN, "within the band"),
            (BandStatus.BELOW, "below it"),
            (BandStatus.ABOVE, "above it"),
            (BandStatus.UNKNOWN, "unknown"),
        )
        if tally[status]
    ]
    if tally[BandStatus.WITHIN] == len(checks):
        return "All are within the band." if len(checks) > 2 else "Both are within the band."
    return start_sentence(f"today {listed(parts)}.")
