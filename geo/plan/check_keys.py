"""Names of checks: which check of which area is meant, so that it can be accepted or compared."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CheckKind(StrEnum):
    """What an area is checked for."""

    RESIDENT_BAND = "resident_band"
    REGISTERED_BAND = "registered_band"
    PIECES = "pieces"
    HOLE = "hole"
    PARENT = "parent"
    CROSSING = "crossing"


CHECK_WORDS = {
    CheckKind.RESIDENT_BAND: "resident population outside its band",
    CheckKind.REGISTERED_BAND: "registered population outside its band",
    CheckKind.PIECES: "in several pieces",
    CheckKind.HOLE: "surrounds another area",
    CheckKind.PARENT: "people outside its own parent",
    CheckKind.CROSSING: "crosses a boundary",
}
"""How a failed check of each kind is written for a planner."""


@dataclass(frozen=True, order=True)
class CheckKey:
    """One check of one area.

    Attributes:
        layer: key of the layer.
        area_code: the area.
        kind: what it is checked for.
        other_layer: key of the layer that is crossed; None unless ``kind`` is a crossing.
    """

    layer: str
    area_code: str
    kind: CheckKind
    other_layer: str | None = None
