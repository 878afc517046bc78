"""The palette: every colour, width, dash and pattern that a map uses, and nothing else.

A *line style* belongs to a layer and tells it from the others by colour, width and dash together.
*Area colours* only tell neighbours apart. The *status scale* says where a population stands
against its band, by lightness or pattern, and by a word with a symbol. A *sequential scale* has one
hue and grows darker as the figure grows.

Colours are ``#RRGGBB`` in sRGB; widths and dashes are pixels at street scale.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import networkx
import numpy as np
from numpy.typing import NDArray

from geo.model import UNASSIGNED, BandStatus, LayerDefinition
from geo.topology import Adjacency
from geo.words import STATUS_WORDS

PAPER = "#FFFFFF"
"""Fill of an unshaded unit, casing of every line and halo of every name."""
INK = "#231F20"
BEYOND = "#E3E9EC"
"""Beyond all units."""
CONTEXT = "#F1F3F4"
"""Fill of an unshaded unit that is shown as context only."""
CONTEXT_INK = "#B4BEC4"
"""Ruling over a unit that is shown as context only."""
CONTEXT_OPACITY = 0.45
"""How strongly a shaded unit is drawn that is shown as context only."""
UNIT_EDGE = "#9AA5AC"
HIGHLIGHT = "#231F20"
HIGHLIGHT_FILL = "#FAE100"
MARK = "#AE2573"
"""Units that a finding or a comparison is about."""
PLACE = "#B00020"
"""A place that was searched for."""
PRACTICE = "#005A70"


@dataclass(frozen=True)
class LineStyle:
    """How a layer's lines and names are drawn.

    Attributes:
        colour: of lines and names.
        width: of a line that runs alone, pixels at street scale.
        dash: lengths of strokes and gaps, pixels; empty for an unbroken line.
        name_size: height of the names of its areas, pixels.
        rank: the lower, the further below the lines of other layers, and the more its names
            matter.
    """

    colour: str
    width: float
    dash: tuple[float, ...]
    name_size: int
    rank: int


LINE_STYLES: Mapping[str, LineStyle] = {
    "ics": LineStyle("#231F20", 3.6, (), 15, 0),
    "single_ccg": LineStyle("#6B5200", 3.2, (14, 4, 3, 4), 15, 1),
    "icp": LineStyle("#5B2A86", 3.0, (), 15, 2),
    "icp_by_ccg": LineStyle("#8A3A8C", 2.8, (12, 5), 14, 3),
    "ccg": LineStyle("#005EB8", 2.8, (), 14, 4),
    "district": LineStyle("#B34700", 2.6, (9, 4), 14, 5),
    "pcn": LineStyle("#00703C", 2.2, (), 13, 6),
    "ward": LineStyle("#A3195B", 1.6, (5, 3), 11, 7),
    "msoa": LineStyle("#006B70", 1.6, (1.5, 3), 11, 8),
    "unit": LineStyle("#5F6B73", 1.0, (), 10, 9),
}
"""By the key of the layer, as the shipped packs name them."""

OTHER_LINE_STYLES: Sequence[LineStyle] = (
    LineStyle("#2F4B7C", 2.6, (16, 4), 13, 10),
    LineStyle("#7A1F1F", 2.4, (7, 3, 2, 3), 13, 11),
    LineStyle("#3B3B98", 2.2, (3, 3), 12, 12),
    LineStyle("#4A5D00", 2.0, (10, 3, 3, 3), 12, 13),
)
"""For layers of other packs, in the order in which they come; used again when they run out."""


def line_styles(layers: Sequence[LayerDefinition]) -> dict[str, LineStyle]:
    """Return each layer's line style by its key; any pack's layers have one."""
    others = [layer.key for layer in layers if layer.key not in LINE_STYLES]
    spare = {key: OTHER_LINE_STYLES[i % len(OTHER_LINE_STYLES)] for i, key in enumerate(others)}
    return {layer.key: LINE_STYLES.get(layer.key) or spare[layer.key] for layer in layers}


class Pattern(StrEnum):
    """What is drawn over a fill so that it is not told by colour alone."""

    NONE = ""
    DOTS = "dots"
    HATCH = "hatch"
    CROSS = "cross"


@dataclass(frozen=True)
class Fill:
    """How an area is filled.

    Attributes:
        colour: of the ground.
        pattern: over it.
        ink: colour of the pattern.
    """

    colour: str
    pattern: Pattern = Pattern.NONE
    ink: str = INK


UNKNOWN_FILL = Fill("#E9ECEE", Pattern.CROSS, "#6B757C")
"""A figure that is not known; never the fill of a known one, and lighter than a fault."""
NOTHING_FILL = Fill(PAPER)
"""Where the question does not arise: no band, or no area."""


@dataclass(frozen=True)
class StatusStyle:
    """How a band status is shown.

    Attributes:
        fill: on the map.
        symbol: beside the word, in text.
        word: as everywhere else.
    """

    fill: Fill
    symbol: str
    word: str


STATUS_STYLES: Mapping[BandStatus | None, StatusStyle] = {
    BandStatus.WITHIN: StatusStyle(Fill("#F1F8F4"), "✓", STATUS_WORDS[BandStatus.WITHIN]),
    BandStatus.BELOW: StatusStyle(
        Fill("#CDE4F6", Pattern.DOTS, "#0B5394"), "▼", STATUS_WORDS[BandStatus.BELOW]
    ),
    BandStatus.ABOVE: StatusStyle(
        Fill("#F2BC80", Pattern.HATCH, "#9A5210"), "▲", STATUS_WORDS[BandStatus.ABOVE]
    ),
    BandStatus.UNKNOWN: StatusStyle(UNKNOWN_FILL, "?", STATUS_WORDS[BandStatus.UNKNOWN]),
    None: StatusStyle(NOTHING_FILL, "–", STATUS_WORDS[None]),
}
"""The known states by lightness alone, *Unknown* by its pattern alone; then no band."""

AREA_COLOURS: Sequence[str] = (
    "#CFE3F5",
    "#FBE3BF",
    "#CDEBDD",
    "#F3D3E4",
    "#F7F3B5",
    "#DDD6EF",
    "#E4E0DA",
    "#F6CFC2",
)
"""Pale relatives of Okabe and Ito's colours; the first four to six are nearly always enough."""

