"""Wording: what maps say about layers, plans, populations and where their data is from."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

import numpy as np
import shapely

from geo.maps.area_colours import area_colours
from geo.maps.geometry_file import short_name
from geo.maps.printed.content import UNFILLED, Bounds, Crowd, Integers, LineKey, Name
from geo.maps.printed.frame import bounds_of, padded
from geo.maps.printed.palette import PrintedFill, neighbour_fills
from geo.maps.printed.requests import MappedPlan
from geo.maps.styles import INK, line_styles
from geo.model import UNASSIGNED, Area, Basis, Figure, Layer, Pack, date_label, month_label
from geo.plan.checks import AreaCheck
from geo.topology import Adjacency, dissolve
from geo.words import PEOPLE_WORDS, counted

ILLUSTRATIVE = "Illustrative; the definitive list of areas is in the tables."
NEIGHBOURS = "Colours only tell neighbouring areas apart."
CONTEXT_LABEL = "Outside the system, for context"
CONTEXT_NAME = "#4A555C"
"""Names of areas outside the system."""
DERIVED = "derived, not official"
AREA_LIMIT, UNIT_LIMIT = 17.0, 3.0
"""An area or unit narrower than this on paper, millimetres, is hard to name or to see."""
_SENTENCE_ENDS = re.compile(r"(?<=\.)\s+(?=[A-Z])")


def layer_words(layer: Layer) -> str:
    """Return a layer with its vintage: ``Primary care networks, December 2019 (derived …)``."""
    definition = layer.definition
    vintage = f"{definition.name}, {month_label(definition.vintage)}"
    return vintage if definition.official else f"{vintage} ({DERIVED})"


def more_words(count: int) -> str:
    """Return the last entry of a numbered key that does not tell all of what it could."""
    return f"and {count} more, without a number: in the tables"


def subtitle(*parts: str) -> str:
    """Return the parts of a subtitle as one line."""
    return " · ".join(part for part in parts if part)


def plan_words(plan: MappedPlan) -> str:
    """Return ``Plan: As it is``; empty for a plan without a name."""
    return f"Plan: {plan.name}" if plan.name else ""


def figure_words(figure: Figure) -> str:
    """Return which population a figure is, and its date: ``residents, mid-2019``."""
    return f"{PEOPLE_WORDS[figure.measure][1]}, {date_label(figure.measure, figure.date)}"


def people_words(figure: Figure) -> str:
    """Return ``35,664 residents`` or ``an unknown number of residents (at least 1,200)``."""
    singular, plural = PEOPLE_WORDS[figure.measure]
    if figure.count is None:
        return f"an unknown number of {plural} (at least {figure.known:,})"
    return counted(figure.count, singular, plural)


def attribution(
    pack: Pack, layers: Iterable[str], populations: Iterable[Basis] = (), practices: bool = False
) -> tuple[str, ...]:
    """Return the sentences that must travel with a map, each once.

    Args:
        pack: whose sources are named.
        layers: keys of the layers that are shown.
        populations: that are told.
        practices: whether practices are drawn.
    """
    keys = {source for key in (*layers, "unit") for source in pack.layer(key).definition.sources}
    topics = [{Basis.RESIDENT: "residents", Basis.REGISTERED: "list"}[each] for each in populations]
    topics += ["practices"] if practices else []
    chosen = [
        source
        for source in pack.sources
        if source.key in keys or any(topic in source.used_for.lower() for topic in topics)
    ]
    sentences = [
        sentence for source in chosen for sentence in _SENTENCE_ENDS.split(source.attribution)
    ]
    return tuple(dict.fromkeys(sentences))


def system_bounds(pack: Pack) -> Bounds:
    """Return the bounds of the system with a margin; of everything where nothing is in it."""
    inside = pack.units.in_system
    return padded(bounds_of(pack.units.geometry[inside if inside.any() else ~inside]), 0.02)


def unit_bounds(pack: Pack, units: Integers, share: float) -> Bounds:
    """Return the bounds of some units with a margin that is a share of their size."""
    return padded(bounds_of(pack.units.geometry[units]), share)


def is_part(bounds: Bounds, pack: Pack) -> bool:
    """Whether bounds are so small a part of the system that a reader asks where it is."""
    west, south, east, north = bounds
    left, bottom, right, top = system_bounds(pack)
    return (east - west) * (north - south) < 0.6 * (right - left) * (top - bottom)


def line_key(pack: Pack, keys: Sequence[str]) -> tuple[LineKey, ...]:
    """Return the entries of the key for the lines of some layers."""
    return tuple(LineKey(layer_words(pack.layer(key)), key) for key in keys)


def area_names(
    pack: Pack,
    layer: Layer,
    figures: Sequence[str] = (),
    required: Collection[str] | None = None,
    colour: str = INK,
) -> tuple[Name, ...]:
    """Return the names of a layer's areas.

    Args:
        pack: that holds the layer.
        layer: whose areas are named.
        figures: said under each name, in the order of the areas; empty for none.
        required: codes of areas to whose names a line leads where they do not fit; None for all.
        colour: of the letters; names outside the system are grey.
    """
    rank = line_styles([each.definition for each in pack.layers.values()])[layer.key].rank

    def is_required(area: Area) -> bool:
        return required is None or area.code in required

    shapes = dissolve(pack.units.geometry, layer.area_of_unit, len(layer.areas))
    return tuple(
        Name(
            short_name(area.name),
            shape,
            colour if area.in_system else CONTEXT_NAME,
            rank=rank + (0 if is_required(area) else 100) + (0 if area.in_system else 200),
            required=is_required(area) and area.in_system,
            figure=figures[place] if figures and area.in_system else "",
        )
        for place, (area, shape) in enumerate(zip(layer.areas, shapes, strict=True))
        if not shapely.is_empty(shape)
    )


def united(pack: Pack, units: Integers) -> shapely.Geometry:
    """Return the outline of some units together, EPSG:27700."""
    together = np.zeros(len(units), dtype=np.int64)
    shape: shapely.Geometry = dissolve(pack.units.geometry[units], together, 1)[0]
    return shape


def areas_around(layer: Layer, units: Integers, adjacency: Adjacency) -> set[str]:
    """Return the codes of the areas that some units are in or share a border with."""
    inside = np.zeros(adjacency.units, dtype=bool)
    inside[units] = True
    near = inside.copy()
    near[adjacency.first[inside[adjacency.second]]] = True
    near[adjacency.second[inside[adjacency.first]]] = True
    places = set(layer.area_of_unit[near].tolist()) - {UNASSIGNED}
    return {layer.areas[place].code for place in places}


def area_crowd(plan: MappedPlan, layer: Layer) -> Crowd:
    """Return the areas of a layer as what may be too small to be named."""
    return Crowd(layer.area_of_unit, plan.measured.ground.adjacency, AREA_LIMIT)


def unit_crowd(plan: MappedPlan) -> Crowd:
    """Return the units as what may be too small to be seen."""
    ground = plan.measured.ground
    return Crowd(np.arange(ground.adjacency.units), ground.adjacency, UNIT_LIMIT)


def area_checks(plan: MappedPlan, key: str) -> list[AreaCheck]:
    """Return what was found about each area of a layer, in their order."""
    return [each.check for each in plan.measured.layer(key).values()]


def colour_neighbours(plan: MappedPlan, layer: Layer) -> tuple[tuple[PrintedFill, ...], Integers]:
    """Return fills that tell neighbouring areas apart, and each unit's position among them.

    The areas of the plan's baseline keep their colours where they can.
    """
    adjacency = plan.measured.ground.adjacency
    baseline = plan.measured.state.baseline.layers[layer.key]
    before = area_colours(baseline, adjacency)
    of_area = neighbour_fills(layer, adjacency, before)
    fills = tuple(dict.fromkeys(of_area.values()))
    lookup = np.array([*(fills.index(of_area[area.code]) for area in layer.areas), UNFILLED])
    in_system = plan.measured.state.pack.units.in_system
    return fills, np.where(in_system, lookup[layer.area_of_unit], UNFILLED)


def require_one_pack(before: MappedPlan, after: MappedPlan) -> None:
    """Refuse two plans that cannot be held against each other.

    Raises:
        ValueError: they are not of one pack, or their dates differ.
    """
    one, other = before.measured, after.measured
    if one.state.baseline is not other.state.baseline:
        raise ValueError("Only plans for the same pack can be held against each other.")
    if one.dates != other.dates:
        raise ValueError("Only figures of the same dates can be held against each other.")
