"""One proposal: its areas before and after, its steps, and the ways to accept them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from geo.model import date_label
from geo.plan.edits.words import LONGEST_TEXT
from geo.searching import AreaOutcome, Fitted, Place, Proposal
from geo.words import PEOPLE_WORDS, counted, start_sentence
from pages.components import html, reading_table
from pages.components.plain import plain
from pages.components.take_words import figure_words
from pages.shared import advising
from pages.shared import working as at_work
from pages.shared.advising import Search
from pages.shared.links import COMPARE_PAGE, WHAT_IF_PAGE, compare_link, plan_link
from pages.shared.scenarios import BASELINE
from pages.shared.working import Working


def show(working: Working, search: Search, number: int, place: Place) -> None:
    """Show the proposal that is looked at.

    Args:
        working: the plan at work.
        search: that found it.
        number: of the place, from 0.
        place: the place.
    """
    position = advising.chosen_proposal(search, number)
    proposal = place.proposals[position]
    st.subheader(f"Proposal {position + 1} for {plain(place.name)}", anchor="proposal")
    reading_table.show(
        f"Areas of {place.name} before and after the proposal.",
        *_areas(proposal, search.run.answer().populations),
        text_columns=1,
    )
    st.subheader(counted(len(proposal.steps), "step", "steps"), anchor="steps")
    done = advising.steps_taken(search, number, position)
    html.write(_steps(proposal, done))
    _show_acceptance(working, search, (number, position), proposal, done)


def _areas(
    proposal: Proposal, populations: Sequence[Fitted]
) -> tuple[list[str], list[tuple[str, ...]]]:
    """Return headings and rows of the table of areas."""
    headings = ["Area"]
    for each in populations:
        when = each.label or date_label(each.measure, each.date)
        words = f"{PEOPLE_WORDS[each.measure][1]}, {when}"
        headings += [f"{start_sentence(words)}, before", "After"]
    rows = [
        (
            f"{area.name} (new)" if area.is_new else area.name,
            *(cell for figure in area.figures for cell in figure_words(figure)),
            _pieces(area),
        )
        for area in proposal.areas
    ]
    return [*headings, "Pieces"], rows


def _pieces(area: AreaOutcome) -> str:
    counts = area.pieces_before, area.pieces_after
    before, after = (f"{count:,}" if count else "–" for count in counts)
    return after if before == after else f"{before} → {after}"


def _steps(proposal: Proposal, done: int) -> str:
    items = "".join(
        f'<li class="done">✓ {escape(step.sentence)} Accepted.</li>'
        if place < done
        else f"<li>{escape(step.sentence)}</li>"
        for place, step in enumerate(proposal.steps)
    )
    return f'<ol class="take-steps">{items}</ol>'


def _show_acceptance(
    working: Working, search: Search, which: tuple[int, int], proposal: Proposal, done: int
) -> None:
    """Offer the steps that are not accepted yet, and the ways on."""
    rest = len(proposal.steps) - done
    with st.container(key="take-accept", gap="small"):
        if rest and advising.holds_for(search, working):
            reason = st.text_input(
                "Your reason, for the log (optional; otherwise it says what each step is for)",
                max_chars=LONGEST_TEXT,
                key="take reason",
            )
            with st.container(horizontal=True):
                st.button(
                    "Accept all" if not done else f"Accept the other {rest:,}",
                    type="primary",
                    icon=":material/done_all:",
                    on_click=advising.accept,
                    args=(*which, rest, reason),
                )
                st.button(
                    f"Accept the next step ({done + 1:,} of {len(proposal.steps):,})",
                    icon=":material/done:",
                    on_click=advising.accept,
                    args=(*which, 1, reason),
                )
        elif rest:
            html.write(f'<p role="status">{escape(advising.CHANGED)}</p>')
        _show_ways_on(working, search, rest, done)


def _show_ways_on(working: Working, search: Search, rest: int, done: int) -> None:
    if not done:
        return
    some = f"{counted(done, 'step is', 'steps are')} in the plan, {rest:,} more can follow."
    told = some if rest else "All steps are in the plan."
    html.write(f'<p role="status">{escape(" ".join([told, *advising.told()]))}</p>')
    with st.container(horizontal=True):
        st.page_link(
            WHAT_IF_PAGE,
            label="See it in What-if",
            icon=":material/edit_location_alt:",
            query_params=plan_link(at_work.address_of(working), search.question.layer),
        )
        st.page_link(
            COMPARE_PAGE,
            label="Compare with the baseline",
            icon=":material/compare:",
            query_params=compare_link(BASELINE, working.plan_key),
        )
