"""Baseline pictures: small ones of each kind of map for the pack that ships.

``python -m tests.geo.maps.printed.baselines`` draws them anew; look at them before they are
committed.
"""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from geo.maps.printed import Format, MapRequest, Paper, print_map

FOLDER = Path(__file__).with_name("baselines")
SIZE = (595, 842)
"""Pixels of a portrait A4 sheet at 72 dots to the inch."""
COLOURS = 96


def small_picture(request: MapRequest) -> Image.Image:
    """The map of a request on portrait A4, at 72 dots to the inch."""
    printed = print_map(request, Paper.A4_PORTRAIT, Format.PNG)
    whole = Image.open(io.BytesIO(printed.content)).convert("RGB")
    small = whole.resize(SIZE, Image.Resampling.BOX)
    return small.quantize(COLOURS, dither=Image.Dither.NONE)


def difference(one: Image.Image, other: Image.Image) -> float:
    """Root of the mean squared difference of the pixels, 0 to 255."""
    first, second = (pixels(picture) for picture in (one, other))
    return float(np.sqrt(np.mean((first - second) ** 2)))


def pixels(picture: Image.Image) -> NDArray[np.float64]:
    return np.asarray(picture.convert("RGB"), dtype=np.float64)


def write(name: str, picture: Image.Image) -> None:
    FOLDER.mkdir(exist_ok=True)
    picture.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    from geo.pack import SHIPPED as NAME
    from geo.pack import pack_folder, read_pack
    from tests.geo.maps.printed.requests import KINDS, shipped_requests

    made = shipped_requests(read_pack(pack_folder(NAME)))
    for kind in KINDS:
        write(kind, small_picture(made[kind]))