MOVE_COLOURS: Sequence[str] = (
    "#7FB2DE",
    "#EDB458",
    "#6CC29B",
    "#D98AB3",
    "#DCCB4A",
    "#A593D1",
    "#B0A898",
    "#E08D70",
)
"""Where units go: stronger relatives of the area colours, in the same order."""
STAYS_FILL = Fill("#F4F6F7")
"""Where nothing changes, on a map of what does."""

SEQUENTIAL: Sequence[str] = ("#F0F5FA", "#CBDDED", "#9FC3E0", "#6CA3CC", "#3D7EB0")
"""Few to many, in five classes."""

DECILES: Sequence[str] = (
    "#7A3B69", "#8F4F7D", "#A26591", "#B37BA3", "#C290B3",
    "#D0A5C2", "#DBB9D0", "#E6CCDD", "#F0DFE9", "#F9F1F6",
)  # fmt: skip
"""From the most deprived tenth to the least."""


def colour_areas(adjacency: Adjacency, area_of_unit: NDArray[np.int64]) -> dict[int, int]:
    """Choose a colour for each area so that adjacent areas differ.

    Args:
        adjacency: of the units.
        area_of_unit: shape (units,), each unit's area or ``UNASSIGNED``.

    Returns:
        By area, a position in ``AREA_COLOURS``; the same for the same areas on every run.
    """
    one, other = area_of_unit[adjacency.first], area_of_unit[adjacency.second]
    across = (one != other) & (one != UNASSIGNED) & (other != UNASSIGNED)
    graph = networkx.Graph()
    graph.add_nodes_from(np.unique(area_of_unit[area_of_unit != UNASSIGNED]).tolist())
    graph.add_edges_from(np.unique(np.column_stack([one[across], other[across]]), axis=0).tolist())
    colours: dict[int, int] = networkx.greedy_color(graph, strategy="DSATUR")
    return {area: colour % len(AREA_COLOURS) for area, colour in sorted(colours.items())}


def lightness(colour: str) -> float:
    """Return the CIE lightness L* of a colour, 0 (black) to 100 (white)."""
    luminance = relative_luminance(colour)
    if luminance <= 216 / 24389:
        return luminance * 24389 / 27
    return float(116 * np.cbrt(luminance) - 16)


def relative_luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG 2 defines it."""
    parts = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ np.array([0.2126, 0.7152, 0.0722]))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21, as WCAG 2 defines it."""
    low, high = sorted((relative_luminance(one), relative_luminance(other)))
    return (high + 0.05) / (low + 0.05)
