"""On which other dates, in which other networks and with how much growth the band must hold."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from geo.advice.repair.populations import AskedPopulation
from geo.advice.robustness.answer import SAMPLES
from geo.advice.robustness.weak_ties import WEAK_SHARE
from geo.model import Measure, Pack
from geo.plan.leaning import NETWORKS
from geo.words import counted, share
from pages.components import take_growth
from pages.components.take_growth import Growth


@dataclass(frozen=True, eq=False)
class Times:
    """When the band must hold besides now.

    Attributes:
        all_dates: whether on every date of residents.
        weak_ties: whether also where weakly tied units join other networks.
        growth: how residents grow.
        holds_in_growth: whether the band must hold in each year of it.
    """

    all_dates: bool
    weak_ties: bool
    growth: Growth
    holds_in_growth: bool

    @property
    def faults(self) -> tuple[str, ...]:
        """Why a search cannot be asked with these; empty where it can."""
        return (self.growth.fault,) if self.holds_in_growth and self.growth.fault else ()


def ask(pack: Pack, layer: str, population: AskedPopulation) -> Times:
    """Ask for all of it; of what says nothing of a population, nothing is asked.

    Args:
        pack: as published.
        layer: key of the layer that has to fit.
        population: that has to fit.
    """
    residents = Measure.RESIDENTS in population.measures
    ties = layer == NETWORKS and population is not AskedPopulation.LISTS
    named = [
        *(["Other dates"] if residents else []),
        *(["weak ties"] if ties else []),
        "growth",
    ]
    title = f"{', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else named[0]
    with st.expander(f"{title[:1].upper()}{title[1:]}"):
        all_dates = residents and _ask_dates(pack)
        weak_ties = ties and _ask_ties()
        growth = take_growth.ask(pack)
        is_growth = growth.asked is not None or bool(growth.fault)
        holds = residents and is_growth and _ask_growth_holds()
        if is_growth and not residents:
            st.caption(
                "Only residents are made to grow: the search asks nothing of growth, and “Does it "
                "hold on other dates?” below does."
            )
    return Times(all_dates, weak_ties, growth, holds)


def _ask_dates(pack: Pack) -> bool:
    return st.checkbox(
        f"The band holds on all {counted(len(pack.residents), 'date', 'dates')} of residents",
        key="take all dates",
        persist_state="session",
    )


def _ask_ties() -> bool:
    asked = st.checkbox(
        f"The band also holds if weakly tied small areas join other networks ({SAMPLES:,} samples)",
        key="take weak ties",
        persist_state="session",
    )
    st.caption(
        f"A small area is weakly tied where fewer than {share(WEAK_SHARE)} of its registered "
        "patients are in its own network. In each sample some of these areas count with one of the "
        "networks that most of their patients are in."
    )
    return asked


def _ask_growth_holds() -> bool:
    return st.checkbox(
        "The band holds in each of these years",
        value=True,
        key="take growth holds",
        persist_state="session",
    )
