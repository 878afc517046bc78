"""A map of one area: its small areas, practices and places, and its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely

from geo.maps.geometry_file import short_name
from geo.maps.printed.content import (
    UNFILLED,
    Content,
    FillKey,
    KeyGroup,
    Marker,
    Name,
    OutlineKey,
    PointKey,
    Points,
    TextKey,
    View,
)
from geo.maps.printed.palette import SUBJECT_FILL
from geo.maps.printed.requests import AreaMap
from geo.maps.printed.wording import (
    CONTEXT_LABEL,
    ILLUSTRATIVE,
    area_names,
    areas_around,
    attribution,
    figure_words,
    is_part,
    layer_words,
    line_key,
    more_words,
    people_words,
    plan_words,
    subtitle,
    unit_bounds,
    united,
)
from geo.maps.styles import PRACTICE
from geo.model import Area, Basis, Layer, Pack, Practice
from geo.plan.area_measures import AreaMeasures
from geo.plan.checks import Standing
from geo.plan.ground import Ground
from geo.plan.places import PlaceIndex, PlaceKind
from geo.words import counted, listed, number

PLACE_INK = "#3F4A50"
MARGIN = 0.08
OWN_NAME = 1.3
LISTED = 60
"""So many practices are numbered and told in the key."""


def one_area(request: AreaMap) -> Content:
    """Compose a map of one area and what is around it.

    Raises:
        KeyError: the pack has no such layer, or the layer no such area.
        ValueError: the area has no small areas, so that there is nothing to draw.
    """
    measured = request.plan.measured
    pack = measured.state.pack
    layer = pack.layer(request.layer)
    area = layer.area(request.area_code)
    units = layer.units_in(area.code)
    if len(units) == 0:
        raise ValueError(f"{area.name} has no small areas: there is nothing to draw.")
    extent = unit_bounds(pack, units, MARGIN)
    members = _members(pack, layer, area)
    around = areas_around(layer, units, measured.ground.adjacency)
    others = _others(pack, layer, area, measured.ground, around)
    inside = np.zeros(len(pack.units), dtype=bool)
    inside[units] = True
    measures = measured.layer(layer.key)[area.code]
    headline = _headline(area, measures, len(members))
    numbered = tuple(
        Name(str(place), shapely.Point(practice.place), rank=-2, keyed=True)
        for place, practice in enumerate(members[:LISTED], start=1)
        if practice.place is not None
    )
    view = View(
        "",
        pack,
        (SUBJECT_FILL,),
        np.where(inside, 0, UNFILLED),
        (layer.key,),
        (
            *numbered,
            *_area_names(pack, layer, area, around),
            *_towns(pack, measured.ground, inside),
        ),
        (*_points(Marker.MEMBER, members), *_points(Marker.OTHER, others)),
        outlined=(units,),
        with_units=True,
    )
    singular = layer.definition.singular
    practices = tuple(
        TextKey(str(place), practice.name.title() if practice.name.isupper() else practice.name)
        for place, practice in enumerate(members[:LISTED], start=1)
    )
    rest = len(members) - len(practices)
    practices += (TextKey("", more_words(rest), rest),) if rest > 0 else ()
    standings = (measures.check.resident, measures.check.registered)
    return Content(
        headline=headline,
        subtitle=subtitle(
            layer_words(layer),
            *(figure_words(standing.figure) for standing in standings),
            plan_words(request.plan),
        ),
        views=(view,),
        extent=extent,
        key=(
            KeyGroup(
                "On the map",
                (
                    FillKey(area.name, SUBJECT_FILL),
                    OutlineKey(f"Outline of {area.name}, small areas inside"),
                    *line_key(pack, [layer.key]),
                    PointKey("Practice that belongs to it", Marker.MEMBER, PRACTICE),
                    PointKey(f"Practice of another {singular}", Marker.OTHER, PRACTICE),
                    FillKey(CONTEXT_LABEL, None),
                ),
            ),
            KeyGroup(f"Practices of {area.name}", practices),
        ),
        notes=(ILLUSTRATIVE, "A practice stands at its postcode."),
        attribution=attribution(
            pack, [layer.key], [Basis.RESIDENT, Basis.REGISTERED], practices=True
        ),
        alternative=f"Map of {area.name} with its small areas, practices and neighbours. "
        f"{headline}.",
        description=(
            f"{headline}.",
            *(f"{_standing_words(area, standing)}." for standing in standings),
            (
                f"It is made of {counted(len(units), 'small area', 'small areas')} and touches "
                f"{_listed_areas(layer, around - {area.code})}."
            ),
        ),
        rows=tuple(
            {
                "Practice": practice.name,
                "Code": practice.code,
                "Postcode": practice.postcode,
                "Patients on its list": number(practice.lists[measured.dates.registered].patients),
            }
            for practice in members
        ),
        located=is_part(extent, pack),
    )


def _headline(area: Area, measures: AreaMeasures, practices: int) -> str:
    """Say how many people live in the area, where that stands, and how many practices it has."""
    standing = measures.check.resident
    told = f"{area.name} has {people_words(standing.figure)}"
    if standing.band is not None and standing.short:
        told += f", {standing.short:,} fewer than its band asks for"
    elif standing.band is not None and standing.over:
        told += f", {standing.over:,} more than its band allows"
    elif standing.band is not None and standing.short == 0:
        told += ", within its band"
    return f"{told}, and {counted(practices, 'practice', 'practices')}" if practices else told


def _standing_words(area: Area, standing: Standing) -> str:
    figure = standing.figure
    told = f"{area.name}: {number(figure.count)} {figure_words(figure)}"
    if standing.band is None or standing.status is None:
        return told
    return f"{told}; {standing.status} its band of {standing.band.words}"


def _members(pack: Pack, layer: Layer, area: Area) -> list[Practice]:
    """Return the practices that belong to an area, from north to south."""
    members = [each for each in pack.practices if each.areas.get(layer.key) == area.code]
    return sorted(members, key=lambda each: (-(each.place or (0, 0))[1], each.code))


def _others(
    pack: Pack, layer: Layer, area: Area, ground: Ground, around: set[str]
) -> list[Practice]:
    """Return practices of other areas that stand in the area or in its neighbours."""
    codes = layer.area_codes_of_units()
    found = []
    for practice in pack.practices:
        unit = ground.unit_of_practice[practice.code]
        if unit >= 0 and codes[unit] in around and practice.areas.get(layer.key) != area.code:
            found.append(practice)
    return found


def _points(marker: Marker, practices: Sequence[Practice]) -> tuple[Points, ...]:
    places = [each.place for each in practices if each.place is not None]
    return (Points(marker, PRACTICE, np.array(places)),) if places else ()


def _listed_areas(layer: Layer, codes: set[str]) -> str:
    return listed(sorted(layer.area(code).name for code in codes)) or "no other"


def _area_names(pack: Pack, layer: Layer, area: Area, around: set[str]) -> tuple[Name, ...]:
    """Return the names of the layer's areas, the one that the map is about larger."""
    names = area_names(pack, layer, required=around)
    own = short_name(area.name)
    return tuple(
        replace(name, larger=OWN_NAME, rank=-3) if name.text == own else name for name in names
    )


def _towns(pack: Pack, ground: Ground, inside: np.ndarray) -> tuple[Name, ...]:
    """Return the names of towns, and of wards in the area that are no part of one."""
    places = np.array(list(ground.unit_of_practice.values()), dtype=np.int64)
    index = PlaceIndex(pack, places)
    towns = [place for place in index.places if place.kind is PlaceKind.TOWN]
    wards = [
        place
        for place in index.places
        if place.layer == "ward"
        and inside[list(place.units)].all()
        and not any(set(place.units) <= set(town.units) for town in towns)
    ]
    return tuple(
        Name(
            place.name,
            united(pack, np.array(place.units)),
            PLACE_INK,
            italic=True,
            rank=300 + number_of,
            required=False,
        )
        for number_of, places in enumerate((towns, wards))
        for place in places
        if place.units
    )
