"""Names in capitals as a reader would write them."""

from __future__ import annotations

import re

_ACRONYMS = frozenset({"BACHS", "GPA", "NEMS", "NOTSPAR", "OM", "OP"})
"""Words of names that are spoken as letters or as a name of their own, yet have vowels."""
_SHORTENED = frozenset({"CTR", "DR", "MR", "MRS", "ST"})
"""Words without a vowel that are no acronyms."""
_SMALL = frozenset({"AND", "AT", "BY", "FOR", "IN", "OF", "ON", "THE", "UPON", "WITH"})


def readable_name(name: str) -> str:
    """Return a name published in capitals in title case.

    ``UNITY (NOTTINGHAM) PCN`` becomes ``Unity (Nottingham) PCN``. Words without a vowel and known
    acronyms stay capitals, small words become small letters unless they come first, and what
    follows an apostrophe stays small.
    """
    words = re.split(r"([^A-Z0-9']+)", " ".join(name.split()).upper())
    first = next((index for index, word in enumerate(words) if re.search(r"\w", word)), 0)
    return "".join(_readable_word(word, index == first) for index, word in enumerate(words))


def _readable_word(word: str, is_first: bool) -> str:
    if word in _ACRONYMS:
        return word
    if word in _SMALL and not is_first:
        return word.lower()
    if word not in _SHORTENED and not re.search("[AEIOU]|(?<=.)Y", word):
        return word
    return word.capitalize()
