"""Words for the public: what layers are called and what they are, in plain English."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from geo.export.affected.answers import Answers
from geo.model import Area, ListState, Pack, Practice, month_label

MEANINGS = {
    "pcn": "A group of GP practices that work together.",
    "icp": "Hospitals, GPs, councils and others who join up care in one part of the area.",
    "ccg": "The NHS body that plans and pays for local health care.",
    "district": "The area of your local council.",
    "ics": "The NHS and councils of the whole area, working together.",
    "icp_by_ccg": "The same kind of group, if its lines followed those of the CCGs.",
    "single_ccg": "One NHS body that plans and pays for care, in place of several.",
}
"""What an area of a layer is, in a sentence for the public; others have only their names."""

NO_AREA = {"everything": "none", "system": "none in this plan"}
"""Stands for the name of an area where there is none, by what the layer covers.

Outside the system people are in areas of other systems, which the pack does not know.
"""

_BRACKETS = re.compile(r" \([^)]*\)$")
_RIGHT_TO_LEFT = {"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "PDF", "LRI", "FSI", "PDI"}
_ISOLATED = "\u2068{}\u2069"


def layer_words(answers: Answers) -> dict[str, str]:
    """Return what one area of each layer is called: without what stands in brackets, if it may."""
    full = {layer.key: layer.definition.singular for layer in answers.layers}
    short = {key: _BRACKETS.sub("", words) for key, words in full.items()}
    shared = Counter(short.values())
    return {key: words if shared[words] == 1 else full[key] for key, words in short.items()}


def area_words(answers: Answers) -> dict[str, dict[tuple[str, str], str]]:
    """Return what each area is called, by layer and (code, name).

    Where areas of a layer with other codes have the same name, now or then, the code tells which.
    """
    words = {}
    for layer in answers.layers:
        told = [*answers.of_units[layer.key], *answers.of_practices.get(layer.key, ())]
        areas = {called(area) for each in told for area in (each.now, each.then) if area}
        codes: dict[str, set[str]] = {}
        for code, name in areas:
            codes.setdefault(name, set()).add(code)
        words[layer.key] = {
            (code, name): name if len(codes[name]) == 1 else f"{name} ({code})"
            for code, name in sorted(areas)
        }
    return words


def called(area: Area) -> tuple[str, str]:
    """Return an area's code and name."""
    return area.code, area.name


def practice_labels(pack: Pack) -> list[str]:
    """Return each practice's name and postcode for a list to choose from; codes part equal ones.

    A list's entries can hold no markup, so a name that may be written from right to left is kept
    apart from what follows it by invisible characters.
    """
    plain = [f"{_apart(each.name)}, {each.postcode}" for each in pack.practices]
    count = Counter(plain)
    return [
        label if count[label] == 1 else f"{label} ({practice.code})"
        for label, practice in zip(plain, pack.practices, strict=True)
    ]


def _apart(name: str) -> str:
    mixed = any(unicodedata.bidirectional(each) in _RIGHT_TO_LEFT for each in name)
    return _ISOLATED.format(name) if mixed else name


def standing_words(pack: Pack, practice: Practice) -> str:
    """Return sentences on a practice that was no longer at work at the last date, or nothing."""
    if not pack.list_dates:
        return ""
    last = pack.list_dates[-1]
    held = practice.lists.get(last)
    if held is None or held.state not in (ListState.CLOSED, ListState.DORMANT):
        return ""
    after = [each.name for each in pack.practices if each.predecessor == practice.code]
    taken = f" {after[0]} took its place." if after else ""
    return (
        f"Our records say that this practice was no longer open in {month_label(last)}.{taken} "
        "If you have a new practice, choose that one."
    )
