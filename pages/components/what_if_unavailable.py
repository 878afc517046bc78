"""A plan that the address asks for and that cannot be opened: why, and the ways on."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geo.plan.scenario import ScenarioError
from geo.store.scenario_store import StoreError
from pages.components import what_if_import, what_if_text
from pages.shared import editing
from pages.shared import working as at_work
from pages.shared.loading import Study
from pages.shared.scenarios import BASELINE, current_store


def show(study: Study, faults: Sequence[str]) -> None:
    """Say why, and offer to try again, to take the plan over, or to start from the baseline."""
    st.title("This plan cannot be opened")
    what_if_text.fault("", faults)
    with st.container(horizontal=True):
        if st.button("Try again", type="primary"):
            st.rerun()
        if st.button("Start from the baseline"):
            at_work.switch(study, BASELINE)
            at_work.leave_address()
            st.rerun()
    _offer_rebase(study)


def _offer_rebase(study: Study) -> None:
    """Offer to take a plan over that was made for another edition of the pack."""
    try:
        kept = current_store().read(at_work.asked_scenario())
        opened, report = what_if_import.opened_here(study, kept.scenario)
    except (StoreError, ScenarioError):
        return
    what_if_text.box("what-if-preview", "It can be taken over to this edition:", report)
    if st.button("Keep it as a plan for this edition"):
        at_work.say(*editing.adopt(study, opened).lines)
        at_work.leave_address()
        st.rerun()
