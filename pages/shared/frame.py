"""The frame around every page, and why a page sometimes has to fetch it.

Streamlit takes a folder called ``pages`` for its older kind of application until ``st.navigation``
has been called once in the process. If the first visitor of all arrives by a link to a page other
than the first, Streamlit runs that page alone, without the set-up and the list of pages. The page
then runs the dashboard, which runs the page again in its frame; every later visit is ordinary.
"""

from __future__ import annotations

import logging
import runpy
from pathlib import Path

import streamlit as st

DASHBOARD = Path(__file__).parent.parent.parent / "dashboard.py"
LOG = logging.getLogger(__name__)
_drawn = False
_PAGE = "frame page"
_VISIT = "frame visit"


def run(page: st.Page) -> None:
    """Run the chosen page. A fault of ours ends in a sentence and the log, never in a traceback."""
    global _drawn  # noqa: PLW0603 - Streamlit's own switch is one for the process too
    _drawn = True
    if st.session_state.get(_PAGE) != page.url_path:
        st.session_state[_PAGE] = page.url_path
        st.session_state[_VISIT] = visit() + 1
    try:
        page.run()
    except Exception:
        LOG.exception("The page %s failed.", page.title)
        st.error(
            "Something went wrong in the application itself, and this page could not be shown. "
            "Nothing of yours is lost. What happened stands in the application's log."
        )
        st.link_button("Start this page again", "?")


def visit() -> int:
    """Return the number of the visit to this page: it goes up whenever another page is opened."""
    count: int = st.session_state.get(_VISIT, 0)
    return count


def require() -> None:
    """Make sure that the page runs in its frame; call it first in every page."""
    if not _drawn:
        runpy.run_path(str(DASHBOARD))
        st.stop()
