"""The application: its set-up and its list of pages. Run ``streamlit run dashboard.py``."""

import streamlit as st

st.set_page_config(page_title="Boundaries and populations", layout="wide")
st.navigation(
    [
        st.Page("pages/explore.py", title="Explore", default=True),
        st.Page("pages/checks.py", title="Checks", url_path="checks"),
        st.Page("pages/data_and_methods.py", title="Data and methods", url_path="data"),
    ],
    position="top",
).run()
