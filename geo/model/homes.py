"""Homes: in which units the patients of each practice live."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

SMALLEST_COUNT = 5
"""Fewer patients of one practice in one unit than these are not told: they could be recognised."""


@dataclass(frozen=True, eq=False)
class PatientHomes:
    """Pairs of a practice and a unit in which at least one of its patients lives.

    A count under ``SMALLEST_COUNT`` is withheld, so that it is only known to lie between 1 and 4.

    Attributes:
        date: of the extract.
        practices: shape (pairs,), positions of the practices.
        units: shape (pairs,), positions of the units.
        fewest, most: shape (pairs,), how many patients live there at least and at most.
    """

    date: date
    practices: NDArray[np.int64]
    units: NDArray[np.int64]
    fewest: NDArray[np.int64]
    most: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.units)
