"""The map to look at: a folium map whose geometry and scripts the browser fetches once.

The *base* never changes while a pack is looked at: it names the files to load. All that may change
is a state, see ``geo.maps.map_state``.

Bounds are WGS84 in degrees, ((south, west), (north, east)), the order that the web map wants.
Nothing here knows Streamlit: whoever serves the files says where they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import folium
from branca.element import MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template

from geo.maps.map_state import Bounds, MapState, state_json

WEB_FILES = Path(__file__).parent / "web"
"""Our own scripts and style sheet, to be served as they are."""

SCRIPTS = (
    "geometry.js",
    "fills.js",
    "lines.js",
    "places.js",
    "labels.js",
    "practices.js",
    "marks.js",
    "key.js",
    "summary.js",
    "view.js",
    "together.js",
    "looking_map.js",
)
"""In the order in which they must run, after ``guard.js`` and Leaflet."""


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
        together: name of the maps of one page that move as one and keep their place by
            themselves; clicks on them are answered in the browser alone. Empty for a map that
            moves by itself.
        folded_key: whether the key begins folded.
    """

    files: MapFiles
    pack: str
    title: str
    bounds: Bounds
    first_view: Bounds
    attribution: str
    together: str = ""
    folded_key: bool = False


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
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no types
        self._name = "Start"
        self.settings = {
            "pack": base.pack,
            "title": base.title,
            "bounds": base.bounds,
            "firstView": base.first_view,
            "geometry": base.files.geometry,
            "attribution": base.attribution,
            "together": base.together,
            "foldedKey": base.folded_key,
        }
        self.default_js = [("looking_map", base.files.script)]
        self.default_css = [("looking_map_css", f"{base.files.own}/looking_map.css")]


class _Apply(MacroElement):
    """Hands a state to the running map."""

    _template = Template(
        "{% macro script(this, kwargs) %}window.lookingMap.apply({{ this.state }});{% endmacro %}"
    )

    def __init__(self, state: MapState) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no types
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
