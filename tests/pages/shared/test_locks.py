"""Locks: one set for a plan and its layer, whichever page sets them."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from pages.shared import editing, locks, working
from pages.shared.loading import load_study
from pages.shared.locks import Locks
from tests.pages.shared.visitors import S31, Visitor

NUMBERS = count(1)


def tells(visitor: Visitor, **told: Any) -> None:
    """Tell locks as the editor's browser does: as it was given them, with other codes."""
    at_work = visitor.opens()
    given = visitor.does(locks.for_editor, at_work, "pcn")
    visitor.does(locks.hear, {**given, "n": next(NUMBERS), **told})


def locked(visitor: Visitor, layer: str = "pcn") -> Locks:
    return visitor.does(locks.locks_of, visitor.opens(), layer)


def test_what_the_editor_locks_is_locked_and_called_so(ada: Visitor) -> None:
    assert locked(ada) == Locks()
    tells(ada, codes=["N3", "N1", "N1"])
    assert locked(ada) == Locks(("N1", "N3"), ("N1", "N3"))
    assert locked(ada, "icp") == Locks()


def test_both_pages_lock_and_unlock_the_same_areas(ada: Visitor) -> None:
    tells(ada, codes=["N1", "N3"])
    ada.does(locks.lock, ada.opens(), "pcn", ["N1", "N2"])
    assert locked(ada) == Locks(("N1", "N2"), ("N1",))
    tells(ada, codes=["N1", "N2", "N4"])
    assert locked(ada) == Locks(("N1", "N2", "N4"), ("N1", "N4"))
    tells(ada, codes=[])
    assert locked(ada) == Locks()


def test_locks_go_along_when_a_plan_is_kept_and_when_it_is_branched(ada: Visitor) -> None:
    tells(ada, codes=["N3"])
    ada.asks("apply", changes=[S31])
    assert locked(ada).codes == ("N3",)
    ada.does(editing.branch, "Another")
    assert locked(ada).codes == ("N3",)
    tells(ada, codes=["N1"])
    assert locked(ada).codes == ("N1",)


def test_another_plan_has_locks_of_its_own(ada: Visitor) -> None:
    tells(ada, codes=["N3"])
    ada.asks("apply", changes=[S31])
    kept = ada.opens().scenario.key
    ada.opens(pack="toy", scenario=kept)
    assert locked(ada).codes == ("N3",)
    ada.does(working.switch, load_study("toy"), "baseline")
    ada.does(working.leave_address)
    assert locked(ada) == Locks()


@pytest.mark.parametrize(
    "told",
    [
        {"plan": "another"},
        {"layer": "unit"},
        {"layer": ["pcn"]},
        {"layer": None},
        {"n": 0},
        {"n": "many"},
        {"n": None},
    ],
)
def test_what_is_not_of_the_plan_at_work_or_comes_late_counts_for_nothing(
    ada: Visitor, told: dict[str, Any]
) -> None:
    tells(ada, codes=["N3"])
    tells(ada, codes=["N1"], **told)
    assert locked(ada).codes == ("N3",)


@pytest.mark.parametrize("codes", [None, "N1", 7, ["N9", 3, None, ["N1"]]])
def test_codes_that_there_are_not_lock_nothing(ada: Visitor, codes: object) -> None:
    tells(ada, codes=codes)
    assert locked(ada) == Locks()


def test_what_is_no_object_is_left_out(ada: Visitor) -> None:
    ada.opens()
    for told in (None, "N1", ["N1"]):
        ada.does(locks.hear, told)
    assert locked(ada) == Locks()
