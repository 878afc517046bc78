"""Planners at work on the toy county."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pages.shared.loading import Study, load_study
from tests.pages.shared.visitors import S31, Visitor


@pytest.fixture
def visit(toy_data: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Visitor]:
    return lambda name: Visitor(name, monkeypatch)


@pytest.fixture
def ada(visit: Callable[[str], Visitor]) -> Visitor:
    visitor = visit("Ada Planner")
    visitor.opens(pack="toy")
    return visitor


@pytest.fixture
def both(ada: Visitor, visit: Callable[[str], Visitor]) -> tuple[Visitor, Visitor]:
    """Two planners who have the same plan before them."""
    assert ada.asks("apply", changes=[S31]).kind == "done"
    priya = visit("Priya")
    priya.opens(pack="toy", scenario=ada.opens().scenario.key)
    return ada, priya


@pytest.fixture
def study(toy_data: Path) -> Iterator[Study]:
    return load_study("toy")
