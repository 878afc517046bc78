"""Small pieces of HTML that Streamlit has no element for; every text in them is escaped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st


def table(
    caption: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    text_columns: int = 1,
    show_caption: bool = False,
) -> str:
    """Return a table with header cells for its columns and for the first cell of each row.

    Args:
        caption: says what the table holds.
        headings: of the columns.
        rows: of text; figures are written already.
        text_columns: how many columns from the left hold words; the others are right-aligned.
        show_caption: False leaves the caption to screen readers.
    """

    def kind(column: int) -> str:
        return "" if column < text_columns else ' class="figure"'

    head = "".join(
        f'<th scope="col"{kind(column)}>{escape(heading)}</th>'
        for column, heading in enumerate(headings)
    )
    body = "".join(f"<tr>{_cells(row, kind)}</tr>" for row in rows)
    hidden = "" if show_caption else ' class="unseen"'
    return (
        f'<table class="plain"><caption{hidden}>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _cells(row: Sequence[str], kind: Callable[[int], str]) -> str:
    first, *rest = row
    cells = (f"<td{kind(column)}>{escape(cell)}</td>" for column, cell in enumerate(rest, start=1))
    return f'<th scope="row">{escape(first)}</th>{"".join(cells)}'


def write(*pieces: str) -> None:
    """Show pieces of HTML, one after the other, as one element."""
    st.html("".join(pieces))
