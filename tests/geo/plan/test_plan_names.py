"""Plans that nobody named are called by what they change."""

from __future__ import annotations

import pytest

from geo.model import Pack
from geo.plan.edits import (
    Change,
    CreateArea,
    MergeAreas,
    MovePractices,
    MoveUnits,
    Part,
    RenameArea,
    SplitArea,
)
from geo.plan.edits.words import LONGEST_NAME, text_faults
from geo.plan.plan_names import plan_name
from tests.geo.plan.plans import edited, toy_plan

DAY = "5 January 2026"
N1 = ("S11", "S12", "S21", "S22")


def name(pack: Pack, *changes: Change) -> str:
    before = toy_plan(pack)
    return plan_name(changes, before.state, edited(before, *changes).state, DAY)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ([MoveUnits("pcn", ("S31",), "N1")], "1 small area to Southwest Network"),
        ([MovePractices("pcn", ("P21",), "N1")], "1 practice to Southwest Network"),
        (
            [MoveUnits("pcn", ("S31",), "N1"), MoveUnits("pcn", ("S32",), "N3")],
            "1 small area to Southwest Network and 1 more change",
        ),
        (
            [CreateArea("pcn", "X1", "New"), MoveUnits("pcn", ("S31",), "X1")],
            "Making the primary care network New and 1 more change",
        ),
        ([MergeAreas("pcn", ("N2",), "N1")], "Merging Northwest Network into Southwest Network"),
        (
            [
                RenameArea("pcn", "N1", "South"),
                SplitArea("pcn", "N1", (Part("X1", "One", N1[:1]), Part("X2", "Two", N1[1:2]))),
            ],
            "Southwest Network in three parts",
        ),
    ],
)
def test_a_plan_is_called_by_what_it_changes_first(
    toy_pack: Pack, changes: list[Change], words: str
) -> None:
    assert name(toy_pack, *changes) == f"{words}, {DAY}"


def test_a_long_name_is_cut_before_the_day(toy_pack: Pack) -> None:
    long = name(toy_pack, RenameArea("pcn", "N1", "n" * LONGEST_NAME))
    assert not text_faults("The name", long, LONGEST_NAME)
    assert long.endswith(f"…, {DAY}")
