"""Maps of the whole system that are not about bands: boundaries and density."""

from __future__ import annotations

from datetime import date

import numpy as np

from geo.maps.printed.content import UNFILLED, Content, FillKey, KeyGroup, View
from geo.maps.printed.palette import printed
from geo.maps.printed.requests import BoundariesMap, DensityMap
from geo.maps.printed.wording import (
    CONTEXT_LABEL,
    ILLUSTRATIVE,
    NEIGHBOURS,
    area_checks,
    area_crowd,
    area_names,
    attribution,
    colour_neighbours,
    figure_words,
    layer_words,
    line_key,
    people_words,
    plan_words,
    subtitle,
    system_bounds,
    unit_crowd,
)
from geo.maps.shading import density_shading
from geo.maps.styles import line_styles
from geo.model import Basis, Layer, Pack
from geo.plan.totals import residents_of
from geo.words import counted, listed, number, start_sentence

MOST_LISTED = 30
"""Layers of more areas are not listed in sentences; their areas stand in the table."""


def boundaries(request: BoundariesMap) -> Content:
    """Compose a map of the boundaries of some layers.

    Raises:
        ValueError: no layer is asked for.
        KeyError: the pack has no such layer.
    """
    if not request.layers:
        raise ValueError("A map of boundaries needs at least one layer.")
    measured = request.plan.measured
    pack = measured.state.pack
    layers = [pack.layer(key) for key in dict.fromkeys(request.layers)]
    first, styles = layers[0], line_styles([each.definition for each in pack.layers.values()])
    fills, fill_of_unit = colour_neighbours(request.plan, first)
    names = [*area_names(pack, first)]
    for other in layers[1:]:
        names += area_names(pack, other, required=(), colour=styles[other.key].colour)
    people = residents_of(pack, np.flatnonzero(pack.units.in_system), measured.dates.resident)
    counts = [_in_system(layer) for layer in layers]
    headline = (
        f"{start_sentence(people_words(people))} live in "
        f"{listed([_counted(layer, count) for layer, count in zip(layers, counts, strict=True)])}"
    )
    view = View("", pack, fills, fill_of_unit, tuple(each.key for each in layers), tuple(names))
    plurals = listed([each.definition.plural for each in layers])
    rows: list[dict[str, str | int]] = [
        {
            "Layer": layer.definition.name,
            "Area": check.area.name,
            "Residents": number(check.resident.figure.count),
            "Small areas": check.units,
        }
        for layer in layers
        for check in area_checks(request.plan, layer.key)
        if check.area.in_system
    ]
    return Content(
        headline=headline,
        subtitle=subtitle(
            *(layer_words(layer) for layer in layers),
            figure_words(people),
            plan_words(request.plan),
        ),
        views=(view,),
        extent=system_bounds(pack),
        key=(
            KeyGroup("Boundaries", line_key(pack, [each.key for each in layers])),
            KeyGroup("Elsewhere", (FillKey(CONTEXT_LABEL, None),)),
        ),
        notes=(ILLUSTRATIVE, NEIGHBOURS),
        attribution=attribution(pack, [each.key for each in layers], [Basis.RESIDENT]),
        alternative=f"Map of the boundaries of {plurals}. {headline}.",
        description=(
            f"{headline}.",
            *(
                f"{layer.definition.name}: {listed(_area_list(layer))}."
                for layer in layers
                if _in_system(layer) <= MOST_LISTED
            ),
        ),
        rows=tuple(rows),
        crowd=area_crowd(request.plan, first),
    )


def density(request: DensityMap) -> Content:
    """Compose a map of how densely people live.

    Raises:
        KeyError: the pack has no such layer.
    """
    measured = request.plan.measured
    pack = measured.state.pack
    layer = pack.layer(request.layer)
    shading = density_shading(pack, measured.dates.resident)
    fills = tuple(printed(each.fill) for each in shading.classes)
    view = View(
        "",
        pack,
        fills,
        np.where(pack.units.in_system, shading.class_of_unit, UNFILLED),
        (layer.key,),
        area_names(pack, layer),
    )
    headline = _density_headline(pack, measured.dates.resident)
    entries = tuple(
        FillKey(each.label, fill) for each, fill in zip(shading.classes, fills, strict=True)
    )
    return Content(
        headline=headline,
        subtitle=subtitle(
            shading.title, "by small area", layer_words(layer), plan_words(request.plan)
        ),
        views=(view,),
        extent=system_bounds(pack),
        key=(
            KeyGroup("Residents per square kilometre", (*entries, FillKey(CONTEXT_LABEL, None))),
            KeyGroup("Boundaries", line_key(pack, [layer.key])),
        ),
        notes=(ILLUSTRATIVE, shading.note),
        attribution=attribution(pack, [layer.key], [Basis.RESIDENT]),
        alternative=f"Map of population density by small area. {headline}.",
        description=(f"{headline}.", shading.sentence()),
        rows=tuple(shading.rows()),
        crowd=unit_crowd(request.plan),
    )


def _in_system(layer: Layer) -> int:
    return sum(area.in_system for area in layer.areas)


def _area_list(layer: Layer) -> list[str]:
    return [area.name for area in layer.areas if area.in_system]


def _counted(layer: Layer, count: int) -> str:
    return counted(count, layer.definition.singular, layer.definition.plural)


def _density_headline(pack: Pack, day: date) -> str:
    """Say on how little of the system's land half of its residents live, the densest first."""
    inside = pack.units.in_system
    people, land = pack.residents[day].total[inside], pack.units.area_km2[inside]
    known = ~np.isnan(people)
    if not known.any() or people[known].sum() == 0:
        return "How densely people live is unknown"
    people, all_land, land = people[known], land.sum(), land[known]
    order = np.argsort(-people / land, kind="stable")
    reached = np.searchsorted(np.cumsum(people[order]), people.sum() / 2)
    part = float(land[order][: reached + 1].sum() / all_land)
    whose = "residents" if known.all() else "residents whose number is known"
    return f"Half of the system’s {whose} live on {part:.0%} of its land"
