"""A page's own style sheet."""

from __future__ import annotations

from pathlib import Path

import streamlit as st


def show(name: str) -> None:
    """Apply a style sheet that lies beside this file.

    Args:
        name: of the file, ending in ``.css``.
    """
    st.html(Path(__file__).with_name(name))
