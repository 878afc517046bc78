"""Figures and their bands in words that a chief officer could read aloud.

Every sentence says which population a figure is and of which date.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geo.model import (
    Band,
    BandStatus,
    Figure,
    Measure,
    Pack,
    date_label,
    day_label,
)
from geo.plan.checks import Standing
from geo.words import PEOPLE_WORDS, counted, listed, number

NAMED_AT_MOST = 3
"""More names than this make a sentence that nobody can read aloud."""


def label(figure: Figure) -> str:
    """Return what a figure counts and when: ``residents, mid-2019``."""
    return f"{PEOPLE_WORDS[figure.measure][1]}, {date_label(figure.measure, figure.date)}"


def number_words(figure: Figure) -> str:
    """Return a figure for a cell: ``43,120``, or ``unknown, at least 58,795``."""
    if figure.count is None:
        return f"unknown, at least {figure.known:,}"
    return number(figure.count)


def describe(figure: Figure) -> str:
    """Return a figure in words, with what is known where the whole is not.

    For example ``1,043,665 residents (mid-2019)``.
    """
    singular, plural = PEOPLE_WORDS[figure.measure]
    when = date_label(figure.measure, figure.date)
    if figure.count is not None:
        return f"{counted(figure.count, singular, plural)} ({when})"
    return f"an unknown number of {plural} ({when}), at least {figure.known:,}"


def missing_words(pack: Pack, figure: Figure) -> str:
    """Return why a figure is unknown, naming practices; empty where it is known.

    For example ``Boulevard Medical Centre (C84650) should have a list of April 2020 and has none``.
    """
    if not figure.missing:
        return ""
    when = date_label(figure.measure, figure.date)
    if figure.measure is not Measure.LISTS:
        places = counted(len(figure.missing), "small area has", "small areas have")
        return f"{places} no figure for {when}"
    names = [f"{pack.practice[code].name} ({code})" for code in figure.missing]
    if len(names) > NAMED_AT_MOST:
        rest = len(names) - NAMED_AT_MOST + 1
        names = [*names[: NAMED_AT_MOST - 1], f"{rest:,} more practices"]
    if len(names) == 1:
        return f"{names[0]} should have a list of {when} and has none"
    return f"{listed(names)} should each have a list of {when} and have none"


def population_sentence(pack: Pack, where: str, figure: Figure) -> str:
    """Say how many people a place has, or why nobody can say."""
    if figure.count is not None:
        return f"{where} has {describe(figure)}."
    rest = "the other lists hold" if figure.measure is Measure.LISTS else "the others hold"
    return (
        f"The {figure.basis} total of {where} is unknown, because {missing_words(pack, figure)}; "
        f"{rest} {figure.known:,}."
    )


def standing_sentence(pack: Pack, name: str, standing: Standing) -> str:
    """Say one area's population against its band."""
    figure, band = standing.figure, standing.band
    start = population_sentence(pack, name, figure)
    if band is None:
        return start
    if standing.status is BandStatus.UNKNOWN:
        if band.highest is None and figure.known >= band.lowest:
            return f"{start[:-1]}, which alone reaches the band of {band.words}."
        if band.highest is not None and figure.known > band.highest:
            return f"{start[:-1]}, which alone is above the band of {band.words}."
        return f"{start} Whether it is within the band of {band.words} is therefore unknown."
    told = f"{start[:-1]}, {_against(standing)} the band of {band.words}"
    room = room_words(standing)
    return f"{told}, {room}." if room else f"{told}."


@dataclass(frozen=True)
class Room:
    """How far a population within its band is from the nearer end.

    Attributes:
        people: how many; 0 at the end itself.
        end: the nearer end, the lower where both are as near.
    """

    people: int
    end: Literal["lower", "upper"]


def find_room(standing: Standing) -> Room | None:
    """Return the room to the nearer end; None outside the band, where unknown, or without ends.

    A lower end of 0 is none: nobody can be below it.
    """
    band, count = standing.band, standing.figure.count
    if band is None or count is None or standing.status is not BandStatus.WITHIN:
        return None
    rooms: list[Room] = []
    if band.lowest > 0:
        rooms.append(Room(count - band.lowest, "lower"))
    if band.highest is not None:
        rooms.append(Room(band.highest - count, "upper"))
    return min(rooms, key=lambda room: room.people, default=None)


def room_words(standing: Standing) -> str:
    """Return ``4,411 above the lower end``; empty where ``find_room`` finds none."""
    room = find_room(standing)
    if room is None:
        return ""
    if room.people == 0:
        return f"exactly at the {room.end} end"
    return f"{number(room.people)} {'above' if room.end == 'lower' else 'below'} the {room.end} end"


def distance_words(standing: Standing) -> str:
    """Return how far a population is from its band, or how much room it has inside.

    For example ``5,769 below``, ``4,411 above the lower end`` or ``unknown, at least 58,795``.
    """
    if standing.status is BandStatus.BELOW:
        return f"{number(standing.short)} below"
    if standing.status is BandStatus.ABOVE:
        return f"{number(standing.over)} above"
    if standing.status is BandStatus.UNKNOWN:
        return number_words(standing.figure)
    return room_words(standing)


def published_words(band: Band) -> str:
    """Return who published a band and when, with its year once."""
    if band.dated is None:
        return band.source
    return f"{band.source.removesuffix(f', {band.dated.year}')}, {day_label(band.dated)}"


def _against(standing: Standing) -> str:
    if standing.status is BandStatus.BELOW:
        return f"which is {number(standing.short)} below"
    if standing.status is BandStatus.ABOVE:
        return f"which is {number(standing.over)} above"
    return "which is within"
