"""The maps of two plans: side by side and moving together, or one of what differs."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import streamlit as st

from geo.maps.difference import (
    CHANGES,
    Moves,
    bounds_around,
    difference_marks,
    difference_shading,
    name_in,
    plan_shading,
    practice_moves,
    shared_colours,
)
from geo.maps.map_state import Fit, MapState, Marked, area_facts
from geo.model import Layer, Pack
from geo.plan.impact import Impact
from geo.plan.measures import Measured
from geo.words import counted, listed
from pages.components import html, looking_map
from pages.shared.comparing import DIFFERS, SIDE_BY_SIDE, Compared, Plans, layers_of_plan
from pages.shared.loading import Study
from pages.shared.map_files import map_base

HEIGHT = 520
"""In pixels; the page's style sheet makes the maps as high as the window allows."""
_TOGETHER = "compare"
MOST_NAMED = 6
"""So many practices that move are named above the maps; more are counted by where they go."""


def show(study: Study, plans: Plans, compared: Compared, moves: Moves, view: str) -> None:
    """Show the maps.

    Args:
        study: the pack that the plans are of.
        plans: that are compared.
        compared: what differs.
        moves: in the layer that is shown.
        view: a key of ``pages.shared.comparing.VIEWS``.
    """
    impact = compared.found.impact
    key = moves.layer
    before, after = impact.before.state.pack.layer(key), impact.after.state.pack.layer(key)
    colours = shared_colours(before, after, study.adjacency)
    scene = moves.scene(impact.after.ground.unit_of_practice, after)
    fit = Fit(1, bounds_around(study.pack, scene)) if scene else None
    sides = [
        _state(study.pack, measured, layer, compared.keys[side], fit)
        for side, (measured, layer) in enumerate([(impact.before, before), (impact.after, after)])
    ]
    if moves.practices:
        dots, words = impact.after.dates.registered, practice_moves(impact, moves)
        sides = [replace(side, practices=dots, practice_moves=words) for side in sides]
        if view == SIDE_BY_SIDE:
            told = escape(_practices_told(impact, moves))
            html.write(f'<p class="about-line moving-practices">{told}</p>')
    if view == DIFFERS:
        state = replace(
            sides[1],
            shading=difference_shading(impact, moves, colours),
            marked=difference_marks(impact, moves),
        )
        note = _told(moves, after)
        if moves.practices:
            note = f"{note}. {_practices_told(impact, moves)}"
        _heading("What differs", f"{plans.names[0]} → {plans.names[1]}", note)
        _map(
            study.pack, "Map of what differs between the two plans", state, "differs", folded=False
        )
        return
    marked = (Marked(moves.unit_positions),) if moves.unit_positions else ()
    for column, side, what, layer in zip(
        st.columns(2, gap="small"), (0, 1), ("Before", "After"), (before, after), strict=True
    ):
        state = replace(sides[side], shading=plan_shading(layer, colours), marked=marked)
        with column:
            areas = sum(each.in_system for each in layer.areas)
            names = layer.definition.singular, layer.definition.plural
            _heading(what, plans.names[side], counted(areas, *names))
            title = f"Map of the plan {what.lower()}"
            _map(study.pack, title, state, what.lower(), folded=True)


def _state(pack: Pack, measured: Measured, layer: Layer, key: str, fit: Fit | None) -> MapState:
    """Return what is the same on every map of a plan."""
    checks = [measures.check for measures in measured.layer(layer.key).values()]
    return MapState(
        resident_date=measured.dates.resident,
        layers=(layer.key,),
        pick=layer.key,
        facts=area_facts(layer, checks),
        marked_label=CHANGES,
        fit=fit,
        plan=layers_of_plan(pack, key, measured.state, layer.key),
    )


def _told(moves: Moves, layer: Layer) -> str:
    if not moves.units and not moves.practices:
        return f"No {layer.definition.singular} gains or loses a small area or a practice"
    units = len(moves.unit_positions)
    practices = sum(len(flow.practices) for flow in moves.practices)
    told = []
    if units:
        told.append(counted(units, "small area", "small areas"))
    if practices:
        told.append(counted(practices, "practice", "practices"))
    verb = "changes" if units + practices == 1 else "change"
    return f"{' and '.join(told)} {verb} {layer.definition.singular}"


def _practices_told(impact: Impact, moves: Moves) -> str:
    """Say which practices go where, in a line; of many, how many go from where to where."""
    each = sum(len(flow.practices) for flow in moves.practices) <= MOST_NAMED
    practices = impact.after.state.pack.practice
    told = []
    for flow in moves.practices:
        ends = (name_in(impact, flow.layer, code) for code in (flow.origin, flow.target))
        names = listed([practices[code].name for code in flow.practices])
        who = names if each else counted(len(flow.practices), "practice", "practices")
        told.append(f"{who}: {' → '.join(ends)}")
    return "; ".join(told)


def _heading(what: str, name: str, note: str) -> None:
    html.write(
        f'<h2 class="map-heading"><span>{escape(what)}</span> {escape(name)}</h2>',
        f'<p class="about-line">{escape(note)}</p>',
    )


def _map(pack: Pack, title: str, state: MapState, name: str, *, folded: bool) -> None:
    publishers = list(dict.fromkeys(source.publisher.split(",")[0] for source in pack.sources))
    attribution = f"Sources: {', '.join(publishers[:4])}. Contains OS data."
    base = map_base(pack, title, attribution)
    with st.container(key=f"compare-map-{name}"):
        looking_map.show(
            replace(base, together=_TOGETHER, folded_key=folded), state, f"compare-{name}", HEIGHT
        )
