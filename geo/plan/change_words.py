"""What a change is, in a few words: for lists, for *undo* and *redo*, and where it was undone.

What a change leads to is told by ``geo.plan.account``, which needs the plan before and after it.
"""

from __future__ import annotations

from collections.abc import Sequence

from geo.plan.check_keys import CHECK_WORDS
from geo.plan.edits import (
    AcceptCheck,
    Change,
    CreateArea,
    MergeAreas,
    MergeLayer,
    MoveArea,
    MovePractices,
    MoveUnits,
    RenameArea,
    RetireArea,
    SetBand,
    SplitArea,
)
from geo.plan.state import State
from geo.words import counted, listed

_NAMED = 3
"""So many changes of a batch are named; the rest are counted."""


def change_words(change: Change, state: State) -> str:  # noqa: PLR0911 - one for each kind
    """Return ``moving 3 small areas to Byron PCN``.

    Args:
        change: what is changed.
        state: a plan that knows the areas by name, before or after the change. An area that it
            does not know is called by its code.
    """
    match change:
        case MoveUnits():
            what = counted(len(change.units), "small area", "small areas")
            return f"moving {what} to {_area(state, change.layer, change.to)}"
        case MovePractices():
            what = counted(len(change.practices), "practice", "practices")
            return f"moving {what} to {_area(state, change.layer, change.to)}"
        case MoveArea():
            above = state.layers[change.layer].definition.parent
            parent = "no parent" if above is None else _area(state, above, change.to)
            return f"giving {_area(state, change.layer, change.area)} to {parent}"
        case CreateArea():
            return f"making the {_noun(state, change.layer)} {change.name}"
        case RenameArea():
            return f"calling {_name(state, change.layer, change.area)} {change.name}"
        case RetireArea():
            return f"taking away {_name(state, change.layer, change.area)}"
        case SplitArea():
            names = listed([part.name for part in change.parts])
            return f"splitting {names} off {_area(state, change.layer, change.area)}"
        case MergeAreas():
            names = listed([_name(state, change.layer, code) for code in change.areas])
            return f"merging {names} into {_area(state, change.layer, change.into)}"
        case MergeLayer():
            plural = state.layers[change.layer].definition.plural
            return f"merging the {plural} of the system into {change.name}"
        case SetBand():
            tier = state.baseline.tier[change.tier].name
            ends = "or more" if change.highest is None else f"to {change.highest:,}"
            return f"setting the band of a {tier} to {change.lowest:,} {ends}"
        case AcceptCheck():
            name = _area(state, change.layer, change.area)
            return f"accepting for {name}: {CHECK_WORDS[change.check]}"


def batch_words(changes: Sequence[Change], state: State) -> str:
    """Return what several changes are that were made together: the first ones named."""
    told = [change_words(change, state) for change in changes[:_NAMED]]
    rest = len(changes) - len(told)
    return listed([*told, counted(rest, "more change", "more changes")] if rest else told)


def _area(state: State, layer: str, code: str | None) -> str:
    if code is None:
        return f"no {_noun(state, layer)}"
    return _name(state, layer, code)


def _name(state: State, layer: str, code: str) -> str:
    """Return the name of an area as it is, as it was in the baseline, or else its code."""
    for each in (state.layers[layer], state.baseline.layers[layer]):
        if code in each.position:
            return each.area(code).name
    return code


def _noun(state: State, layer: str) -> str:
    return state.layers[layer].definition.singular
