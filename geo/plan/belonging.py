"""Belonging: in which areas a small area lies, today and as proposed, in sentences."""

from __future__ import annotations

from geo.model import Area, Layer, Pack
from geo.plan.places import DISTRICTS, WARDS, areas_of_unit
from geo.words import listed

COMMISSIONERS, MERGED = "ccg", "single_ccg"


def belonging_sentences(pack: Pack, unit: int, name: str) -> list[str]:
    """Say where a unit lies, who commissions its care and which larger areas it would be in.

    Layers that the pack does not have, and layers in which the unit has no area, are left out.

    Args:
        pack: that holds the unit.
        unit: its position.
        name: of the place that lies in it, for example its postcode.
    """
    there = {
        layer.key: (layer, area) for layer, area in areas_of_unit(pack, unit) if area is not None
    }
    wanted = (_place, _commissioner, _providers)
    return [sentence for say in wanted if (sentence := say(pack, there, name))]


_There = dict[str, tuple[Layer, Area]]


def _place(_: Pack, there: _There, name: str) -> str:
    names = [
        f"{there[key][1].name} {there[key][0].definition.singular}"
        for key in (WARDS, DISTRICTS)
        if key in there
    ]
    return f"{name} lies in {', '.join(names)}." if names else ""


def _commissioner(pack: Pack, there: _There, _: str) -> str:
    if COMMISSIONERS not in there:
        return ""
    today = f"Today its commissioner is {there[COMMISSIONERS][1].name}"
    if MERGED not in there:
        return f"{today}."
    proposal = there[MERGED][1].name if len(pack.layer(MERGED).areas) > 1 else "one merged CCG"
    return f"{today}; the proposal is {proposal}."


def _providers(pack: Pack, there: _There, _: str) -> str:
    """Say which area of the middle tier it would be in, by each definition."""
    if len(pack.tiers) < 3:
        return ""
    noun, names = "", []
    for layer, area in there.values():
        if layer.definition.tier == pack.tiers[1].key:
            noun, _, how = layer.definition.singular.partition(" (")
            names.append((area.name, how.rstrip(")")))
    if not names:
        return ""
    noun = noun.removeprefix("integrated ")
    if len({area for area, _ in names}) == 1:
        hows = listed([how for _, how in names if how])
        return f"Its {noun} would be {names[0][0]}{f', {hows}' if hows else ''}."
    return f"Its {noun} would be {', '.join(f'{area} {how}'.strip() for area, how in names)}."
