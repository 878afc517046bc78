"""What a plan changes, in words: as a whole against the baseline, and entry by entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import streamlit as st

from geo.model import Pack
from geo.plan.change_words import change_words
from geo.plan.check_keys import CHECK_WORDS
from geo.plan.comparison import Comparison
from geo.plan.edits import AcceptCheck, Edit
from geo.plan.failed_checks import FailedCheck
from geo.words import counted
from pages.components import html, what_if_branch, what_if_open, what_if_text
from pages.shared.accounts import step_account, whole_account
from pages.shared.batches import log_edits
from pages.shared.clock import when_words
from pages.shared.loading import Study
from pages.shared.working import Working

FIRST_SHOWN = 10
"""So many entries of the log are shown unasked."""
MOST_ON_PAGE = 50
"""So many entries of a long log are shown at once."""
MOST_IN_BATCH = 30
"""So many changes of one entry are told; the rest are counted."""
FIRST_CHECKS = 6
"""So many checks that are gained, and that are lost, are named."""


@dataclass
class _Batch:
    """Edits that were applied together.

    Attributes:
        last: number of the last entry of the log that belongs to it.
        edits: each with whether it stands.
    """

    last: int
    edits: list[tuple[Edit, bool]]


def show(study: Study, working: Working) -> None:
    """Show the account of the plan at work, newest first."""
    st.header("What this plan changes", anchor="account")
    batches = _batches(working)
    if not batches:
        st.write("Nothing is changed yet. Start on the map, or open an example:")
        what_if_open.examples(study, "page")
        return
    whole, log = st.columns([1, 1], gap="large")
    with whole:
        st.subheader("Against the baseline")
        found = whole_account(working.measured)
        nothing = ["Taken together, nothing differs from the baseline."]
        what_if_text.sentences([*(found.told or nothing), *found.left_behind])
        what_if_text.sentences(check_sentences(working.opened.pack, found.comparison))
    with log:
        st.subheader("Log, newest first")
        _show_log(working, batches)


def check_sentences(pack: Pack, found: Comparison) -> list[str]:
    """Say which checks a plan gains and loses, in a sentence for each side; none where none."""
    told = []
    for words, checks in (("Fails now", found.fails_now), ("Passes now", found.passes_now)):
        if checks:
            names = [_check_words(found, pack, each) for each in checks[:FIRST_CHECKS]]
            if rest := len(checks) - len(names):
                names.append(f"{counted(rest, 'more check', 'more checks')}, on the page Checks")
            told.append(f"{words}: {'; '.join(names)}.")
    return told


def _check_words(found: Comparison, pack: Pack, check: FailedCheck) -> str:
    """Return ``Byron PCN, people outside its own parent``, and whether that is accepted."""
    key = check.key
    layer = found.impact.after.state.layers[key.layer]  # it has all areas that fail or pass now
    words = f"{layer.area(key.area_code).name}, {CHECK_WORDS[key.kind]}"
    if key.other_layer is not None:
        words += f" ({pack.layer(key.other_layer).definition.singular})"
    return f"{words} (accepted)" if check.waiver is not None else words


def _show_log(working: Working, batches: list[_Batch]) -> None:
    numbers = {id(edit): at for at, edit in enumerate(working.scenario.edits, start=1)}
    for batch in reversed(_asked_batches(batches)):
        with st.container(gap="xxsmall", key=f"what-if-entry-{batch.last}"):
            html.write(_batch_html(working, batch, numbers))
            if st.button(
                "Branch from here",
                key=f"what-if branch {batch.last}",
                type="tertiary",
                icon=":material/fork_right:",
            ):
                what_if_branch.ask(working, batch.last, f"on {when_words(batch.edits[-1][0].at)}")


def _asked_batches(batches: list[_Batch]) -> list[_Batch]:
    """Return the entries to show, oldest first: the newest few, all, or a page of very many."""
    count = len(batches)
    if count <= FIRST_SHOWN or not st.toggle(
        f"All {counted(count, 'entry', 'entries')}", key="what-if log all"
    ):
        return batches[-FIRST_SHOWN:]
    pages = -(-count // MOST_ON_PAGE)
    if pages == 1:
        return batches
    page = st.number_input(
        f"Page of the log, the newest first ({pages:,} pages of {MOST_ON_PAGE} entries)",
        min_value=1,
        max_value=pages,
        key="what-if log page",
    )
    end = count - MOST_ON_PAGE * (page - 1)
    return batches[max(end - MOST_ON_PAGE, 0) : end]


def _batch_html(working: Working, batch: _Batch, numbers: Mapping[int, int]) -> str:
    """Return an entry of the log; ``numbers``: which of those that stand each edit is, by id."""
    first = batch.edits[0][0]
    told = []
    for edit, stands in batch.edits[:MOST_IN_BATCH]:
        if stands:
            sentences = step_account(working.opened, working.measured, numbers[id(edit)])
            told += [f"<li>{escape(sentence)}</li>" for sentence in sentences]
        else:
            words = change_words(edit.change, working.opened.state)
            told.append(f'<li class="undone">Undone: {escape(words)}.</li>')
    rest = len(batch.edits) - MOST_IN_BATCH
    if rest > 0:
        more = counted(rest, "more change was", "more changes were")
        told.append(f"<li>{more} applied together with these.</li>")
    told_already = all(
        isinstance(edit.change, AcceptCheck) and stands for edit, stands in batch.edits
    )
    reason = ""
    if first.reason and not told_already:  # the sentence about an accepted check has it
        reason = f"<blockquote>{escape(first.reason)}</blockquote>"
    return (
        f'<section class="what-if-entry"><p class="signed">{escape(when_words(first.at))}, '
        f"{escape(first.author)}</p><ul>{''.join(told)}</ul>{reason}</section>"
    )


def _batches(working: Working) -> list[_Batch]:
    """Return the edits of the log, those that were applied together in one."""
    batches: list[_Batch] = []
    for number, edit, stands in log_edits(working.scenario):
        before = batches[-1].edits[-1][0] if batches else None
        if before is not None and (before.author, before.at) == (edit.author, edit.at):
            batches[-1].edits.append((edit, stands))
            batches[-1].last = number
        else:
            batches.append(_Batch(number, [(edit, stands)]))
    return batches
