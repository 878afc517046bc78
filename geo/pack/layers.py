"""Layers: ``areas.csv`` and ``assignments.csv``, and how they fit the units and one another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from geo.model import UNASSIGNED, Area, Layer, LayerDefinition
from geo.pack.cells import yes_no
from geo.pack.codes import Codes, check_looks
from geo.pack.collecting import FaultList
from geo.pack.schema import AREAS, assignments_schema
from geo.pack.settings import Settings
from geo.pack.tables import Table, read_table
from geo.pack.units import ReadUnits

Integers = NDArray[np.int64]


@dataclass(frozen=True)
class LayerAreas:
    """The areas of one layer as ``areas.csv`` gives them.

    Attributes:
        definition: of the layer.
        areas: in the order of their codes.
        rows: row of the table that each area stands in.
        codes: of the areas.
        table: ``areas.csv``.
    """

    definition: LayerDefinition
    areas: tuple[Area, ...]
    rows: tuple[int, ...]
    codes: Codes
    table: Table


def read_areas(
    folder: Path, settings: Settings | None, faults: FaultList
) -> Mapping[str, LayerAreas]:
    """Read ``areas.csv``: the areas of each layer except ``unit``, by the layer's key."""
    layers = settings.layers if settings else None
    ranks = {layer.key: rank for rank, layer in enumerate(layers or ())}
    table = read_table(folder, AREAS, faults, ranks)
    if table is None:
        return {}
    check_looks(table, "area_code", within="layer")
    in_system = yes_no(table, "in_system")
    if layers is None:
        return {}
    rows_of: dict[str, list[int]] = {layer.key: [] for layer in layers if layer.key != "unit"}
    for row, key in enumerate(table["layer"]):
        if key in rows_of:
            rows_of[key].append(row)
        elif key == "unit":
            table.fault(row, "is of the layer unit, which has no rows: each unit is its own area.")
        else:
            table.fault(row, "names the layer {layer}, which pack.toml does not have.", layer=key)
    found = {
        layer.key: _areas_of(layer, rows_of[layer.key], table, in_system)
        for layer in layers
        if layer.key in rows_of
    }
    for layer_areas in found.values():
        if not layer_areas.areas and table.complete:
            table.file_fault("has no area of this layer.", layer_areas.definition.key)
        _check_parents(layer_areas, found)
    return found


def _areas_of(
    layer: LayerDefinition, rows: list[int], table: Table, in_system: NDArray[np.bool_]
) -> LayerAreas:
    rows = sorted(rows, key=lambda row: table["area_code"][row])
    areas = tuple(
        Area(
            code=table["area_code"][row],
            name=table["area_name"][row],
            parent_code=table["parent_code"][row] or None,
            in_system=bool(in_system[row]),
        )
        for row in rows
    )
    position = {area.code: place for place, area in enumerate(areas)}
    codes = Codes(layer.singular, "areas.csv", position, table.complete)
    return LayerAreas(layer, areas, tuple(rows), codes, table)


def _check_parents(child: LayerAreas, layers: Mapping[str, LayerAreas]) -> None:
    """Report parents that are unknown, missing, or not to be expected."""
    table = child.table
    parent = layers.get(child.definition.parent or "")
    for area, row in zip(child.areas, child.rows, strict=True):
        if area.parent_code is None:
            if parent and (area.in_system or parent.definition.covers == "everything"):
                table.fault(
                    row,
                    "lacks a parent_code: the {parent} it belongs to.",
                    parent=parent.definition.singular,
                )
        elif child.definition.parent is None:
            table.fault(
                row,
                "has the parent_code {parent}, but the layer {layer} has no parent layer.",
                parent=area.parent_code,
                layer=child.definition.key,
            )
        elif parent and area.parent_code not in parent.codes.position and parent.codes.complete:
            table.fault(
                row,
                "names the {noun} {parent} as its parent, which areas.csv does not have.{hint}",
                noun=parent.definition.singular,
                parent=area.parent_code,
                hint=parent.codes.hint(area.parent_code),
            )


def read_layers(
    folder: Path,
    settings: Settings | None,
    areas: Mapping[str, LayerAreas],
    units: ReadUnits,
    faults: FaultList,
) -> Mapping[str, Layer]:
    """Read ``assignments.csv`` and make the layers, in the order of ``pack.toml``."""
    definitions = settings.layers if settings else None
    table = read_table(folder, assignments_schema(definitions), faults)
    if table is None:
        return {}
    unit_of_row = units.codes.find(table, "unit_code")
    units.codes.require_all(table, unit_of_row)
    layers: dict[str, Layer] = {}
    for definition in definitions or ():
        if definition.key == "unit":
            layers["unit"] = _unit_layer(definition, units)
        elif definition.key in areas:
            layers[definition.key] = _layer(areas[definition.key], table, unit_of_row, units)
    if units.in_system is not None and table.complete and units.codes.complete:
        for key, layer in layers.items():
            if key in areas:
                _check_in_system(areas[key], layer.area_of_unit, units.in_system)
    return layers


def _unit_layer(definition: LayerDefinition, units: ReadUnits) -> Layer:
    """Return the layer in which each unit is an area of its own."""
    if units.units is None:
        return Layer(definition, (), np.empty(0, dtype=np.int64))
    known = units.units
    areas = tuple(
        Area(code, name, None, bool(inside))
        for code, name, inside in zip(known.codes, known.names, known.in_system, strict=True)
    )
    return Layer(definition, areas, np.arange(len(known), dtype=np.int64))


def _layer(found: LayerAreas, table: Table, unit_of_row: Integers, units: ReadUnits) -> Layer:
    """Return one layer, reporting units that lack an area or have one that they should not."""
    definition = found.definition
    area_of_row = found.codes.find(table, definition.key)
    in_system = units.in_system
    for row, (code, unit) in enumerate(zip(table[definition.key], unit_of_row, strict=True)):
        inside = None if in_system is None or unit < 0 else bool(in_system[unit])
        if not code and definition.covers == "everything":
            table.fault(row, "has no {noun}.", noun=definition.singular)
        elif not code and inside:
            table.fault(
                row, "has no {noun}, although it is in the system.", noun=definition.singular
            )
        elif code and definition.covers == "system" and inside is False:
            table.fault(
                row,
                "has the {noun} {area}, although it lies outside the system.",
                noun=definition.singular,
                area=code,
            )
    area_of_unit = np.full(len(units.codes.position), UNASSIGNED, dtype=np.int64)
    known = unit_of_row >= 0
    area_of_unit[unit_of_row[known]] = area_of_row[known]
    return Layer(definition, found.areas, area_of_unit)


def _check_in_system(
    found: LayerAreas, area_of_unit: Integers, in_system: NDArray[np.bool_]
) -> None:
    """Report areas whose ``in_system`` disagrees with that of their units."""
    assigned = area_of_unit != UNASSIGNED
    all_units = np.bincount(area_of_unit[assigned], minlength=len(found.areas))
    inside = np.bincount(area_of_unit[assigned & in_system], minlength=len(found.areas))
    for place, (area, row) in enumerate(zip(found.areas, found.rows, strict=True)):
        if area.in_system and all_units[place] and not inside[place]:
            found.table.fault(row, "says in_system yes, but none of its units is in the system.")
        elif found.table["in_system"][row] == "no" and inside[place]:
            found.table.fault(row, "says in_system no, but has units that are in the system.")
