"""An area's age structure beside that of the area it belongs to."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geo.model import AGE_BANDS
from geo.plan.profile import AgeStructure
from geo.words import share

_BARS, _LINE = "#5B8DB8", "#231F20"


def show(ages: AgeStructure, other: AgeStructure | None, when: str) -> None:
    """Show the chart with its reading in words.

    Args:
        ages: of the area.
        other: of what it is compared with, or None.
        when: date of the residents as a reader writes it.
    """
    if None in ages.shares:
        st.write(f"The age structure of {ages.name} is unknown ({when}).")
        return
    import altair as alt  # noqa: PLC0415 - slow to import, and the first map need not wait for it

    st.markdown(_reading(ages, other))
    bars = alt.Chart(alt.Data(values=_rows(ages.shares))).mark_bar(color=_BARS)
    scale = alt.Y("share:Q", title=None, axis=alt.Axis(format="%", tickCount=4))
    bands = alt.X(
        "band:O",
        title=None,
        sort=None,
        axis=alt.Axis(labelAngle=0, labelExpr=_EVERY_SECOND, labelOverlap=False),
    )
    chart: alt.Chart | alt.LayerChart = bars.encode(x=bands, y=scale)
    legend = f"Bars: {ages.name}"
    if other is not None and None not in other.shares:
        line = (
            alt.Chart(alt.Data(values=_rows(other.shares)))
            .mark_tick(color=_LINE, thickness=2.5, width=15)
            .encode(x=bands, y=scale)
        )
        chart = alt.layer(chart, line)
        legend += f"; black lines: {other.name}"
    st.altair_chart(
        chart.properties(height=130, padding={"left": 0, "right": 0, "top": 4, "bottom": 0}),
        width="stretch",
        theme=None,
        alt=_alternative(ages, other),
    )
    st.caption(f"{legend}. Share of residents by five-year age group, {when}.")


_EVERY_SECOND = "indexof(['0', '20', '40', '60', '80'], datum.value) < 0 ? '' : datum.value"


def _rows(shares: Sequence[float | None]) -> list[dict[str, float | str]]:
    return [
        {"band": str(5 * position), "share": value or 0.0} for position, value in enumerate(shares)
    ]


def _reading(ages: AgeStructure, other: AgeStructure | None) -> str:
    def beside(mine: float | None, theirs: float | None) -> str:
        return share(mine) if other is None else f"{share(mine)} ({share(theirs)})"

    than = "" if other is None else f" In brackets: {other.name}."
    older = beside(ages.share_aged_65_and_over, other and other.share_aged_65_and_over)
    young = beside(ages.share_aged_under_18, other and other.share_aged_under_18)
    return f"Aged 65 and over: **{older}**. Aged under 18, estimated: **{young}**.{than}"


def _alternative(ages: AgeStructure, other: AgeStructure | None) -> str:
    told = [
        f"{_band_words(name)} {share(value, 1)}"
        for name, value in zip(AGE_BANDS, ages.shares, strict=True)
    ]
    beside = "" if other is None else f" Lines show the same for {other.name}."
    return f"Bar chart of the ages of residents of {ages.name}: {', '.join(told)}.{beside}"


def _band_words(name: str) -> str:
    _, first, last = name.split("_")
    return f"{int(first)} and over" if last == "plus" else f"{int(first)} to {int(last)}"
