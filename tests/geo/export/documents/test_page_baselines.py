"""Pages of PDFs look as they did when somebody last looked at them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image

from geo.export.documents import Kind, Note, Section, render
from tests.geo.export.documents.page_baselines import (
    EXAMPLE,
    FOLDER,
    KINDS,
    example_pages,
    page_pictures,
)
from tests.geo.export.documents.small import BLOCKS
from tests.geo.maps.printed.baselines import difference

MOST = 2.0
"""Root of the mean squared difference of the pixels, of 255: the versions of all that draws are
pinned, so there is none but for another way of rounding. One line of text costs more."""


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_page_looks_like_its_baseline(kind: Kind) -> None:
    for name, page in example_pages(kind).items():
        path = FOLDER / f"{name}.png"
        assert path.exists(), f"There is no baseline {path.name}: see page_baselines.py."
        with Image.open(path) as baseline:
            assert baseline.size == page.size
            assert difference(page, baseline) < MOST, name


def test_there_is_no_baseline_that_nothing_is_held_against() -> None:
    names = {name for kind in KINDS for name in example_pages(kind)}
    assert {path.stem for path in FOLDER.glob("*.png")} == names


def test_one_line_that_is_missing_is_seen() -> None:
    blocks = tuple(block for block in BLOCKS if not isinstance(block, Note))
    other = page_pictures(render(replace(EXAMPLE, sections=(Section("a", blocks),)), Kind.PDF))
    with Image.open(FOLDER / "pdf-2.png") as baseline:
        assert difference(other[1], baseline) > MOST
