"""Compare: the baseline against a scenario, or one scenario against another."""

import streamlit as st

from geo.maps.difference import Moves, changed_layers
from geo.plan.account import account
from geo.plan.equality import equality
from pages.components import (
    address_notes,
    compare_areas,
    compare_checks,
    compare_choice,
    compare_equality,
    compare_files,
    compare_maps,
    compare_practices,
    compare_summary,
    compare_words,
    html,
    page_style,
    share_view,
)
from pages.shared import comparing, frame
from pages.shared.address import default_view, drawable
from pages.shared.loading import asked_study
from pages.shared.scenarios import PlanUnavailable
from pages.shared.settings import current_settings, notes_on_settings

frame.require()
study = asked_study()
pack = study.pack
dates = current_settings(pack).dates
page_style.show("compare_page.css")
html.write('<h1 class="unseen">Compare two plans</h1>')

try:
    plans = comparing.chosen_plans(study)
except PlanUnavailable as error:
    compare_choice.show_unlisted(error.faults)
    st.stop()
place_to_share = compare_choice.show_plans(plans)
try:
    compared = comparing.compared(study, plans, dates)
except PlanUnavailable as error:
    compare_choice.show_unavailable(error.faults)
    st.stop()

found = compared.found
impact = found.impact
notes = [*plans.notes, *notes_on_settings()]
layers = changed_layers(impact)
key = comparing.chosen_layer(drawable(pack), (layers or [default_view(pack).pick])[0], notes)
moves = Moves.of(impact, key)
same_lines = bool(moves.practices) and not moves.units
view = comparing.chosen_view(comparing.DIFFERS if same_lines else comparing.SIDE_BY_SIDE, notes)
share_view.show(place_to_share)
told = account(impact)

with st.container(key="compare-body"):
    summary_column, map_column = st.columns([3, 8], gap="small")
with summary_column, st.container(key="compare-summary"):
    address_notes.show(notes)
    compare_summary.show(plans, found, told)
with map_column:
    compare_choice.show_maps(pack, layers, drawable(pack), moves, view)
    compare_maps.show(study, plans, compared, moves, view)
if told:
    compare_words.show(impact, moves)
    st.header("Areas before and after", anchor="areas")
    compare_areas.show(impact)
    st.header("Practices and patients", anchor="practices")
    compare_practices.show(impact)
    st.header("Checks", anchor="checks")
    compare_checks.show(found)
    view_of_people = equality(impact)
    st.header("Who changes area", anchor="people")
    compare_equality.show(pack, view_of_people)
    compare_files.show(plans, found, told, view_of_people)
