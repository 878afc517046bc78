"""Each area against its band: one picture for residents, one beside it for registered patients."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import altair as alt
import pandas as pd
import streamlit as st

from geo.advice.summary import label, published_words, room_words
from geo.model import Band, BandStatus, Basis
from geo.plan.checks import AreaCheck
from geo.words import start_sentence
from pages.components.statuses import LOOKS, OUTSIDE_COLOUR, sign

MOST_ROWS = 40
"""More rows than this are read in the table, not in a picture."""

_ROW_HEIGHT = 23
_TEXT = "#212B32"
_BAND = "#003087"
_ROOM_FOR_WORDS = 88
"""Pixels at the right that only the figures and their signs use: ``? 1,043,665+``."""
_ROOM_FOR_MARKS = 1.05
"""The axis is this much longer than the largest figure, so that no mark lies on its edge."""


def show(checks: Sequence[AreaCheck]) -> None:
    """Show both populations of the areas in the order given, against their band."""
    if not checks:
        st.info("No area fits these filters.")
        return
    if len(checks) > MOST_ROWS or checks[0].resident.band is None:
        return
    for column, basis in zip(st.columns(2, gap="medium"), Basis, strict=True):
        with column:
            what = start_sentence(label(checks[0].standing(basis).figure))
            st.markdown(f"**{what}**")
            st.altair_chart(
                draw(checks, basis), width="stretch", theme=None, alt=describe(checks, basis)
            )
    st.markdown(f":small[{_key(checks)}]")


def describe(checks: Sequence[AreaCheck], basis: Basis) -> str:
    """Return a short text in place of the picture."""
    standings = [check.standing(basis) for check in checks]
    tally = Counter(standing.status for standing in standings)
    band = standings[0].band
    told = ", ".join(
        f"{tally[status]} {LOOKS[status].word.lower()}" for status in BandStatus if tally[status]
    )
    return (
        f"{len(checks)} areas as dots against the band of {'' if band is None else band.words}: "
        f"{start_sentence(label(standings[0].figure))}. {told}. The table below has the figures."
    )


def draw(checks: Sequence[AreaCheck], basis: Basis) -> alt.LayerChart:
    """Return the picture of one population."""
    band = checks[0].standing(basis).band
    assert band is not None  # held by show
    rows = pd.DataFrame([_row(check, basis) for check in checks])
    known = [check.standing(each).figure.known for check in checks for each in Basis]
    largest = max([*known, band.lowest, band.highest or 0, 1])
    across = alt.Scale(
        domain=[0, largest * _ROOM_FOR_MARKS],
        range=[0, alt.ExprRef(f"max(width - {_ROOM_FOR_WORDS}, 20)")],
        nice=False,
        zero=True,
    )
    ticks = _ticks(largest)
    down = alt.Y(
        "area:N",
        sort=rows["area"].tolist(),
        axis=alt.Axis(title=None, labelLimit=0, ticks=False, domain=False, labelPadding=6),
    )
    axis = alt.Axis(title=None, values=ticks, format=",d", labelFlush=False, gridColor="#E8EDEE")
    marks = alt.Chart(rows).encode(y=down)
    colour = alt.Color("colour:N", scale=None)
    return (
        alt.layer(
            *_band_marks(band, across, axis, largest),
            marks.mark_rule(strokeWidth=2).encode(
                x=alt.X("people:Q", scale=across), x2="edge:Q", color=colour
            ),
            marks.mark_point(size=90, strokeWidth=2, opacity=1).encode(
                x=alt.X("people:Q", scale=across),
                shape=alt.Shape("shape:N", scale=None),
                stroke=alt.Stroke("colour:N", scale=None),
                fill=alt.Fill("fill:N", scale=None),
                tooltip=[alt.Tooltip("area:N", title="Area"), alt.Tooltip("told:N", title="Is")],
            ),
            marks.mark_text(align="right", baseline="middle", fontSize=12).encode(
                x=alt.value("width"), text="words:N", color=colour
            ),
        )
        .properties(height=alt.Step(_ROW_HEIGHT), padding={"left": 0, "right": 4, "top": 4})
        .configure(font="Arial, Helvetica, sans-serif")
        .configure_axis(labelFontSize=12, labelColor=_TEXT)
        .configure_view(stroke=None)
    )


def _band_marks(band: Band, across: alt.Scale, axis: alt.Axis, largest: float) -> list[alt.Chart]:
    """Return the shaded band, a line at each end and the end's figure above it."""
    top = largest * _ROOM_FOR_MARKS if band.highest is None else band.highest
    span = alt.Chart(pd.DataFrame([{"from": band.lowest, "to": top}]))
    ends = [(band.lowest, f"{band.lowest:,}" + (" or more" if band.highest is None else ""))]
    if band.highest is not None:
        ends.append((band.highest, f"{band.highest:,}"))
    marks = [
        span.mark_rect(color=_BAND, opacity=0.12).encode(
            x=alt.X("from:Q", scale=across, axis=axis), x2="to:Q"
        )
    ]
    for place, (end, words) in enumerate(ends):
        line = alt.Chart(pd.DataFrame([{"end": end, "words": words}])).encode(
            x=alt.X("end:Q", scale=across)
        )
        align = "right" if place == 0 and len(ends) == 2 else "left"
        marks += [
            line.mark_rule(color=_BAND, strokeWidth=1.5),
            line.mark_text(
                align=align,
                baseline="bottom",
                dx=3 if align == "right" else -3,
                dy=-3,
                color=_BAND,
                fontSize=12,
                fontWeight="bold",
            ).encode(y=alt.value(0), text="words:N"),
        ]
    return marks


