"""The planner's file of growth rates, kept for the session: it outlives a visit to another page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from geo.model import Pack
from geo.searching import RatesFile

_FILES = "kept files of rates"


def keep(pack: Pack, file: RatesFile | None) -> None:
    """Keep a file for a pack, in place of another one; None keeps none."""
    files: Mapping[str, RatesFile | None] = st.session_state.get(_FILES, {})
    st.session_state[_FILES] = {**files, pack.key: file}


def keep_uploaded(pack: Pack, key: str) -> None:
    """Keep what was given to the uploader with this key; nothing where its file was taken away."""
    file = st.session_state.get(key)
    if file is not None:
        keep(pack, RatesFile(file.name, file.getvalue()))


def say_layer(pack: Pack, file: RatesFile, key: str) -> None:
    """Keep a file with the layer of its codes that is chosen in the widget with this key."""
    keep(pack, replace(file, layer=st.session_state[key] or None))


def kept(pack: Pack) -> RatesFile | None:
    """Return the file that is kept for a pack, if any; a layer that there is not is left out."""
    files: Mapping[str, RatesFile | None] = st.session_state.get(_FILES, {})
    file = files.get(pack.key)
    if file is not None and file.layer not in pack.layers:
        return replace(file, layer=None)
    return file
