"""Feature tables: rows with a shape each; every open format is a way of writing them down.

A figure that is not known is ``None``, never 0, and columns beside it say that it is not known and
why. Residents and registered patients stand in columns of their own, whose names say which.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray

Value: TypeAlias = str | int | float | bool | date | None
Kind: TypeAlias = Literal["text", "whole", "decimal", "date", "truth"]
Shapes: TypeAlias = NDArray[np.object_]

SHORT = 10
"""Most characters that a field's name may have in a Shapefile."""


@dataclass(frozen=True)
class Field:
    """One column of a feature table.

    Attributes:
        name: unique within the table.
        short: the same for Shapefiles, at most ten characters.
        kind: what its values are.
        meaning: a sentence for whoever opens the file.
    """

    name: str
    short: str
    kind: Kind
    meaning: str


@dataclass(frozen=True, eq=False)
class FeatureTable:
    """Features of one kind.

    Attributes:
        key: name of the table and of its files.
        title: for people.
        about: what the features are, how they were made and how sure that is.
        vintage: date that the shapes are of; None where they have none of their own.
        code, name: names of the fields with each feature's code and name.
        fields: its columns.
        rows: one value for each field.
        shapes: shape (rows,), EPSG:27700, metres: polygons and multipolygons whose outer rings run
            anticlockwise, or points; None for a feature without a place.
        polygons: whether the shapes are surfaces; else they are points.
    """

    key: str
    title: str
    about: str
    vintage: date | None
    code: str
    name: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Value, ...], ...]
    shapes: Shapes
    polygons: bool

    def column(self, name: str) -> list[Value]:
        """Return the values of one field.

        Raises:
            ValueError: there is no such field.
        """
        position = [field.name for field in self.fields].index(name)
        return [row[position] for row in self.rows]


def right_handed(shapes: Shapes) -> Shapes:
    """Return polygons with outer rings anticlockwise and holes clockwise; None for empty ones."""
    turned: Shapes = shapely.orient_polygons(shapes, exterior_cw=False)
    turned[shapely.is_empty(turned)] = None
    return turned


def short_names(names: Sequence[str], taken: Iterable[str] = ()) -> list[str]:
    """Cut names to what a Shapefile allows, so that all differ.

    Args:
        names: of fields, all different.
        taken: short names that are used already.
    """
    used, short = {each.casefold() for each in taken}, []
    for name in names:
        cut, number = name[:SHORT], 1
        while cut.casefold() in used:
            number += 1
            cut = f"{name[: SHORT - len(str(number))]}{number}"
        used.add(cut.casefold())
        short.append(cut)
    return short
