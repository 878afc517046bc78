"""Packing: the editor's message as it goes over the wire, with nothing written twice.

A plan has dozens of areas and of failed checks that say the same things about themselves, so rows
become columns: a name is written once, and so is a value that all rows share or that only a few
kinds of rows have. ``web/editor/unpacking.js`` puts the rows together again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

PACKED = ("areas", "findings")
"""What is packed of a message; the rest is as ``geo.maps.editor_message`` says."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def packed(message: Mapping[str, Any]) -> dict[str, Any]:
    """Return the message with its long lists as tables."""
    return {**message, **{name: table(message[name]) for name in PACKED}}


def table(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return rows as ``{"count": n, "columns": {name: column}}``; a name that a row lacks is null.

    A column is one of ``{"same": value}``; ``{"kinds": values, "which": text}``, a digit
    to the base 36 for each row; ``{"table": ...}``, where values are rows themselves;
    ``{"each": values}``.
    """
    names = dict.fromkeys(name for row in rows for name in row)
    columns = {name: _column([row.get(name) for row in rows]) for name in names}
    return {"count": len(rows), "columns": columns}


def _column(values: Sequence[Any]) -> dict[str, Any]:
    if all(value == values[0] for value in values):
        return {"same": values[0]}
    if all(isinstance(value, Mapping) for value in values):
        return {"table": table(values)}
    if all(isinstance(value, str) for value in values):
        kinds = list(dict.fromkeys(values))
        if len(kinds) <= min(len(_DIGITS), len(values) // 2):
            return {"kinds": kinds, "which": "".join(_DIGITS[kinds.index(v)] for v in values)}
    return {"each": list(values)}
