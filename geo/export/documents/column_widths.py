"""Widths of a table's columns, from what is in them."""

from __future__ import annotations

from geo.export.documents.document import Table

_MOST, _LEAST = 34, 8
"""Letters: a cell with more may have several lines; no column is narrower."""


def column_weights(table: Table) -> list[int]:
    """Return a share of the width for each column."""
    weights = []
    for place in range(len(table.columns)):
        longest_cell = max(len(row[place]) for row in table.rows)
        wanted = max(longest_word(table, place), min(longest_cell, _MOST))
        weights.append(max(_LEAST, min(wanted, _MOST)))
    return weights


def longest_word(table: Table, place: int) -> int:
    """Return how many letters the longest word of a column has, its heading included."""
    texts = [table.columns[place].name, *(row[place] for row in table.rows)]
    return max((len(word) for text in texts for word in text.split()), default=0)
