"""Edits: what a planner can change, each a frozen value with author, time and reason.

An edit says in a planner's words why it cannot be made (``faults``, all at once) and returns the
state after it (``apply``). None is forbidden because its outcome would fail a check: that is for
the checks to say and for the planner to decide.
"""

from geo.plan.edits.areas import (
    CreateArea,
    MergeAreas,
    MergeLayer,
    Part,
    RenameArea,
    RetireArea,
    SplitArea,
)
from geo.plan.edits.edit import Change, Edit
from geo.plan.edits.moving import MoveArea, MovePractices, MoveUnits
from geo.plan.edits.settings import AcceptCheck, SetBand

__all__ = [
    "AcceptCheck",
    "Change",
    "CreateArea",
    "Edit",
    "MergeAreas",
    "MergeLayer",
    "MoveArea",
    "MovePractices",
    "MoveUnits",
    "Part",
    "RenameArea",
    "RetireArea",
    "SetBand",
    "SplitArea",
]
