"""What would it take: whether every area can fit its band, and the smallest change that does it."""

import streamlit as st

from pages.components import (
    address_notes,
    page_style,
    take_answer,
    take_arithmetic,
    take_choice,
    take_mergers,
    take_progress,
    take_rules,
    take_worlds,
    what_if_notices,
    what_if_unavailable,
)
from pages.shared import advising, frame
from pages.shared import working as at_work
from pages.shared.loading import asked_study
from pages.shared.scenarios import PlanUnavailable
from pages.shared.settings import current_settings, notes_on_settings

frame.require()
study = asked_study()
current_settings(study.pack)
page_style.show("notices.css")
page_style.show("take_page.css")
st.title("What would it take for every area to fit?")
address_notes.show(notes_on_settings())
try:
    working = at_work.begin(study)
except PlanUnavailable as error:
    what_if_unavailable.show(study, error.faults)
    st.stop()
layer = take_choice.asked_layer(working)
if layer is None:
    st.write("This data pack has no areas with a band that could be drawn anew.")
    st.stop()
at_work.finish(working, layer)
asked = take_choice.show(study, working, layer)
what_if_notices.show(study, working, layer)

with st.container(key="take-body"):
    arithmetic_column, rules_column = st.columns([6, 5], gap="medium")
with rules_column:
    st.header("What may not change", anchor="rules")
    rules = take_rules.show(working, layer, asked)
    take_progress.show(study, working, rules)
with arithmetic_column:
    st.header("Is it possible at all?", anchor="possible")
    take_arithmetic.show(working, layer, asked, rules.question.locked_areas)
if not advising.is_searching():
    take_answer.show(working, rules.question)
st.header("Could an area that is too small join a neighbour?", anchor="mergers")
take_mergers.show(working, layer, rules.question.locked_areas)
st.header("Does it hold on other dates?", anchor="worlds")
take_worlds.show(working, layer, rules.growth)
