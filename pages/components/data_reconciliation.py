"""The pack's totals beside the publishers', and the rows that are not in the pack."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from geo.export.data_tables import left_out_table, plain, reconciliation_table
from geo.export.tables import as_csv
from geo.model import Pack, Reconciled
from pages.components import reading_table
from pages.components.data_overview import summary_of_reconciliation

_DIFFER, _ALL = "Those that differ", "All"
_HEADINGS = ("Topic", "Code", "Name", "Explanation", "Published", "In this data", "Difference")
_TEXT_COLUMNS = 4


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
        st.download_button(
            "Download the whole report as CSV",
            lambda: as_csv(reconciliation_table(pack.reconciliation)),
            f"reconciliation-{pack.key}.csv",
            "text/csv",
            on_click="ignore",
            icon=":material/download:",
            key="download reconciliation",
        )
    chosen = [
        row
        for row in pack.reconciliation
        if (which == _ALL or row.difference != 0) and topic in ("Any", row.topic)
    ]
    if not chosen:
        st.info("No total differs." if which == _DIFFER else "There are no such totals.")
    else:
        _show_rows(chosen)


def _show_rows(chosen: Sequence[Reconciled]) -> None:
    rows = [
        (
            *(row.topic, row.code, row.name, row.explanation),
            *(_figure(value) for value in (row.published, row.packed, row.difference)),
        )
        for row in chosen
    ]
    caption = "Totals of this data beside the publishers’ own."
    if len(rows) <= reading_table.MOST_ROWS:
        reading_table.show(caption, _HEADINGS, rows, _TEXT_COLUMNS)
        return
    figures = {
        heading: st.column_config.TextColumn(alignment="right")
        for heading in _HEADINGS[_TEXT_COLUMNS:]
    }
    st.dataframe(
        pd.DataFrame(rows, columns=list(_HEADINGS)),
        hide_index=True,
        column_config={"Explanation": st.column_config.TextColumn(width=200), **figures},
        alt=caption,
    )


def _figure(value: float) -> str:
    """Return a total as a reader writes it, with as many decimals as it has."""
    whole = plain(value)
    return whole if isinstance(whole, str) else f"{whole:,}".replace("-", "−")


def show_left_out(pack: Pack) -> None:
    """Show what the sources hold and the pack does not, and why."""
    st.header("What was left out", anchor="left-out")
    if not pack.left_out:
        st.info("Nothing was left out.")
        return
    st.write(
        "Rows of the sources that are not in the data. A dash stands where the rows count no "
        "people."
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
    titles = {source.key: source.title for source in pack.sources}
    reading_table.show(
        "What was left out of the sources, and why.",
        ("What was left out", "Of the publication", "Why", "Rows", "People"),
        [
            (
                row.subject,
                titles.get(row.source, row.source),
                row.reason,
                f"{row.rows:,}",
                "–" if row.people is None else f"{row.people:,}",
            )
            for row in pack.left_out
        ],
        text_columns=3,
    )
