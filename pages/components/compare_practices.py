"""Practices that change area, with the patients on their lists: one row for each practice."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd
import streamlit as st

from geo.maps.difference import name_in
from geo.model import Measure, date_label
from geo.plan.impact import Impact
from geo.words import counted, number
from pages.components import reading_table
from pages.components.layer_names import short_singular


def show(impact: Impact) -> None:
    """Show the practices: a table to read, or one to search and sort where there are many."""
    if not impact.practices:
        st.write("No practice changes area; every list counts for the same areas as before.")
        return
    pack, day = impact.after.state.pack, impact.after.dates.registered
    patients = f"Patients on the list, {date_label(Measure.LISTS, day)}"
    headings = ["Practice", "Code", "From → to", patients]
    moves = _moves(impact)
    lists = {code: pack.practice[code].lists[day].patients for code in moves}
    rows = [[pack.practice[code].name, code, told] for code, told in moves.items()]
    if len(rows) <= reading_table.MOST_ROWS:
        reading_table.show(
            f"Practices that change area. {patients}",
            headings,
            [[*row, number(lists[row[1]])] for row in rows],
            text_columns=3,
        )
        return
    table = pd.DataFrame([[*row, lists[row[1]]] for row in rows], columns=headings).astype(
        {patients: "Int64"}
    )
    st.dataframe(
        table,
        hide_index=True,
        placeholder="unknown",
        column_config={patients: st.column_config.NumberColumn(format="%,d")},
        key="compare practices",
        alt=f"{counted(len(rows), 'practice', 'practices')} that change area, with their lists.",
    )


def _moves(impact: Impact) -> dict[str, str]:
    """Return where each practice goes, in every layer in which it does, by its code."""
    layers = impact.after.state.pack.layers
    told: dict[str, list[str]] = defaultdict(list)
    for flow in impact.practices:
        origin, target = (
            "none" if code is None else name_in(impact, flow.layer, code)
            for code in (flow.origin, flow.target)
        )
        words = f"{short_singular(layers[flow.layer])}: {origin} → {target}"
        for code in flow.practices:
            told[code].append(words)
    return {code: "; ".join(words) for code, words in told.items()}
