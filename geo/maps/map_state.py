"""What a looking map shows: all that may change without loading the map again.

A state says which layers are shown, what the fill says, what is selected, marked or looked for. It
holds no geometry, only keys, codes and positions of units, so that it stays small on its way to
the browser.

Coordinates are WGS84 in degrees; bounds are ((south, west), (north, east)), the order that the web
map wants.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from geo.maps.geometry_file import TO_WGS84
from geo.maps.plan_layers import PlanLayers
from geo.maps.shading import Shading
from geo.maps.styles import STATUS_STYLES
from geo.model import Layer, Measure, Pack, date_label
from geo.plan.checks import AreaCheck, Standing
from geo.words import number

Bounds: TypeAlias = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True)
class AreaFacts:
    """What the map tells at once about the areas of the layer that a click selects.

    Attributes:
        layer: key of the layer.
        resident_label, registered_label: what the two figures are, with their dates.
        band: the band in words, or empty.
        resident, registered: for each area, in the order of the layer's areas, the figure and
            where it stands against the band in words; None and ``Unknown`` where not known.
    """

    layer: str
    resident_label: str
    registered_label: str
    band: str
    resident: tuple[tuple[int | None, str], ...]
    registered: tuple[tuple[int | None, str], ...]


def area_facts(layer: Layer, checks: Sequence[AreaCheck]) -> AreaFacts:
    """Gather the facts of a layer from its checks (``check_layer``), in the areas' order."""
    one = checks[0]
    return AreaFacts(
        layer=layer.key,
        resident_label=_figure_label(one.resident),
        registered_label=_figure_label(one.registered),
        band="" if one.resident.band is None else one.resident.band.words,
        resident=tuple((c.resident.figure.count, _standing(c.resident)) for c in checks),
        registered=tuple((c.registered.figure.count, _standing(c.registered)) for c in checks),
    )


_MEASURE_LABELS = {
    Measure.RESIDENTS: "Residents",
    Measure.LISTS: "On practices’ lists",
    Measure.LIVING_INSIDE: "Registered, living here",
}


def _figure_label(standing: Standing) -> str:
    figure = standing.figure
    return f"{_MEASURE_LABELS[figure.measure]}, {date_label(figure.measure, figure.date)}"


def _standing(standing: Standing) -> str:
    if standing.band is None:
        return ""
    style = STATUS_STYLES[standing.status]
    by = standing.short or standing.over
    return f"{style.symbol} {style.word}" + (f" by {number(by)}" if by else "")


@dataclass(frozen=True)
class Marked:
    """Units that a finding or a comparison is about, drawn hatched.

    Attributes:
        units: their positions.
        label: name for the map; may be empty.
    """

    units: tuple[int, ...]
    label: str = ""


@dataclass(frozen=True)
class Pin:
    """A place that was searched for: (latitude, longitude) in WGS84, and its name."""

    latitude: float
    longitude: float
    name: str

    @classmethod
    def at(cls, easting: float, northing: float, name: str) -> Pin:
        """Return the place at a point in EPSG:27700, metres."""
        longitude, latitude = TO_WGS84.transform(easting, northing)
        return cls(round(latitude, 6), round(longitude, 6), name)


@dataclass(frozen=True)
class Fit:
    """A wish to move the view, which the map follows once for each new ``count``.

    Attributes:
        count: number of the wish: count up for every new one, and keep it with the wish.
        bounds: what should be in view.
    """

    count: int
    bounds: Bounds


def bounds_of_units(pack: Pack, units: Sequence[int] | NDArray[np.int64]) -> Bounds:
    """Return the bounds of units, WGS84.

    Raises:
        ValueError: there are no units.
    """
    shapes = pack.units.geometry[np.asarray(units, dtype=np.int64)]
    if len(shapes) == 0:
        raise ValueError("No units, no bounds.")
    boxes = np.array([shape.bounds for shape in shapes])
    west, south, east, north = TO_WGS84.transform_bounds(
        *boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0)
    )
    return (round(south, 5), round(west, 5)), (round(north, 5), round(east, 5))


