"""How networks’ areas were derived, and how clearly each small area leans to its own."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from geo.model import Layer, Measure, Pack, date_label
from geo.plan.leaning import NETWORKS, Leaning, UnitLeaning, find_leaning
from geo.words import counted, share
from pages.components import reading_table

_WEAKEST = 12


def show(pack: Pack) -> None:
    """Say how certain the drawn networks are, with the small areas that are least so."""
    if NETWORKS not in pack.layers:
        st.info("This data has no networks whose areas were derived.")
        return
    networks = pack.layer(NETWORKS)
    leaning = find_leaning(pack, networks)
    st.header("How networks’ areas were derived", anchor="networks")
    st.write(networks.definition.method, _sentence(leaning))
    chart, table = st.columns([2, 3], gap="medium")
    with chart:
        st.subheader("Small areas by share of patients with their own")
        st.altair_chart(_draw(leaning), width="stretch", theme=None, alt=_describe(leaning))
    with table:
        st.subheader(f"The {_WEAKEST} small areas that lean least to their own")
        reading_table.show(
            "Small areas with the smallest share of patients with their own network.",
            ("Small area", "Its network", "Leading network", "With its own", "With the leading"),
            _weakest(pack, networks, leaning),
            text_columns=3,
        )


def _sentence(leaning: Leaning) -> str:
    told = ""
    if leaning.patients and leaning.with_own is not None:
        told = (
            f"Of {leaning.patients:,} registered patients living in the system "
            f"({date_label(Measure.LIVING_INSIDE, leaning.date)}), {leaning.with_own:,} "
            f"({share(leaning.with_own / leaning.patients)}) are registered with the network of "
            "the small area that they live in. "
        )
    away = len(leaning.held_back)
    told += (
        f"In {away:,} of {counted(len(leaning.units), 'small area', 'small areas')} another "
        "network leads among the patients, and the line of the CCG decided. In "
        f"{leaning.below(0.5):,} fewer than half of the patients are with their own network."
    )
    if leaning.unknown:
        told += f" For {counted(leaning.unknown, 'small area', 'small areas')} it is unknown."
    return told


def _tenths(leaning: Leaning) -> list[tuple[str, int]]:
    return [
        (f"{tenth * 10} to {'100' if tenth == 9 else f'under {tenth * 10 + 10}'}%", count)
        for tenth, count in enumerate(leaning.per_tenth())
    ]


def _draw(leaning: Leaning) -> alt.LayerChart:
    rows = pd.DataFrame(_tenths(leaning), columns=["share", "areas"])
    bars = alt.Chart(rows).encode(
        y=alt.Y(
            "share:N",
            sort=None,
            axis=alt.Axis(title=None, labelLimit=0, ticks=False, labelPadding=8),
        ),
        x=alt.X("areas:Q", axis=None),
    )
    return (
        (bars.mark_bar(color="#005EB8") + bars.mark_text(align="left", dx=4).encode(text="areas:Q"))
        .properties(height=alt.Step(28))
        .configure(font="Arial, Helvetica, sans-serif")
        .configure_axis(labelFontSize=12, labelColor="#212B32", domain=False)
        .configure_text(fontSize=12, color="#212B32")
        .configure_view(stroke=None)
    )


def _describe(leaning: Leaning) -> str:
    told = ", ".join(f"{name}: {count}" for name, count in _tenths(leaning) if count)
    return f"Small areas by share of patients registered with their own network. {told}."


def _weakest(pack: Pack, networks: Layer, leaning: Leaning) -> list[tuple[str, ...]]:
    def leading(unit: UnitLeaning) -> str:
        beyond = "" if unit.leading in networks.position else f" ({unit.leading}, not drawn here)"
        return f"{unit.leading_name}{beyond}"

    return [
        (
            f"{pack.units.names[unit.unit]} ({pack.units.codes[unit.unit]})",
            unit.own_name,
            leading(unit),
            share(unit.share_with_own),
            share(unit.share_with_leading),
        )
        for unit in leaning.weakest(_WEAKEST)
    ]
