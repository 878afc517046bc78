"""Publications, with vintage, licence and the sentence that must travel with what is made."""

from __future__ import annotations

import streamlit as st

from geo.model import Pack
from pages.components import reading_table


def show(pack: Pack) -> None:
    """Show every source and its attribution."""
    st.header("Sources", anchor="sources")
    st.write("What is made from these figures must carry the attributions of what it uses.")
    reading_table.show(
        "Publications, with their licence and attribution.",
        ("Publication", "Publisher", "Of", "Used for", "Licence", "Attribution"),
        [
            (
                source.title,
                source.publisher,
                source.vintage,
                source.used_for,
                source.licence,
                source.attribution,
            )
            for source in pack.sources
        ],
        text_columns=6,
    )
