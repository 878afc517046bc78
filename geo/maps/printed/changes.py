"""Maps of what differs: what moves between two plans, and what lies in between two layers."""

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
    View,
)
from geo.maps.printed.frame import padded
from geo.maps.printed.palette import group_fill
from geo.maps.printed.requests import ChangesMap, DisagreementMap
from geo.maps.printed.wording import (
    CONTEXT_LABEL,
    ILLUSTRATIVE,
    area_crowd,
    area_names,
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
)
from geo.maps.styles import MARK
from geo.model import Basis, Layer, Pack
from geo.plan.disagreement import disagreements, summary_sentence
from geo.plan.flows import PracticeFlow, UnitFlow, practice_flows, unit_flows
from geo.plan.places import town_names
from geo.plan.totals import add_figures, residents_of
from geo.topology import dissolve
from geo.words import counted, listed, number, start_sentence

MOST_ARROWS = 8
ARROW_INSIDE = 0.045
"""How far an arrow reaches into the area that it points to, as a share of the map's width."""
SMALLEST_SHARE = 0.18
"""The map shows at least this share of the system's width and height."""
MOST_GROUPS = 6
"""Groups that are told apart by their fills; further ones share the last."""


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
    view = View(
        "",
        pack,
        tuple(group_fill(place) for place in range(min(len(targets), MOST_GROUPS))),
        fill_of_unit,
        (after.key,),
        area_names(pack, after),
        points,
        tuple(_arrows(pack, before, after, moves, extent)),
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


def disagreement(request: DisagreementMap) -> Content:
    """Compose a map of what lies in between two layers.

    Raises:
        KeyError: the pack has no such layer.
    """
    measured = request.plan.measured
    pack, day = measured.state.pack, measured.dates.resident
    first, second = pack.layer(request.first), pack.layer(request.second)
    found = disagreements(pack, first, second, day)
    fill_of_unit = np.full(len(pack.units), UNFILLED, dtype=np.int64)
    names: list[Name] = []
    entries: list[FillKey] = []
    for place, each in enumerate(found):
        fill_of_unit[each.units] = min(place, MOST_GROUPS - 1)
        towns = town_names(each.places)
        words = listed(towns[:2]) if len(towns) < 3 else f"{towns[0]} and {len(towns) - 1} more"
        names.append(Name(words, _united(pack, each.units), larger=1.1, rank=-1))
        people = people_words(residents_of(pack, each.units, day))
        label = f"{each.second.name}, but {short_name(each.first.name)}: {people}"
        entries.append(FillKey(label, group_fill(place)))
    if len(entries) > MOST_GROUPS:
        rest = residents_of(
            pack, np.concatenate([each.units for each in found[MOST_GROUPS - 1 :]]), day
        )
        count = len(found) - MOST_GROUPS + 1
        label = f"{count} smaller groups: {people_words(rest)}"
        entries = [*entries[: MOST_GROUPS - 1], FillKey(label, group_fill(MOST_GROUPS - 1))]
    everyone = residents_of(pack, np.flatnonzero(pack.units.in_system), day)
    view = View(
        "",
        pack,
        tuple(group_fill(place) for place in range(min(len(found), MOST_GROUPS))),
        fill_of_unit,
        (second.key, first.key),
        (*names, *area_names(pack, second, required=False)),
        outlined=tuple(each.units for each in found),
    )
    summary = summary_sentence(pack, first, second, found, day)
    headline = summary.rstrip(".")
    in_between: tuple[KeyGroup, ...] = ()
    if entries:
        title = f"In one {second.definition.singular}, but in another {first.definition.singular}"
        in_between = (KeyGroup(title, tuple(entries)),)
    return Content(
        headline=headline,
        subtitle=subtitle(
            layer_words(first), layer_words(second), figure_words(everyone), request.plan.name
        ),
        views=(view,),
        extent=system_bounds(pack),
        key=(
            *in_between,
            KeyGroup(
                "Boundaries",
                (*line_key(pack, [first.key, second.key]), FillKey(CONTEXT_LABEL, None)),
            ),
        ),
        notes=(ILLUSTRATIVE,),
        attribution=attribution(pack, [first.key, second.key], [Basis.RESIDENT]),
        alternative=f"Map of where {first.definition.plural} and {second.definition.plural} do not "
        f"line up. {headline}.",
        description=(summary, *(f"{each.sentence} {each.reason}".strip() for each in found)),
        rows=tuple(
            {
                start_sentence(first.definition.singular): each.first.name,
                start_sentence(second.definition.singular): each.second.name,
                "Residents": number(each.residents),
                "Small areas": len(each.units),
                "Places": listed(each.places),
            }
            for each in found
        ),
        crowd=area_crowd(request.plan, second),
    )


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
    if lists:
        groups.append(
            KeyGroup(
                "Practices move",
                tuple(
                    PointKey(
                        f"{_from_to(before, after, flow)}: {_practices_words(flow)}",
                        Marker.MOVES,
                        MARK,
                    )
                    for flow in lists
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
    return tuple(
        {
            "From": _name(before, flow.origin),
            "To": _name(after, flow.target),
            "What moves": _units_words(flow)
            if isinstance(flow, UnitFlow)
            else _practices_words(flow),
        }
        for flow in (*moves, *lists)
    )


def _extent(pack: Pack, groups: Sequence[np.ndarray]) -> Bounds:
    """Return what is shown: the units that move and what is around them."""
    whole = system_bounds(pack)
    if not groups:
        return whole
    units = np.concatenate(groups)
    west, south, east, north = unit_bounds(pack, units, 0.3)
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


def _arrows(
    pack: Pack, before: Layer, after: Layer, moves: Sequence[UnitFlow], extent: Bounds
) -> list[Arrow]:
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
        start = _inside(_united(pack, flow.units))
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


def _united(pack: Pack, units: np.ndarray) -> shapely.Geometry:
    (shape,) = dissolve(pack.units.geometry[units], np.zeros(len(units), dtype=np.int64), 1)
    return shape


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
