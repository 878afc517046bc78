"""Maps of what changes: what moves from one plan to another, and where it goes."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import shapely

from geo.maps.geometry_file import short_name
from geo.maps.printed.content import (
    UNFILLED,
    Arrow,
    ArrowKey,
    Bounds,
    Content,
    FillKey,
    KeyEntry,
    KeyGroup,
    Marker,
    Name,
    OutlineKey,
    PointKey,
    Points,
    TextKey,
    View,
)
from geo.maps.printed.frame import padded
from geo.maps.printed.palette import MOST_GROUPS, group_fill
from geo.maps.printed.requests import ChangesMap
from geo.maps.printed.wording import (
    CONTEXT_LABEL,
    ILLUSTRATIVE,
    area_names,
    areas_around,
    attribution,
    figure_words,
    is_part,
    layer_words,
    line_key,
    people_words,
    require_one_pack,
    subtitle,
    system_bounds,
    unit_bounds,
    united,
)
from geo.maps.styles import MARK
from geo.model import Basis, Layer, Pack
from geo.plan.flows import PracticeFlow, UnitFlow, practice_flows, unit_flows
from geo.plan.naming import place_names
from geo.plan.places import town_names
from geo.plan.totals import add_figures
from geo.topology import dissolve
from geo.words import counted, listed, start_sentence

MOST_ARROWS = 8
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
    moves = unit_flows(before, after, pack, dates)
    lists = practice_flows(old, pack, request.layer, dates)
    targets = list(dict.fromkeys(flow.target for flow in moves))
    fill_of_unit = np.full(len(pack.units), UNFILLED, dtype=np.int64)
    for flow in moves:
        fill_of_unit[flow.units] = min(targets.index(flow.target), MOST_GROUPS - 1)
    extent = _extent(pack, [flow.units for flow in moves])
    headline = _moves_headline(after, moves, lists)
    points = _moving_practices(pack, lists)
    adjacency = request.after.measured.ground.adjacency
    required = areas_around(after, np.flatnonzero(fill_of_unit != UNFILLED), adjacency)
    view = View(
        "",
        pack,
        tuple(group_fill(place) for place in range(min(len(targets), MOST_GROUPS))),
        fill_of_unit,
        (after.key,),
        (*_moved_names(pack, moves), *area_names(pack, after, required=required)),
        points,
        tuple(_arrows(pack, before, moves, extent)),
        tuple(flow.units for flow in moves),
    )
    sentences = [
        *(f"{_from_to(before, after, flow)}: {_units_words(flow)}" for flow in moves),
        *(f"{_from_to(before, after, flow)}: {_practices_words(flow)}" for flow in lists),
    ]
    told = [flow.residents for flow in moves[:1]] + [flow.patients for flow in lists[:1]]
    populations = [Basis.RESIDENT] * bool(moves) + [Basis.REGISTERED] * bool(lists)
    return Content(
        headline=headline,
        subtitle=subtitle(
            layer_words(after),
            *(figure_words(figure) for figure in told),
            f"From “{request.before.name}” to “{request.after.name}”",
        ),
        views=(view,),
        extent=extent,
        key=_moves_key(pack, before, after, moves, lists),
        notes=(ILLUSTRATIVE,),
        attribution=attribution(pack, [after.key], populations, practices=bool(points)),
        alternative=f"Map of what changes in {after.definition.plural}. {headline}.",
        description=(f"{headline}.", *(f"{each}." for each in sentences)),
        rows=_moves_rows(before, after, moves, lists),
        located=is_part(extent, pack),
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


def _moves_headline(layer: Layer, moves: Sequence[UnitFlow], lists: Sequence[PracticeFlow]) -> str:
    told = []
    if moves:
        units = counted(sum(len(flow.units) for flow in moves), "small area", "small areas")
        people = start_sentence(people_words(add_figures([flow.residents for flow in moves])))
        told.append(f"{people} in {units}")
    if lists:
        count = sum(len(flow.practices) for flow in lists)
        practices = counted(count, "practice", "practices")
        told.append(f"{practices} with {people_words(add_figures([f.patients for f in lists]))}")
    noun = layer.definition.singular
    if not told:
        return f"No small area and no practice changes {noun}"
    return f"{', and '.join(told)}{',' if len(told) > 1 else ''} change {noun}"


def _moves_key(
    pack: Pack,
    before: Layer,
    after: Layer,
    moves: Sequence[UnitFlow],
    lists: Sequence[PracticeFlow],
) -> tuple[KeyGroup, ...]:
    groups = []
    targets = list(dict.fromkeys(flow.target for flow in moves))
    entries: list[KeyEntry] = []
    for place, target in enumerate(targets):
        flows = [flow for flow in moves if flow.target == target]
        if place >= MOST_GROUPS - 1 and len(targets) > MOST_GROUPS:
            flows = [flow for flow in moves if flow.target in targets[place:]]
            entries.append(
                FillKey(f"To {len(targets) - place} others: {_total(flows)}", group_fill(place))
            )
            break
        origins = listed([_name(before, flow.origin) for flow in flows])
        label = f"From {origins} to {_name(after, target)}: {_total(flows)}"
        entries.append(FillKey(label, group_fill(place)))
    if entries:
        entries += [OutlineKey("Small areas that move together")]
        shown = f", the {MOST_ARROWS} largest moves" if len(moves) > MOST_ARROWS else ""
        entries += [ArrowKey(f"From where to where{shown}")]
        groups.append(KeyGroup("Small areas move", tuple(entries)))
    rest = len(lists) - MOST_GROUPS
    if lists:
        groups.append(
            KeyGroup(
                "Practices move",
                (
                    PointKey("Practice that moves", Marker.MOVES, MARK),
                    *(
                        TextKey("", f"{_from_to(before, after, flow)}: {_practices_words(flow)}")
                        for flow in lists[:MOST_GROUPS]
                    ),
                    *([TextKey("", f"and {rest} more, in the tables")] if rest > 0 else []),
                ),
            )
        )
    lines = KeyGroup(
        "Boundaries after", (*line_key(pack, [after.key]), FillKey(CONTEXT_LABEL, None))
    )
    return (*groups, lines)


def _moves_rows(
    before: Layer, after: Layer, moves: Sequence[UnitFlow], lists: Sequence[PracticeFlow]
) -> tuple[dict[str, str | int], ...]:
    told: list[tuple[UnitFlow | PracticeFlow, str]] = [
        *((flow, _units_words(flow)) for flow in moves),
        *((flow, _practices_words(flow)) for flow in lists),
    ]
    return tuple(
        {
            "From": _name(before, flow.origin),
            "To": _name(after, flow.target),
            "What moves": words,
        }
        for flow, words in told
    )


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


def _name(layer: Layer, code: str | None) -> str:
    if code is None:
        return f"no {layer.definition.singular}"
    return short_name(layer.area(code).name)


def _from_to(before: Layer, after: Layer, flow: UnitFlow | PracticeFlow) -> str:
    return f"From {_name(before, flow.origin)} to {_name(after, flow.target)}"


def _units_words(flow: UnitFlow) -> str:
    units = counted(len(flow.units), "small area", "small areas")
    return f"{units}, {people_words(flow.residents)}"


def _practices_words(flow: PracticeFlow) -> str:
    practices = counted(len(flow.practices), "practice", "practices")
    return f"{practices}, {people_words(flow.patients)}"


def _total(flows: Sequence[UnitFlow]) -> str:
    units = counted(sum(len(flow.units) for flow in flows), "small area", "small areas")
    return f"{units}, {people_words(add_figures([flow.residents for flow in flows]))}"
