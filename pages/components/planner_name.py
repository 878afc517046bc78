"""Who is at work: the name that signs every change, or the way to sign in."""

from __future__ import annotations

import streamlit as st

from geo.plan.edits.words import LONGEST_NAME
from pages.components.plain import plain
from pages.shared import people


def show(key: str) -> None:
    """Show who is at work; it opens to change that.

    Args:
        key: of the button, one for each place where it stands.
    """
    name = people.known_name()
    with st.popover(plain(name) if name else "Your name", icon=":material/person:", key=key):
        if people.signed_in():
            st.write("You are signed in; the log of a plan says who made each change.")
            st.button("Sign out", on_click=people.sign_out)
            return
        if people.can_sign_in():
            st.button("Sign in", on_click=people.sign_in)
        st.text_input(
            "Your name, for the log of changes",
            value=name or "",
            max_chars=LONGEST_NAME,
            key=people.NAME_FIELD,
            on_change=people.when_name_is_typed,
        )
