"""Commands that the editor sends: each is read as what it may be, done once, and answered.

A command comes from a browser, so nothing in it is believed. It says which version of the plan its
sender had drawn; one that was made on another version is refused, and what it would have changed
stays in the browser.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from geo.advice.split_proposal import SplitProposal
from geo.advice.splitting import SplitError, propose_splits
from geo.advice.strays import find_strays
from geo.maps.editor_message import Notice, editable_layers
from geo.plan.better_parents import better_parents
from geo.plan.check_keys import CheckKey, CheckKind
from geo.plan.edits import AcceptCheck, Change, RenameArea
from geo.plan.scenario_fields import CHANGES, Fields
from pages.shared import editing
from pages.shared import working as at_work
from pages.shared.editing import Outcome
from pages.shared.working import Working

MOST_CHANGES = 5_000
MOST_PROPOSALS = 3
_DONE = "what-if commands done"
_NOTICE = "what-if notice"
_PROPOSED = "what-if proposed"
_REMEMBERED = 50
_MOVES = ("move_units", "move_practices")

STALE = (
    "The plan has changed since this was drawn, so nothing of it was applied. Look at the plan as "
    "it is now, then do it again."
)


@dataclass(frozen=True, eq=False)
class Proposed:
    """Splits that were proposed, for the version of the plan that they were made for.

    Attributes:
        version: of the plan.
        layer: key of the layer.
        area: code of the area that would be split.
        faults: why there are none.
        options: the proposals.
    """

    version: str
    layer: str
    area: str
    faults: tuple[str, ...]
    options: tuple[SplitProposal, ...]


def handle(command: object) -> None:
    """Do what the editor asks, unless that was done before, and keep the answer for it."""
    working = at_work.current()
    if working is None or not isinstance(command, Mapping):
        return
    number = command.get("n")
    done: list[object] = st.session_state.setdefault(_DONE, [])
    if not isinstance(number, str | int) or number in done:
        return
    done[:] = [*done[-_REMEMBERED:], number]
    outcome = _outcome(working, command)
    st.session_state[_NOTICE] = Notice(number, outcome.kind, outcome.lines)


def notice() -> Notice | None:
    """Return the answer to the latest command, or None before there was one."""
    answer: Notice | None = st.session_state.get(_NOTICE)
    return answer


def proposed(working: Working, layer: str) -> Proposed | None:
    """Return the splits that were proposed for the plan and layer as they are, or None."""
    kept: Proposed | None = st.session_state.get(_PROPOSED)
    if kept is None or (kept.version, kept.layer) != (working.version, layer):
        return None
    return kept


def _outcome(working: Working, command: Mapping[str, Any]) -> Outcome:
    layer = at_work.asked_layer(working)
    what, author = command.get("do"), command.get("author")
    if what == "layer":
        return _show_layer(working, command.get("layer"))
    if command.get("version") != working.version:
        return Outcome("refused", (STALE,))
    match what:
        case "apply":
            outcome = _apply(command)
        case "undo":
            outcome = editing.undo(author)
        case "redo":
            outcome = editing.redo(author)
        case "propose_split":
            outcome = _propose(working, layer, command)
        case "split":
            outcome = _split(working, layer, command)
        case "forget_split":
            outcome = _forget()
        case "repair_strays":
            outcome = _repair(working, layer, command)
        case "accept":
            outcome = _accept(command)
        case "fix":
            outcome = _fix(working, command)
        case _:
            outcome = Outcome("refused", ("The page does not know what was asked. Load it again.",))
    return outcome


def _show_layer(working: Working, layer: object) -> Outcome:
    if layer not in [each.key for each in editable_layers(working.opened.pack)]:
        return Outcome("refused", ("There is no such layer to edit.",))
    at_work.ask_layer(str(layer))
    return Outcome("done")


def _apply(command: Mapping[str, Any]) -> Outcome:
    raw = command.get("changes")
    if not isinstance(raw, list) or len(raw) > MOST_CHANGES:
        return Outcome("refused", ("The changes could not be read. Load the page again.",))
    changes: list[Change] = []
    faults: list[str] = []
    for number, each in enumerate(raw, start=1):
        fields = Fields(each, f"Change {number}")
        kind = fields.take("kind")
        if kind in _MOVES:
            changes.append(CHANGES[kind][1](fields))
        else:
            fields.fault("is of a kind that the map does not make")
        fields.done()
        faults += fields.faults
    if faults:
        return Outcome("refused", tuple(faults))
    return _make(changes, command)


def _propose(working: Working, layer: str, command: Mapping[str, Any]) -> Outcome:
    area, parts = str(command.get("area")), command.get("parts")
    wanted = parts if type(parts) is int else None
    faults: tuple[str, ...] = ()
    options: tuple[SplitProposal, ...] = ()
    try:
        options = propose_splits(working.measured, layer, area, wanted, MOST_PROPOSALS)
    except SplitError as error:
        faults = error.faults
    st.session_state[_PROPOSED] = Proposed(working.version, layer, area, faults, options)
    return Outcome("done")


def _forget() -> Outcome:
    st.session_state.pop(_PROPOSED, None)
    return Outcome("done")


def _split(working: Working, layer: str, command: Mapping[str, Any]) -> Outcome:
    kept, option, names = proposed(working, layer), command.get("option"), command.get("names")
    if kept is None or type(option) is not int or not 0 <= option < len(kept.options):
        return Outcome("refused", ("That proposal is no longer there. Ask for proposals again.",))
    chosen = kept.options[option]
    if not isinstance(names, list) or len(names) != len(chosen.parts):
        return Outcome("refused", ("Every part needs a name.",))
    named = list(zip(chosen.parts, (str(name).strip() for name in names), strict=True))
    new = [(part.code, name) for part, name in named if part.is_new]
    changes: list[Change] = [
        RenameArea(layer, part.code, name)
        for part, name in named
        if not part.is_new and name != part.name
    ]
    outcome = _make([*changes, chosen.change(new)], command)
    if outcome.kind != "refused":
        st.session_state.pop(_PROPOSED, None)
    return outcome


def _repair(working: Working, layer: str, command: Mapping[str, Any]) -> Outcome:
    codes = command.get("locked")
    known = working.measured.state.layers[layer].position
    locked = [code for code in codes if code in known] if isinstance(codes, list) else []
    found = find_strays(working.measured, layer, locked)
    if not found.moves:
        return Outcome("refused", (*found.sentences, "There is no piece that can be moved."))
    return _make(list(found.moves), command)


def _accept(command: Mapping[str, Any]) -> Outcome:
    key = _check_key(command)
    if key is None:
        return Outcome("refused", ("There is no such check to accept.",))
    return _make([AcceptCheck(key.layer, key.area_code, key.kind, key.other_layer)], command)


def _fix(working: Working, command: Mapping[str, Any]) -> Outcome:
    key = _check_key(command)
    better = None
    if (
        key is not None
        and key.kind is CheckKind.PARENT
        and key.layer in working.opened.state.layers
    ):
        better = better_parents(working.measured, key.layer).get(key.area_code)
    if better is None:
        return Outcome("refused", ("Nothing is known that would mend this check.",))
    return _make([better.change], command)


def _check_key(command: Mapping[str, Any]) -> CheckKey | None:
    """Return the check that a command is about; None where it names none."""
    fields = Fields(command.get("key"), "The check")
    kind, other = fields.text("check"), fields.maybe_text("other_layer")
    layer, area = fields.text("layer"), fields.text("area_code")
    if fields.faults or kind not in {each.value for each in CheckKind}:
        return None
    return CheckKey(layer, area, CheckKind(kind), other)


def _make(changes: list[Change], command: Mapping[str, Any]) -> Outcome:
    reason = command.get("reason")
    return editing.make(changes, reason if isinstance(reason, str) else "", command.get("author"))
