"""Reconciliation: ``reconciliation.csv`` and ``left_out.csv``, the account of the preparation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from geo.model import LeftOut, Reconciled, Source
from geo.pack.cells import decimals, rows_where, whole_numbers
from geo.pack.codes import Codes
from geo.pack.collecting import FaultList
from geo.pack.schema import LEFT_OUT, RECONCILIATION
from geo.pack.tables import read_table


def read_reconciliation(folder: Path, faults: FaultList) -> tuple[Reconciled, ...]:
    """Read ``reconciliation.csv``, NaN for ``unknown``, reporting unexplained differences."""
    table = read_table(folder, RECONCILIATION, faults)
    if table is None:
        return ()
    published = decimals(table, "published", unknown=True)
    packed = decimals(table, "packed", unknown=True)
    for row in rows_where(published != packed):
        said = table["published"][row], table["packed"][row]
        settled = said != ("unknown", "unknown") and all(said)
        if settled and not table["explanation"][row]:
            table.fault(
                row,
                "differs from its publisher ({topic}: {published} published, {packed} packed) "
                "without an explanation.",
                topic=table["topic"][row],
                published=table["published"][row],
                packed=table["packed"][row],
            )
    return tuple(
        Reconciled(
            topic=table["topic"][row],
            code=table["code"][row],
            name=table["name"][row],
            published=float(published[row]),
            packed=float(packed[row]),
            explanation=table["explanation"][row],
        )
        for row in range(len(table))
    )


def read_left_out(
    folder: Path, sources: Sequence[Source] | None, faults: FaultList
) -> tuple[LeftOut, ...]:
    """Read ``left_out.csv``, holding its sources against ``sources.toml``."""
    table = read_table(folder, LEFT_OUT, faults)
    if table is None:
        return ()
    if sources is not None:
        keys = {source.key: place for place, source in enumerate(sources)}
        Codes("source", "sources.toml", keys, complete=True).find(table, "source")
    rows, people = whole_numbers(table, "rows"), whole_numbers(table, "people")
    return tuple(
        LeftOut(
            source=table["source"][row],
            subject=table["subject"][row],
            rows=0 if np.isnan(rows[row]) else int(rows[row]),
            people=None if np.isnan(people[row]) else int(people[row]),
            reason=table["reason"][row],
        )
        for row in range(len(table))
    )
