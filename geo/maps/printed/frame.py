"""Frames: a piece of ground in a box on the sheet, and how one becomes the other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.maps.printed.content import Bounds
from geo.maps.printed.paper import Box


@dataclass(frozen=True)
class Frame:
    """A piece of ground in a box.

    Attributes:
        box: on the sheet, millimetres.
        bounds: the ground in it, EPSG:27700; of the same proportions as the box.
    """

    box: Box
    bounds: Bounds

    @classmethod
    def around(cls, extent: Bounds, box: Box, ground: Bounds | None = None) -> Frame:
        """Return the frame that fills a box and shows all of an extent.

        Args:
            extent: what is shown at least.
            box: on the sheet, millimetres.
            ground: what there is to show; where the box has room for more than the extent, it
                shows more of this rather than nothing. None puts the extent in the middle.
        """
        west, south, east, north = extent
        scale = max((east - west) / box.width, (north - south) / box.height)
        width, height = box.width * scale, box.height * scale
        left, bottom, right, top = ground or extent
        x = _slid((west, east), width, (left, right))
        y = _slid((south, north), height, (bottom, top))
        return cls(box, (x, y, x + width, y + height))

    @property
    def metres_per_millimetre(self) -> float:
        """How much ground a millimetre of paper shows."""
        return (self.bounds[2] - self.bounds[0]) / self.box.width

    def on_paper(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return where points of the ground, shape (points, 2), are on the sheet."""
        ground, paper = self.bounds[:2], (self.box.left, self.box.bottom)
        moved: NDArray[np.float64] = (points - ground) / self.metres_per_millimetre + paper
        return moved

    def shape_on_paper(self, shape: shapely.Geometry) -> shapely.Geometry:
        """Return what of a shape on the ground is in the box, in millimetres of the sheet."""
        inside = shapely.clip_by_rect(shape, *self.bounds)
        return shapely.transform(inside, self.on_paper)

    def shows(self, geometry: NDArray[np.object_]) -> NDArray[np.bool_]:
        """Return which geometries are, at least partly, in the frame."""
        west, south, east, north = self.bounds
        bounds = shapely.bounds(geometry)
        near = (
            (bounds[:, 0] < east)
            & (bounds[:, 2] > west)
            & (bounds[:, 1] < north)
            & (bounds[:, 3] > south)
        )
        near[near] = shapely.intersects(geometry[near], shapely.box(*self.bounds))
        return np.asarray(near, dtype=bool)


def _slid(wanted: tuple[float, float], length: float, there: tuple[float, float]) -> float:
    """Return where a stretch starts that holds another and, if it can, shows what is there."""
    start = (wanted[0] + wanted[1] - length) / 2
    if length >= there[1] - there[0]:
        start = (there[0] + there[1] - length) / 2
    else:
        start = min(max(start, there[0]), there[1] - length)
    return min(max(start, wanted[1] - length), wanted[0])


def padded(bounds: Bounds, share: float) -> Bounds:
    """Return bounds that are larger on every side by a share of their longer side."""
    west, south, east, north = bounds
    margin = max(east - west, north - south) * share
    return west - margin, south - margin, east + margin, north + margin


def bounds_of(geometry: NDArray[np.object_]) -> Bounds:
    """Return the bounds of some geometries."""
    west, south, east, north = shapely.total_bounds(geometry).tolist()
    return west, south, east, north
