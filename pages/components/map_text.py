"""The map in words and as a table: the same facts for people who cannot see or use the map."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geo.advice.summary import label, number_words, standing_sentence
from geo.export.data_tables import shaded_table
from geo.export.tables import as_csv
from geo.maps.map_state import MapState
from geo.maps.styles import STATUS_STYLES
from geo.model import Measure, Pack, date_label, month_label
from geo.plan.checks import AreaCheck, Standing
from geo.plan.shaded import Quotient, quotient
from geo.words import counted, listed, number, start_sentence
from pages.components import html

_TABLE = "The areas of the map as a table"


def show(pack: Pack, state: MapState, checks: Sequence[AreaCheck]) -> None:
    """Offer the text and the tables; they are made only when somebody opens them.

    Args:
        pack: that the map shows.
        state: what the map shows now.
        checks: of the areas of the layer that a click selects.
    """
    box = st.expander("The map in words and as a table", on_change="rerun", key="explore words")
    if not box.open:
        return
    with box:
        for sentence in sentences(pack, state, checks):
            st.markdown(sentence)
        if state.shading is not None and not state.shading.key.startswith("areas-"):
            rows = [[str(cell) for cell in row.values()] for row in state.shading.rows()]
            headings = list(state.shading.rows()[0])
            html.write(html.table(state.shading.title, headings, rows, show_caption=True))
        shaded = None
        if state.shading is not None:
            shaded = quotient(pack, state.shading.key, state.resident_date)
        if state.pick != "unit":
            html.write(
                f'<div class="matrix" role="region" tabindex="0" aria-label="{_TABLE}">',
                _areas(pack, state, checks, shaded),
                "</div>",
            )
        if shaded is not None:
            _offer_small_areas(pack, shaded)
        st.caption(
            "The address of this page holds the whole view: copy it to send exactly this to a "
            "colleague."
        )


def sentences(pack: Pack, state: MapState, checks: Sequence[AreaCheck]) -> list[str]:
    """Return what the map shows: lines, fill, practices, what is marked and what is selected."""
    told = []
    definitions = [pack.layer(key).definition for key in state.layers]
    if definitions:
        names = [f"{each.name} ({month_label(each.vintage)})" for each in definitions]
        told.append(f"Lines: {listed(names)}.")
    else:
        told.append("No lines are drawn.")
    if state.shading is not None:
        told.append(f"{state.shading.sentence()} {state.shading.note}".strip())
    if state.practices is not None:
        told.append(
            "Practices as circles, larger for longer lists "
            f"({date_label(Measure.LISTS, state.practices)})."
        )
    if state.marked:
        units = sum(len(group.units) for group in state.marked)
        labels = [group.label for group in state.marked if group.label]
        where = f" ({listed(labels)})" if labels else ""
        areas = counted(units, "small area is", "small areas are")
        told.append(f"{areas} marked{where}. {state.marked_label}.")
    if state.place is not None:
        told.append(f"A pin stands at {state.place.name}.")
    if state.selected is not None:
        check = next(each for each in checks if each.area.code == state.selected[1])
        told += [
            standing_sentence(pack, check.area.name, standing)
            for standing in (check.resident, check.registered)
        ]
    return told


def _offer_small_areas(pack: Pack, shaded: Quotient) -> None:
    st.download_button(
        "Download the shaded figure of every small area as CSV",
        lambda: as_csv(shaded_table(pack, shaded)),
        f"small-areas-{pack.key}.csv",
        "text/csv",
        on_click="ignore",
        icon=":material/download:",
        key="download shaded",
    )


def _areas(
    pack: Pack, state: MapState, checks: Sequence[AreaCheck], shaded: Quotient | None
) -> str:
    layer = pack.layer(state.pick or "unit")
    figures = checks[0].resident.figure, checks[0].registered.figure
    banded = checks[0].resident.band is not None
    headings = [start_sentence(layer.definition.singular)]
    if shaded is not None:
        headings.append(shaded.name)
    for figure in figures:
        headings += [start_sentence(label(figure)), *(["Band status"] if banded else [])]
    rows = []
    for check in sorted(checks, key=lambda each: (not each.area.in_system, each.area.name)):
        row = [check.area.name + ("" if check.area.in_system else " (outside the system)")]
        if shaded is not None:
            row.append(shaded.words(layer.units_in(check.area.code)))
        for standing in (check.resident, check.registered):
            row += [number_words(standing.figure), *([_status(standing)] if banded else [])]
        rows.append(row)
    return html.table(layer.definition.name, headings, rows, show_caption=True)


def _status(standing: Standing) -> str:
    style = STATUS_STYLES[standing.status]
    by = standing.short or standing.over
    return f"{style.symbol} {style.word}" + (f" by {number(by)}" if by else "")
