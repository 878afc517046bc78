"""How each layer was made and how sure it is; and where the bands come from."""

from __future__ import annotations

import streamlit as st

from geo.model import Pack, day_label


def show(pack: Pack) -> None:
    """Show every layer in the order in which a reader meets them."""
    st.header("Layers: how each was made, and how sure it is", anchor="layers")
    titles = {source.key: source.title for source in pack.sources}
    st.table(
        [
            {
                "Layer": f"**{layer.definition.name}**",
                "Boundaries": ":blue-badge[Official]"
                if layer.definition.official
                else ":orange-badge[Derived here]",
                "Of": day_label(layer.definition.vintage),
                "Areas": f"{len(layer.areas):,}",
                "How it was made": layer.definition.method,
                "How sure": layer.definition.certainty,
                "Made from": "; ".join(titles.get(key, key) for key in layer.definition.sources),
            }
            for layer in pack.layers.values()
        ],
        border="horizontal",
        hide_index=True,
    )


def show_bands(pack: Pack) -> None:
    """Show the bands on offer, with who published them."""
    st.header("Bands", anchor="bands")
    st.write(
        "Both ends of a band are inside it. The first band of each tier is the one in force until "
        "you choose another on the page Checks."
    )
    in_force = pack.published_bands
    st.table(
        [
            {
                "Tier": pack.tier[band.tier].name,
                "People": band.words,
                "In force": ":green-badge[In force]" if in_force[band.tier] == band else "On offer",
                "Published in": band.source
                + ("" if band.dated is None else f", {day_label(band.dated)}")
                + (f" ({band.reference})" if band.reference else ""),
                "Note": band.note,
            }
            for tier in pack.tiers
            for band in pack.bands
            if band.tier == tier.key
        ],
        border="horizontal",
        hide_index=True,
    )
