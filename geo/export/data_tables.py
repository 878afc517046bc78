"""Tables about the data itself: totals beside the publishers’, what was left out, small areas."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from geo.export.tables import UNKNOWN, Column, Table
from geo.model import LeftOut, Pack, Reconciled
from geo.plan.shaded import Quotient

RECONCILIATION_COLUMNS: tuple[Column, ...] = (
    Column("Topic", width=40),
    Column("Code", "code"),
    Column("Name", width=40),
    Column("Published", "number"),
    Column("In this data", "number"),
    Column("Difference", "number"),
    Column("Explanation", width=60),
)

LEFT_OUT_COLUMNS: tuple[Column, ...] = (
    Column("Source", width=24),
    Column("What was left out", width=50),
    Column("Rows", "number"),
    Column("People", "number"),
    Column("Why", width=80),
)


def plain(value: float) -> int | float | str:
    """Return a whole number without its decimal point, any other to six decimals, or unknown."""
    if math.isnan(value):
        return UNKNOWN
    return int(value) if value == int(value) else round(value, 6)


def reconciliation_table(rows: Sequence[Reconciled]) -> Table:
    """Return one row for each total, in the order given."""
    return Table(
        RECONCILIATION_COLUMNS,
        tuple(
            (
                row.topic,
                row.code,
                row.name,
                plain(row.published),
                plain(row.packed),
                plain(row.difference),
                row.explanation or None,
            )
            for row in rows
        ),
    )


def left_out_table(rows: Sequence[LeftOut]) -> Table:
    """Return one row for each group of rows that the pack does not hold."""
    return Table(
        LEFT_OUT_COLUMNS,
        tuple((row.source, row.subject, row.rows, row.people, row.reason) for row in rows),
    )


def shaded_table(pack: Pack, shaded: Quotient) -> Table:
    """Return one row for each small area with the figure that the map shades.

    Shares are between 0 and 1. Where tenths of deprivation are shaded, they stand beside.
    """
    columns = (
        Column("Small area code", "code"),
        Column("Small area name", width=34),
        Column("In the system"),
        Column(shaded.name, "number"),
        Column("Deprivation decile (1: most deprived tenth of England)", "number"),
    )
    rows = []
    for position, code in enumerate(pack.units.codes):
        value = shaded.of(np.array([position]))
        decile = int(pack.units.deprivation_decile[position])
        rows.append(
            (
                code,
                pack.units.names[position],
                "yes" if pack.units.in_system[position] else "no",
                UNKNOWN if value is None else round(value, 4 if shaded.is_share else 1),
                decile or UNKNOWN,
            )
        )
    return Table(columns, tuple(rows))
