"""The planner's file of growth rates, kept for the session: it outlives a visit to another page."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from geo.model import Pack
from geo.searching import RatesFile

_FILES = "kept files of rates"


def keep(pack: Pack, file: RatesFile | None) -> None:
    """Keep a file for a pack, in place of another one; None keeps none."""
    files: Mapping[str, RatesFile | None] = st.session_state.get(_FILES, {})
    st.session_state[_FILES] = {**files, pack.key: file}


def kept(pack: Pack) -> RatesFile | None:
    """Return the file that is kept for a pack, if any."""
    files: Mapping[str, RatesFile | None] = st.session_state.get(_FILES, {})
    return files.get(pack.key)