def bounds_of_area(pack: Pack, layer: Layer, code: str) -> Bounds:
    """Return the bounds of an area, WGS84.

    Raises:
        KeyError: the layer has no such area.
        ValueError: the area has no units.
    """
    return bounds_of_units(pack, layer.units_in(code))


def bounds_of_pin(pin: Pin, metres: float = 1500) -> Bounds:
    """Return bounds that show a place with at least so many metres on each side."""
    up = metres / 111_320
    aside = up / float(np.cos(np.radians(pin.latitude)))
    south, north = pin.latitude - up, pin.latitude + up
    west, east = pin.longitude - aside, pin.longitude + aside
    return (round(south, 5), round(west, 5)), (round(north, 5), round(east, 5))


@dataclass(frozen=True)
class MapState:
    """Everything that may change without loading the map again.

    Attributes:
        resident_date: of the residents that the map tells for one unit.
        layers: keys of the layers whose lines and names are shown.
        pick: key of the layer whose area a click selects; its lines lie on top.
        facts: of the layer ``pick``; None for the layer of single units.
        shading: what the fill says, or None.
        selected: (layer, area code) of the outlined area, or None.
        marked: groups of hatched units.
        marked_label: what the hatching means, for the key.
        place: a place that was searched for.
        fit: a wish to move the view.
        practices: date of the lists by which practices are drawn; None draws none.
        practice_moves: the practices to draw, by code, with where each goes in words; None draws
            all of them and says no such thing.
        plan: the layers of the plan that is shown; None shows them as published.
    """

    resident_date: date
    layers: tuple[str, ...] = ()
    pick: str | None = None
    facts: AreaFacts | None = None
    shading: Shading | None = None
    selected: tuple[str, str] | None = None
    marked: tuple[Marked, ...] = ()
    marked_label: str = ""
    place: Pin | None = None
    fit: Fit | None = None
    practices: date | None = None
    practice_moves: Mapping[str, str] | None = None
    plan: PlanLayers | None = None


def _practice_moves(moves: Mapping[str, str] | None) -> dict[str, Any] | None:
    """Say each destination once, however many practices have it."""
    if moves is None:
        return None
    words = list(dict.fromkeys(moves.values()))
    return {"words": words, "of": {code: words.index(told) for code, told in moves.items()}}


_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def state_json(state: MapState) -> str:
    """Return a state as text that is safe inside a script.

    Only ASCII is written and ``<`` is escaped, so that no name from a data file can end the script
    or a line of it.
    """
    shading, facts = state.shading, state.facts
    content: dict[str, Any] = {
        "residentDate": state.resident_date.isoformat(),
        "residentLabel": date_label(Measure.RESIDENTS, state.resident_date),
        "layers": state.layers,
        "pick": state.pick,
        "facts": facts
        and {
            "layer": facts.layer,
            "residentLabel": facts.resident_label,
            "registeredLabel": facts.registered_label,
            "band": facts.band,
            "resident": facts.resident,
            "registered": facts.registered,
        },
        "shading": shading
        and {
            "title": shading.title,
            "note": shading.note,
            "steps": shading.steps,
            "plain": shading.plain,
            "told": shading.told,
            "classes": [
                {
                    "label": item.label,
                    "colour": item.fill.colour,
                    "pattern": item.fill.pattern.value,
                    "ink": item.fill.ink,
                }
                for item in shading.classes
            ],
            "of": "".join(_DIGITS[position] for position in shading.class_of_unit),
        },
        "selected": state.selected and {"layer": state.selected[0], "area": state.selected[1]},
        "marked": [{"units": group.units, "label": group.label} for group in state.marked],
        "markedLabel": state.marked_label,
        "place": state.place
        and {"at": [state.place.latitude, state.place.longitude], "name": state.place.name},
        "fit": state.fit and {"count": state.fit.count, "bounds": state.fit.bounds},
        "practices": state.practices
        and {
            "date": state.practices.isoformat(),
            "label": date_label(Measure.LISTS, state.practices),
            "moves": _practice_moves(state.practice_moves),
        },
        "plan": state.plan and state.plan.message(),
    }
    return json.dumps(content, separators=(",", ":"), ensure_ascii=True).replace("<", "\\u003c")
