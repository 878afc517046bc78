"""Strays: pieces that are detached from the rest of their area, and which can be mended at once.

An area's *main piece* is the one with most residents, as far as they are known; of equals the one
with more units, then the one with the first unit. Every other piece is a *stray*. Units without an
area and what lies outside the pack are no neighbours: a stray's neighbours are the other areas of
its layer that it shares a border with.

A stray with exactly one neighbour can join it. It does so only along a border with a piece of the
neighbour that stays where it is. So each move leaves one piece less, whichever other moves are
made with it: two strays that touch only each other never change places.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.model import UNASSIGNED, Figure, Layer, date_label
from geo.plan.edits import MoveUnits
from geo.plan.edits.words import area_faults
from geo.plan.measures import Measured
from geo.plan.naming import PLACE_LAYER, name_places
from geo.plan.totals import add_figures, residents_of
from geo.topology import find_parts
from geo.words import counted, listed

Integers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Stray:
    """A piece that is detached from the main piece of its area.

    Attributes:
        area: code of its area.
        neighbours: codes of the other areas of the layer that it touches, ascending.
        units: positions of its units, ascending.
        unit_codes: their codes.
        residents: who live in it.
    """

    area: str
    neighbours: tuple[str, ...]
    units: Integers
    unit_codes: tuple[str, ...]
    residents: Figure

    @property
    def to(self) -> str:
        """Code of the only neighbour.

        Raises:
            ValueError: there are none or several.
        """
        (only,) = self.neighbours
        return only


@dataclass(frozen=True, eq=False)
class Strays:
    """The strays of a layer, by the code of their area and their first unit.

    Attributes:
        layer: key of the layer.
        safe: those that can join their only neighbour.
        ambiguous: those that touch several areas.
        alone: those that touch no other area.
        waiting: those whose only neighbour touches them with pieces that are about to move, or
            that touch only each other; to be looked at again when the safe ones have moved.
        locked: those of a locked area, and those whose only neighbour is locked.
        sentences: all this, for a planner.
    """

    layer: str
    safe: tuple[Stray, ...]
    ambiguous: tuple[Stray, ...]
    alone: tuple[Stray, ...]
    waiting: tuple[Stray, ...]
    locked: tuple[Stray, ...]
    sentences: tuple[str, ...]

    @property
    def moves(self) -> tuple[MoveUnits, ...]:
        """The edits that let each safe stray join its neighbour, in any order."""
        return tuple(MoveUnits(self.layer, stray.unit_codes, stray.to) for stray in self.safe)


def find_strays(measured: Measured, layer: str, locked: Collection[str] = ()) -> Strays:
    """Return the strays of a layer.

    Args:
        measured: the plan.
        layer: key of the layer.
        locked: codes of areas that must neither gain nor lose.

    Raises:
        KeyError: there is no such layer, or the pack has no residents of the date.
        ValueError: the layer has no such area as one that is locked.
    """
    here = measured.state.pack.layer(layer)
    if faults := area_faults(here, *sorted(set(locked))):
        raise ValueError(" ".join(faults))
    part_of_unit = find_parts(measured.ground.adjacency, here.area_of_unit)
    touched = _touched_parts(measured, here, part_of_unit)
    strays = _strays(measured, here, part_of_unit, touched)
    kinds: dict[str, list[Stray]] = defaultdict(list)
    candidates: dict[int, Stray] = {}
    for part, stray in strays.items():
        if stray.area in locked or (len(stray.neighbours) == 1 and stray.to in locked):
            kinds["locked"].append(stray)
        elif len(stray.neighbours) == 1:
            candidates[part] = stray
        else:
            kinds["ambiguous" if stray.neighbours else "alone"].append(stray)
    for part, stray in candidates.items():
        kinds["safe" if touched[part] - candidates.keys() else "waiting"].append(stray)
    found = {
        kind: tuple(kinds[kind]) for kind in ("safe", "ambiguous", "alone", "waiting", "locked")
    }
    return Strays(layer=layer, **found, sentences=tuple(_sentences(measured, here, **found)))


def _touched_parts(measured: Measured, layer: Layer, part_of_unit: Integers) -> dict[int, set[int]]:
    """Return for each piece of an area the pieces of other areas that it touches."""
    adjacency = measured.ground.adjacency
    first, second = adjacency.first, adjacency.second
    assigned = layer.area_of_unit != UNASSIGNED
    across = (part_of_unit[first] != part_of_unit[second]) & assigned[first] & assigned[second]
    touched: dict[int, set[int]] = defaultdict(set)
    for one, other in zip(
        part_of_unit[first[across]].tolist(), part_of_unit[second[across]].tolist(), strict=True
    ):
        touched[one].add(other)
        touched[other].add(one)
    return touched


def _strays(
    measured: Measured, layer: Layer, part_of_unit: Integers, touched: dict[int, set[int]]
) -> dict[int, Stray]:
    """Return every stray by the number of its piece, in the order of areas and first units."""
    pack, day = measured.state.pack, measured.dates.resident
    known = np.nan_to_num(pack.residents[day].total)
    size = np.bincount(part_of_unit)
    people = np.bincount(part_of_unit, known)
    area_of_part = np.empty(len(size), dtype=np.int64)
    area_of_part[part_of_unit] = layer.area_of_unit
    strays = {}
    for place, area in enumerate(layer.areas):
        parts = np.flatnonzero(area_of_part == place).tolist()
        if len(parts) < 2:
            continue
        main = max(parts, key=lambda part: (people[part], size[part], -part))
        for part in parts:
            if part == main:
                continue
            units = np.flatnonzero(part_of_unit == part)
            neighbours = {layer.areas[area_of_part[other]].code for other in touched[part]}
            strays[part] = Stray(
                area=area.code,
                neighbours=tuple(sorted(neighbours)),
                units=units,
                unit_codes=tuple(pack.units.codes[unit] for unit in units),
                residents=residents_of(pack, units, day),
            )
    return strays


def _sentences(
    measured: Measured,
    layer: Layer,
    *,
    safe: Sequence[Stray],
    ambiguous: Sequence[Stray],
    alone: Sequence[Stray],
    waiting: Sequence[Stray],
    locked: Sequence[Stray],
) -> list[str]:
    definition = layer.definition
    if not any((safe, ambiguous, alone, waiting, locked)):
        return [f"{definition.name}: none has a stray piece."]
    told = []
    if safe:
        whose = "its" if len(safe) == 1 else "their"
        told.append(f"{_pieces(safe)} can join {whose} only neighbour; no list of patients moves.")
        told += [
            f"{_place(measured, layer, stray)}: to {layer.area(stray.to).name}, "
            f"{_residents(stray.residents)}."
            for stray in safe
        ]
    for strays, why in (
        (ambiguous, "touching several areas"),
        (alone, "touching no other area"),
        (waiting, "touching only other strays"),
        (locked, "of or beside a locked area"),
    ):
        if strays:
            verb = "is" if len(strays) == 1 else "are"
            told.append(f"{_pieces(strays)}, {why}, {verb} left to you.")
            told += [_beside(measured, layer, stray) for stray in strays]
    return told


def _beside(measured: Measured, layer: Layer, stray: Stray) -> str:
    """Return ``Bilborough, of City South PCN: beside BACHS PCN and Clifton PCN, 1,204 …``."""
    names = listed([layer.area(code).name for code in stray.neighbours])
    where = f"beside {names}, " if names else ""
    return f"{_place(measured, layer, stray)}: {where}{_residents(stray.residents)}."


def _place(measured: Measured, layer: Layer, stray: Stray) -> str:
    """Return which piece is meant: its wards and its area."""
    area = layer.area(stray.area).name
    if layer.key == PLACE_LAYER:
        return f"A piece of {area}"
    return f"{name_places(measured.state.pack, stray.units)}, of {area}"


def _pieces(strays: Sequence[Stray]) -> str:
    """Return ``4 stray pieces with 5,321 residents (mid-2019)``."""
    people = _residents(add_figures([stray.residents for stray in strays]))
    return f"{counted(len(strays), 'stray piece', 'stray pieces')} with {people}"


def _residents(figure: Figure) -> str:
    when = date_label(figure.measure, figure.date)
    if figure.count is None:
        least = f", at least {figure.known:,}," if figure.known else ""
        return f"an unknown number of residents{least} ({when})"
    return f"{counted(figure.count, 'resident', 'residents')} ({when})"
