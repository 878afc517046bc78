"""Publications, with vintage, licence and the sentence that must travel with what is made."""

from __future__ import annotations

import streamlit as st

from geo.model import Pack


def show(pack: Pack) -> None:
    """Show every source and its attribution."""
    st.header("Sources", anchor="sources")
    st.write("What is made from these figures must carry the attributions of what it uses.")
    st.table(
        [
            {
                "Publication": f"**{source.title}**  \n{source.publisher}",
                "Of": source.vintage,
                "Used for": source.used_for,
                "Licence and attribution": f"{source.licence}.  \n{source.attribution}",
            }
            for source in pack.sources
        ],
        border="horizontal",
        hide_index=True,
    )
