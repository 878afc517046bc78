"""What can come of the repair of a place."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """What came of a place."""

    FITS = "fits"
    PROPOSALS = "proposals"
    IMPOSSIBLE = "impossible"
    NONE_FOUND = "none_found"
    UNKNOWN = "unknown"
