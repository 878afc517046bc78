"""The map to look at: a folium map whose geometry and scripts the browser fetches once.

The *base* never changes while a pack is looked at: it names the files to load. The *state* is all
that may change: which layers are shown, what the fill says, what is selected, marked or looked for.
A state holds no geometry, only keys, codes and positions of units, so that it stays small.

Coordinates of a state and a base are WGS84 in degrees; bounds are ((south, west), (north, east)),
the order that the web map wants. Nothing here knows Streamlit: whoever serves the files says where
they are.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import folium
import numpy as np
from branca.element import MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template
from numpy.typing import NDArray

from geo.maps.geometry_file import TO_WGS84
from geo.maps.shading import Shading
from geo.maps.styles import STATUS_STYLES
from geo.model import Layer, Measure, Pack, date_label
from geo.plan.checks import AreaCheck, Standing
from geo.words import number

WEB_FILES = Path(__file__).parent / "web"
"""Our own scripts and style sheet, to be served as they are."""

SCRIPTS = (
    "geometry.js",
    "fills.js",
    "lines.js",
    "labels.js",
    "practices.js",
    "marks.js",
    "key.js",
    "summary.js",
    "view.js",
    "looking_map.js",
)
"""In the order in which they must run, after ``guard.js`` and Leaflet."""

Bounds = tuple[tuple[float, float], tuple[float, float]]


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
class Place:
    """A place that was searched for: (latitude, longitude) in WGS84, and its name."""

    latitude: float
    longitude: float
    name: str

    @classmethod
    def at(cls, easting: float, northing: float, name: str) -> Place:
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


def bounds_of_place(place: Place, metres: float = 1500) -> Bounds:
    """Return bounds that show a place with at least so many metres on each side."""
    up = metres / 111_320
    aside = up / float(np.cos(np.radians(place.latitude)))
    south, north = place.latitude - up, place.latitude + up
    west, east = place.longitude - aside, place.longitude + aside
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
    """

    resident_date: date
    layers: tuple[str, ...] = ()
    pick: str | None = None
    facts: AreaFacts | None = None
    shading: Shading | None = None
    selected: tuple[str, str] | None = None
    marked: tuple[Marked, ...] = ()
    marked_label: str = ""
    place: Place | None = None
    fit: Fit | None = None
    practices: date | None = None


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
        },
    }
    return json.dumps(content, separators=(",", ":"), ensure_ascii=True).replace("<", "\\u003c")


def joined_scripts() -> bytes:
    """Return our own scripts as one, in their order.

    streamlit-folium loads scripts one after the other, each only when the one before is there.
    """
    return b"\n".join((WEB_FILES / name).read_bytes() for name in SCRIPTS)


@dataclass(frozen=True)
class MapFiles:
    """Where the map's files are, as addresses relative to its frame.

    Attributes:
        leaflet: folder of Leaflet's script and style sheet.
        own: folder of ``WEB_FILES``.
        script: our own scripts as one file, see ``joined_scripts``.
        geometry: the pack's geometry file.
    """

    leaflet: str
    own: str
    script: str
    geometry: str


@dataclass(frozen=True)
class Base:
    """The part of the map that never changes while a pack is looked at.

    Attributes:
        files: where to load from.
        pack: key of the pack.
        title: of the map, for people who cannot see it.
        bounds: of all units.
        first_view: bounds of what is in view at first.
        attribution: short text for the corner of the map.
    """

    files: MapFiles
    pack: str
    title: str
    bounds: Bounds
    first_view: Bounds
    attribution: str


class _Map(folium.Map):
    """folium's map without its ban on enlarging the page."""

    _template = Template(
        """
        {% macro header(this, kwargs) %}
        <style>
          html, body { margin: 0; height: 100%; }
          #{{ this.get_name() }} { position: relative; width: 100%; height: 100%; }
        </style>
        {% endmacro %}
        {% macro html(this, kwargs) %}
        <div class="folium-map" id={{ this.get_name()|tojson }} ></div>
        {% endmacro %}
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, {
            center: {{ this.location|tojson }}, crs: L.CRS.{{ this.crs }},
            ...{{ this.options|tojavascript }} });
        {% endmacro %}
        """
    )


class _Start(JSCSSMixin, MacroElement):
    """Loads Leaflet and our scripts, and starts them on the map."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        startLookingMap({{ this._parent.get_name() }}, {{ this.settings|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, base: Base) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Start"
        self.settings = {
            "pack": base.pack,
            "title": base.title,
            "bounds": base.bounds,
            "firstView": base.first_view,
            "geometry": base.files.geometry,
            "attribution": base.attribution,
        }
        self.default_js = [("looking_map", base.files.script)]
        self.default_css = [("looking_map_css", f"{base.files.own}/looking_map.css")]


class _Apply(MacroElement):
    """Hands a state to the running map."""

    _template = Template(
        "{% macro script(this, kwargs) %}window.lookingMap.apply({{ this.state }});{% endmacro %}"
    )

    def __init__(self, state: MapState) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Apply"
        self.state = state_json(state)


def base_map(base: Base) -> folium.Map:
    """Return the part that never changes.

    Build it anew for each run: streamlit-folium alters what it is given.
    """
    (south, west), (north, east) = base.first_view
    made = _Map(
        location=[(south + north) / 2, (west + east) / 2],
        zoom_start=9,
        tiles=None,
        attributionControl=False,
        zoomSnap=0.25,
        maxZoom=17,
    )
    # folium's own lists name a content delivery network.
    made.default_js = [
        ("guard", f"{base.files.own}/guard.js"),
        ("leaflet", f"{base.files.leaflet}/leaflet.js"),
    ]
    made.default_css = [("leaflet_css", f"{base.files.leaflet}/leaflet.css")]
    _Start(base).add_to(made)
    return made


def state_group(state: MapState) -> folium.FeatureGroup:
    """Return an empty feature group whose script applies the state: no geometry travels."""
    group = folium.FeatureGroup(name="state")
    _Apply(state).add_to(group)
    return group
