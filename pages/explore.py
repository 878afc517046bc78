"""Explore: where boundaries run, who lives where, and how the layers lie on each other."""

import streamlit as st

from geo.plan.disagreement import disagreements
from geo.plan.overlap import overlap
from geo.plan.profile import profile_area
from pages.components import (
    address_notes,
    disagreement_panel,
    explore_map,
    found_place,
    html,
    map_text,
    overlap_matrix,
    overview_panel,
    page_style,
    profile_panel,
    toolbar,
)
from pages.components.looking_map import Click
from pages.shared import choosing, exploring, frame
from pages.shared.address import comparable
from pages.shared.loading import asked_study, load_checks
from pages.shared.search import load_places, search
from pages.shared.settings import current_settings, notes_on_settings

frame.require()
study = asked_study()
pack = study.pack
settings = current_settings(pack)
dates = settings.dates
checks = load_checks(pack.key, dates, settings.bands)
page_style.show("explore_page.css")


def when_clicked(click: Click) -> None:
    """Select the area or the practice that was clicked."""
    choosing.when_map_is_clicked(pack, click.layer, click.area, click.practice)


html.write('<h1 class="unseen">Explore boundaries and populations</h1>')
notes = [*exploring.begin(pack), *notes_on_settings()]
toolbar.show(pack)
view = exploring.current_view(pack)
exploring.finish(view)

found = search(pack, view.find)
layers = None if view.compare is None else tuple(pack.layer(key) for key in view.compare)
between = [] if layers is None else disagreements(pack, *layers, dates.resident)
state = explore_map.state_of(
    study, view, checks[view.pick], settings, found.place, between, exploring.aim()
)

with st.container(key="explore-body"):
    map_column, side_column = st.columns([7, 3], gap="small")
with map_column:
    explore_map.show(pack, state, exploring.MAP, when_clicked)
with side_column, st.container(key="explore-beside"):
    address_notes.show(notes)
    if found.asked:
        found_place.show(
            pack,
            found,
            dates,
            exploring.OTHER_MATCH,
            choosing.when_other_match_is_chosen,
            choosing.forget_search,
        )
    if layers is not None:
        disagreement_panel.choose(
            pack,
            comparable(pack),
            exploring.FIRST,
            exploring.SECOND,
            choosing.when_comparison_changes,
        )
        disagreement_panel.show(pack, *layers, between, dates, choosing.show_units)
    elif view.area is not None:
        position = pack.layer(view.pick).position[view.area]
        _, unit_of_practice = load_places(pack.key)
        profile = profile_area(
            pack, study.adjacency, checks[view.pick][position], dates, unit_of_practice
        )
        profile_panel.show(pack, profile, dates, exploring.TAB)
    else:
        overview_panel.show(pack, checks, dates)

if layers is not None and layers[0] is not layers[1]:
    pairs = overlap(pack, *layers, dates.resident)
    overlap_matrix.show(*layers, pairs, between, dates)
map_text.show(pack, state, checks[view.pick])
