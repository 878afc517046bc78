"""Practices that change area, with the patients on their lists: one row for each practice."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd
import streamlit as st

from geo.maps.difference import name_in
from geo.model import Measure, date_label, month_label
from geo.plan.flows import PracticeFlow
from geo.plan.impact import Impact
from geo.plan.patients_living import PatientsLiving, patients_living
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
    homes = month_label(pack.homes.date)
    headings = [
        *("Practice", "Code", "From → to", patients),
        *(f"Patients who live in the area it {verb}, {homes}" for verb in ("leaves", "joins")),
    ]
    moves, living = _moves(impact), _living(impact)
    lists = {code: pack.practice[code].lists[day].patients for code in moves}
    rows = [[pack.practice[code].name, code, told] for code, told in moves.items()]
    if len(rows) <= reading_table.MOST_ROWS:
        reading_table.show(
            f"Practices that change area. {patients}; where they live, {homes}",
            headings,
            [[*row, number(lists[row[1]]), *living[row[1]]] for row in rows],
            text_columns=3,
        )
        return
    table = pd.DataFrame(
        [[*row, lists[row[1]], *living[row[1]]] for row in rows], columns=headings
    ).astype({patients: "Int64"})
    st.dataframe(
        table,
        hide_index=True,
        placeholder="unknown",
        column_config={patients: st.column_config.NumberColumn(format="%,d")},
        key="compare practices",
        alt=f"{counted(len(rows), 'practice', 'practices')} that change area, with their lists.",
    )


def _living(impact: Impact) -> dict[str, tuple[str, str]]:
    """Return how many patients of each practice live in the areas left and joined, in words.

    Where a practice changes area in several layers, each number stands behind its layer's name.
    """
    state = impact.after.state
    layers_of: dict[str, list[PracticeFlow]] = defaultdict(list)
    for flow in impact.practices:
        for code in flow.practices:
            layers_of[code].append(flow)
    told: dict[str, tuple[str, str]] = {}
    for practice, flows in layers_of.items():
        cells: tuple[list[str], list[str]] = ([], [])
        for flow in flows:
            ends = (flow.origin, flow.target)
            known = [code for code in ends if code is not None]
            found = patients_living(state, (practice,), flow.layer, known)
            layer = short_singular(state.pack.layer(flow.layer))
            for code, cell in zip(ends, cells, strict=True):
                words = _number_living(found, code)
                cell.append(f"{layer}: {words}" if len(flows) > 1 else words)
        left, joined = ("; ".join(cell) for cell in cells)
        told[practice] = left, joined
    return told


def _number_living(found: PatientsLiving, code: str | None) -> str:
    if code not in found.inside:
        return "–"  # no area, or one that has ended in the plan after
    return found.inside[code].words if found.known else "unknown"


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
