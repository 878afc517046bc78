"""Sizes of tables: the widths of their columns, from what is in them.

Each column gets what its longest word needs, and what is left goes to those that have long cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from geo.export.documents.document import Table
from geo.maps.printed.lettering import Face, plain, width

CELL_PADDING = 4.4
"""What stands beside a cell, both sides together, millimetres."""
_MOST_ROWS, _MOST_LETTERS = 10, 1_500
"""Of a short table."""
LONGEST_WORD = 24
"""Letters; a longer word is broken."""
_LONGEST_CELL = 60
_SLACK = 1.02
_BREAK = re.compile(r"\s+|(?<=-)")


def is_short(table: Table) -> bool:
    """Whether a table is to be kept on one page."""
    letters = sum(len(cell) for row in table.rows for cell in row)
    return len(table.rows) <= _MOST_ROWS and letters <= _MOST_LETTERS


def column_widths(table: Table, available: float, size: float) -> list[float] | None:
    """Return the width of each column, millimetres; None where their longest words do not fit.

    Args:
        table: with at least one row.
        available: width of the whole table, millimetres.
        size: of the text, points.
    """
    places = range(len(table.columns))
    least = [_least(table, place, size) for place in places]
    left = available - sum(least)
    if left < 0:
        return None
    wished = [max(0.0, _wished(table, place, size) - least[place]) for place in places]
    shares = wished if sum(wished) else least
    if sum(wished) and sum(wished) < left:
        shares = [wish + extra for wish, extra in zip(wished, least, strict=True)]
    return [own + left * share / sum(shares) for own, share in zip(least, shares, strict=True)]


def _least(table: Table, place: int, size: float) -> float:
    """Return what the longest word needs."""
    heading = _widest(_words(table.columns[place].name), bold=True)
    words = {word for row in table.rows for word in _words(row[place])}
    return max(heading, _widest(words, bold=False)) * size * _SLACK + CELL_PADDING


def _wished(table: Table, place: int, size: float) -> float:
    """Return what the longest cell would need on one line, and the heading on two, in reason."""
    heading = _widest([table.columns[place].name[:_LONGEST_CELL]], bold=True) / 2
    cells = {row[place][:_LONGEST_CELL] for row in table.rows}
    return max(heading, _widest(cells, bold=False)) * size * _SLACK + CELL_PADDING


def _words(text: str) -> Iterable[str]:
    return (word[:LONGEST_WORD] for word in _BREAK.split(text))


def _widest(texts: Iterable[str], *, bold: bool) -> float:
    """Return the width of the widest text, millimetres per point of its size."""
    face = Face(1, bold=bold)
    return max((width(plain(text), face) for text in texts), default=0.0)
