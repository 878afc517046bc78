"""Answers: the areas of each postcode and each practice, now and under a proposal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from geo.model import UNASSIGNED, Area, Layer, Pack
from geo.pack import find_postcode, pack_folder
from geo.pack.collecting import FaultList
from geo.pack.schema import POSTCODES
from geo.pack.tables import read_table
from geo.plan.state import State

USUAL_LAYERS = ("pcn", "icp", "ccg", "district", "ics")
"""Layers that are always told where a pack has them, those asked for most first."""


@dataclass(frozen=True)
class NowAndThen:
    """An area now and under the proposal; None for no area of the layer."""

    now: Area | None
    then: Area | None

    @property
    def changes(self) -> bool:
        """Whether it is another area, or one of another name."""
        return _called(self.now) != _called(self.then)


@dataclass(frozen=True)
class Answers:
    """What a plan changes, by layer, unit and practice.

    Attributes:
        pack: the pack under the proposal.
        layers: those that are told, in the order in which they are.
        of_units: by layer, one entry for each unit in the order of ``pack.units``.
        of_practices: by layer whose areas have lists, one entry for each practice in the order of
            ``pack.practices``.
        unit_of_postcode: position of each postcode's unit, ascending by postcode; None for a
            postcode just outside the study area.
    """

    pack: Pack
    layers: tuple[Layer, ...]
    of_units: Mapping[str, tuple[NowAndThen, ...]]
    of_practices: Mapping[str, tuple[NowAndThen, ...]]
    unit_of_postcode: Mapping[str, int | None]


def find_answers(before: State, after: State, folder: Path | None = None) -> Answers:
    """Find what is told of every postcode and practice.

    Besides the usual layers each other one is told in which anything changes: nobody may read that
    nothing changes where something does.

    Args:
        before: mostly the baseline.
        after: of the same pack, the proposal.
        folder: that the pack was read from, where it is not among the application's own packs.

    Raises:
        ValueError: the states are not of one pack.
        PackError: ``postcodes.csv`` is faulty.
    """
    if before.baseline is not after.baseline:
        raise ValueError("Only plans for the same pack can be held against each other.")
    old, new = before.pack, after.pack
    of_units: dict[str, tuple[NowAndThen, ...]] = {}
    of_practices: dict[str, tuple[NowAndThen, ...]] = {}
    told = [key for key in USUAL_LAYERS if key in new.layers]
    for key in [*told, *(key for key in new.layers if key not in told)]:
        homes = _of_units(old.layers[key], new.layers[key])
        lists = _of_practices(old, new, key)
        if key in told or any(each.changes for each in (*homes, *lists)):
            of_units[key] = homes
            if new.layers[key].definition.registered == "lists":
                of_practices[key] = lists
    return Answers(
        pack=new,
        layers=tuple(new.layers[key] for key in of_units),
        of_units=of_units,
        of_practices=of_practices,
        unit_of_postcode=_units_of_postcodes(new, folder or pack_folder(new.key)),
    )


def _called(area: Area | None) -> tuple[str, str] | None:
    return None if area is None else (area.code, area.name)


def _of_units(old: Layer, new: Layer) -> tuple[NowAndThen, ...]:
    return tuple(
        NowAndThen(_at(old, was), _at(new, will_be))
        for was, will_be in zip(old.area_of_unit.tolist(), new.area_of_unit.tolist(), strict=True)
    )


def _at(layer: Layer, position: int) -> Area | None:
    return None if position == UNASSIGNED else layer.areas[position]


def _of_practices(old: Pack, new: Pack, key: str) -> tuple[NowAndThen, ...]:
    return tuple(
        NowAndThen(
            _coded(old.layers[key], was.areas.get(key)),
            _coded(new.layers[key], will_be.areas.get(key)),
        )
        for was, will_be in zip(old.practices, new.practices, strict=True)
    )


def _coded(layer: Layer, code: str | None) -> Area | None:
    return None if code is None else layer.area(code)


def _units_of_postcodes(pack: Pack, folder: Path) -> dict[str, int | None]:
    find_postcode(folder, "")  # reads the file, and tells all that is wrong with it
    table = read_table(folder, POSTCODES, FaultList())
    assert table is not None  # a file that cannot be read has just been told of
    return {
        postcode: pack.units.position[unit] if unit else None
        for postcode, unit in zip(table["postcode"], table["unit_code"], strict=True)
    }
