"""A large pack: the shipped one laid side by side as often as one likes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import shapely

from geo.model import UNASSIGNED, Layer, Pack, PatientHomes, Practice, UnitRegistrations, Units

GAP = 1_000
"""Metres between one copy and the next."""


def tiled(pack: Pack, times: int) -> Pack:
    """Lay copies of a pack out from west to east, each with codes of its own (``T00``, ``T01``...).

    Args:
        pack: to copy; at 1 time it is the pack with longer codes.
        times: how many copies.
    """
    west, _, east, _ = shapely.total_bounds(pack.units.geometry)
    marks, width = [f"T{copy:02d}" for copy in range(times)], east - west + GAP
    return replace(
        pack,
        units=_units(pack.units, marks, width),
        layers={key: _layer(layer, marks) for key, layer in pack.layers.items()},
        residents={
            day: replace(
                each, total=np.tile(each.total, times), by_age=np.tile(each.by_age, (times, 1))
            )
            for day, each in pack.residents.items()
        },
        registrations=_registrations(pack.registrations, marks),
        practices=tuple(
            _practice(practice, mark, copy * width)
            for copy, mark in enumerate(marks)
            for practice in pack.practices
        ),
        homes=_homes(pack, times),
    )


def _homes(pack: Pack, times: int) -> PatientHomes:
    homes = pack.homes
    copy = np.repeat(np.arange(times), len(homes))
    return PatientHomes(
        date=homes.date,
        practices=np.tile(homes.practices, times) + copy * len(pack.practices),
        units=np.tile(homes.units, times) + copy * len(pack.units),
        fewest=np.tile(homes.fewest, times),
        most=np.tile(homes.most, times),
    )


def _units(units: Units, marks: list[str], width: float) -> Units:
    times = len(marks)
    return Units(
        codes=tuple(mark + code for mark in marks for code in units.codes),
        names=units.names * times,
        in_system=np.tile(units.in_system, times),
        geometry=np.concatenate(
            [
                shapely.transform(
                    units.geometry, lambda at, east=copy * width: at + np.array([east, 0.0])
                )
                for copy in range(times)
            ]
        ),
        area_km2=np.tile(units.area_km2, times),
        deprivation_decile=np.tile(units.deprivation_decile, times),
    )


def _layer(layer: Layer, marks: list[str]) -> Layer:
    areas = tuple(
        replace(
            area,
            code=mark + area.code,
            name=f"{area.name} {mark}",
            parent_code=None if area.parent_code is None else mark + area.parent_code,
        )
        for mark in marks
        for area in layer.areas
    )
    once = np.tile(layer.area_of_unit, len(marks))
    first = np.repeat(np.arange(len(marks)) * len(layer.areas), len(layer.area_of_unit))
    return Layer(layer.definition, areas, np.where(once == UNASSIGNED, UNASSIGNED, once + first))


def _registrations(each: UnitRegistrations, marks: list[str]) -> UnitRegistrations:
    times = len(marks)
    return UnitRegistrations(
        date=each.date,
        patients=np.tile(each.patients, times),
        with_own_pcn=np.tile(each.with_own_pcn, times),
        leading_pcn=tuple(mark + code for mark in marks for code in each.leading_pcn),
        leading_pcn_name=each.leading_pcn_name * times,
        with_leading_pcn=np.tile(each.with_leading_pcn, times),
    )


def _practice(practice: Practice, mark: str, east: float) -> Practice:
    place = practice.place
    return replace(
        practice,
        code=mark + practice.code,
        place=None if place is None else (place[0] + east, place[1]),
        areas={key: mark + code for key, code in practice.areas.items()},
    )
