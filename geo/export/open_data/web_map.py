"""A map to look at in one HTML file, which opens from a memory stick without any network.

It is the application's own looking map with everything inside: Leaflet from its installed package,
our scripts and style sheets, and the geometry of the plan. A policy in the file itself forbids the
browser to ask anybody for anything.
"""

from __future__ import annotations

import base64
import json
import re
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
import xstatic.pkg.leaflet as leaflet_package

from geo.export.open_data.content import Files, OpenData
from geo.export.open_data.html_tables import layer_tables
from geo.maps.geometry_file import geometry_bytes
from geo.maps.looking_map import WEB_FILES, Base, MapFiles, base_map, joined_scripts
from geo.maps.map_state import MapState, area_facts, bounds_of_units, state_json
from geo.maps.shading import Shading, area_shading, status_shading
from geo.model import Basis, Layer

FILE = "map.html"
_OWN = Path(__file__).parent / "web"
_LEAFLET = Path(leaflet_package.BASE_DIR)
_INSIDE = MapFiles("inside/leaflet", "inside/own", "inside/looking_map.js", "inside/geometry")
"""Addresses that stand for files until these are put in their place."""
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; "
    "connect-src data:; base-uri 'none'; form-action 'none'"
)
_PAINTS = {
    "areas": "Each in its colour",
    "resident": "Residents against the band",
    "registered": "Registered patients against the band",
}


def web_map_files(data: OpenData) -> Files:
    """Return the map."""
    return {FILE: web_map(data).encode()}


def web_map(data: OpenData) -> str:
    """Return the map as one page."""
    keys = [key for key, layer in data.pack.layers.items() if layer.areas]
    page: str = base_map(_base(data)).get_root().render()
    page = _with_steady_names(page)
    page = _furnished(page, data, keys)
    for address, kind in _INLINE_FILES:
        page = _inline(page, address, kind)
    geometry = base64.b64encode(geometry_bytes(data.pack)).decode()
    return _once(page, f'"{_INSIDE.geometry}"', f'"data:application/json;base64,{geometry}"')


_INLINE_FILES = (
    (f"{_INSIDE.own}/guard.js", "script"),
    (f"{_INSIDE.leaflet}/leaflet.js", "script"),
    (_INSIDE.script, "script"),
    (f"{_INSIDE.leaflet}/leaflet.css", "style"),
    (f"{_INSIDE.own}/looking_map.css", "style"),
)


def _base(data: OpenData) -> Base:
    pack = data.pack
    everything = bounds_of_units(pack, range(len(pack.units)))
    system = np.flatnonzero(pack.units.in_system)
    first = bounds_of_units(pack, system) if len(system) else everything
    drawn = pack.layers["unit"].definition.sources if "unit" in pack.layers else ()
    said = dict.fromkeys(source.attribution for source in pack.sources if source.key in drawn)
    foot = " ".join([*said, "All sources are named below the map."])
    return Base(_INSIDE, pack.key, data.title, everything, first, foot)


def _with_steady_names(page: str) -> str:
    """Replace folium's random identifiers by counted ones."""
    names = {name: f"{n:032x}" for n, name in enumerate(dict.fromkeys(_RANDOM.findall(page)))}
    return _RANDOM.sub(lambda found: names[found[0]], page)


_RANDOM = re.compile("(?<=map_)[0-9a-f]{32}")


def _furnished(page: str, data: OpenData, keys: list[str]) -> str:
    """Add the heading, the choices, the tables and the notes around the map."""
    head = (
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{escape(data.title)}</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    )
    style = f"<style>{(_OWN / 'stand_alone.css').read_text(encoding='utf-8')}</style>\n"
    page = _once(page, "<head>", f"<head>\n{head}")
    page = _once(page, "</head>", f"{style}</head>")
    page = _once(page, "<html>", '<html lang="en-GB">')
    page = _once(page, "<body>", f"<body>\n{_above(data, keys)}")
    page = _once(page, "</body>", f"{_below(data, keys)}\n</body>")
    script = (_OWN / "stand_alone.js").read_text(encoding="utf-8")
    choices = _safe_json(_choices(data, keys))
    last = (
        f'<script type="application/json" id="map-choices-data">{choices}</script>\n'
        f"<script>{script}</script>\n</html>"
    )
    return _once(page, "</html>", last)


