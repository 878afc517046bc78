"""Names: free codes and names for the new areas of a split."""

from __future__ import annotations

import re
from itertools import count

from geo.model import Area, Layer
from geo.plan.edits.words import LONGEST_NAME, code_faults, name_faults, text_faults

LONGEST_BASE = 34
"""So much of an area's code is kept: a hyphen and a number of five digits still fit after it."""


def free_names(layer: Layer, area: Area, many: int) -> list[tuple[str, str]]:
    """Return codes and names that no area of a layer has: ``U12563-2`` and ``Rushcliffe PCN 2``.

    Args:
        layer: of the area.
        area: that new areas are split off; they are numbered from 2.
        many: how many new areas there are.
    """
    code = re.sub(r"[^A-Za-z0-9_-]", "-", area.code).lstrip("-_")[:LONGEST_BASE] or "area"
    name = area.name[: LONGEST_NAME - 6].rstrip()
    if text_faults("The name", name, LONGEST_NAME):
        name = code
    free: list[tuple[str, str]] = []
    for number in count(2):
        if len(free) == many:
            break
        new = (f"{code}-{number}", f"{name} {number}")
        if not code_faults(layer, new[0]) and not name_faults(layer, new[1]):
            free.append(new)
    return free
