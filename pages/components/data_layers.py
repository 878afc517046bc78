"""How each layer was made and how sure it is; and where the bands come from."""

from __future__ import annotations

import streamlit as st

from geo.advice.summary import published_words
from geo.model import LayerDefinition, Pack, month_label
from pages.components import reading_table


def show(pack: Pack) -> None:
    """Show every layer in the order in which a reader meets them."""
    st.header("Layers: how each was made, and how sure it is", anchor="layers")
    titles = {source.key: source.title for source in pack.sources}
    reading_table.show(
        "Layers: how each was made, and how sure it is.",
        ("Layer", "Boundaries", "Of", "How it was made", "How sure", "Made from", "Areas"),
        [
            (
                layer.definition.name,
                standing_words(pack, layer.definition),
                month_label(layer.definition.vintage),
                layer.definition.method,
                layer.definition.certainty,
                "; ".join(titles.get(key, key) for key in layer.definition.sources),
                f"{len(layer.areas):,}",
            )
            for layer in pack.layers.values()
        ],
        text_columns=6,
    )


def is_proposed(pack: Pack, definition: LayerDefinition) -> bool:
    """Say whether a consultation defines the areas: proposals, which no body had put in force."""
    titles = {source.key: source.title for source in pack.sources}
    return any("consultation" in titles.get(key, key).lower() for key in definition.sources)


def standing_words(pack: Pack, definition: LayerDefinition) -> str:
    """Return whose lines a layer has: published, proposed by a consultation, or made here."""
    if not definition.official:
        return "Derived here"
    return "Proposed in a consultation" if is_proposed(pack, definition) else "Official"


def show_bands(pack: Pack) -> None:
    """Show the bands on offer, with who published them."""
    st.header("Bands", anchor="bands")
    st.write(
        "Both ends of a band are inside it. The first band of each tier is the one in force until "
        "you choose another on the page Checks."
    )
    in_force = pack.published_bands
    reading_table.show(
        "Bands on offer, with who published them.",
        ("Tier", "People", "In force", "Published in", "Note"),
        [
            (
                pack.tier[band.tier].name,
                band.words,
                "In force" if in_force[band.tier] == band else "On offer",
                published_words(band) + (f" ({band.reference})" if band.reference else ""),
                band.note,
            )
            for tier in pack.tiers
            for band in pack.bands
            if band.tier == tier.key
        ],
        text_columns=5,
    )
