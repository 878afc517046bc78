"""What differs between two plans, for maps: side by side, or in one map of what changes area.

Both ways use one colour for an area, whichever plan it is in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from geo.maps.area_colours import area_colours
from geo.maps.geometry_file import short_name
from geo.maps.map_state import Bounds, Marked, bounds_of_units
from geo.maps.shading import Shading, ShadingClass
from geo.maps.styles import AREA_COLOURS, MOVE_COLOURS, NOTHING_FILL, STAYS_FILL, Fill
from geo.model import UNASSIGNED, Layer, Measure, Pack, date_label
from geo.plan.flows import PracticeFlow, UnitFlow
from geo.plan.impact import Impact
from geo.topology import Adjacency
from geo.words import counted, number, start_sentence

MOST_FLOWS = 24
"""So many moves have an entry of the key each, largest first; the others share one."""
CHANGES = "Small areas that change area"
"""What the hatching on each map of a comparison means."""


@dataclass(frozen=True)
class Moves:
    """What changes area in one layer.

    Attributes:
        layer: key of the layer.
        units: flows of units, most residents first.
        practices: flows of practices, most patients first.
    """

    layer: str
    units: tuple[UnitFlow, ...]
    practices: tuple[PracticeFlow, ...]

    @classmethod
    def of(cls, impact: Impact, layer: str) -> Moves:
        """Return what changes area in a layer."""
        return cls(
            layer,
            tuple(flow for flow in impact.units if flow.layer == layer),
            tuple(flow for flow in impact.practices if flow.layer == layer),
        )

    def scene(self, unit_of_practice: Mapping[str, int], after: Layer) -> tuple[int, ...]:
        """Return the positions of the units to look at: those that move.

        Where none moves, those that hold practices that do, and those of the areas that they join.

        Args:
            unit_of_practice: see ``geo.plan.ground.Ground``.
            after: the layer in the plan after.
        """
        if self.units:
            return self.unit_positions
        places = {unit_of_practice[code] for flow in self.practices for code in flow.practices}
        joined = {flow.target for flow in self.practices if flow.target in after.position}
        units = {unit for code in joined if code for unit in after.units_in(code).tolist()}
        return tuple(sorted((places | units) - {-1}))

    @property
    def unit_positions(self) -> tuple[int, ...]:
        """Positions of all units that change area, ascending."""
        return tuple(sorted(unit for flow in self.units for unit in flow.units.tolist()))


def changed_layers(impact: Impact) -> list[str]:
    """Return the keys of the layers in which something differs, those with moves first.

    Among those in which units move the one with most residents who move comes first, and of two
    alike the one of the lower tier.
    """
    pack = impact.after.state.pack
    order, tiers = list(pack.layers), [tier.key for tier in pack.tiers]
    rank = {
        key: -1 if (tier := layer.definition.tier) is None else tiers.index(tier)
        for key, layer in pack.layers.items()
    }
    moved = dict.fromkeys(order, 0)
    for flow in impact.units:
        moved[flow.layer] += flow.residents.known
    by_practice = {flow.layer for flow in impact.practices}
    touched = {change.layer for change in impact.areas}
    shown = {flow.layer for flow in impact.units} | by_practice | touched
    return sorted(
        (key for key in order if key in shown),
        key=lambda key: (-moved[key], key not in by_practice, -rank[key], order.index(key)),
    )


def name_in(impact: Impact, layer: str, code: str | None) -> str:
    """Return what an area is called after, else before; ``no primary care network`` for none."""
    if code is None:
        return f"no {impact.after.state.pack.layer(layer).definition.singular}"
    for side in (impact.after, impact.before):
        found = side.state.pack.layer(layer)
        if code in found.position:
            return found.area(code).name
    raise KeyError(code)


def shared_colours(before: Layer, after: Layer, adjacency: Adjacency) -> dict[str, str]:
    """Choose a colour for each area of two plans of one layer, the same in both.

    Areas that touch in either plan differ, and so do the two areas of a unit that moves.

    Returns:
        ``#RRGGBB`` by area code.
    """
    codes = sorted({area.code: area for area in (*before.areas, *after.areas)}.items())
    place = {code: position for position, (code, _) in enumerate(codes)}
    units = len(before.area_of_unit)
    both = []
    for layer in (before, after):
        lookup = np.array([*(place[area.code] for area in layer.areas), UNASSIGNED])
        both.append(lookup[layer.area_of_unit])
    joint = Layer(after.definition, tuple(area for _, area in codes), np.concatenate(both))
    unit = np.arange(units)
    # The two plans as one country of twice the units, each unit beside itself.
    doubled = Adjacency(
        2 * units,
        np.concatenate([adjacency.first, adjacency.first + units, unit]),
        np.concatenate([adjacency.second, adjacency.second + units, unit + units]),
        np.concatenate([adjacency.shared_metres, adjacency.shared_metres, np.zeros(units)]),
        np.tile(adjacency.on_outside, 2),
    )
    return area_colours(joint, doubled)


def plan_shading(layer: Layer, colours: Mapping[str, str]) -> Shading:
    """Colour the areas of one plan; the colours mean nothing but which area it is.

    Args:
        layer: as the plan divides it.
        colours: from ``shared_colours``.
    """
    used = list(dict.fromkeys(colours[area.code] for area in layer.areas))
    of_area = np.array([*(used.index(colours[area.code]) for area in layer.areas), len(used)])
    class_of_unit = of_area[layer.area_of_unit]
    fills = [*(Fill(colour) for colour in used), NOTHING_FILL]
    units = np.bincount(class_of_unit, minlength=len(fills))
    return Shading(
        key=f"areas-{layer.key}",
        title=f"{layer.definition.name}: an area has the same colour in both plans",
        note="",
        classes=tuple(
            ShadingClass(f"Colour {position + 1}", fill, int(units[position]))
            for position, fill in enumerate(fills)
        ),
        class_of_unit=class_of_unit,
        plain=True,
    )


def difference_shading(impact: Impact, moves: Moves, colours: Mapping[str, str]) -> Shading:
    """Colour the units that change area by where they go, and leave the others pale.

    Args:
        impact: what differs.
        moves: in the layer that is shown.
        colours: from ``shared_colours``.
    """
    pack, dates = impact.after.state.pack, impact.after.dates
    layer = pack.layer(moves.layer)
    class_of_unit = np.zeros(len(pack.units), dtype=np.int64)
    stays = len(pack.units) - len(moves.unit_positions)
    classes = [ShadingClass("Stays as it is", STAYS_FILL, stays)]
    single, rest = moves.units[:MOST_FLOWS], moves.units[MOST_FLOWS:]
    for flow in single:
        class_of_unit[flow.units] = len(classes)
        classes.append(
            ShadingClass(_flow_label(impact, flow), _move_fill(flow, colours), len(flow.units))
        )
    if rest:
        units = np.concatenate([flow.units for flow in rest])
        class_of_unit[units] = len(classes)
        words = counted(len(rest), "smaller move", "smaller moves")
        classes.append(ShadingClass(f"{words} to any area", Fill("#9AA5AC"), len(units)))
    return Shading(
        key=f"difference-{moves.layer}",
        title=f"Where small areas go: {layer.definition.name}",
        note=f"Residents: {date_label(Measure.RESIDENTS, dates.resident)}." if single else "",
        classes=(*classes[1:], classes[0]),
        class_of_unit=(class_of_unit - 1) % len(classes),
        told=True,
    )


def difference_marks(impact: Impact, moves: Moves) -> tuple[Marked, ...]:
    """Hatch each group of units that goes from one area to another, and say so on the map.

    An area that is all new has its own name there; the label says only where its units are from.
    """
    there = set(impact.before.state.pack.layer(moves.layer).area_codes_of_units())
    return tuple(
        Marked(
            tuple(flow.units.tolist()),
            _arrow(impact, flow.layer, flow.origin, flow.target)
            if flow.target in there
            else f"from {_short_name_in(impact, flow.layer, flow.origin)}",
        )
        for flow in moves.units
    )


def practice_moves(impact: Impact, moves: Moves) -> dict[str, str]:
    """Return where each practice that changes area goes, in words, by its code."""
    return {
        code: f"Moves from {name_in(impact, flow.layer, flow.origin)} to "
        f"{name_in(impact, flow.layer, flow.target)}"
        for flow in moves.practices
        for code in flow.practices
    }


def bounds_around(pack: Pack, units: Sequence[int]) -> Bounds:
    """Return the bounds of units with up to a quarter more on each side, to see what is around.

    Raises:
        ValueError: there are no units.
    """
    (south, west), (north, east) = bounds_of_units(pack, units)
    up = min(max((north - south) / 4, 0.015), 0.04)
    aside = min(max((east - west) / 4, 0.025), 0.07)
    return (
        (round(south - up, 5), round(west - aside, 5)),
        (round(north + up, 5), round(east + aside, 5)),
    )


def _flow_label(impact: Impact, flow: UnitFlow) -> str:
    residents = flow.residents
    people = number(residents.count) if residents.count is not None else "an unknown number of"
    units = counted(len(flow.units), "small area", "small areas")
    return f"{_arrow(impact, flow.layer, flow.origin, flow.target)}: {units}, {people} residents"


def _arrow(impact: Impact, layer: str, origin: str | None, target: str | None) -> str:
    names = [_short_name_in(impact, layer, code) for code in (origin, target)]
    return start_sentence(" → ".join(names))


def _short_name_in(impact: Impact, layer: str, code: str | None) -> str:
    return "no area" if code is None else short_name(name_in(impact, layer, code))


def _move_fill(flow: UnitFlow, colours: Mapping[str, str]) -> Fill:
    if flow.target is None:
        return NOTHING_FILL
    return Fill(MOVE_COLOURS[AREA_COLOURS.index(colours[flow.target])])
