"""Where the ground lies in a small map: its size, and places in it.

The ground is in EPSG:27700, (easting, northing); places in the picture are tenths of a pixel, from
the north-western corner rightwards and down.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

WIDTH = 400
"""Pixels; a card shows it smaller or larger."""
TENTHS = 10
"""Of a pixel, in one."""
_LOWEST, _HIGHEST = 200, 360
"""Pixels: the height follows the ground between these."""
_MARGIN = 0.05


@dataclass(frozen=True)
class MapFrame:
    """Where the ground lies in the picture.

    Attributes:
        west, north: of the picture's corner, metres.
        scale: tenths of a pixel for each metre.
        width, height: of the picture, tenths of a pixel.
    """

    west: float
    north: float
    scale: float
    width: int
    height: int

    def place(self, points: NDArray[np.float64]) -> NDArray[np.int64]:
        """Return where points, shape (points, 2), lie in the picture."""
        moved = np.column_stack([points[:, 0] - self.west, self.north - points[:, 1]])
        return np.rint(moved * self.scale).astype(np.int64)


def frame_around(geometry: NDArray[np.object_]) -> MapFrame:
    """Return the frame of a picture of some outlines, with a margin."""
    west, south, east, north = shapely.total_bounds(geometry).tolist()
    aside = max(east - west, north - south) * _MARGIN
    width, height = east - west + 2 * aside, north - south + 2 * aside
    tall = min(max(WIDTH * height / width, _LOWEST), _HIGHEST)
    scale = min(WIDTH / width, tall / height)
    return MapFrame(
        west=(west + east) / 2 - WIDTH / scale / 2,
        north=(south + north) / 2 + tall / scale / 2,
        scale=scale * TENTHS,
        width=WIDTH * TENTHS,
        height=round(tall * TENTHS),
    )
