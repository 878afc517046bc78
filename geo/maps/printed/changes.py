"""Maps of what changes: what moves from one plan to another, and where it goes."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import shapely

from geo.maps.printed.content import (
    UNFILLED,
    Arrow,
    Bounds,
    Content,
    Marker,
    Name,
    Points,
    View,
)
from geo.maps.printed.frame import padded
from geo.maps.printed.move_words import (
    MOST_ARROWS,
    Moves,
    moves_headline,
    moves_key,
    moves_rows,
    moves_sentences,
)
from geo.maps.printed.palette import MOST_GROUPS, group_fill
from geo.maps.printed.requests import ChangesMap
from geo.maps.printed.wording import (
    ILLUSTRATIVE,
    area_names,
    areas_around,
    attribution,
    figure_words,
    is_part,
    layer_words,
    require_one_pack,
    subtitle,
    system_bounds,
    unit_bounds,
    united,
)
from geo.maps.styles import MARK
from geo.model import Layer, Pack
from geo.plan.flows import PracticeFlow, UnitFlow, practice_flows, unit_flows
from geo.plan.naming import place_names
from geo.plan.places import town_names
from geo.topology import dissolve
from geo.words import listed

MOST_TOWNS = 3
"""Groups of more places are not named after them."""
ARROW_INSIDE = 0.045
"""How far an arrow reaches into the area that it points to, as a share of the map's width."""
SMALLEST_SHARE = 0.28
"""The map shows at least this share of the system's width and height."""


def changes(request: ChangesMap) -> Content:
    """Compose a map of what moves in a layer and where it goes.

    Raises:
        KeyError: the pack has no such layer.
        ValueError: the plans are not of one pack, or their dates differ.
    """
    require_one_pack(request.before, request.after)
    old, pack = (plan.measured.state.pack for plan in (request.before, request.after))
    dates = request.after.measured.dates
    before, after = old.layer(request.layer), pack.layer(request.layer)
    units = tuple(unit_flows(before, after, pack, dates))
    moves = Moves(before, after, units, tuple(practice_flows(old, pack, request.layer, dates)))
    extent = _extent(pack, [flow.units for flow in units])
    view = _view(request, pack, moves, extent)
    headline = moves_headline(moves)
    told = [flow.residents for flow in units[:1]] + [flow.patients for flow in moves.practices[:1]]
    return Content(
        headline=headline,
        subtitle=subtitle(
            layer_words(after),
            *(figure_words(figure) for figure in told),
            f"From “{request.before.name}” to “{request.after.name}”",
        ),
        views=(view,),
        extent=extent,
        key=moves_key(pack, moves),
        notes=(ILLUSTRATIVE,),
        attribution=attribution(
            pack, [after.key], [figure.basis for figure in told], practices=bool(view.points)
        ),
        alternative=f"Map of what changes in {after.definition.plural}. {headline}.",
        description=(f"{headline}.", *moves_sentences(moves)),
        rows=moves_rows(moves),
        located=is_part(extent, pack),
    )


def _view(request: ChangesMap, pack: Pack, moves: Moves, extent: Bounds) -> View:
    """Return the picture: what moves, filled by where it goes, in the boundaries afterwards."""
    targets, after = moves.targets, moves.after
    fill_of_unit = np.full(len(pack.units), UNFILLED, dtype=np.int64)
    for flow in moves.units:
        fill_of_unit[flow.units] = min(targets.index(flow.target), MOST_GROUPS - 1)
    adjacency = request.after.measured.ground.adjacency
    required = areas_around(after, np.flatnonzero(fill_of_unit != UNFILLED), adjacency)
    return View(
        "",
        pack,
        tuple(group_fill(place) for place in range(min(len(targets), MOST_GROUPS))),
        fill_of_unit,
        (after.key,),
        (*_moved_names(pack, moves.units), *area_names(pack, after, required=required)),
        _moving_practices(pack, moves.practices),
        tuple(_arrows(pack, moves.before, moves.units, extent)),
        tuple(flow.units for flow in moves.units),
    )


def _moved_names(pack: Pack, moves: Sequence[UnitFlow]) -> tuple[Name, ...]:
    """Return the names of the places that move, where they are few."""
    found = []
    for flow in moves:
        towns = town_names(place_names(pack, flow.units)[1])
        if len(towns) <= MOST_TOWNS:
            text = listed(towns)
            found.append(Name(text, united(pack, flow.units), larger=1.1, rank=-1, required=False))
    return tuple(found)


def _extent(pack: Pack, groups: Sequence[np.ndarray]) -> Bounds:
    """Return what is shown: the units that move and what is around them."""
    whole = system_bounds(pack)
    if not groups:
        return whole
    units = np.concatenate(groups)
    west, south, east, north = unit_bounds(pack, units, 0.15)
    least = SMALLEST_SHARE * max(whole[2] - whole[0], whole[3] - whole[1])
    missing = max(0.0, least - max(east - west, north - south)) / 2
    bounds = (west - missing, south - missing, east + missing, north + missing)
    is_larger = bounds[2] - bounds[0] > whole[2] - whole[0]
    if is_larger or not is_part(bounds, pack):
        moved = padded(bounds, 0)
        return whole if _is_within(unit_bounds(pack, units, 0), whole) else moved
    return bounds


def _is_within(inner: Bounds, outer: Bounds) -> bool:
    return bool(shapely.box(*outer).covers(shapely.box(*inner)))


def _arrows(pack: Pack, before: Layer, moves: Sequence[UnitFlow], extent: Bounds) -> list[Arrow]:
    """Return an arrow from each group of units into the area that it joins."""
    shapes = dissolve(pack.units.geometry, before.area_of_unit, len(before.areas))
    width = extent[2] - extent[0]
    arrows = []
    for flow in moves[:MOST_ARROWS]:
        if flow.origin is None or flow.target is None or flow.target not in before.position:
            continue
        area = shapely.intersection(shapes[before.position[flow.target]], shapely.box(*extent))
        if shapely.is_empty(area):
            continue
        start = _inside(united(pack, flow.units))
        arrows.append(Arrow(start, _reach(start, area, width * ARROW_INSIDE)))
    return arrows


def _reach(
    start: tuple[float, float], area: shapely.Geometry, inside: float
) -> tuple[float, float]:
    """Return the end of an arrow that reaches a little into an area, towards its middle."""
    there = _inside(area)
    line = shapely.LineString([start, there])
    entry = shapely.distance(shapely.Point(start), shapely.intersection(line, area))
    length = min(line.length, entry + inside)
    share = length / line.length if line.length else 0.0
    return start[0] + (there[0] - start[0]) * share, start[1] + (there[1] - start[1]) * share


def _inside(shape: shapely.Geometry) -> tuple[float, float]:
    """Return a point well inside the largest piece of a shape."""
    largest = max(shapely.get_parts(shape), key=lambda piece: float(piece.area))
    circle = shapely.maximum_inscribed_circle(
        largest, tolerance=max(1.0, math.sqrt(largest.area) / 50)
    )
    x, y = circle.coords[0]
    return float(x), float(y)


def _moving_practices(pack: Pack, lists: Sequence[PracticeFlow]) -> tuple[Points, ...]:
    places = [
        place
        for flow in lists
        for code in flow.practices
        if (place := pack.practice[code].place) is not None
    ]
    return (Points(Marker.MOVES, MARK, np.array(places)),) if places else ()
