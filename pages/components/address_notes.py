"""What an address asks for and cannot have, in one box."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

_MARKS = re.compile(r"([\\`*_\[\]<>$:~#])")


def show(notes: Sequence[str]) -> None:
    """Show the notes, if there are any.

    Args:
        notes: each in a few words, from ``pages.shared.address`` and ``pages.shared.settings``.
    """
    if not notes:
        return
    plain = [_MARKS.sub(r"\\\1", note) for note in notes]
    if len(plain) == 1:
        st.warning(
            f"The address asks for {plain[0]}, which is not on offer here. Everything else is "
            "shown as it asks."
        )
        return
    lines = "\n".join(f"- {note}" for note in plain)
    st.warning(
        "The address asks for some things that are not on offer here. Everything else is shown as "
        f"it asks.\n\n{lines}"
    )
