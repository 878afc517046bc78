"""A search at work: the best plan it has, the bound that closes behind it, and two ways to end."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd
import streamlit as st

from geo.processes import Stage
from geo.searching import Moment, SearchStanding
from geo.words import counted, people
from pages.components import what_if_text
from pages.components.plain import plain
from pages.components.take_rules import Rules
from pages.shared import advising
from pages.shared.advising import Search
from pages.shared.loading import Study
from pages.shared.working import Working

_EVERY = 1.0
"""Seconds between two looks at a search at work."""
_BEST_NAME, _BOUND_NAME = "People who move in the best plan", "Proved bound"
_BEST, _BOUND = "#005EB8", "#8A4708"
_TEXT = "#212B32"


def show(study: Study, working: Working, rules: Rules) -> None:
    """Show the way to begin a search, or how far the one at work is.

    Args:
        study: the pack.
        working: the plan at work.
        rules: what is asked.
    """
    if advising.is_searching():
        _show_at_work()
        return
    if rules.faults:
        what_if_text.fault("", rules.faults)
    st.button(
        "Find the smallest change",
        type="primary",
        icon=":material/search:",
        disabled=bool(rules.faults),
        on_click=advising.begin,
        args=(study, working, rules.question),
        width="stretch",
    )


@st.fragment(run_every=_EVERY)
def _show_at_work() -> None:
    """Show how far the search is, again and again until it is over."""
    search = advising.current_search()
    standing = None if search is None else search.run.standing()
    if search is None or standing is None or standing.stage.is_over:
        st.rerun()
    st.progress(_share(search, standing), heading_words(search, standing))
    st.write(found_words(standing))
    with st.container(horizontal=True):
        st.button(
            "Stop and keep what is found",
            icon=":material/stop_circle:",
            disabled=standing.stage is Stage.WAITING,
            on_click=advising.stop,
        )
        st.button("Cancel", icon=":material/close:", on_click=advising.cancel)
    if standing.moments:
        _show_chart(of_this_search(standing.moments))
    st.caption("Stay on this page: a search whose planner leaves is cancelled.")


def heading_words(search: Search, standing: SearchStanding) -> str:
    """Say what the search is doing."""
    seconds = counted(int(standing.seconds), "second", "seconds")
    if standing.stage is Stage.WAITING:
        return f"Another search is running; yours comes next ({seconds})."
    if not standing.moments:
        return f"Looking for a first plan ({seconds})"
    last, places = standing.moments[-1], search.places
    where = plain(last.place)
    if len(places) > 1 and last.code in places:
        where = f"{where}, place {places.index(last.code) + 1:,} of {len(places):,}"
    return f"{where}: {plain(last.doing[:1].lower() + last.doing[1:])} ({seconds})"


def of_this_search(moments: Sequence[Moment]) -> list[Moment]:
    """Return the moments of the search that is at work: of its place and within its limits.

    A bound says nothing of plans within other limits.
    """
    last = moments[-1]
    return [each for each in moments if (each.code, each.doing) == (last.code, last.doing)]


def found_words(standing: SearchStanding) -> str:
    """Say what the best plan moves so far, and what is proved of plans within the same limits."""
    if not standing.moments:
        return "Nothing is found yet."
    last = standing.moments[-1]
    best = (
        "No plan is found yet"
        if last.best is None
        else f"The best plan so far moves **{people(last.best)}**"
    )
    if last.best == 0:
        return "The best plan so far moves nobody between areas that are there already."
    if not last.bound:
        return f"{best}. How few such a plan must move is not proved yet."
    if last.best is not None and last.best <= last.bound:
        return f"{best}, and no such plan can move fewer."
    return f"{best}; no such plan can move fewer than **{last.bound:,}**."


def _share(search: Search, standing: SearchStanding) -> float:
    """Return how much of the time for all places has gone; a search may well end before."""
    if not standing.moments:
        return 0.0
    limit = search.question.seconds * max(len(search.places), 1)
    return min(standing.seconds / limit, 1.0)


def _show_chart(moments: Sequence[Moment]) -> None:
    """Show best and bound over the seconds of one search; nothing before there are two."""
    rows = [
        {"seconds": each.seconds, "people": value, "what": what}
        for each in moments
        for what, value in ((_BEST_NAME, each.best), (_BOUND_NAME, each.bound or None))
        if value is not None
    ]
    if len({row["seconds"] for row in rows}) < 2:
        return
    chart = (
        alt.Chart(pd.DataFrame(rows))
        .mark_line(interpolate="step-after", strokeWidth=2.5, point={"size": 28})
        .encode(
            x=alt.X(
                "seconds:Q",
                title=None,
                axis=alt.Axis(grid=False, tickMinStep=1, labelExpr="datum.value + ' s'"),
            ),
            y=alt.Y(
                "people:Q",
                title=None,
                scale=alt.Scale(zero=False),
                axis=alt.Axis(format=",d", tickCount=4),
            ),
            color=alt.Color(
                "what:N",
                title=None,
                scale=alt.Scale(domain=[_BEST_NAME, _BOUND_NAME], range=[_BEST, _BOUND]),
                legend=alt.Legend(orient="top", symbolType="stroke", labelLimit=0),
            ),
            strokeDash=alt.StrokeDash(
                "what:N",
                scale=alt.Scale(domain=[_BEST_NAME, _BOUND_NAME], range=[[1, 0], [5, 3]]),
                legend=None,
            ),
        )
        .properties(height=140)
        .configure_axis(labelColor=_TEXT)
        .configure_legend(labelColor=_TEXT)
    )
    st.altair_chart(chart, width="stretch", theme=None, alt=chart_words(moments))


def chart_words(moments: Sequence[Moment]) -> str:
    """Return a short text in place of the chart."""
    last = moments[-1]
    best = "no plan yet" if last.best is None else f"the best plan moves {people(last.best)}"
    bound = "nothing is proved yet" if not last.bound else f"none moves fewer than {last.bound:,}"
    return f"The best plan and the proved bound over {last.seconds:.0f} seconds: {best}, {bound}."
