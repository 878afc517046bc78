"""What a plan changes, in words: as a whole against the baseline, and entry by entry."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import streamlit as st

from geo.model import Pack
from geo.plan.change_words import change_words
from geo.plan.check_keys import CHECK_WORDS
from geo.plan.comparison import Comparison
from geo.plan.edits import Edit
from geo.plan.failed_checks import FailedCheck
from geo.words import counted
from pages.components import html, what_if_branch, what_if_open, what_if_text
from pages.shared.accounts import step_account, whole_account
from pages.shared.batches import log_edits
from pages.shared.clock import when_words
from pages.shared.loading import Study
from pages.shared.working import Working

FIRST_SHOWN = 10
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
    everything = len(batches) <= FIRST_SHOWN or st.toggle(
        f"All {counted(len(batches), 'entry', 'entries')}", key="what-if log all"
    )
    standing = [edit for batch in batches for edit, stands in batch.edits if stands]
    for batch in reversed(batches if everything else batches[-FIRST_SHOWN:]):
        with st.container(gap="xxsmall", key=f"what-if-entry-{batch.last}"):
            html.write(_batch_html(working, batch, standing))
            if st.button(
                "Branch from here",
                key=f"what-if branch {batch.last}",
                type="tertiary",
                icon=":material/fork_right:",
            ):
                what_if_branch.ask(working, batch.last, f"on {when_words(batch.edits[-1][0].at)}")


def _batch_html(working: Working, batch: _Batch, standing: list[Edit]) -> str:
    first = batch.edits[0][0]
    told = []
    for edit, stands in batch.edits:
        if stands:
            place = next(i for i, each in enumerate(standing) if each is edit)
            pack, dates = working.opened.pack, working.measured.dates
            sentences = step_account(pack.key, dates, tuple(standing[: place + 1]))
            told += [f"<li>{escape(sentence)}</li>" for sentence in sentences]
        else:
            words = change_words(edit.change, working.opened.state)
            told.append(f'<li class="undone">Undone: {escape(words)}.</li>')
    reason = f"<blockquote>{escape(first.reason)}</blockquote>" if first.reason else ""
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
