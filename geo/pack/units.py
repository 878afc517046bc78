"""Units: ``units.csv`` and the outlines of ``geometry.csv``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.model import Units
from geo.pack.cells import decimals, rows_where, whole_numbers, yes_no
from geo.pack.codes import Codes, check_looks
from geo.pack.collecting import FaultList
from geo.pack.outlines import check_areas, check_coverage, check_outlines
from geo.pack.schema import GEOMETRY, UNITS
from geo.pack.tables import read_table


@dataclass(frozen=True)
class ReadUnits:
    """The units and their codes for other files to name.

    Attributes:
        units: None where ``units.csv`` could not be read.
        codes: of the units.
        in_system: shape (units,), as in ``units``; None where a unit does not say so clearly.
    """

    units: Units | None
    codes: Codes
    in_system: NDArray[np.bool_] | None


def read_units(folder: Path, faults: FaultList) -> ReadUnits:
    """Read ``units.csv`` and ``geometry.csv``."""
    table = read_table(folder, UNITS, faults)
    codes = tuple(sorted(table["unit_code"])) if table else ()
    known = Codes(
        "unit",
        "units.csv",
        {code: position for position, code in enumerate(codes)},
        complete=table is not None and table.complete,
    )
    if table is None:
        _read_geometry(folder, known, None, faults)
        return ReadUnits(None, known, None)
    check_looks(table, "unit_code")
    place = known.find(table, "unit_code")
    order = np.argsort(place)
    in_system = yes_no(table, "in_system")
    area = decimals(table, "area_km2")
    for row in rows_where(area <= 0):
        table.fault(row, "area_km2 is not above zero.")
    decile = whole_numbers(table, "deprivation_decile", unknown=True)
    for row in rows_where((decile < 1) | (decile > 10)):
        table.fault(
            row,
            "deprivation_decile is {value}, but tenths are numbered 1 to 10.",
            value=table["deprivation_decile"][row],
        )
    names = table["unit_name"]
    units = Units(
        codes=codes,
        names=tuple(names[row] for row in order),
        in_system=in_system[order],
        geometry=_read_geometry(folder, known, area[order], faults),
        area_km2=area[order],
        deprivation_decile=np.nan_to_num(decile, nan=0).astype(np.int64)[order],
    )
    clear = set(table["in_system"]) <= {"yes", "no"}
    return ReadUnits(units, known, units.in_system if clear else None)


def _read_geometry(
    folder: Path, known: Codes, area_km2: NDArray[np.float64] | None, faults: FaultList
) -> NDArray[np.object_]:
    """Return the outline of each unit in the order of the units, None where there is none.

    Args:
        folder: of the pack.
        known: codes of the units.
        area_km2: shape (units,), which the outlines must enclose; None where it is not known.
        faults: where to report what is wrong.
    """
    outlines = np.full(len(known.position), None, dtype=object)
    table = read_table(folder, GEOMETRY, faults)
    if table is None:
        return outlines
    found = known.find(table, "unit_code")
    known.require_all(table, found)
    with np.errstate(invalid="ignore", over="ignore"):
        shapes = shapely.from_wkt(np.array(table["outline"], dtype=object), on_invalid="ignore")
    usable = check_outlines(table, shapes)
    fitting = check_coverage(table, shapes, usable)
    wanted = found >= 0
    if area_km2 is not None:
        of_row = np.full(len(table), np.nan)
        of_row[wanted] = area_km2[found[wanted]]
        check_areas(table, shapes, fitting, of_row)
    outlines[found[wanted]] = shapes[wanted]
    return outlines
