"""Areas before and after: one table for each kind of figure, so that no two kinds mix."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from geo.advice.shape import crosses_words, holes_words
from geo.advice.summary import number_words
from geo.model import Figure, Measure, date_label
from geo.plan.checks import Standing
from geo.plan.impact import AreaChange, Impact
from geo.plan.leaning import NETWORKS
from geo.plan.measures import AreaMeasures
from geo.words import number, signed, start_sentence
from pages.components import html, reading_table
from pages.components.layer_names import short_singular
from pages.components.statuses import signed_word

NONE = "–"
"""In a cell of an area that is not there in that plan, or a figure that does not apply."""


@dataclass(frozen=True)
class Topic:
    """One table.

    Attributes:
        name: on its tab.
        caption: says what the table holds.
        headings: of its columns after those for the area.
        cells: returns an area's cells, as text.
        applies: whether a change has a row; None where each has.
        words: whether the cells are words rather than figures.
    """

    name: str
    caption: str
    headings: tuple[str, ...]
    cells: Callable[[AreaChange], list[str]]
    applies: Callable[[AreaChange], bool] | None = None
    words: bool = False

    def of(self, changes: Sequence[AreaChange]) -> list[AreaChange]:
        """Return the changes that have a row."""
        return [each for each in changes if self.applies is None or self.applies(each)]


def show(impact: Impact) -> None:
    """Show a tab for each topic that has any rows."""
    shown = [
        (topic, rows)
        for topic in topics(impact)
        if (rows := [(each, topic.cells(each)) for each in topic.of(impact.areas)])
    ]
    if not shown:
        st.write("No area differs in anything that is counted.")
        return
    for tab, (topic, rows) in zip(st.tabs([topic.name for topic, _ in shown]), shown, strict=True):
        with tab:
            html.write(f'<p class="about-line">{escape(topic.caption)}</p>')
            reading_table.show(
                topic.caption,
                ["Area", "Layer", *topic.headings],
                [[area_words(each), _layer(impact, each), *cells] for each, cells in rows],
                text_columns=9 if topic.words else 2,
            )
            if topic.name == "Residents":
                _show_unassigned(impact)


def topics(impact: Impact) -> list[Topic]:
    """Return the tables in their order."""
    dates = impact.after.dates
    residents = date_label(Measure.RESIDENTS, dates.resident)
    lists = date_label(Measure.LISTS, dates.registered)
    living = date_label(Measure.LIVING_INSIDE, impact.after.state.pack.registrations.date)
    people = ("Before", "After", "Difference", "Band before", "Band after")
    return [
        Topic(
            "Residents",
            f"Residents, {residents}, before and after",
            people,
            lambda change: _standing_cells(change, lambda each: each.check.resident),
        ),
        Topic(
            "Registered lists",
            f"Patients on practices’ lists, {lists}, before and after",
            people,
            lambda change: _standing_cells(change, lambda each: each.check.registered),
            _has_lists,
        ),
        Topic(
            "Registered, living inside",
            f"Registered patients living inside, {living}, before and after",
            people,
            lambda change: _standing_cells(change, lambda each: each.living_inside),
        ),
        Topic(
            "Shape",
            "Small areas, pieces, places surrounded and compactness, before and after",
            (
                *("Small areas before", "after"),
                *("Pieces before", "after"),
                *("Surrounds before", "after"),
                *("Compactness before", "after"),
            ),
            _shape_cells,
        ),
        Topic(
            "Crossings",
            f"Which boundaries each area crosses, with residents ({residents}) in each part",
            ("Crosses before", "Crosses after"),
            lambda change: _crossing_cells(impact, change),
            words=True,
        ),
        Topic(
            "Practices",
            f"Practices with a list of {lists}, and small areas that lean to another network",
            (
                *("Practices before", "after"),
                *("In another area before", "after"),
                *("Small areas leaning elsewhere before", "after"),
            ),
            _practice_cells,
            _has_lists,
        ),
    ]


def area_words(change: AreaChange) -> str:
    """Return an area's name, saying whether it is new, has ended or was called otherwise."""
    name = change.area.name
    if change.before is None:
        return f"{name} (new)"
    if change.after is None:
        return f"{name} (ended)"
    before = change.before.check.area.name
    return name if before == name else f"{name} (before: {before})"


def _layer(impact: Impact, change: AreaChange) -> str:
    return short_singular(impact.after.state.pack.layer(change.layer))


def _has_lists(change: AreaChange) -> bool:
    sides = (change.before, change.after)
    return any(side.check.registered.figure.measure is Measure.LISTS for side in sides if side)


def _standing_cells(change: AreaChange, standing: Callable[[AreaMeasures], Standing]) -> list[str]:
    sides = [None if each is None else standing(each) for each in (change.before, change.after)]
    figures = [None if each is None else each.figure for each in sides]
    return [
        *(NONE if each is None else number_words(each) for each in figures),
        difference_words(*figures),
        *(NONE if each is None else _status_words(each) for each in sides),
    ]


def difference_words(before: Figure | None, after: Figure | None) -> str:
    """Return a signed difference; an area that is not there had, or has, nobody."""
    counts = [0 if each is None else each.count for each in (before, after)]
    was, now = counts
    return signed(None if was is None or now is None else now - was)


def _status_words(standing: Standing) -> str:
    if standing.band is None:
        return "no band"
    off = standing.short or standing.over
    return signed_word(standing.status) + (f" by {number(off)}" if off else "")


def _pairs(change: AreaChange, cells: Sequence[Callable[[AreaMeasures], str]]) -> list[str]:
    sides = (change.before, change.after)
    return [NONE if side is None else cell(side) for cell in cells for side in sides]


def _shape_cells(change: AreaChange) -> list[str]:
    return _pairs(
        change,
        [
            lambda each: f"{each.check.units:,}",
            lambda each: f"{len(each.check.parts):,}",
            lambda each: holes_words(each.check),
            lambda each: NONE if each.compactness is None else f"{each.compactness:.2f}",
        ],
    )


def _crossing_cells(impact: Impact, change: AreaChange) -> list[str]:
    sides = ((impact.before, change.before), (impact.after, change.after))
    return [
        NONE
        if measures is None
        else start_sentence(crosses_words(side.state.pack, measures.check)) or "Nothing"
        for side, measures in sides
    ]


def _practice_cells(change: AreaChange) -> list[str]:
    return _pairs(
        change,
        [
            lambda each: f"{len(each.practices):,}",
            lambda each: f"{len(each.practices_outside):,}",
            _leaning_words,
        ],
    )


def _leaning_words(measures: AreaMeasures) -> str:
    """Leaning is a question to networks; it is unknown where practices have joined or left."""
    if measures.leaning_elsewhere is not None:
        return f"{measures.leaning_elsewhere:,}"
    return "unknown" if measures.check.layer == NETWORKS else NONE


def _show_unassigned(impact: Impact) -> None:
    rows = [
        [
            start_sentence(f"no {impact.after.state.pack.layer(key).definition.singular}"),
            *(f"{units:,}" for units in each.units),
            *(number_words(figure) for figure in each.residents),
            difference_words(*each.residents),
        ]
        for key, each in impact.unassigned.items()
        if any(each.units)
    ]
    if rows:
        when = date_label(Measure.RESIDENTS, impact.after.dates.resident)
        reading_table.show(
            "Small areas without an area, before and after",
            [
                "Without an area",
                *("Small areas before", "after"),
                *(f"Residents, {when}, before", "after"),
                "Difference",
            ],
            rows,
            text_columns=1,
        )