def _above(data: OpenData, keys: list[str]) -> str:
    pack = data.pack
    plan = dict(data.notes)["Plan"]
    names = [(key, pack.layer(key).definition.name) for key in keys]
    first = _first_layer(data, keys)
    options = "".join(
        f'<option value="{escape(key)}"{" selected" * (key == first)}>{escape(name)}</option>'
        for key, name in names
    )
    lines = "".join(
        f'<label><input type="checkbox" name="lines" value="{escape(key)}"> {escape(name)}</label>'
        for key, name in names
    )
    paints = "".join(f'<option value="{key}">{words}</option>' for key, words in _PAINTS.items())
    return (
        f'<header><h1 dir="auto">{escape(data.title)}</h1><p dir="auto">{escape(plan)} '
        f'<a href="#tables">All figures as tables</a></p></header>\n'
        '<form id="map-choices" aria-label="What the map shows">'
        f'<label>Figures of <select name="pick">{options}</select></label>'
        f'<label>Shown as <select name="paint"><option value="">Outlines only</option>{paints}'
        "</select></label>"
        f'<details><summary>More outlines</summary><div class="lines">{lines}'
        '<label><input type="checkbox" name="practices"> GP practices</label></div></details>'
        "</form>\n"
    )


def _below(data: OpenData, keys: list[str]) -> str:
    notes = "".join(
        f'<dt dir="auto">{escape(heading)}</dt><dd dir="auto">{escape(text)}</dd>'
        for heading, text in data.notes
    )
    shown = [key for key in keys if data.pack.layer(key).definition.tier is not None]
    others = [key for key in keys if key not in shown]
    tables = layer_tables(data, shown + others, _first_layer(data, keys))
    licences = "".join(f"<li>{escape(licence)}</li>" for licence in data.licences)
    return (
        f'<main><h2 id="tables">The figures as tables</h2>\n{tables}\n'
        f"<h2>Sources, licences and notes</h2><ul>{licences}</ul><dl>{notes}</dl></main>"
    )


def _first_layer(data: OpenData, keys: list[str]) -> str:
    """Return the layer that the map begins with: of the lowest tier, else the first."""
    for tier in reversed(data.pack.tiers):
        for key in keys:
            if data.pack.layer(key).definition.tier == tier.key:
                return key
    return keys[0]


def _choices(data: OpenData, keys: list[str]) -> dict[str, Any]:
    """Return, for each layer, the map's state without a fill, and the fills on offer."""
    pack, dates = data.pack, data.measured.dates
    layers = {}
    for key in keys:
        layer = pack.layer(key)
        checks = [data.measured.layer(key)[area.code].check for area in layer.areas]
        facts = None if key == "unit" else area_facts(layer, checks)
        state = MapState(dates.resident, (key,), key, facts, practices=dates.registered)
        layers[key] = {
            "state": json.loads(state_json(state)),
            "fills": {name: _fill(data, made) for name, made in _fills(data, layer).items()},
        }
    return {"layers": layers}


def _fills(data: OpenData, layer: Layer) -> dict[str, Shading]:
    if layer.key == "unit":
        return {}
    pack = data.pack
    made = {"areas": area_shading(pack, layer, data.measured.ground.adjacency)}
    if layer.definition.tier is not None:
        checks = [data.measured.layer(layer.key)[area.code].check for area in layer.areas]
        for basis in Basis:
            made[basis.value] = status_shading(pack, layer, checks, basis)
    return made


def _fill(data: OpenData, shading: Shading) -> Any:
    state = MapState(data.measured.dates.resident, shading=shading)
    return json.loads(state_json(state))["shading"]


def _safe_json(content: object) -> str:
    """Return JSON that no text in it can end early inside a page."""
    text = json.dumps(content, separators=(",", ":"), ensure_ascii=True)
    return text.replace("<", "\\u003c")


def _inline(page: str, address: str, kind: str) -> str:
    """Put a script or a style sheet in the place of the tag that would load it."""
    content = _content(address)
    if kind == "script":
        content = content.replace("</script", "<\\/script")
        return _once(page, f'<script src="{address}"></script>', f"<script>{content}</script>")
    tag = f'<link rel="stylesheet" href="{address}"/>'
    return _once(page, tag, f"<style>{content}</style>")


def _content(address: str) -> str:
    if address == _INSIDE.script:
        return joined_scripts().decode()
    name = address.rsplit("/", 1)[1]
    if address.startswith(_INSIDE.own):
        return (WEB_FILES / name).read_text(encoding="utf-8")
    text = (_LEAFLET / name).read_text(encoding="utf-8")
    if name.endswith(".css"):
        return re.sub(r"url\((images/[\w-]+\.png)\)", _picture, text)
    return re.sub(r"//# sourceMappingURL=\S*", "", text)


def _picture(found: re.Match[str]) -> str:
    picture = base64.b64encode((_LEAFLET / found[1]).read_bytes()).decode()
    return f"url(data:image/png;base64,{picture})"


def _once(page: str, old: str, new: str) -> str:
    """Replace a text that stands in the page exactly once.

    Raises:
        ValueError: it does not.
    """
    if page.count(old) != 1:
        raise ValueError(f"{old} stands {page.count(old)} times in the page.")
    return page.replace(old, new)
