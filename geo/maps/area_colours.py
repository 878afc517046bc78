"""Colours of areas while a plan is edited: neighbours differ, and an edit changes few of them.

Somebody who edits knows areas by their colours. So the colours start as those of the baseline and
an area keeps its own until a neighbour has the same.
"""

from __future__ import annotations

from collections.abc import Mapping

import networkx
import numpy as np

from geo.maps.styles import AREA_COLOURS
from geo.model import UNASSIGNED, Layer
from geo.topology import Adjacency

COLOURS = AREA_COLOURS[:6]
"""Pale enough for names, and different enough to be told apart beside each other."""


def area_colours(
    layer: Layer, adjacency: Adjacency, before: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Choose a colour for each area so that areas that touch differ.

    Args:
        layer: whose areas are coloured.
        adjacency: of the units.
        before: colours (``#RRGGBB``) by area code, to be kept where they can be.

    Returns:
        A colour of ``COLOURS`` for each area code; the same for the same arguments. Where an area
        touches all six colours, as areas in several pieces may, it has the one it touches least.
    """
    graph = _neighbours(layer, adjacency)
    if before is None:
        fresh = networkx.greedy_color(graph, strategy="DSATUR")
        chosen = {code: COLOURS[place] for code, place in fresh.items() if place < len(COLOURS)}
    else:
        chosen = {code: before[code] for code in graph if before.get(code) in COLOURS}
    for code in sorted(graph, key=lambda code: (len(layer.units_in(code)), code)):
        around = [chosen[other] for other in graph[code] if other in chosen]
        if code not in chosen or chosen[code] in around:
            chosen[code] = min(COLOURS, key=around.count)
    return {area.code: chosen[area.code] for area in layer.areas}


def _neighbours(layer: Layer, adjacency: Adjacency) -> networkx.Graph:
    """Return the areas of a layer by code, joined where units of theirs share a border."""
    codes = [area.code for area in layer.areas]
    one, other = layer.area_of_unit[adjacency.first], layer.area_of_unit[adjacency.second]
    across = (one != other) & (one != UNASSIGNED) & (other != UNASSIGNED)
    pairs = np.unique(np.sort(np.column_stack([one[across], other[across]]), axis=1), axis=0)
    graph = networkx.Graph()
    graph.add_nodes_from(codes)
    graph.add_edges_from((codes[first], codes[second]) for first, second in pairs.tolist())
    return graph
