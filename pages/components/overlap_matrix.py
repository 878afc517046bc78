"""The residents of every pair of areas of two layers, as a table, with those in between marked."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from geo.export.tables import Column, Table, as_csv
from geo.model import Area, Layer, Measure, date_label
from geo.plan.disagreement import Disagreement
from geo.plan.overlap import Overlap
from geo.plan.totals import Dates
from geo.words import number
from pages.components import html

_MARK = "◆"


def show(
    first: Layer,
    second: Layer,
    pairs: Sequence[Overlap],
    found: Sequence[Disagreement],
    dates: Dates,
) -> None:
    """Show the table and offer it as a file.

    Args:
        first: the layer of the rows.
        second: the layer of the columns.
        pairs: residents of each pair of areas, from ``geo.plan.overlap``.
        found: which pairs are in between.
        dates: of the populations.
    """
    when = date_label(Measure.RESIDENTS, dates.resident)
    st.subheader(
        f"Residents, {when}, of {first.definition.plural} by {second.definition.plural}",
        anchor=False,
    )
    st.markdown(
        f"{_MARK} in between: neither area is mainly in the other. An empty cell means that the "
        "two areas do not meet; areas outside the system are grey."
    )
    html.write(
        '<div class="matrix" tabindex="0" role="region" aria-label="Table of residents in '
        'every pair of areas">',
        _table(first, second, pairs, found, when),
        "</div>",
    )
    st.download_button(
        "Download this table (CSV)",
        as_csv(_as_table(first, second, pairs, found, when)),
        file_name=f"residents-{first.key}-by-{second.key}-{dates.resident}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )


def _table(
    first: Layer,
    second: Layer,
    pairs: Sequence[Overlap],
    found: Sequence[Disagreement],
    when: str,
) -> str:
    cells = {(_code(pair.first), _code(pair.second)): pair.residents for pair in pairs}
    between = {(each.first.code, each.second.code) for each in found}
    rows = [*first.areas, *([None] if any(pair.first is None for pair in pairs) else [])]
    columns = [*second.areas, *([None] if any(pair.second is None for pair in pairs) else [])]
    head = "".join(
        f'<th scope="col" class="figure{_grey(each)}">{_name(each, second)}</th>'
        for each in columns
    )
    body = []
    for row in rows:
        line = [f'<tr><th scope="row" class="name{_grey(row)}">{_name(row, first)}</th>']
        for column in columns:
            key = (_code(row), _code(column))
            kind = "figure between" if key in between else "figure"
            kind += "" if _inside(row) and _inside(column) else " context"
            told = "" if key not in cells else number(cells[key])
            sign = f"{_MARK}<span class='unseen'> in between</span> " if key in between else ""
            line.append(f'<td class="{kind}">{sign}{told}</td>')
        body.append("".join([*line, "</tr>"]))
    corner = escape(first.definition.singular)
    caption = f"Residents, {when}, of each pair of areas"
    return (
        f'<table class="plain"><caption class="unseen">{escape(caption)}</caption>'
        f'<thead><tr><th scope="col">{corner[:1].upper()}{corner[1:]}</th>{head}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table>"
    )


def _as_table(
    first: Layer,
    second: Layer,
    pairs: Sequence[Overlap],
    found: Sequence[Disagreement],
    when: str,
) -> Table:
    between = {(each.first.code, each.second.code) for each in found}
    return Table(
        (
            Column(f"{first.definition.name}: code", "code"),
            Column(f"{first.definition.name}: name"),
            Column(f"{second.definition.name}: code", "code"),
            Column(f"{second.definition.name}: name"),
            Column("Small areas", "number"),
            Column(f"Residents, {when}", "number"),
            Column("In between"),
        ),
        tuple(
            (
                _code(pair.first),
                "" if pair.first is None else pair.first.name,
                _code(pair.second),
                "" if pair.second is None else pair.second.name,
                pair.units,
                "unknown" if pair.residents is None else pair.residents,
                "yes" if (_code(pair.first), _code(pair.second)) in between else "no",
            )
            for pair in pairs
        ),
    )


def _code(area: Area | None) -> str:
    return "" if area is None else area.code


def _name(area: Area | None, layer: Layer) -> str:
    return escape(f"In no {layer.definition.singular}" if area is None else area.name)


def _inside(area: Area | None) -> bool:
    return area is not None and area.in_system


def _grey(area: Area | None) -> str:
    return "" if _inside(area) else " context"
