"""Choices of one widget each that live in the address, in codes.

The address is what is true: a widget follows it, so that a link and the Back button bring back what
was chosen, and a choice is written into it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st


def follow_address(name: str, offered: Mapping[str, Any], usual: str, key: str) -> str:
    """Give the widget with this key what the address asks for, before it is shown.

    Args:
        name: of the choice in the address.
        offered: what the widget may hold, by the code that the address may say.
        usual: the code where the address says nothing, or nothing that is offered.
        key: of the widget.

    Returns:
        The code of what the widget now holds.
    """
    asked = st.query_params.get(name, usual)
    code = asked if asked in offered else usual
    if key not in st.session_state or st.session_state[key] != offered[code]:
        st.session_state[key] = offered[code]
    return code


def write_choice(name: str, codes: Mapping[Any, str], usual: str, key: str) -> None:
    """Write what somebody chose into the address; the usual choice is not written.

    Args:
        name: of the choice in the address.
        codes: the code of each thing that the widget may hold.
        usual: the code that is not written.
        key: of the widget.
    """
    code = codes[st.session_state[key]]
    if code == usual:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = code
