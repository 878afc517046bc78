"""Findings: what a planner should look at, each with a sentence and the units that it is about.

None of them forbids anything. The guidance of 2019 says that a network would normally be in one
piece, would not normally cross commissioners' or systems' boundaries and must not surround another
area; places reflect local authority boundaries overall.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from geo.model import UNASSIGNED, Layer, Pack
from geo.plan.checks import AreaCheck
from geo.plan.naming import name_places
from geo.plan.overlap import UNASSIGNED_CODE
from geo.plan.totals import residents_of
from geo.words import listed, number, people


class FindingKind(StrEnum):
    """What sort of thing was found."""

    PARTS = "In several pieces"
    HOLE = "Surrounds another area"
    PARENT = "People outside its own parent"
    CROSSING = "Crosses a boundary"


@dataclass(frozen=True)
class Finding:
    """Something to look at.

    Attributes:
        kind: what sort.
        layer: key of the layer.
        area_code, area_name: the area that it is about.
        other_layer: key of the layer that is crossed; None for pieces and holes.
        residents: how many people it is about; None where unknown.
        sentence: what was found, for a planner.
        units: positions of the units that it is about, ascending.
    """

    kind: FindingKind
    layer: str
    area_code: str
    area_name: str
    other_layer: str | None
    residents: int | None
    sentence: str
    units: NDArray[np.int64]


CROSSED_LAYERS = ("ccg", "district", "icp", "ics")
"""Layers whose lines an area of a tier should not normally cross."""


def find_findings(pack: Pack, checks: Mapping[str, Sequence[AreaCheck]]) -> list[Finding]:
    """Return the findings of the system's areas in those checked layers that have a tier.

    In the order of layers and areas; within an area pieces, holes, its parent, then crossings.
    """
    findings: list[Finding] = []
    for key, members in checks.items():
        layer = pack.layer(key)
        if layer.definition.tier is None:
            continue
        for check in members:
            if check.area.in_system:
                findings += _of_area(pack, layer, check)
    return findings


def _of_area(pack: Pack, layer: Layer, check: AreaCheck) -> list[Finding]:
    return [
        *_pieces(pack, layer, check),
        *_holes(pack, layer, check),
        *_parent(pack, layer, check),
        *_crossings(pack, layer, check),
    ]


def _residents(pack: Pack, check: AreaCheck, units: NDArray[np.int64]) -> int | None:
    total = pack.residents[check.resident.figure.date].total[units].sum()
    return None if np.isnan(total) else int(total)


def _pieces(pack: Pack, layer: Layer, check: AreaCheck) -> list[Finding]:
    if len(check.parts) < 2:
        return []
    stray = np.sort(np.concatenate(check.parts[1:]))
    residents = _residents(pack, check, stray)
    sentence = (
        f"{check.area.name} is in {len(check.parts)} pieces: {people(residents)} live apart from "
        f"the largest, in {name_places(pack, stray)}."
    )
    return [_finding(FindingKind.PARTS, layer, check, None, residents, sentence, stray)]


def _holes(pack: Pack, layer: Layer, check: AreaCheck) -> list[Finding]:
    found = []
    for hole in check.holes:
        residents = _residents(pack, check, hole)
        inside = np.unique(layer.area_of_unit[hole])
        whole = [
            layer.areas[area].name
            for area in inside
            if area >= 0 and np.isin(np.flatnonzero(layer.area_of_unit == area), hole).all()
        ]
        if len(whole) == len(inside):
            what = f"{listed(whole)} ({people(residents)})"
        else:
            what = f"{people(residents)} in {name_places(pack, hole)}"
        sentence = f"{check.area.name} surrounds {what} on all sides."
        found.append(_finding(FindingKind.HOLE, layer, check, None, residents, sentence, hole))
    return found


def _parent(pack: Pack, layer: Layer, check: AreaCheck) -> list[Finding]:
    parent_key, parent_code = layer.definition.parent, check.area.parent_code
    if parent_key is None or parent_code is None or parent_key not in check.crosses:
        return []
    parent = pack.layer(parent_key)
    elsewhere = [code for code in check.crosses[parent_key] if code != parent_code]
    if not elsewhere:
        return []
    units = _units_outside(layer, check, parent, parent_code)
    residents = _residents(pack, check, units)
    where = listed([_area_name(parent, code) for code in elsewhere])
    sentence = (
        f"{check.area.name} belongs to {parent.area(parent_code).name}, but "
        f"{_share(residents, check.resident.figure.count, whole=len(units) == check.units)} live "
        f"in {where}."
    )
    return [_finding(FindingKind.PARENT, layer, check, parent_key, residents, sentence, units)]


def _crossings(pack: Pack, layer: Layer, check: AreaCheck) -> list[Finding]:
    found = []
    for key in CROSSED_LAYERS:
        other = pack.layers.get(key)
        shares = check.crosses.get(key, {})
        if other is None or len(shares) < 2 or key == layer.definition.parent:
            continue
        if other.definition.tier == layer.definition.tier:
            continue  # two definitions of one tier differ by intention
        found.append(_crossing(pack, layer, check, other))
    return found


def _crossing(pack: Pack, layer: Layer, check: AreaCheck, other: Layer) -> Finding:
    """Tell of one crossed layer: a smaller area is split by a line, a larger one splits others."""
    shares = check.crosses[other.key]
    totals = {
        code: residents_of(pack, other.units_in(code), check.resident.figure.date)
        for code in shares
        if code != UNASSIGNED_CODE
    }
    own = layer.units_in(check.area.code)
    main, most = _main(shares, other, own)
    if main != UNASSIGNED_CODE and totals[main].known > check.resident.figure.known:
        units = _units_outside(layer, check, other, main)
        told = listed(
            [
                f"{people(count)} in {_area_name(other, code)}"
                for code, count in shares.items()
                if code != main
            ]
        )
        sentence = (
            f"{check.area.name} crosses a {other.definition.singular} boundary: {most} in "
            f"{_area_name(other, main)}, but {told}."
        )
    else:
        cut = [
            code
            for code in shares
            if code != UNASSIGNED_CODE and not np.isin(other.units_in(code), own).all()
        ]
        units = own[np.isin(other.area_of_unit[own], [other.position[code] for code in cut])]
        told = listed(
            [
                f"{_area_name(other, code)} (holding {_share(shares[code], totals[code].count)})"
                for code in cut
            ]
        )
        sentence = f"{check.area.name} cuts through {told}."
    residents = _residents(pack, check, units)
    return _finding(FindingKind.CROSSING, layer, check, other.key, residents, sentence, units)


def _main(
    shares: Mapping[str, int | None], other: Layer, own: NDArray[np.int64]
) -> tuple[str, str]:
    """Return where most of an area is, by people where all are known, else by small areas."""
    if None not in shares.values():
        return next(iter(shares)), "most of its people live"
    positions, sizes = np.unique(other.area_of_unit[own], return_counts=True)
    position = int(positions[np.argmax(sizes)])
    code = UNASSIGNED_CODE if position == UNASSIGNED else other.areas[position].code
    return code, "most of its small areas are"


def _share(some: int | None, everyone: int | None, *, whole: bool = False) -> str:
    """Return ``35,664 of its 40,440 people``, or as much of it as is known."""
    people_of_it = "its people" if everyone is None else f"its {people(everyone)}"
    if whole:
        return f"all of {people_of_it}"
    return f"{'some' if some is None else number(some)} of {people_of_it}"


def _units_outside(layer: Layer, check: AreaCheck, other: Layer, code: str) -> NDArray[np.int64]:
    units = layer.units_in(check.area.code)
    outside: NDArray[np.int64] = units[
        other.area_of_unit[units] != other.position.get(code, UNASSIGNED)
    ]
    return outside


def _area_name(layer: Layer, code: str) -> str:
    if code == UNASSIGNED_CODE:
        return f"no {layer.definition.singular}"
    return layer.area(code).name


def _finding(
    kind: FindingKind,
    layer: Layer,
    check: AreaCheck,
    other: str | None,
    residents: int | None,
    sentence: str,
    units: NDArray[np.int64],
) -> Finding:
    return Finding(
        kind, layer.key, check.area.code, check.area.name, other, residents, sentence, units
    )
