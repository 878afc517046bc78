"""Consultation pack: everything that a consultation hands out, made from one plan."""

from dataclasses import replace

import streamlit as st

from geo.export.consultation_pack import Packing
from pages.components import (
    address_notes,
    compare_choice,
    html,
    pack_choice,
    pack_outcome,
    pack_preview,
    pack_texts,
    page_style,
)
from pages.shared import frame, packing
from pages.shared.loading import asked_study
from pages.shared.scenarios import PlanUnavailable
from pages.shared.settings import current_settings, notes_on_settings

frame.require()
study = asked_study()
dates = current_settings(study.pack).dates
page_style.show("pack_page.css")
html.write('<h1 class="unseen">Consultation pack</h1>')

try:
    chosen = packing.chosen_plan(study)
except PlanUnavailable as error:
    compare_choice.show_unlisted(error.faults)
    st.stop()
with st.container(key="pack-body"):
    parts_column, outcome_column = st.columns([6, 5], gap="medium")
with parts_column:
    pack_choice.show_plan(chosen)
    address_notes.show([*chosen.notes, *notes_on_settings()])
try:
    plan, text = packing.consulted(study, chosen.key, dates)
except PlanUnavailable as error:
    pack_choice.show_unavailable(error.faults)
    st.stop()

with parts_column, st.container(key="pack-parts"):
    order = pack_choice.show_parts(proposal=plan.scenario is not None)
outcome = outcome_column.container(key="pack-outcome")

st.header("How to respond", anchor="respond")
own = pack_texts.show_responding()
st.header("Chapters", anchor="chapters")
chapters, own = pack_texts.show_chapters(plan, chosen.key, own)
wanted = Packing(plan, replace(order, chapters=chapters, own=own))
with outcome:
    pack_outcome.show(study, wanted, text)
st.header("Preview", anchor="preview")
pack_preview.show(wanted)
