"""A table to read: its text wraps, its figures are right-aligned, and it scrolls in its own box."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from pages.components import html

MOST_ROWS = 40
"""Longer tables are for searching and sorting, in a grid."""


def show(
    caption: str, headings: Sequence[str], rows: Sequence[Sequence[str]], text_columns: int
) -> None:
    """Show a table.

    Args:
        caption: says what the table holds, for those who cannot see it.
        headings: of the columns.
        rows: of text; figures are written already.
        text_columns: how many columns from the left hold words; the others hold figures.
    """
    html.write(
        f'<div class="wide" role="region" tabindex="0" aria-label="{escape(caption)}">',
        html.table(caption, headings, rows, text_columns=text_columns),
        "</div>",
    )
