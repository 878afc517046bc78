"""Tables without shapes: as CSV files, and as one workbook with a sheet for each and notes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from geo.export.comparison_tables import (
    checks_table as failed_checks_table,
)
from geo.export.comparison_tables import (
    practice_moves_table,
    unit_moves_table,
)
from geo.export.open_data.content import Files, OpenData
from geo.export.open_data.features import FeatureTable, Field, Kind
from geo.export.tables import Column, Sheet, Table, as_csv, as_workbook_of, checks_table

_COLUMN_KINDS: Mapping[Kind, Literal["text", "number", "share", "date"]] = {
    "text": "text",
    "whole": "number",
    "decimal": "share",
    "date": "date",
    "truth": "text",
}
_WIDTHS = {"code": 16, "name": 34}


def csv_files(data: OpenData) -> Files:
    """Return one file for each sheet, and the notes."""
    files = {f"csv/{_file_name(sheet)}.csv": as_csv(sheet.table) for sheet in plain_sheets(data)}
    notes = Table((Column("About"), Column("Text")), data.notes)
    return {**files, "csv/notes.csv": as_csv(notes), "csv/fields.csv": as_csv(_fields(data))}


def workbook_files(data: OpenData) -> Files:
    """Return the workbook."""
    sheets = [*plain_sheets(data), Sheet("Columns", _fields(data))]
    return {"tables.xlsx": as_workbook_of(data.pack, data.name, sheets, data.notes)}


def plain_sheets(data: OpenData) -> list[Sheet]:
    """Return areas, small areas, practices, checks, and what moves against the baseline."""
    checks = [
        measures.check for key in data.pack.layers for measures in data.measured.layer(key).values()
    ]
    found = data.comparison
    return [
        Sheet("Areas", _areas(data), 4),
        Sheet("Small areas", _table(data.units), 2),
        Sheet("Practices", _table(data.practices), 2),
        Sheet("Checks", checks_table(data.pack, checks), 4),
        Sheet("Failed checks", failed_checks_table(found)),
        Sheet("Small areas that move", unit_moves_table(found.impact), 3),
        Sheet("Practices that move", practice_moves_table(found.impact), 3),
    ]


def _file_name(sheet: Sheet) -> str:
    return sheet.title.lower().replace(" ", "_")


def _areas(data: OpenData) -> Table:
    """Put the areas of all layers under each other: their columns are the same."""
    tables = [_table(layer) for layer in data.layers]
    return Table(tables[0].columns, tuple(row for table in tables for row in table.rows))


def _table(features: FeatureTable) -> Table:
    columns = tuple(_column(field) for field in features.fields)
    rows = tuple(
        tuple(("yes" if cell else "no") if isinstance(cell, bool) else cell for cell in row)
        for row in features.rows
    )
    return Table(columns, rows)


def _column(field: Field) -> Column:
    end = field.name.rsplit("_", 1)[-1]
    kind = "code" if end == "code" else _COLUMN_KINDS[field.kind]
    return Column(field.name, kind, max(_WIDTHS.get(end, 14), min(len(field.name) + 2, 26)))


def _fields(data: OpenData) -> Table:
    """Say what each column of areas, small areas and practices means."""
    columns = (Column("Table", width=14), Column("Column", width=28), Column("Meaning", width=100))
    kinds = (("Areas", data.layers[0]), ("Small areas", data.units), ("Practices", data.practices))
    rows = [(kind, each.name, each.meaning) for kind, table in kinds for each in table.fields]
    return Table(columns, tuple(rows))
