"""What the data is, where it comes from, how it was made and how sure it is."""

import streamlit as st

from pages.components import (
    data_layers,
    data_networks,
    data_overview,
    data_practices,
    data_reconciliation,
    data_sources,
    page_style,
)
from pages.shared import frame
from pages.shared.loading import asked_study

frame.require()
pack = asked_study().pack
page_style.show("reading_page.css")

st.title("Where do these figures come from, and how sure are they?")
data_overview.show(pack)
overview, sources, layers, networks, practices, reconciliation, left_out = st.tabs(
    [
        "What not to conclude",
        "Sources",
        "Layers and bands",
        "Networks’ areas",
        "Practices and lists",
        "Reconciliation",
        "Left out",
    ]
)
with overview:
    data_overview.show_cautions(pack)
with sources:
    data_sources.show(pack)
with layers:
    data_layers.show(pack)
    data_layers.show_bands(pack)
with networks:
    data_networks.show(pack)
with practices:
    data_practices.show(pack)
with reconciliation:
    data_reconciliation.show(pack)
with left_out:
    data_reconciliation.show_left_out(pack)
