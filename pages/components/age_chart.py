"""An area's age structure beside that of the area it belongs to."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geo.model import AGE_BANDS
from geo.plan.profile import AgeStructure
from geo.words import share

OLDER_FROM = 65
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
    older = beside(ages.share_between(OLDER_FROM), other and other.share_between(OLDER_FROM))
    young = beside(under_18(ages), other and under_18(other))
    return f"Aged 65 and over: **{older}**. Aged under 18, estimated: **{young}**.{than}"


def under_18(ages: AgeStructure) -> float | None:
    """Return the share aged under 18: ages 0 to 14 and three fifths of ages 15 to 19."""
    younger, teens = ages.share_between(0, 14), ages.share_between(15, 19)
    return None if younger is None or teens is None else younger + 0.6 * teens


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
