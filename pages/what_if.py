"""What-if: change areas, and see who moves and which checks then pass."""

import streamlit as st

from pages.components import (
    address_notes,
    html,
    page_style,
    what_if_account,
    what_if_bar,
    what_if_editor,
    what_if_message,
    what_if_more,
    what_if_notices,
    what_if_unavailable,
)
from pages.shared import commands, frame, locks
from pages.shared import working as at_work
from pages.shared.loading import asked_study
from pages.shared.scenarios import PlanUnavailable
from pages.shared.settings import current_settings, notes_on_settings

frame.require()
study = asked_study()
current_settings(study.pack)
page_style.show("notices.css")
page_style.show("what_if_page.css")
html.write('<h1 class="unseen">What if boundaries changed</h1>')
address_notes.show(notes_on_settings())
try:
    working = at_work.begin(study)
except PlanUnavailable as error:
    what_if_unavailable.show(study, error.faults)
    st.stop()
layer = at_work.asked_layer(working)
working = at_work.coloured(working, layer)
at_work.keep(working)
at_work.finish(working, layer)

what_if_bar.show(study, working, layer)
what_if_notices.show(study, working, layer)
message = what_if_message.message_for(working, layer)
locked = locks.for_editor(working, layer)
hears = what_if_editor.Hears(commands.handle, locks.hear)
what_if_editor.show(study.pack, message, locked, "what-if-editor", hears)
what_if_more.show(working, layer)
what_if_account.show(study, working)
