"""A figure is either known whole or says what is missing."""

from __future__ import annotations

from datetime import date

import pytest

from geo.model import Figure, Measure

DAY = date(2020, 4, 1)


@pytest.mark.parametrize(
    ("count", "known", "missing", "words"),
    [
        (None, 5, (), "The count is unknown, but nothing is missing."),
        (5, 5, ("P42",), "The count is 5, but 1 are missing."),
        (6, 5, (), "The count is 6, but 5 are known."),
    ],
)
def test_a_figure_that_contradicts_itself_is_refused(
    count: int | None, known: int, missing: tuple[str, ...], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        Figure(count, Measure.LISTS, DAY, known, missing)


@pytest.mark.parametrize(("count", "known", "missing"), [(5, 5, ()), (0, 0, ()), (None, 0, ("P",))])
def test_a_figure_that_does_not_can_be_made(
    count: int | None, known: int, missing: tuple[str, ...]
) -> None:
    assert Figure(count, Measure.LISTS, DAY, known, missing).count == count
