"""Sentences that hold what somebody typed: shown as text, whatever stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from pages.components import html


def sentences(lines: Sequence[str], kind: str = "what-if-told") -> None:
    """Show sentences as a list; none shows nothing."""
    if lines:
        html.write(f'<ul class="{kind}">{_items(lines)}</ul>')


def fault(title: str, lines: Sequence[str]) -> None:
    """Show what went wrong, with every reason."""
    box("what-if-warning", title, lines, role="alert")


def box(kind: str, title: str, lines: Sequence[str], role: str = "status") -> None:
    """Show a box with a title and sentences.

    Args:
        kind: its class in the style sheet.
        title: its first line; may be empty.
        lines: the others.
        role: ``alert`` where a screen reader must say it at once, else ``status``.
    """
    strong = f"<strong>{escape(title)}</strong>" if title else ""
    listed = f"<ul>{_items(lines)}</ul>" if lines else ""
    html.write(f'<div class="{kind}" role="{role}">{strong}{listed}</div>')


def folded_fault(title: str, line: str, more: Sequence[str], after: str) -> None:
    """Show what went wrong in two lines; the first unfolds to everything there is to say of it.

    Args:
        title: start of the first line.
        line: the rest of it.
        more: what it unfolds to; may be empty.
        after: the second line.
    """
    first = f"<strong>{escape(title)}</strong> {escape(line)}"
    if more:
        first = f"<details><summary>{first}</summary><ul>{_items(more)}</ul></details>"
    html.write(f'<div class="what-if-warning" role="alert">{first}<div>{escape(after)}</div></div>')


def _items(lines: Sequence[str]) -> str:
    return "".join(f"<li>{escape(line)}</li>" for line in lines)
