"""The address of what the page shows, to be copied and sent."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

VIEW = "This address opens what is selected, drawn and shaded now, with these dates and bands."


def show(place: DeltaGenerator, opens: str = VIEW) -> None:
    """Offer the address; call it once the view has been written into it.

    Args:
        place: where the button goes.
        opens: what somebody who opens the address sees, in a sentence.
    """
    with place.popover("Share this view", icon=":material/share:"):
        st.markdown(f"{opens} Copy it with the button at its right.")
        st.code(address(), language=None, wrap_lines=True)
        st.caption(
            "To send the map’s place and zoom as well, copy the address from your browser’s own "
            "address bar: only the browser knows where the map stands."
        )


def address() -> str:
    """Return the whole address of the page as it is shown, without where the map stands."""
    asked = urlencode(
        [(name, value) for name in st.query_params for value in st.query_params.get_all(name)],
        safe=",:",
    )
    opened = urlsplit(st.context.url or "")
    return urlunsplit((opened.scheme, opened.netloc, opened.path or "/", asked, ""))
