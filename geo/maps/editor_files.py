"""The what-if editor's scripts and style sheets, and what they are told of the palette.

The editor reuses pieces of the looking map, see ``geo.maps.looking_map``, and joins them with its
own. Nothing here knows Streamlit: whoever serves the files says where they are.
"""

from __future__ import annotations

from typing import Any

from geo.maps.looking_map import WEB_FILES
from geo.maps.styles import STATUS_STYLES

EDITOR_FILES = WEB_FILES / "editor"
"""The editor's own scripts and style sheets."""

LOADER = EDITOR_FILES / "loader.js"
"""A module that fetches the rest; the only script that the component itself carries."""

SHARED_SCRIPTS = (
    "geometry.js",
    "fills.js",
    "lines.js",
    "places.js",
    "labels.js",
    "practices.js",
)
"""Of the looking map, in the order in which they must run, after Leaflet."""

EDITOR_SCRIPTS = (
    "unpacking.js",
    "model.js",
    "kept_picks.js",
    "preview.js",
    "hits.js",
    "cloth.js",
    "outlines.js",
    "edge_names.js",
    "names.js",
    "circles.js",
    "proposed_parts.js",
    "grasp.js",
    "trace.js",
    "tools.js",
    "hover.js",
    "crosshair.js",
    "history.js",
    "told.js",
    "map.js",
    "side_words.js",
    "signature.js",
    "targets.js",
    "changes.js",
    "picked.js",
    "bars.js",
    "areas.js",
    "findings.js",
    "table_filters.js",
    "table.js",
    "sketch.js",
    "split.js",
    "side.js",
    "icons.js",
    "menus.js",
    "map_menus.js",
    "toolbar.js",
    "help.js",
    "shortcuts.js",
    "editor.js",
)
"""After the shared ones."""

EDITOR_STYLES = ("editor_map.css", "editor_side.css")
"""After the looking map's."""


def joined_editor_scripts() -> bytes:
    """Return the scripts as one, in their order."""
    shared = [WEB_FILES / name for name in SHARED_SCRIPTS]
    own = [EDITOR_FILES / name for name in EDITOR_SCRIPTS]
    return b"\n".join(path.read_bytes() for path in (*shared, *own))


def joined_editor_styles() -> bytes:
    """Return the style sheets as one: the looking map's, then the editor's own."""
    own = [EDITOR_FILES / name for name in EDITOR_STYLES]
    return b"\n".join(path.read_bytes() for path in (WEB_FILES / "looking_map.css", *own))


def status_fills() -> dict[str, Any]:
    """Return how each band status is filled and called; the empty key is for "no band"."""
    return {
        "" if status is None else status.value: {
            "fill": {
                "colour": style.fill.colour,
                "pattern": style.fill.pattern.value,
                "ink": style.fill.ink,
            },
            "symbol": style.symbol,
            "word": style.word,
        }
        for status, style in STATUS_STYLES.items()
    }
