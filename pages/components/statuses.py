"""How a band status looks: a colour, a sign and a word, never a colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from geo.maps.styles import STATUS_STYLES
from geo.model import BandStatus
from geo.words import STATUS_WORDS


@dataclass(frozen=True)
class Look:
    """How a status is drawn in a picture.

    Attributes:
        word: written beside it.
        colour: with a contrast of more than 4.5 to white.
        shape: a Vega shape.
    """

    word: str
    colour: str
    shape: str


LOOKS: dict[BandStatus | None, Look] = {
    BandStatus.BELOW: Look(STATUS_WORDS[BandStatus.BELOW], "#00407A", "triangle-down"),
    BandStatus.WITHIN: Look(STATUS_WORDS[BandStatus.WITHIN], "#006747", "circle"),
    BandStatus.ABOVE: Look(STATUS_WORDS[BandStatus.ABOVE], "#A34700", "triangle-up"),
    BandStatus.UNKNOWN: Look(STATUS_WORDS[BandStatus.UNKNOWN], "#4A4A4A", "square"),
    None: Look(STATUS_WORDS[None], "#4A4A4A", "diamond"),
}
OUTSIDE_COLOUR = "#768692"
"""For areas that are shown only as context."""


def sign(status: BandStatus | None) -> str:
    """Return the sign that the status has on every map, card and table."""
    return STATUS_STYLES[status].symbol


def signed_word(status: BandStatus | None) -> str:
    """Return ``▲ Above``: the word with its sign."""
    return f"{sign(status)} {STATUS_WORDS[status]}"