def _row(check: AreaCheck, basis: Basis) -> dict[str, object]:
    standing = check.standing(basis)
    look, band, count = LOOKS[standing.status], standing.band, standing.figure.known
    assert band is not None  # held by show
    unknown = standing.status is BandStatus.UNKNOWN
    edge = count
    if standing.status is BandStatus.BELOW:
        edge = band.lowest
    elif standing.status is BandStatus.ABOVE and band.highest is not None:
        edge = band.highest
    colour = look.colour if check.area.in_system else OUTSIDE_COLOUR
    told = f"{count:,} {look.word.lower()}"
    if unknown:
        told = f"unknown, at least {count:,}"
    elif standing.short:
        told = f"{count:,}, below by {standing.short:,}"
    elif standing.over:
        told = f"{count:,}, above by {standing.over:,}"
    elif room := room_words(standing):
        told = f"{told}, {room}"
    return {
        "area": check.area.name + ("" if check.area.in_system else " (outside)"),
        "people": count,
        "edge": edge,
        "colour": colour,
        "fill": "#FFFFFF" if unknown else colour,
        "shape": look.shape,
        "words": f"{count:,}+ {sign(standing.status)}"
        if unknown
        else f"{count:,} {sign(standing.status)}",
        "told": told,
    }


def _ticks(largest: float) -> list[float]:
    """Return round figures from 0 to the largest one, three to six of them."""
    step = 10.0 ** (len(str(int(largest))) - 1)
    while largest / step < 3:
        step /= 2
    while largest / step > 6:
        step *= 2
    return [step * each for each in range(int(largest / step) + 1)]


def _key(checks: Sequence[AreaCheck]) -> str:
    present = {check.standing(basis).status for check in checks for basis in Basis}
    signs = [
        f"{sign(status)} {LOOKS[status].word.lower()}"
        + (" (at least the figure shown)" if status is BandStatus.UNKNOWN else "")
        for status in BandStatus
        if status in present
    ]
    band = checks[0].resident.band
    assert band is not None  # held by show
    shaded = f"shaded: the band of {band.words}, both ends inside it ({published_words(band)})"
    return " · ".join([*signs, shaded])
