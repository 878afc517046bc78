"""The frame around every page, and why a page sometimes has to fetch it.

Streamlit takes a folder called ``pages`` for its older kind of application until ``st.navigation``
has been called once in the process. If the first visitor of all arrives by a link to a page other
than the first, Streamlit runs that page alone, without the set-up and the list of pages. The page
then runs the dashboard, which runs the page again in its frame; every later visit is ordinary.
"""

from __future__ import annotations

import runpy
from pathlib import Path

import streamlit as st

DASHBOARD = Path(__file__).parent.parent.parent / "dashboard.py"
_drawn = False


def drawn() -> None:
    """Note that the dashboard has set up the frame in this process."""
    global _drawn  # noqa: PLW0603 - Streamlit's own switch is one for the process too
    _drawn = True


def require() -> None:
    """Make sure that the page runs in its frame; call it first in every page."""
    if not _drawn:
        runpy.run_path(str(DASHBOARD))
        st.stop()
