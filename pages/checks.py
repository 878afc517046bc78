"""Checks: does each area have the population that its tier asks for."""

import streamlit as st

from geo.plan.findings import find_findings
from geo.words import counted
from pages.components import (
    address_notes,
    band_chart,
    check_filters,
    check_table,
    findings_list,
    layer_choice,
    page_style,
    settings_panel,
    tier_sentences,
)
from pages.shared import frame
from pages.shared.loading import asked_study, load_checks
from pages.shared.settings import notes_on_settings

frame.require()
pack = asked_study().pack
page_style.show("reading_page.css")

with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
    st.title("Does each area fit its band?", width="content")
    settings = settings_panel.show(pack)
address_notes.show(notes_on_settings())
checks = load_checks(pack.key, settings.dates, settings.bands)
tier_sentences.show(pack, checks, settings.dates)

st.header("Each area against its band", anchor="areas")
layer = layer_choice.show(pack)
shown = check_filters.show(pack, layer, checks[layer.key])
band_chart.show(shown)
check_table.show(pack, layer, shown, settings)

findings = find_findings(pack, checks)
of_layer = [finding for finding in findings if finding.layer == layer.key]
st.header("Shape and crossings", anchor="findings")
st.write(
    f"{counted(len(of_layer), 'finding', 'findings')} about {layer.definition.plural}. They warn "
    "and forbid nothing: an area may be right for good local reasons."
)
findings_list.show(pack, of_layer)
