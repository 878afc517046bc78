"""Practices that change area, with the patients on their lists."""

from __future__ import annotations

import streamlit as st

from geo.maps.difference import name_in
from geo.model import Measure, date_label
from geo.plan.impact import Impact
from geo.words import number, start_sentence
from pages.components import reading_table
from pages.components.layer_names import short_singular


def show(impact: Impact) -> None:
    """Show one row for each practice and each layer in which it changes area."""
    if not impact.practices:
        st.write("No practice changes area; every list counts for the same areas as before.")
        return
    pack, day = impact.after.state.pack, impact.after.dates.registered
    when = date_label(Measure.LISTS, day)
    rows = [
        [
            pack.practice[code].name,
            code,
            short_singular(pack.layer(flow.layer)),
            start_sentence(name_in(impact, flow.layer, flow.origin)),
            start_sentence(name_in(impact, flow.layer, flow.target)),
            number(pack.practice[code].lists[day].patients),
        ]
        for flow in impact.practices
        for code in flow.practices
    ]
    reading_table.show(
        f"Practices that change area, with patients on the list of {when}",
        ["Practice", "Code", "Layer", "From", "To", f"Patients on the list, {when}"],
        rows,
        text_columns=5,
    )
