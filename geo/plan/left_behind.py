"""Left behind: what a planner who moved units in one layer may have meant to move with them.

Each layer is a division of its own. A unit that moves in one stays where it is in a second
definition of the same tier, and areas that belong to areas of the layer keep the parent that they
had. Neither is wrong, and both are easily overlooked.
"""

from __future__ import annotations

from geo.model import Layer
from geo.plan.better_parents import BetterParent, better_parents
from geo.plan.measures import Measured
from geo.plan.moved import moved_units
from geo.plan.state import State
from geo.words import listed, start_sentence

_NAMED = 3
"""So many areas are named; the rest are counted."""


def left_behind(before: Measured, after: Measured) -> list[str]:
    """Tell what stayed where it was while units moved around it, and what to do about it.

    Args:
        before: usually the baseline.
        after: the plan.

    Returns:
        A sentence for each layer of the tier of a layer in which units moved, where it has all
        its units as before; then one for each area most of whose residents live in another parent
        than its own, where they did not before or were fewer.
    """
    return [*_other_layers(before.state, after.state), *_areas_below(before, after)]


def _other_layers(before: State, after: State) -> list[str]:
    tiered = {
        key: layer for key, layer in after.layers.items() if layer.definition.tier is not None
    }
    moved = {key for key, layer in tiered.items() if len(moved_units(before.layers[key], layer))}
    told = []
    for key, layer in tiered.items():
        changed = [
            tiered[other]
            for other in moved
            if key not in moved and tiered[other].definition.tier == layer.definition.tier
        ]
        if changed:
            told.append(_layer_sentence(layer))
    return told


def _layer_sentence(layer: Layer) -> str:
    name = start_sentence(layer.definition.plural)
    return f"{name} are as they were: edit that layer too if they are to follow."


def _areas_below(before: Measured, after: Measured) -> list[str]:
    told = []
    for key, layer in after.state.layers.items():
        was = better_parents(before, key)
        new = [
            each
            for code, each in better_parents(after, key).items()
            if code not in was or _moved_on(was[code], each)
        ]
        told += [_area_sentence(each) for each in new[:_NAMED]]
        if rest := new[_NAMED:]:
            names = listed([each.area.name for each in rest])
            told.append(
                f"So {'does' if len(rest) == 1 else 'do'} {len(rest):,} more of the "
                f"{layer.definition.plural}: {names}."
            )
    return told


def _moved_on(was: BetterParent, now: BetterParent) -> bool:
    """Whether people moved under an area that was in the wrong parent before."""
    return was.better.code != now.better.code or was.residents < now.residents


def _area_sentence(each: BetterParent) -> str:
    inside = (
        "all"
        if each.residents == each.everyone
        else f"{min(each.residents / each.everyone, 0.99):.0%}"
    )
    return (
        f"{each.area.name} still belongs to {each.parent.name}, although {inside} of its residents "
        f"now live in {each.better.name}: {each.words[0].lower()}{each.words[1:]} if it is to "
        "follow."
    )
