"""What print adds to the palette: fills that survive a photocopier, and where units move to.

On paper, colours that only tell neighbours apart differ in lightness too, so that they can still
be told apart in grey and by every kind of colour vision. Text on each of them has a contrast of
more than 4.5 to 1. Patterns are drawn by Matplotlib, whose words for them are repeated signs: ``/``
for strokes, ``.`` for dots; the more, the denser.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geo.maps.area_colours import COLOURS, area_colours
from geo.maps.styles import CONTEXT, CONTEXT_INK, INK, Fill, Pattern
from geo.model import Layer
from geo.topology import Adjacency

PRINTED_COLOURS: Sequence[str] = (
    "#FFF6D9",
    "#BCD8F2",
    "#D5EBD3",
    "#E8BC92",
    "#D6C4E3",
    "#F8EAF2",
)
"""In the order of ``area_colours.COLOURS``; the fewer are needed, the better they part."""


@dataclass(frozen=True)
class PrintedFill:
    """How a surface is printed.

    Attributes:
        colour: of the ground.
        hatch: signs of the pattern over it; empty for none.
        ink: colour of the pattern.
    """

    colour: str
    hatch: str = ""
    ink: str = INK


HATCHES: Mapping[Pattern, str] = {
    Pattern.NONE: "",
    Pattern.DOTS: "....",
    Pattern.HATCH: "////",
    Pattern.CROSS: "xxxx",
}
CONTEXT_FILL = PrintedFill(CONTEXT, "|||", CONTEXT_INK)
"""Units outside the system."""
SUBJECT_FILL = PrintedFill("#FFF0A8")
"""The one area that a map is about."""

LOCATOR_FILL = PrintedFill("#D8DEE2")
"""The system, on the small map that says where another one lies."""

GROUP_FILLS: Sequence[PrintedFill] = (
    PrintedFill("#F2BC80", "////", "#8A4708"),
    PrintedFill("#CDE4F6", "....", "#0B5394"),
    PrintedFill("#D9C6E8", "xxxx", "#5B2A86"),
    PrintedFill("#CFE8D5", "\\\\\\\\", "#00602F"),
    PrintedFill("#F6D5E5", "----", "#8E1B5F"),
)
"""Groups of units that a map is about, the largest first: those that move to one area, or those
that lie in between two layers. Further groups share ``OTHER_GROUPS``."""

MOST_GROUPS = len(GROUP_FILLS) + 1
"""Groups that are told apart by their fills; further ones share the last fill."""
OTHER_GROUPS = PrintedFill("#E4E0DA", "++++", "#4A4A4A")


def printed(fill: Fill) -> PrintedFill:
    """Return how a fill of the screen's palette is printed."""
    return PrintedFill(fill.colour, HATCHES[fill.pattern], fill.ink)


def group_fill(place: int) -> PrintedFill:
    """Return the fill of a group by its place in the order, from 0."""
    return GROUP_FILLS[place] if place < len(GROUP_FILLS) else OTHER_GROUPS


def neighbour_fills(
    layer: Layer, adjacency: Adjacency, before: Mapping[str, str] | None = None
) -> dict[str, PrintedFill]:
    """Return a fill for each area code, so that areas that touch differ also in grey.

    Args:
        layer: whose areas are coloured.
        adjacency: of the units.
        before: screen colours to be kept where they can be, from ``area_colours``.
    """
    of_screen = dict(zip(COLOURS, PRINTED_COLOURS, strict=True))
    chosen = area_colours(layer, adjacency, before)
    return {code: PrintedFill(of_screen[colour]) for code, colour in chosen.items()}
