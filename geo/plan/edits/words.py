"""Faults that several edits can have, each a sentence for the planner."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable

from geo.model import Layer
from geo.plan.overlap import UNASSIGNED_CODE
from geo.plan.state import State
from geo.words import counted

NAMED_AT_MOST = 5
LONGEST_NAME = 120
LONGEST_TEXT = 2_000
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Unicode categories of characters that nobody sees or that turn the direction of writing."""


def layer_faults(state: State, key: str) -> list[str]:
    """Say why a layer cannot be edited."""
    if key not in state.layers:
        return [f"There is no layer {key!r}. There is: {', '.join(state.layers)}."]
    if key == "unit":
        return ["Small areas are what everything is built from; they cannot be changed."]
    return []


def area_faults(layer: Layer, *codes: str) -> list[str]:
    """Say which areas a layer does not have, and which are named twice."""
    noun = layer.definition.singular
    unknown = [f"There is no {noun} {code!r}." for code in codes if code not in layer.position]
    return unknown + _repeated(noun, codes)


def code_faults(layer: Layer, code: str) -> list[str]:
    """Say why a new area cannot have a code."""
    if not _CODE.fullmatch(code):
        return [
            f"{code!r} cannot be a code: use letters, digits, hyphens and underscores, 40 at most."
        ]
    if code.casefold() == UNASSIGNED_CODE:
        return [f"{code} cannot be a code: it stands for no area at all."]
    same = next((each for each in layer.position if each.casefold() == code.casefold()), None)
    if same is not None:
        return [f"The code {code} is taken: {layer.area(same).name} has {same}."]
    return []


def name_faults(layer: Layer, name: str, but: Collection[str] = ()) -> list[str]:
    """Say why an area cannot have a name; ``but`` are codes of areas that may have the same."""
    if faults := text_faults("The name", name, LONGEST_NAME):
        return faults
    for area in layer.areas:
        if area.name.casefold() == name.casefold() and area.code not in but:
            return [f"The name {name} is taken, by {area.code}. Choose another."]
    return []


def text_faults(what: str, text: str, longest: int, lines: bool = False) -> list[str]:
    """Say why a text that somebody typed cannot be kept; ``lines`` allows several lines."""
    if not text.strip():
        return [f"{what} is empty."]
    faults = []
    if text != text.strip():
        faults.append(f"{what} starts or ends with a space.")
    if len(text) > longest:
        faults.append(f"{what} has {len(text):,} characters; {longest:,} are allowed.")
    if not _is_plain(text) and _has_unseen(text, "\n\t" if lines else ""):
        faults.append(f"{what} has characters that cannot be seen. Type it again.")
    return faults


def _is_plain(text: str) -> bool:
    """Whether a text is printable ASCII, as nearly all codes are: a long log has very many."""
    return text.isascii() and text.isprintable()


def _has_unseen(text: str, allowed: str) -> bool:
    return any(unicodedata.category(sign) in _UNSEEN and sign not in allowed for sign in text)


def unit_faults(state: State, units: Collection[str]) -> list[str]:
    """Say which units there are not, and which are named twice."""
    if not units:
        return ["No small area is named."]
    position = state.baseline.units.position
    unknown = [code for code in units if code not in position]
    return _unknown("small area", "small areas", unknown) + _repeated("small area", units)


def practice_faults(state: State, practices: Collection[str]) -> list[str]:
    """Say which practices there are not, and which are named twice."""
    if not practices:
        return ["No practice is named."]
    unknown = [code for code in practices if code not in state.baseline.practice]
    return _unknown("practice", "practices", unknown) + _repeated("practice", practices)


def parent_faults(state: State, layer: Layer, parent: str | None) -> list[str]:
    """Say why an area of a layer cannot belong to an area above."""
    if parent is None:
        return []
    if layer.definition.parent is None:
        return [f"{layer.definition.name} belong to no layer above, so they have no parent."]
    return area_faults(state.layers[layer.definition.parent], parent)


def some(codes: Iterable[str]) -> str:
    """List codes, counting those beyond the first few."""
    every = list(codes)
    shown = ", ".join(every[:NAMED_AT_MOST])
    rest = len(every) - NAMED_AT_MOST
    return f"{shown} and {rest:,} more" if rest > 0 else shown


def _unknown(singular: str, plural: str, codes: Collection[str]) -> list[str]:
    if not codes:
        return []
    what = counted(len(codes), singular, plural)
    return [f"{what} named here {'is' if len(codes) == 1 else 'are'} not known: {some(codes)}."]


def _repeated(singular: str, codes: Iterable[str]) -> list[str]:
    twice = [code for code, times in Counter(codes).items() if times > 1]
    return [f"The same {singular} is named more than once: {some(twice)}."] if twice else []
