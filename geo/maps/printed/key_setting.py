"""How a key is set on a sheet: in how many columns, how wide, and in which lettering."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geo.maps.printed.content import KeyGroup
from geo.maps.printed.key import BETWEEN_COLUMNS, key_height
from geo.maps.printed.paper import Paper

KEY_SIZE = 8.5
"""Of the lettering that the widths of columns are for, points; with other lettering they grow."""
NARROWEST_COLUMN = 46.0
"""No column of the key is narrower."""
WIDEST_COLUMN = 62.0
"""No column of a key of several columns need be wider."""
COLUMN_STEP = 6.0
MOST_COLUMNS = 3
"""Of a key beside the views."""


@dataclass(frozen=True)
class KeySetting:
    """How a key is set: how wide it is and how high, its columns and the size of its lettering."""

    width: float
    height: float
    columns: int
    size: float


def set_beside(
    key: Sequence[KeyGroup], widths: tuple[float, float], height: float, paper: Paper
) -> KeySetting:
    """Return the narrowest way to set a key in a height, in smaller letters if need be.

    Where nothing fits, it is the way that comes nearest.

    Args:
        key: what it says.
        widths: the narrowest and the widest that it may be, millimetres.
        height: that there is, millimetres.
        paper: the sheet.
    """
    ways: list[KeySetting] = []
    for size in (paper.sizes.body, paper.sizes.small):
        made = list(_ways_beside(key, size, *widths))
        fitting = [way for way in made if way.height <= height]
        if fitting:
            return min(fitting, key=lambda way: (round(way.width, 1), way.columns))
        ways += made
    return min(ways, key=lambda way: (round(way.height, 1), way.width))


def _ways_beside(
    key: Sequence[KeyGroup], size: float, narrowest: float, widest: float
) -> Iterator[KeySetting]:
    """Yield the ways to set a key in one column or several, as narrow as can be and wider."""
    yield KeySetting(narrowest, key_height(key, narrowest, 1, size), 1, size)
    scale = size / KEY_SIZE
    for columns in range(2, MOST_COLUMNS + 1):
        room = max(NARROWEST_COLUMN * scale, narrowest / columns - BETWEEN_COLUMNS)
        while room <= WIDEST_COLUMN * scale:
            width = columns * (room + BETWEEN_COLUMNS) - BETWEEN_COLUMNS
            if width > widest:
                break
            yield KeySetting(width, key_height(key, room, columns, size), columns, size)
            room += COLUMN_STEP


def set_under(key: Sequence[KeyGroup], size: float, room: float) -> KeySetting:
    """Return the lowest way to set a key in a width."""
    narrowest = NARROWEST_COLUMN * size / KEY_SIZE
    most = max(1, int((room + BETWEEN_COLUMNS) / (narrowest + BETWEEN_COLUMNS)))
    ways = [
        KeySetting(
            room,
            key_height(key, (room - (columns - 1) * BETWEEN_COLUMNS) / columns, columns, size),
            columns,
            size,
        )
        for columns in range(1, most + 1)
    ]
    return min(ways, key=lambda way: (round(way.height, 1), way.columns))
