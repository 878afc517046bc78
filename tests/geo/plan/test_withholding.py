"""Small counts are withheld, and cannot be had by subtraction either."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.plan.withholding import Withheld, withhold


@pytest.mark.parametrize(
    ("counts", "rows", "total"),
    [
        ((5, 6, 700), (False, False, False), False),
        ((0, 5, 90), (False, False, False), False),  # nobody is no small number
        ((3, 50, 8), (True, False, True), False),  # the next smallest goes too
        ((3, 4, 90), (True, True, True), False),  # two, but only 7 people between them
        ((4, 4, 2, 90), (True, True, True, False), False),
        ((0, 3, 4), (True, True, True), True),  # all too few
        ((0, 3, 0), (True, True, True), True),
        ((3, None, 50), (True, False, True), False),  # unknown is shown as unknown
        ((), (), False),
    ],
)
def test_what_is_withheld(
    counts: tuple[int | None, ...], rows: tuple[bool, ...], total: bool
) -> None:
    assert withhold(counts) == Withheld(rows, total)


@given(st.lists(st.one_of(st.integers(0, 12), st.integers(0, 500)), max_size=10))
def test_no_small_count_is_shown_or_left_over(counts: list[int]) -> None:
    withheld = withhold(counts)
    hidden = [count for count, hide in zip(counts, withheld.rows, strict=True) if hide]
    shown = [count for count, hide in zip(counts, withheld.rows, strict=True) if not hide]
    assert not any(0 < count < 5 for count in shown)
    if withheld.total:
        assert shown == []
        assert sum(counts) < 10 or sum(count > 0 for count in counts) < 2
    elif hidden:
        assert len(hidden) >= 2
        assert sum(counts) - sum(shown) >= 10
        # None is withheld that need not be: without the largest it would be too few.
        needless = sorted(hidden)[:-1]
        small = [count for count in hidden if count < 5]
        assert len(needless) < 2 or sum(needless) < 10 or len(small) == len(hidden)
    else:
        assert not any(0 < count < 5 for count in counts)
