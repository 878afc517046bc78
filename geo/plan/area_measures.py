"""What is known about single areas of a plan, measured from scratch."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from geo.model import Layer
from geo.plan.checks import AreaCheck, Standing, check_layer
from geo.plan.ground import Ground
from geo.plan.leads import possible_leaders
from geo.plan.leaning import NETWORKS
from geo.plan.state import State
from geo.plan.totals import Dates, living_inside_by_area


@dataclass(frozen=True)
class AreaMeasures:
    """One area as it is in a plan.

    Attributes:
        check: its populations against its band, its parts, its holes and what it crosses.
        living_inside: registered patients who live in it, against the same band.
        compactness: by Polsby and Popper, between 0 and 1; None without units.
        practices: codes of the practices that belong to it and had a list on that date.
        practices_outside: those of them that stand in another area of the layer.
        leaning_elsewhere: how many of its units have most of their patients with another network,
            see ``geo.plan.leads``; None for other layers, and where withheld counts leave it open.
    """

    check: AreaCheck
    living_inside: Standing
    compactness: float | None
    practices: tuple[str, ...]
    practices_outside: tuple[str, ...]
    leaning_elsewhere: int | None


@dataclass(frozen=True)
class Members:
    """The open practices of one area: all of them, and those that stand in another area."""

    practices: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()


def measure_areas(
    state: State, ground: Ground, dates: Dates, layer: Layer
) -> dict[str, AreaMeasures]:
    """Return the measures of each area of a layer, by its code.

    Args:
        state: the plan.
        ground: of its pack.
        dates: of the populations.
        layer: one of ``state.pack``, whole or cut down to some of its areas.

    Raises:
        KeyError: the pack has no figures of a date.
    """
    pack = state.pack
    checks = check_layer(pack, layer, ground.adjacency, dates, state.bands)
    living = living_inside_by_area(pack, layer)
    members = members_by_area(state, ground, dates, layer)
    leaning = leaning_by_network(state, layer)
    return {
        check.area.code: AreaMeasures(
            check=check,
            living_inside=Standing(figure, check.resident.band),
            compactness=compactness,
            practices=members[check.area.code].practices,
            practices_outside=members[check.area.code].outside,
            leaning_elsewhere=leaning.get(check.area.code),
        )
        for check, figure, compactness in zip(
            checks, living, ground.compactness(layer), strict=True
        )
    }


def members_by_area(state: State, ground: Ground, dates: Dates, layer: Layer) -> dict[str, Members]:
    """Return the open practices of each area of a layer, whole or cut down, by its code."""
    members: dict[str, list[str]] = defaultdict(list)
    outside: dict[str, list[str]] = defaultdict(list)
    key, position = layer.key, layer.position
    for practice in state.pack.practices:
        area = practice.areas.get(key)
        if area is None or area not in position:
            continue
        if not practice.lists[dates.registered].state.has_list:
            continue
        members[area].append(practice.code)
        place = ground.unit_of_practice[practice.code]
        if place >= 0 and layer.area_of_unit[place] != position[area]:
            outside[area].append(practice.code)
    return {
        code: Members(tuple(members.get(code, ())), tuple(outside.get(code, ())))
        for code in layer.position
    }


def leaning_by_network(state: State, layer: Layer) -> dict[str, int]:
    """Return how many units of each network lean elsewhere, where that can be known.

    Args:
        state: the plan.
        layer: one of ``state.pack``, whole or cut down; the answer is empty unless it is that of
            the networks.
    """
    if layer.key != NETWORKS:
        return {}
    counts = dict.fromkeys(layer.position, 0)
    unclear = set()
    for unit, leaders in possible_leaders(state, layer).items():
        own = layer.areas[layer.area_of_unit[unit]].code
        if own not in leaders:
            counts[own] += 1
        elif len(leaders) > 1:
            unclear.add(own)
    return {code: count for code, count in counts.items() if code not in unclear}
