"""Practices and their lists: which have none, and why."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pandas as pd
import streamlit as st

from geo.model import ListState, Measure, Pack, Practice, date_label
from geo.plan.leaning import NETWORKS
from geo.words import counted, listed
from pages.components import reading_table

_HEADINGS = ("Practice", "Code", "Network", "Took over from", "What happened")
_SOME, _ALL = "With a gap or a note", "All practices"


def show(pack: Pack) -> None:
    """Say how many practices have a list on each date, and list those that have not."""
    st.header("Practices and their lists", anchor="practices")
    st.markdown("\n".join(f"- {_sentence(pack, day)}" for day in pack.list_dates))
    st.write(
        "A practice that was closed, dormant or not yet open had no list, and that is no gap. One "
        "that was open and has none makes every total that it belongs to unknown, not smaller."
    )
    which = st.segmented_control(
        "Practices", [_SOME, _ALL], default=_SOME, required=True, key="practices shown"
    )
    chosen = [practice for practice in pack.practices if which == _ALL or _stands_out(practice)]
    st.markdown(
        f":small[{len(chosen):,} of {counted(len(pack.practices), 'practice', 'practices')}]"
    )
    rows = [_row(pack, practice) for practice in chosen]
    caption = "Practices with their list on each date, or why there is none."
    lists = [_heading(day) for day in pack.list_dates]
    headings = [*_HEADINGS, *lists]
    if len(rows) <= reading_table.MOST_ROWS:
        reading_table.show(caption, headings, rows, len(_HEADINGS))
        return
    st.dataframe(
        pd.DataFrame(rows, columns=headings),
        hide_index=True,
        column_config={
            "What happened": st.column_config.TextColumn(width=240),
            **{heading: st.column_config.TextColumn(alignment="right") for heading in lists},
        },
        alt=caption,
    )


def _heading(day: date) -> str:
    return f"List, {date_label(Measure.LISTS, day)}"


def _stands_out(practice: Practice) -> bool:
    states = {patients.state for patients in practice.lists.values()}
    return bool(practice.note or practice.predecessor) or states != {ListState.COUNTED}


def _sentence(pack: Pack, day: date) -> str:
    states = Counter(practice.lists[day].state for practice in pack.practices)
    counted_ones = states.pop(ListState.COUNTED, 0)
    patients = sum(practice.lists[day].patients or 0 for practice in pack.practices)
    words = {
        ListState.CLOSED: "closed",
        ListState.DORMANT: "dormant",
        ListState.NOT_YET_OPEN: "not yet open",
        ListState.MISSING: "without the list that there should be",
    }
    rest = [f"{states[state]:,} {word}" for state, word in words.items() if states[state]]
    told = (
        f"{date_label(Measure.LISTS, day)}: {counted(counted_ones, 'practice', 'practices')} with "
        f"a list, {patients:,} patients together"
    )
    return f"{told}; {listed(rest)}." if rest else f"{told}."


def _row(pack: Pack, practice: Practice) -> list[str]:
    network = practice.areas.get(NETWORKS)
    before = practice.predecessor
    return [
        practice.name,
        practice.code,
        pack.layer(NETWORKS).area(network).name if network else "none",
        "" if before is None else f"{pack.practice[before].name} ({before})",
        practice.note,
        *(_list_words(practice, day) for day in pack.list_dates),
    ]


def _list_words(practice: Practice, day: date) -> str:
    patients = practice.lists[day]
    if patients.patients is not None:
        return f"{patients.patients:,}"
    return "unknown (missing)" if patients.state is ListState.MISSING else patients.state.value
