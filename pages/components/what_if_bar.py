"""The bar above the editor: the plan's name, whether it is saved, what else can be done."""

from __future__ import annotations

from html import escape

import streamlit as st

from geo.model import BandStatus, Basis
from geo.plan.edits.words import LONGEST_NAME
from pages.components import (
    html,
    planner_name,
    share_view,
    what_if_branch,
    what_if_download,
    what_if_import,
    what_if_open,
)
from pages.shared import editing
from pages.shared import working as at_work
from pages.shared.clock import day_words, now, time_words
from pages.shared.editing import Outcome
from pages.shared.links import COMPARE_PAGE, TAKE_PAGE, compare_link, plan_link
from pages.shared.loading import Study
from pages.shared.scenarios import BASELINE, EXAMPLE
from pages.shared.working import Working

NEW, OPEN, BRANCH, ARCHIVE, REOPEN, DOWNLOAD, IMPORT = (
    "New plan",
    "Open…",
    "Branch…",
    "Archive",
    "Reopen",
    "Download…",
    "Import…",
)


def show(study: Study, working: Working, layer: str) -> None:
    """Show the bar; whatever is done with it runs the page again.

    Args:
        study: the pack.
        working: the plan at work.
        layer: key of the layer that is edited.
    """
    with st.container(key="what-if-bar", horizontal=True, vertical_alignment="center", gap="small"):
        _ask_name(working)
        html.write(f'<p class="what-if-saved" role="status">{escape(saved_words(working))}</p>')
        chosen = _menu(working)
        st.page_link(
            COMPARE_PAGE,
            label="Compare",
            icon=":material/compare:",
            query_params=compare_link(BASELINE, working.plan_key),
        )
        if _some_do_not_fit(working, layer):
            st.page_link(
                TAKE_PAGE,
                label="What would it take?",
                icon=":material/search:",
                query_params=plan_link(at_work.address_of(working), layer),
                help="Whether every area can fit its band, and the smallest change that does it",
            )
        share_view.show(st.container(width="content"), _shared_words(working))
        planner_name.show("what-if planner")
    if chosen is not None:
        _do(study, working, layer, chosen)


def saved_words(working: Working) -> str:
    """Say whether the plan is saved, and never that it is when it is not."""
    if working.theirs is not None:
        return "Not saved: somebody else changed it"
    if working.trouble:
        return "Not saved"
    if working.saved is None:
        if working.source.startswith(EXAMPLE):
            return "An example: a change is kept as a copy"
        return "Nothing changed yet"
    at = working.saved.changed_at
    today = day_words(at) == day_words(now())
    told = f"Saved {time_words(at)}" if today else f"Saved {day_words(at)}"
    return f"{told}, archived" if working.scenario.archived else told


def _some_do_not_fit(working: Working, layer: str) -> bool:
    """Whether a population of some area of the layer is outside its band."""
    outside = (BandStatus.BELOW, BandStatus.ABOVE)
    return any(
        each.check.area.in_system and each.check.standing(basis).status in outside
        for each in working.measured.layer(layer).values()
        for basis in Basis
    )


def _shared_words(working: Working) -> str:
    """Say what the address of the page opens for somebody else."""
    if working.theirs is not None:
        return "This address opens this plan with the choice that waits above the map."
    if working.trouble:
        return "What is not saved yet is not in this address."
    if working.saved is None and not working.source.startswith(EXAMPLE):
        return (
            "This address opens the baseline to start from; a plan has one from its first change."
        )
    return "This address opens this plan as it is kept, in the layer that is edited now."


def _ask_name(working: Working) -> None:
    name = working.scenario.name
    typed = st.text_input(
        "Name of this plan",
        value=name,
        max_chars=LONGEST_NAME,
        key=f"what-if name {working.scenario.key} {name}",
        label_visibility="collapsed",
        width=320,
    )
    if typed.strip() and typed.strip() != name:
        outcome = editing.rename(typed)
        _tell(outcome)
        if outcome.kind != "refused":
            st.rerun()


def _menu(working: Working) -> str | None:
    put_away = REOPEN if working.scenario.archived else ARCHIVE
    options = [NEW, OPEN, BRANCH, *([put_away] if working.saved else []), DOWNLOAD, IMPORT]
    return st.menu_button("Plan", options, icon=":material/menu:", key="what-if menu")


def _do(study: Study, working: Working, layer: str, chosen: str) -> None:
    if chosen in (NEW, OPEN, IMPORT) and working.unsaved:
        at_work.say("This plan has changes that are not saved: save or download them first.")
        st.rerun()
    if chosen == OPEN:
        what_if_open.ask(study)
    elif chosen == BRANCH:
        what_if_branch.ask(working)
    elif chosen == DOWNLOAD:
        what_if_download.ask(working, layer)
    elif chosen == IMPORT:
        what_if_import.ask(study, working, layer)
    elif chosen == NEW:
        at_work.turn_to(study, BASELINE)
        st.rerun()
    elif chosen in (ARCHIVE, REOPEN):
        _tell(editing.archive() if chosen == ARCHIVE else editing.reopen())
        st.rerun()


def _tell(outcome: Outcome) -> None:
    if outcome.kind == "refused":
        at_work.say(*outcome.lines)
