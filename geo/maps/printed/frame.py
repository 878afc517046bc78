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
    def around(cls, extent: Bounds, box: Box) -> Frame:
        """Return the frame that fills a box and shows all of an extent, in its middle."""
        west, south, east, north = extent
        scale = max((east - west) / box.width, (north - south) / box.height)
        x, y = (west + east) / 2, (south + north) / 2
        half_width, half_height = box.width * scale / 2, box.height * scale / 2
        return cls(box, (x - half_width, y - half_height, x + half_width, y + half_height))

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


def padded(bounds: Bounds, share: float) -> Bounds:
    """Return bounds that are larger on every side by a share of their longer side."""
    west, south, east, north = bounds
    margin = max(east - west, north - south) * share
    return west - margin, south - margin, east + margin, north + margin


def bounds_of(geometry: NDArray[np.object_]) -> Bounds:
    """Return the bounds of some geometries."""
    west, south, east, north = shapely.total_bounds(geometry).tolist()
    return west, south, east, north
