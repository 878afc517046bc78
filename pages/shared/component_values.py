"""What a component has sent, for its own callback: the value is in the session's state by then."""

from __future__ import annotations

import streamlit as st


def component_value(key: str) -> object:
    """Return the latest value of the component with this key, or None before there is one."""
    return st.session_state.get(key)
