"""The map of the page Explore, made from what the page shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import streamlit as st

from geo.maps.map_state import (
    Bounds,
    Fit,
    MapState,
    Marked,
    Pin,
    area_facts,
    bounds_of_pin,
    bounds_of_units,
)
from geo.model import Pack
from geo.plan.checks import AreaCheck
from geo.plan.disagreement import Disagreement, pieces
from geo.plan.naming import name_places
from geo.plan.places import Place, PlaceKind
from pages.components import looking_map
from pages.components.disagreement_panel import heading
from pages.components.looking_map import Click
from pages.shared.address import View
from pages.shared.exploring import Aim
from pages.shared.loading import Study
from pages.shared.map_files import map_base, short_attribution
from pages.shared.settings import Settings
from pages.shared.shadings import shading_for

HEIGHT = 560
"""In pixels; the page's style sheet makes the map as high as the window allows."""


def show(
    pack: Pack, state: MapState, key: str, when_clicked: Callable[[Click], None]
) -> Click | None:
    """Show the map and return its last click.

    Args:
        pack: that is shown.
        state: what the map shows, from ``state_of``.
        key: of the map.
        when_clicked: called once for each click.
    """
    title = f"Map of health and council boundaries, {pack.title}"
    base = map_base(pack, title, short_attribution(pack))
    with st.container(key="explore-map-frame"):
        return looking_map.show(base, state, key, HEIGHT, when_clicked)


def state_of(
    study: Study,
    view: View,
    checks: Sequence[AreaCheck],
    settings: Settings,
    place: Place | None,
    between: Sequence[Disagreement],
    aim: Aim | None,
) -> MapState:
    """Return what the map shows.

    Args:
        study: the pack that is shown, and which of its units touch.
        view: what the page shows.
        checks: of the areas of the layer that a click selects.
        settings: dates and bands.
        place: what was searched for, or None.
        between: what lies between the two layers that are compared.
        aim: the wish to move the map, or None.
    """
    pack = study.pack
    layer = pack.layer(view.pick)
    marked, label = _marked(study, view, place, between)
    return MapState(
        resident_date=settings.dates.resident,
        layers=view.layers,
        pick=view.pick,
        facts=None if view.pick == "unit" else area_facts(layer, checks),
        shading=shading_for(pack, view.shading, view.pick, settings),
        selected=None if view.area is None else (view.pick, view.area),
        marked=marked,
        marked_label=label,
        place=_pin(place),
        fit=_fit(pack, aim),
        practices=settings.dates.registered if view.practices else None,
    )


def _marked(
    study: Study, view: View, place: Place | None, between: Sequence[Disagreement]
) -> tuple[tuple[Marked, ...], str]:
    if between:
        return (
            tuple(
                Marked(tuple(units.tolist()), heading(places))
                for each in between
                for units, places in pieces(study.pack, study.adjacency, each.units)
            ),
            "People here live in between the two layers",
        )
    if view.show:
        units = tuple(study.pack.units.position[code] for code in view.show)
        return (Marked(units),), f"Marked small areas: {name_places(study.pack, np.array(units))}"
    if place is not None and place.kind in (PlaceKind.TOWN, PlaceKind.UNIT):
        return (Marked(place.units, place.name),), f"Found: {place.name}"
    return (), ""


def _pin(place: Place | None) -> Pin | None:
    return None if place is None or place.point is None else Pin.at(*place.point, place.name)


def _fit(pack: Pack, aim: Aim | None) -> Fit | None:
    if aim is None:
        return None
    boxes: list[Bounds] = []
    if aim.point is not None:
        boxes.append(bounds_of_pin(Pin.at(*aim.point, "")))
    elif aim.units:
        boxes.append(bounds_of_units(pack, np.array(aim.units, dtype=np.int64)))
    return Fit(aim.count, boxes[0]) if boxes else None
