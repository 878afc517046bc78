"""The checks of one layer as a table to sort, with downloads of what is shown."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from geo.advice.shape import crosses_words, holes_words, pieces_words
from geo.advice.summary import distance_words
from geo.export.tables import as_csv, as_workbook, check_notes, checks_table
from geo.model import Basis, Layer, Measure, Pack, date_label
from geo.plan.checks import AreaCheck
from pages.components.statuses import signed_word
from pages.shared.settings import Settings

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ROWS_IN_SIGHT = 20
"""All networks of the shipped pack, without scrolling in the table."""


def show(pack: Pack, layer: Layer, checks: Sequence[AreaCheck], settings: Settings) -> None:
    """Show one row for each check, in the order given, and offer the same rows as files."""
    if not checks:
        return
    rows = pd.DataFrame([_row(pack, layer, check) for check in checks])
    for column in rows.columns.intersection(list(_NUMBERS)):
        rows[column] = rows[column].astype("Int64")
    st.dataframe(
        rows,
        hide_index=True,
        height=36 + 35 * min(len(rows), _ROWS_IN_SIGHT),
        placeholder="unknown",
        column_config=_columns(checks[0]),
        key=f"table {layer.key}",
        alt=f"{layer.definition.name}: both populations, their band status, pieces and crossings.",
    )
    _offer_files(pack, layer, checks, settings)


_NUMBERS = ("residents", "registered", "units")


def _row(pack: Pack, layer: Layer, check: AreaCheck) -> dict[str, object]:
    definition = layer.definition
    row: dict[str, object] = {"name": check.area.name}
    for name, basis in (("resident", Basis.RESIDENT), ("registered", Basis.REGISTERED)):
        standing = check.standing(basis)
        row["residents" if basis is Basis.RESIDENT else name] = standing.figure.count
        if standing.band is not None:
            row[f"{name}_status"] = signed_word(standing.status)
            row[f"{name}_off"] = distance_words(standing)
    row |= {
        "pieces": pieces_words(check),
        "holes": holes_words(check),
        "crosses": crosses_words(pack, check) or "nothing",
    }
    if definition.parent is not None:
        code = check.area.parent_code
        row["parent"] = "" if code is None else pack.layer(definition.parent).area(code).name
    row |= {"units": check.units, "code": check.area.code}
    if not check.area.in_system:
        row["name"] = f"{check.area.name} (outside the system)"
    return row


def _columns(check: AreaCheck) -> dict[str, object]:
    number, text = st.column_config.NumberColumn, st.column_config.TextColumn
    registered = check.registered.figure
    what = "Registered" if registered.measure is Measure.LISTS else "Registered, living inside"
    off = "People below or above the band; within it, the people to its nearer end."
    return {
        "name": text("Area", width=205),
        "residents": number(
            f"Residents, {date_label(Measure.RESIDENTS, check.resident.figure.date)}",
            format="%,d",
            width=145,
        ),
        "resident_status": text("Status", width=88),
        "resident_off": text("How far", width=185, help=off),
        "registered": number(
            f"{what}, {date_label(registered.measure, registered.date)}",
            format="%,d",
            width=150 if registered.measure is Measure.LISTS else 220,
            help="Patients on the lists of the area’s practices, wherever they live."
            if registered.measure is Measure.LISTS
            else "Registered patients who live inside, wherever they are registered.",
        ),
        "registered_status": text("Status ", width=88),
        "registered_off": text("How far ", width=185, help=off),
        "pieces": text("In", help="Contiguous pieces", width=90),
        "holes": text("Surrounds", width=90),
        "crosses": text("Crosses (residents in each)", width=420),
        "parent": text("Belongs to", width=165),
        "units": number("Small areas", format="%,d"),
        "code": text("Code", width=80),
    }


def _offer_files(pack: Pack, layer: Layer, checks: Sequence[AreaCheck], settings: Settings) -> None:
    name = f"checks-{layer.key}-{pack.key}"
    title = "Checks"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Download these rows as CSV",
            lambda: as_csv(checks_table(pack, checks)),
            f"{name}.csv",
            "text/csv",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            "Download as Excel (XLSX)",
            lambda: as_workbook(
                pack,
                title,
                checks_table(pack, checks),
                check_notes(pack, settings.dates, settings.band),
                frozen=4,
            ),
            f"{name}.xlsx",
            _XLSX,
            on_click="ignore",
            icon=":material/download:",
        )
        st.markdown(
            ":small[Codes are text in both. The workbook has a sheet of notes and sources.]"
        )
