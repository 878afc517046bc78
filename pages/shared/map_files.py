"""Serves the maps' files: Leaflet from its installed package, our scripts, each pack's geometry.

A pack's geometry is written once, under a name that holds its content's hash, into a temporary
folder of the application's own, so that the project's folder may be read only. Browsers keep the
file; a changed pack has another name.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import get_ident
from typing import Any

import numpy as np
import streamlit.components.v1 as components
import xstatic.pkg.leaflet as leaflet_package

from geo.maps.editor_files import joined_editor_scripts, joined_editor_styles, status_fills
from geo.maps.geometry_file import file_name, geometry_bytes
from geo.maps.looking_map import WEB_FILES, Base, MapFiles, joined_scripts
from geo.maps.map_state import Bounds, bounds_of_units
from geo.model import Pack


@dataclass(frozen=True)
class _Written:
    name: str
    bounds: Bounds
    first_view: Bounds


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """Make the folder for geometry, once; it goes when the application ends."""
    return tempfile.TemporaryDirectory(prefix="boundary-maps-")


@cache
def _serve(name: str, folder: Path) -> str:
    """Serve a folder and return its address as a component's frame sees it, under any base path."""
    return f"../{components.declare_component(name, path=folder).name}"


@cache
def _kept() -> dict[str, tuple[Pack, _Written]]:
    """Keep what was written, with the pack it was written for, by the pack's key."""
    return {}


def _write(stem: str, content: bytes, suffix: str) -> str:
    """Write a file under a name that holds its hash, unless it is there, and return the name."""
    target = Path(_folder().name) / file_name(stem, content, suffix)
    if not target.exists():
        unfinished = target.with_suffix(f".{get_ident()}.part")
        unfinished.write_bytes(content)
        unfinished.replace(target)
    return target.name


@cache
def _script() -> str:
    """Write our own scripts as one file, once, and return its name."""
    return _write("looking-map", joined_scripts(), ".js")


def _written(pack: Pack) -> _Written:
    """Write the pack's geometry unless it is there; a pack that was read anew is written anew."""
    kept = _kept().get(pack.key)
    if kept is not None and kept[0] is pack:
        return kept[1]
    name = _write("units", geometry_bytes(pack), ".json")
    everything = bounds_of_units(pack, range(len(pack.units)))
    system = np.flatnonzero(pack.units.in_system)
    first_view = bounds_of_units(pack, system) if len(system) else everything
    written = _Written(name, everything, first_view)
    _kept()[pack.key] = pack, written
    return written


def short_attribution(pack: Pack) -> str:
    """Return who the pack's data is from, for the foot of a map."""
    publishers = list(dict.fromkeys(source.publisher.split(",")[0] for source in pack.sources))
    return f"Sources: {', '.join(publishers[:4])}; see Data and methods. Contains OS data."


def map_base(pack: Pack, title: str, attribution: str) -> Base:
    """Return what a map of the pack loads: its files, served, with title and attribution."""
    written = _written(pack)
    folder = _serve("map-files", Path(_folder().name))
    files = MapFiles(
        leaflet=_serve("leaflet", Path(leaflet_package.BASE_DIR)),
        own=_serve("looking-map", WEB_FILES),
        script=f"{folder}/{_script()}",
        geometry=f"{folder}/{written.name}",
    )
    return Base(files, pack.key, title, written.bounds, written.first_view, attribution)


@cache
def _editor_names() -> tuple[str, str]:
    """Write the editor's scripts and style sheets as one file each, once; return their names."""
    scripts = _write("what-if-editor", joined_editor_scripts(), ".js")
    return scripts, _write("what-if-editor", joined_editor_styles(), ".css")


def editor_base(pack: Pack) -> dict[str, Any]:
    """Return what the what-if editor loads, and what never changes while a pack is edited.

    Addresses are relative to the application's own, without a slash before them: the editor is no
    frame, it lives in the page.
    """
    written = _written(pack)
    leaflet = _serve("leaflet", Path(leaflet_package.BASE_DIR))
    folder = _serve("map-files", Path(_folder().name))
    scripts, styles = _editor_names()

    def from_page(address: str) -> str:
        return f"component{address.removeprefix('..')}"

    return {
        "files": {
            "scripts": [from_page(f"{leaflet}/leaflet.js"), from_page(f"{folder}/{scripts}")],
            "styles": [from_page(f"{leaflet}/leaflet.css"), from_page(f"{folder}/{styles}")],
            "geometry": from_page(f"{folder}/{written.name}"),
        },
        "settings": {
            "statuses": status_fills(),
            "firstView": written.first_view,
            "attribution": short_attribution(pack),
        },
    }
