"""Spreadsheets: recognising codes that one has read as a number or a date, or cut short."""

from __future__ import annotations

import re
from collections.abc import Collection

_SCIENTIFIC = re.compile(r"[0-9]+(\.[0-9]+)?[Ee][+-][0-9]+")
_DECIMAL = re.compile(r"[0-9]+\.[0-9]+")
_MONTH = "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DATE = re.compile(
    rf"[0-9]{{1,2}}[/.-][0-9]{{1,2}}[/.-][0-9]{{2,4}}|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}.*"
    rf"|[0-9]{{1,2}}-{_MONTH}(-[0-9]+)?|{_MONTH}-[0-9]+",
    re.IGNORECASE,
)


def damage(code: str) -> str:
    """Return a sentence if a code looks like a number or date made by a spreadsheet, or nothing."""
    if _SCIENTIFIC.fullmatch(code):
        return "A spreadsheet may have read the code as a number in scientific notation."
    if _DECIMAL.fullmatch(code):
        return "A spreadsheet may have read the code as a number with decimals."
    if _DATE.fullmatch(code):
        return "A spreadsheet may have turned the code into a date."
    return ""


def hint(code: str, known: Collection[str]) -> str:
    """Return a sentence on how a code that is not known may have come about, or nothing."""
    plain = code.strip().upper()
    if plain in known:
        return f"Spaces or small letters have crept in: {plain}?"
    if looks := damage(code):
        return looks
    bare = plain.lstrip("0")
    for each in known:
        if bare and each.lstrip("0") == bare:
            if len(each) > len(plain):
                return f"A spreadsheet may have dropped a leading zero: {each}?"
            return f"It has {each}, which may have lost a leading zero to a spreadsheet."
    return ""
