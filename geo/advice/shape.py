"""Shape in words: whether an area is in one piece, what it surrounds and what it crosses."""

from __future__ import annotations

from geo.model import Pack
from geo.plan.checks import AreaCheck
from geo.plan.findings import CROSSED_LAYERS
from geo.plan.overlap import UNASSIGNED_CODE
from geo.words import counted, listed, number


def pieces_words(check: AreaCheck) -> str:
    """Return ``one piece``, ``3 pieces`` or ``no small areas``."""
    if not check.parts:
        return "no small areas"
    return "one piece" if len(check.parts) == 1 else f"{len(check.parts):,} pieces"


def holes_words(check: AreaCheck) -> str:
    """Return ``none``, or how many groups of small areas it surrounds."""
    return counted(len(check.holes), "place", "places") if check.holes else "none"


def crosses_words(pack: Pack, check: AreaCheck) -> str:
    """Return whose boundaries an area crosses and where its residents live; empty if none.

    For example ``districts: Gedling 31,002 and Ashfield 1,544``.
    """
    told = []
    for key in CROSSED_LAYERS:
        if key not in check.crosses or key not in pack.layers:
            continue
        other = pack.layer(key)
        shares = [
            f"{_name(pack, key, code)} {number(people)}"
            for code, people in check.crosses[key].items()
        ]
        told.append(f"{other.definition.plural}: {listed(shares)}")
    return "; ".join(told)


def _name(pack: Pack, layer: str, code: str) -> str:
    return "none" if code == UNASSIGNED_CODE else pack.layer(layer).area(code).name
