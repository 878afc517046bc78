"""The pack's totals beside the publishers', and the rows that are not in the pack."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo.export.data_tables import left_out_table, reconciliation_table
from geo.export.tables import UNKNOWN, Table, as_csv
from geo.model import Pack
from pages.components.data_overview import summary_of_reconciliation

_DIFFER, _ALL = "Those that differ", "All"


def show(pack: Pack) -> None:
    """Show the report: each total beside its publisher's, and why they differ where they do."""
    st.header("Reconciliation", anchor="reconciliation")
    st.write(summary_of_reconciliation(pack))
    topics = list(dict.fromkeys(row.topic for row in pack.reconciliation))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        which = st.segmented_control(
            "Totals", [_DIFFER, _ALL], default=_DIFFER, required=True, key="totals shown"
        )
        topic = st.selectbox("Topic", ["Any", *topics], key="topic of totals", width=420)
    chosen = [
        row
        for row in pack.reconciliation
        if (which == _ALL or row.difference != 0) and topic in ("Any", row.topic)
    ]
    if not chosen:
        st.info("No total differs." if which == _DIFFER else "There are no such totals.")
    else:
        _show_table(
            reconciliation_table(chosen), "Totals of this data beside the publishers'.", UNKNOWN
        )
    st.download_button(
        "Download the whole report as CSV",
        lambda: as_csv(reconciliation_table(pack.reconciliation)),
        f"reconciliation-{pack.key}.csv",
        "text/csv",
        on_click="ignore",
        icon=":material/download:",
        key="download reconciliation",
    )


def show_left_out(pack: Pack) -> None:
    """Show what the sources hold and the pack does not, and why."""
    st.header("What was left out", anchor="left-out")
    st.write(
        "Rows of the sources that are not in the data. Where the rows count no people, the column "
        "says so."
    )
    if not pack.left_out:
        st.info("Nothing was left out.")
        return
    _show_table(
        left_out_table(pack.left_out),
        "What was left out of the sources, and why.",
        "counts no people",
    )
    st.download_button(
        "Download as CSV",
        lambda: as_csv(left_out_table(pack.left_out)),
        f"left-out-{pack.key}.csv",
        "text/csv",
        on_click="ignore",
        icon=":material/download:",
        key="download left out",
    )


def _show_table(table: Table, alt: str, placeholder: str) -> None:
    headings = [column.heading for column in table.columns]
    rows = pd.DataFrame([list(row) for row in table.rows], columns=headings)
    config: dict[str, object] = {}
    for column in table.columns:
        if column.kind == "number":
            figures = pd.to_numeric(rows[column.heading], errors="coerce")
            rows[column.heading] = figures.astype("Float64")
            config[column.heading] = st.column_config.NumberColumn(format="localized")
        else:
            rows[column.heading] = rows[column.heading].fillna("")
            config[column.heading] = st.column_config.TextColumn(width=column.width * 7)
    st.dataframe(rows, hide_index=True, column_config=config, placeholder=placeholder, alt=alt)
