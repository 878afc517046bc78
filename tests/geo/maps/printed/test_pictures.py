"""Every kind of map beside its baseline picture.

The tolerance is the root of the mean squared difference of the pixels, of 255. The versions of
Matplotlib and its fonts are pinned, so the difference is nothing, but for another way of rounding
on another processor. Patterns drawn too thinly cost 2 to 10, names in other places 2 to 12.
"""

from __future__ import annotations

import contextlib
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image

from geo.maps.printed import Format, MapRequest, Paper, StatusMap, print_map
from geo.model import Basis
from tests.geo.maps.printed.baselines import FOLDER, SIZE, difference, small_picture
from tests.geo.maps.printed.requests import KINDS

TOLERANCE = 1.0
COARSE = (SIZE[0] // 8, SIZE[1] // 8)
"""Another program begins patterns and smooths letters elsewhere; that is gone in so few pixels."""
OTHER_PROGRAM = 3.0
"""Maps of different kinds differ by 26 or more there."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_map_looks_like_its_baseline(kind: str, shipped: dict[str, MapRequest]) -> None:
    path = FOLDER / f"{kind}.png"
    assert path.exists(), f"There is no baseline picture of {kind}: see baselines.py."
    assert difference(small_picture(shipped[kind]), Image.open(path)) < TOLERANCE


@pytest.mark.parametrize("kind", KINDS)
def test_a_pdf_drawn_by_another_program_looks_like_the_baseline(
    kind: str, shipped: dict[str, MapRequest]
) -> None:
    file = print_map(shipped[kind], Paper.A4_PORTRAIT, Format.PDF).content
    with contextlib.closing(pypdfium2.PdfDocument(file)) as pdf:
        (page,) = pdf
        drawn = page.render(scale=4).to_pil()
    one, other = (
        picture.convert("RGB").resize(COARSE, Image.Resampling.BOX)
        for picture in (drawn, Image.open(FOLDER / f"{kind}.png"))
    )
    assert difference(one, other) < OTHER_PROGRAM


def test_another_map_does_not_look_like_the_baseline(shipped: dict[str, MapRequest]) -> None:
    request = shipped["status"]
    assert isinstance(request, StatusMap)
    other = small_picture(replace(request, basis=Basis.REGISTERED))
    assert difference(other, Image.open(FOLDER / "status.png")) > TOLERANCE


def test_there_is_no_baseline_that_nothing_is_held_against() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(KINDS)
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 1_500_000
