"""Branching: going on in a plan of its own, from the plan as it is or as it was earlier."""

from __future__ import annotations

import streamlit as st

from geo.plan.edits.words import LONGEST_NAME
from pages.components.plain import plain
from pages.shared import editing
from pages.shared import working as at_work
from pages.shared.working import Working


@st.dialog("Branch this plan")
def ask(working: Working, entries: int | None = None, when: str = "") -> None:
    """Ask for the name of the branch, and go on in it.

    Args:
        working: the plan at work.
        entries: how many entries of its log the branch takes over; all where None.
        when: what the plan was like then, in words.
    """
    if entries is None:
        st.write("The branch starts as the plan is now. This plan stays as it is.")
    else:
        st.write(f"The branch starts as the plan was {plain(when)}. This plan stays as it is.")
    suggested = f"{working.scenario.name}, branch"[:LONGEST_NAME].strip()
    with st.form("what-if branch", border=False):  # the click that leaves the field also counts
        name = st.text_input("Name of the branch", value=suggested, max_chars=LONGEST_NAME)
        wanted = st.form_submit_button("Branch", type="primary")
    if wanted:
        outcome = editing.branch(name, entries)
        if outcome.kind == "refused":
            st.error(plain(" ".join(outcome.lines)))
            return
        at_work.say(*(outcome.lines if outcome.kind == "conflict" else ()))
        st.rerun()
