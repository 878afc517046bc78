"""What stands beside the map while nothing is selected: how to begin, and how each tier stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from geo.advice.feasibility import feasibility
from geo.advice.tier_words import tier_sentence
from geo.model import Basis, Measure, Pack, date_label
from geo.plan.checks import AreaCheck
from geo.plan.totals import Dates


def show(pack: Pack, checks: Mapping[str, Sequence[AreaCheck]], dates: Dates) -> None:
    """Show how to begin and one sentence for each tier and population."""
    st.header(pack.title, anchor=False)
    st.markdown(
        "**Click an area** for its profile, choose it from the list above, or **search** for a "
        "postcode, place, area or practice."
    )
    answers = feasibility(pack, checks)
    labels = {
        Basis.RESIDENT: f"Residents, {date_label(Measure.RESIDENTS, dates.resident)}",
        Basis.REGISTERED: f"Registered, {date_label(Measure.LISTS, dates.registered)}",
    }
    for basis in Basis:
        st.subheader(labels[basis], anchor=False)
        for layer in pack.layers.values():
            found = checks[layer.key]
            if layer.definition.tier is None or not found or found[0].resident.band is None:
                continue
            sentence = tier_sentence(pack, layer.key, found, answers, basis)
            st.markdown(f"**{layer.definition.name}.** {sentence}")
    st.page_link("pages/checks.py", label="See every area against its band on Checks")
