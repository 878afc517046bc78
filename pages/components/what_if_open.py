"""Opening a plan: the examples, and what has been kept."""

from __future__ import annotations

import streamlit as st

from geo.store.scenario_store import StoreError
from geo.words import counted
from pages.components.plain import plain
from pages.shared import working as at_work
from pages.shared.loading import Study
from pages.shared.scenarios import (
    EXAMPLE,
    KEPT,
    PlanUnavailable,
    current_store,
    listed_note,
    load_examples,
)

MOST_SHOWN = 40


@st.dialog("Open a plan", width="medium")
def ask(study: Study) -> None:
    """Ask which plan to open, and open it."""
    st.markdown("**Examples**")
    examples(study, "dialog")
    st.markdown("**Kept plans**")
    try:
        kept = current_store().list(study.pack.key)
    except StoreError as error:
        st.error(plain(" ".join(error.faults)))
        return
    words = st.text_input("Name contains", key="what-if open search").casefold()
    archived = st.toggle("Archived plans too", key="what-if open archived")
    found = [
        each for each in kept if words in each.name.casefold() and (archived or not each.archived)
    ]
    if not found:
        st.write("No plan is kept yet." if not kept else "No plan fits.")
    for each in found[:MOST_SHOWN]:
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button(plain(each.name), key=f"what-if open {each.key}"):
                _open(study, f"{KEPT}{each.key}")
            st.markdown(f":small[{plain(listed_note(each))}]")
    if len(found) > MOST_SHOWN:
        rest = counted(len(found) - MOST_SHOWN, "more plan", "more plans")
        st.write(f"{rest}: type a part of the name.")


def examples(study: Study, where: str) -> None:
    """Offer the examples, one click each.

    Args:
        study: the pack.
        where: tells the buttons from those elsewhere on the page.
    """
    with st.container(horizontal=True, gap="small", key=f"what-if examples {where}"):
        for each in load_examples(study.pack.key):
            key = f"{EXAMPLE}{each.scenario.key}"
            if st.button(plain(each.scenario.name), key=f"what-if {where} {key}"):
                _open(study, key)


def _open(study: Study, key: str) -> None:
    try:
        at_work.turn_to(study, key)
    except PlanUnavailable as error:
        at_work.say(*error.faults)
    st.rerun()
