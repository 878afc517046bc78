"""Words for people: numbers, lists and plurals in plain British English."""

from __future__ import annotations

from collections.abc import Sequence

from geo.model import BandStatus, Measure

STATUS_WORDS = {
    BandStatus.BELOW: "Below",
    BandStatus.WITHIN: "Within",
    BandStatus.ABOVE: "Above",
    BandStatus.UNKNOWN: "Unknown",
    None: "No band",
}
"""How each band status is written in a table or a key."""
PEOPLE_WORDS = {
    Measure.RESIDENTS: ("resident", "residents"),
    Measure.LISTS: ("patient on practices’ lists", "patients on practices’ lists"),
    Measure.LIVING_INSIDE: (
        "registered patient living inside",
        "registered patients living inside",
    ),
}
"""What one and what several of the people that a measure counts are called, after a number."""


def number(value: int | None) -> str:
    """Return ``1,043,665``, or ``unknown``."""
    return "unknown" if value is None else f"{value:,}"


def signed(value: int | None) -> str:
    """Return ``+3,120`` or ``−450`` with a real minus sign, or ``unknown``."""
    if value is None:
        return "unknown"
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{abs(value):,}"


def people(value: int | None) -> str:
    """Return ``4,812 people``, ``1 person`` or ``an unknown number of people``."""
    if value is None:
        return "an unknown number of people"
    return counted(value, "person", "people")


def counted(value: int, singular: str, plural: str) -> str:
    """Return ``1 network`` or ``20 networks``."""
    return f"{value:,} {singular if value == 1 else plural}"


def listed(names: Sequence[str]) -> str:
    """Return ``A``, ``A and B`` or ``A, B and C``."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def share(value: float | None, digits: int = 0) -> str:
    """Return a share between 0 and 1 as ``37%``, or ``unknown``."""
    return "unknown" if value is None else f"{value:.{digits}%}"


def start_sentence(text: str) -> str:
    """Return the text with its first letter as a capital and the rest untouched."""
    return text[:1].upper() + text[1:]
