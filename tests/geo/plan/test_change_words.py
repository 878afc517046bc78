"""Changes in a few words, one kind after the other."""

from __future__ import annotations

import pytest

from geo.model import Pack
from geo.plan.change_words import batch_words, change_words
from geo.plan.check_keys import CheckKind
from geo.plan.edits import (
    AcceptCheck,
    Change,
    CreateArea,
    MergeAreas,
    MergeLayer,
    MoveArea,
    MovePractices,
    MoveUnits,
    Part,
    RenameArea,
    RetireArea,
    SetBand,
    SplitArea,
)
from geo.plan.state import State


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (MoveUnits("pcn", ("S31", "S32"), "N1"), "moving 2 small areas to Southwest Network"),
        (MoveUnits("pcn", ("S31",), None), "moving 1 small area to no primary care network"),
        (MovePractices("pcn", ("P21",), "X1"), "moving 1 practice to X1"),
        (MoveArea("pcn", "N1", "PE"), "giving Southwest Network to East place"),
        (CreateArea("pcn", "X1", "New"), "making the primary care network New"),
        (RenameArea("pcn", "N1", "South"), "calling Southwest Network South"),
        (RetireArea("pcn", "N1"), "taking away Southwest Network"),
        (
            SplitArea("pcn", "N1", (Part("X1", "One", ("S11",)), Part("X2", "Two", ("S12",)))),
            "splitting One and Two off Southwest Network",
        ),
        (
            MergeAreas("pcn", ("N1",), "N2"),
            "merging Southwest Network into Northwest Network",
        ),
        (
            MergeLayer("pcn", "X1", "One"),
            "merging the primary care networks of the system into One",
        ),
        (
            SetBand("neighbourhood", 500, 1_500),
            "setting the band of a neighbourhood to 500 to 1,500",
        ),
        (
            SetBand("neighbourhood", 500, None),
            "setting the band of a neighbourhood to 500 or more",
        ),
        (
            AcceptCheck("pcn", "N1", CheckKind.PIECES),
            "accepting for Southwest Network: in several pieces",
        ),
    ],
)
def test_a_change_is_told(toy_pack: Pack, change: Change, words: str) -> None:
    assert change_words(change, State.of(toy_pack)) == words


def test_the_first_of_a_batch_are_named_and_the_rest_counted(toy_pack: Pack) -> None:
    changes = [MoveUnits("pcn", (f"S1{column}",), "N2") for column in (1, 2, 3, 4)]
    words = batch_words([*changes, *changes], State.of(toy_pack))
    assert words.endswith(" and 5 more changes")
    assert words.count("moving 1 small area to Northwest Network") == 3
    assert batch_words([], State.of(toy_pack)) == ""
