"""Accounts of a plan in sentences: of each of its edits, and of the whole against the baseline."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from geo.plan.account import account
from geo.plan.comparison import Comparison, compare
from geo.plan.impact import find_impact
from geo.plan.left_behind import left_behind
from geo.plan.measures import Measured
from geo.plan.opened import OpenScenario
from geo.plan.state import State
from geo.plan.totals import Dates
from pages.shared.loading import load_study
from pages.shared.scenarios import load_ground


@st.cache_resource(max_entries=32, show_spinner=False)
def load_baseline(pack_key: str, dates: Dates) -> Measured:
    """Return the baseline of a pack, to be measured on these dates."""
    return Measured(State.of(load_study(pack_key).pack), load_ground(pack_key), dates)


@dataclass(frozen=True)
class WholeAccount:
    """What a plan changes against the baseline.

    Attributes:
        told: who moves and what differs, in sentences.
        left_behind: what stayed where it was while units moved around it, in sentences.
        comparison: the same as values, with the checks that are gained and lost.
    """

    told: tuple[str, ...]
    left_behind: tuple[str, ...]
    comparison: Comparison


def whole_account(measured: Measured) -> WholeAccount:
    """Tell what a plan changes against the baseline."""
    baseline = load_baseline(measured.state.baseline.key, measured.dates)
    found = compare(baseline, measured)
    return WholeAccount(tuple(account(found.impact)), tuple(left_behind(baseline, measured)), found)


def step_account(opened: OpenScenario, measured: Measured, number: int) -> tuple[str, ...]:
    """Tell what one edit of a plan changes; worked out once for all visitors.

    Args:
        opened: the plan.
        measured: what it amounts to; most of it is the same before and after the edit.
        number: which of the edits that stand, from 1.
    """
    edits = opened.scenario.edits[:number]
    return _step_account(opened.pack.key, measured.dates, hash(edits), (opened, measured, number))


@st.cache_resource(max_entries=4_000, show_spinner=False)
def _step_account(
    pack_key: str, dates: Dates, digest: int, _step: tuple[OpenScenario, Measured, int]
) -> tuple[str, ...]:
    """Tell one edit; ``digest`` stands for all up to it where the account is remembered."""
    del pack_key, dates, digest
    opened, measured, number = _step
    state = opened.state_after(number - 1)
    before = measured.next(state)
    after = before.next(opened.scenario.edits[number - 1].apply(state))
    return tuple(account(find_impact(before, after)))
