"""Who is at work: the person who signed in, or else the name that a planner gives.

Signing in is Streamlit's own (OpenID Connect, set up in its secrets). Where it is set up, a name
that somebody types counts for nothing.
"""

from __future__ import annotations

import streamlit as st

from geo.plan.edits.words import LONGEST_NAME, text_faults

UNNAMED = "Unnamed planner"
NAME_FIELD = "planner's name"
"""Key of the field in which a planner types a name."""
_NAME = "planner's kept name"


def can_sign_in() -> bool:
    """Whether signing in is set up."""
    return "is_logged_in" in st.user


def signed_in() -> bool:
    """Whether somebody has signed in."""
    return can_sign_in() and bool(st.user.is_logged_in)


def known_name() -> str | None:
    """Return the name of who is at work, or None where nobody has said."""
    if signed_in():
        told = [st.user.get(claim) for claim in ("name", "preferred_username", "email", "sub")]
        names = [" ".join(name.split())[:LONGEST_NAME] for name in told if isinstance(name, str)]
        return next((name for name in names if not text_faults("", name, LONGEST_NAME)), UNNAMED)
    name: str | None = st.session_state.get(_NAME)
    return name


def author(given: object = None) -> str:
    """Return who makes a change, and keep the name for the session where one is given with it.

    Args:
        given: the name that came with the change, if any; whoever signed in goes before it.
    """
    if not signed_in() and isinstance(given, str):
        keep_name(given)
    return known_name() or UNNAMED


def keep_name(name: str) -> list[str]:
    """Keep a name for the session, and say why it cannot be kept; an empty one changes nothing."""
    name = " ".join(name.split())
    if not name:
        return []
    if faults := text_faults("The name", name, LONGEST_NAME):
        return faults
    st.session_state[_NAME] = name
    return []


def when_name_is_typed() -> None:
    """Keep what stands in the field for the name."""
    keep_name(str(st.session_state.get(NAME_FIELD) or ""))


def sign_in() -> None:
    """Send the browser to where people sign in."""
    st.login()


def sign_out() -> None:
    """Forget who signed in."""
    st.logout()
