"""Tables to take away: the checks as CSV and as an Excel workbook.

A *table* is columns and rows of text, whole numbers, dates and ``None`` for a cell that does not
apply. A figure that is not known is the text ``unknown``, never an empty cell and never 0. Codes
are text in every format.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Literal, TypeAlias

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from geo.advice.shape import crosses_words
from geo.advice.summary import find_room, published_words
from geo.model import Band, BandStatus, Measure, Pack, date_label, day_label
from geo.plan.checks import AreaCheck, Standing
from geo.plan.totals import Dates
from geo.words import STATUS_WORDS

Cell: TypeAlias = str | int | float | date | None
UNKNOWN = "unknown"

_COUNTED = {
    Measure.RESIDENTS: "residents",
    Measure.LISTS: "patients on the lists of the area’s practices",
    Measure.LIVING_INSIDE: "registered patients who live inside",
}


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes:
        heading: unique within the table.
        kind: ``code`` and ``text`` are text in every format; ``number``, ``share`` (a number with
            decimals) and ``date`` are not.
        width: in characters, for formats that have column widths.
    """

    heading: str
    kind: Literal["code", "text", "number", "share", "date"] = "text"
    width: int = 14


@dataclass(frozen=True)
class Table:
    """Columns and rows, each row with one cell for each column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def _population(name: str) -> tuple[Column, ...]:
    return (
        Column(name, "number"),
        Column(f"{name}: what is counted", width=28),
        Column(f"{name}: date", "date", 18),
        Column(f"{name}: at least", "number"),
        Column(f"{name}: codes without a figure", "code", 18),
        Column(f"{name}: status"),
        Column(f"{name}: short of the band", "number"),
        Column(f"{name}: over the band", "number"),
        Column(f"{name}: room to the nearer end", "number"),
        Column(f"{name}: nearer end"),
    )


CHECK_COLUMNS: tuple[Column, ...] = (
    Column("Layer", width=34),
    Column("Tier"),
    Column("Area code", "code"),
    Column("Area name", width=34),
    Column("Belongs to: code", "code"),
    Column("Belongs to: name", width=28),
    Column("In the system"),
    Column("Small areas", "number"),
    *_population("Residents"),
    *_population("Registered"),
    Column("Band: lowest", "number"),
    Column("Band: highest", "number"),
    Column("Band: source", width=40),
    Column("Pieces", "number"),
    Column("Areas surrounded", "number"),
    Column("Crosses", width=60),
)
"""The columns of the checks, in every format: the one place that says which there are."""


def checks_table(pack: Pack, checks: Sequence[AreaCheck]) -> Table:
    """Return one row for each check, in the order given."""
    return Table(CHECK_COLUMNS, tuple(_check_row(pack, check) for check in checks))


def _check_row(pack: Pack, check: AreaCheck) -> tuple[Cell, ...]:
    definition = pack.layer(check.layer).definition
    parent_code, parent = check.area.parent_code, None
    if definition.parent is not None and parent_code is not None:
        parent = pack.layer(definition.parent).area(parent_code).name
    band = check.resident.band
    return (
        definition.name,
        None if check.tier is None else pack.tier[check.tier].name,
        check.area.code,
        check.area.name,
        parent_code,
        parent,
        "yes" if check.area.in_system else "no",
        check.units,
        *_standing_cells(check.resident),
        *_standing_cells(check.registered),
        None if band is None else band.lowest,
        None if band is None else band.highest,
        None if band is None else band.source,
        len(check.parts),
        len(check.holes),
        crosses_words(pack, check) or None,
    )


def _standing_cells(standing: Standing) -> tuple[Cell, ...]:
    figure = standing.figure

    def known(value: int | None) -> Cell:
        return UNKNOWN if value is None else value

    room = find_room(standing)
    return (
        known(figure.count),
        _COUNTED[figure.measure],
        figure.date,
        figure.known,
        "; ".join(figure.missing) or None,
        STATUS_WORDS[standing.status],
        None if standing.band is None else known(standing.short),
        None if standing.band is None else known(standing.over),
        UNKNOWN if standing.status is BandStatus.UNKNOWN else None if room is None else room.people,
        None if room is None else room.end,
    )


def check_notes(pack: Pack, dates: Dates, bands: Mapping[str, Band]) -> list[tuple[str, str]]:
    """Return what must travel with the checks: (heading, text) pairs for a sheet of notes."""
    notes = [
        ("Data", pack.title),
        ("Residents", f"{date_label(Measure.RESIDENTS, dates.resident)}, estimates"),
        ("Registered", f"Patients on practices’ lists, {day_label(dates.registered)}"),
        (
            "Registered, where no lists",
            f"Registered patients who live inside, {day_label(pack.registrations.date)}",
        ),
        (
            "Unknown",
            "A total is unknown where a part of it has no figure; “at least” adds up the others.",
        ),
    ]
    notes += [(f"Band of a {pack.tier[tier].name}", band_note(pack, bands[tier])) for tier in bands]
    notes += [("What not to conclude", caution) for caution in pack.cautions]
    attributions = dict.fromkeys(source.attribution for source in pack.sources)
    return [*notes, *(("Attribution", attribution) for attribution in attributions)]


def band_note(pack: Pack, band: Band) -> str:
    """Return a band with its source, and whether it is the published one in force."""
    if band == pack.published_bands.get(band.tier):
        told = "the published band in force"
    elif band in pack.bands:
        told = "published, but not the band in force"
    else:
        return f"{band.words}; set by the planner, not published"
    return f"{band.words}; {told}: {published_words(band)}"


def as_csv(table: Table) -> bytes:
    """Return the table as CSV for people.

    UTF-8 with a byte-order mark, without which Excel reads names such as “Côte” wrongly. Text that
    a spreadsheet would take for a formula gets an apostrophe in front.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_csv_cell(column.heading) for column in table.columns])
    writer.writerows([_csv_cell(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
    return cell.isoformat() if isinstance(cell, date) else str(cell)


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook.

    Attributes:
        title: on its tab.
        table: what it holds.
        frozen: how many columns stay in sight while the others scroll.
    """

    title: str
    table: Table
    frozen: int = 0


def as_workbook(
    pack: Pack, title: str, table: Table, notes: Sequence[tuple[str, str]], frozen: int = 0
) -> bytes:
    """Return an Excel workbook with one table and a sheet of notes, as ``as_workbook_of`` does.

    Args:
        pack: that the figures come from.
        title: of the file and its first sheet.
        table: what to write.
        notes: see ``check_notes``.
        frozen: how many columns stay in sight while the others scroll.
    """
    return as_workbook_of(pack, title, [Sheet(title, table, frozen)], notes)


def as_workbook_of(
    pack: Pack, title: str, sheets: Sequence[Sheet], notes: Sequence[tuple[str, str]]
) -> bytes:
    """Return an Excel workbook with a sheet for each table and one of notes.

    Text is written as text, never as a formula, a link or a number. The same input gives the same
    bytes: the file says that it was made on the pack's date of registration, not today.

    Args:
        pack: that the figures come from.
        title: of the file.
        sheets: in their order.
        notes: see ``check_notes``.
    """
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(buffer, options)
    made = datetime.combine(pack.registered_date, time(), UTC).replace(tzinfo=None)
    book.set_properties({"title": f"{title}: {pack.title}", "created": made})
    base = {"font_name": "Arial", "font_size": 11, "valign": "top"}
    heading = book.add_format({**base, "bold": True, "text_wrap": True, "bottom": 1})
    formats = {
        "heading": heading,
        "code": book.add_format({**base, "num_format": "@"}),
        "text": book.add_format({**base, "num_format": "@"}),
        "number": book.add_format({**base, "num_format": "#,##0", "align": "right"}),
        "share": book.add_format({**base, "num_format": "0.0###", "align": "right"}),
        "date": book.add_format({**base, "num_format": "d mmmm yyyy", "align": "left"}),
    }
    for each in sheets:
        _write_sheet(book.add_worksheet(each.title), each, formats)

    wrapped = book.add_format({**base, "num_format": "@", "text_wrap": True})
    sheet = book.add_worksheet("Notes")
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 110)
    for line, (about, text) in enumerate(notes):
        sheet.write_string(line, 0, about, heading)
        sheet.write_string(line, 1, text, wrapped)
    book.close()
    return buffer.getvalue()


def _write_sheet(sheet: Worksheet, content: Sheet, formats: Mapping[str, Format]) -> None:
    table = content.table
    for position, column in enumerate(table.columns):
        sheet.set_column(position, position, column.width)
        sheet.write_string(0, position, column.heading, formats["heading"])
    for line, row in enumerate(table.rows, start=1):
        for position, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            if isinstance(cell, str):
                sheet.write_string(line, position, cell, formats[column.kind])
            elif isinstance(cell, date):
                midnight = datetime.combine(cell, time(), UTC).replace(tzinfo=None)
                sheet.write_datetime(line, position, midnight, formats["date"])
            elif cell is not None:
                kind = "share" if column.kind == "share" else "number"
                sheet.write_number(line, position, cell, formats[kind])
    sheet.freeze_panes(1, content.frozen)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
