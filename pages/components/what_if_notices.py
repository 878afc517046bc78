"""What a planner must know before going on: changes by others, a store that takes nothing."""

from __future__ import annotations

import streamlit as st

from geo.plan.edits import Edit
from geo.words import counted
from pages.components import what_if_download, what_if_text
from pages.shared import editing, saving
from pages.shared import working as at_work
from pages.shared.editing import Outcome
from pages.shared.loading import Study
from pages.shared.their_changes import their_changes
from pages.shared.working import Working


def show(study: Study, working: Working, layer: str) -> None:
    """Show what stands in the way, with what can be done about it; nothing where all is well."""
    notes = at_work.said()
    if notes:
        what_if_text.box("what-if-note", "", notes)
    if working.theirs is not None:
        _show_conflict(study, working, layer)
    elif working.trouble:
        _show_trouble(working, layer)
    elif saving.newer_version(working):
        with st.container(key="what-if-newer", horizontal=True, vertical_alignment="center"):
            st.markdown("Somebody else has changed this plan since you opened it.")
            if st.button("Load the latest version"):
                _after(editing.load_latest(study))


def _show_conflict(study: Study, working: Working, layer: str) -> None:
    change = their_changes(working)
    with st.container(key="what-if-conflict", gap="xsmall"):
        what_if_text.folded_fault(
            f"{change.people} has changed this plan since:",
            f"{change.words}.",
            change.told,
            _where_ours_is(working),
        )
        with st.container(horizontal=True, gap="small"):
            if st.button("Make mine again on top of theirs", type="primary"):
                _after(editing.make_again(), tell=True)
            if st.button("Keep mine as a branch"):
                _after(editing.keep_as_branch(study))
            if st.button("Give mine up and load theirs", type="tertiary"):
                _after(editing.load_latest(study))
            if working.mine is None:
                what_if_download.buttons(working, layer, "conflict")


def _where_ours_is(working: Working) -> str:
    ours = sum(isinstance(entry, Edit) for entry in working.unsaved)
    what = f"Yours ({counted(ours, 'change', 'changes')})" if ours else "Yours"
    if working.mine is None:
        return f"{what} is only in this tab, since it could not be kept: choose, or download it."
    return f"{what} is kept as “{working.mine.scenario.name}”."


def _show_trouble(working: Working, layer: str) -> None:
    told = counted(
        sum(isinstance(entry, Edit) for entry in working.unsaved), "change is", "changes are"
    )
    with st.container(key="what-if-trouble"):
        what_if_text.fault(
            "This plan is not saved.",
            [
                *working.trouble,
                f"{told} only in this tab, and lost with it: download the plan.",
            ],
        )
        with st.container(horizontal=True):
            if st.button("Save again", type="primary"):
                _after(editing.try_again())
            what_if_download.buttons(working, layer, "trouble")


def _after(outcome: Outcome, tell: bool = False) -> None:
    if tell or outcome.kind != "done":
        at_work.say(*outcome.lines)
    st.rerun()
