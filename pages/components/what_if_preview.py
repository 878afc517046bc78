"""What changes would lead to, in sentences, before they are applied."""

from __future__ import annotations

from collections.abc import Sequence

from geo.plan.account import account
from geo.plan.edits import Change
from geo.plan.impact import find_impact
from geo.plan.scenario import ScenarioError
from pages.components import what_if_text
from pages.shared import editing, people
from pages.shared.working import Working


def show(working: Working, changes: Sequence[Change]) -> bool:
    """Say what changes lead to, or why they cannot be made; return whether they can."""
    state = working.opened.state
    try:
        edits = editing.edits_of(state, changes, people.known_name() or people.UNNAMED)
    except ScenarioError as error:
        what_if_text.fault("This cannot be done:", error.faults)
        return False
    for edit in edits:
        state = edit.apply(state)
    told = account(find_impact(working.measured, working.measured.next(state)))
    what_if_text.box("what-if-preview", "This would happen:", told or ["Nothing would differ."])
    return True
