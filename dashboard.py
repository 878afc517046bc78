"""The application: its set-up and its list of pages. Run ``streamlit run dashboard.py``."""

import streamlit as st

from pages.components import page_style
from pages.shared import frame

st.set_page_config(page_title="Boundaries and populations", layout="wide")
st.logo("pages/components/wordmark.svg", size="large")
page_style.show("frame.css")
frame.run(
    st.navigation(
        [
            st.Page("pages/explore.py", title="Explore", default=True),
            st.Page("pages/checks.py", title="Checks"),
            st.Page("pages/what_if.py", title="What-if"),
            st.Page("pages/what_would_it_take.py", title="What would it take?"),
            st.Page("pages/compare.py", title="Compare"),
            st.Page("pages/consultation_pack.py", title="Consultation pack"),
            st.Page("pages/data_and_methods.py", title="Data and methods"),
        ],
        position="top",
    )
)
