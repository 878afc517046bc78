"""Where new areas come from: what every search keeps to, and so what every proof is about."""

from __future__ import annotations

from geo.model import LayerDefinition


def origin_sentence(definition: LayerDefinition) -> str:
    """Say which areas a new one is split off."""
    singular = definition.singular
    return f"A new {singular} is split off one that is too large, or off the largest."
