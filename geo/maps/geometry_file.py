"""A pack's geometry, names and unit figures as one compact file for the browser.

The file holds arcs, not polygons: every border once, so that the browser draws the lines of any
layer by keeping the arcs whose two sides differ. It also holds what never changes while a pack is
looked at: the layers with their areas and names, units' figures on every date, and practices.

Coordinates: WGS84, (longitude, latitude), whole millionths of a degree, each point after an arc's
first as the difference from the one before. Points for names and practices are (latitude,
longitude) in degrees, as the web map wants them.

Content::

    {"scale": 1000000, "bounds": [[south, west], [north, east]],
     "units": [[code, name], ...], "inSystem": "110...",
     "residents": {"2019-06-30": [1234, null, ...]},
     "registered": {"label": "July 2022", "patients": [...]},
     "arcs": [[left, right, x, y, dx, dy, ...], ...],
     "layers": {key: {"name", "singular", "vintage", "style", "of": [area of each unit or -1],
                      "areas": [[code, name, short name, latitude, longitude, metres, inSystem]]}},
     "practices": [[code, name, latitude, longitude, network, {date: [patients, state]}], ...],
     "palette": {...}}
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray

from geo.maps import styles
from geo.model import Counts, Layer, Measure, Pack, Practice, date_label, month_label
from geo.topology import Arcs, dissolve, find_arcs

SCALE = 1_000_000
"""Whole numbers in the file are degrees times this; one step is about 0.1 metres."""

TO_WGS84 = pyproj.Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)
"""From (easting, northing) to (longitude, latitude)."""


def geometry_bytes(pack: Pack) -> bytes:
    """Return the file's content: the same bytes for the same pack."""
    return json.dumps(geometry_content(pack), separators=(",", ":"), ensure_ascii=False).encode()


def file_name(stem: str, content: bytes, suffix: str) -> str:
    """Return a name that holds the content's hash, so that a stored copy is right for ever.

    A full stop parts the words: streamlit-folium leaves out whatever follows an underscore when it
    decides whether two maps are the same.
    """
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:16]}{suffix}"


def geometry_content(pack: Pack) -> dict[str, Any]:
    """Return the file's content as plain values; the module says which."""
    units = pack.units
    west, south, east, north = TO_WGS84.transform_bounds(*_total_bounds(units.geometry))
    line_styles = styles.line_styles([layer.definition for layer in pack.layers.values()])
    return {
        "scale": SCALE,
        "bounds": [[round(south, 5), round(west, 5)], [round(north, 5), round(east, 5)]],
        "units": [list(pair) for pair in zip(units.codes, units.names, strict=True)],
        "inSystem": "".join("1" if inside else "0" for inside in units.in_system),
        "residents": {
            day.isoformat(): _whole(figures.total) for day, figures in pack.residents.items()
        },
        "registered": {
            "label": date_label(Measure.LIVING_INSIDE, pack.registrations.date),
            "patients": _whole(pack.registrations.patients),
        },
        "arcs": encode(find_arcs(units.geometry)),
        "layers": {
            key: _layer(layer, units.geometry, line_styles[key])
            for key, layer in pack.layers.items()
        },
        "practices": [
            practice for each in pack.practices if (practice := _practice(pack, each)) is not None
        ],
        "palette": {
            "paper": styles.PAPER,
            "beyond": styles.BEYOND,
            "context": styles.CONTEXT,
            "contextInk": styles.CONTEXT_INK,
            "contextOpacity": styles.CONTEXT_OPACITY,
            "edge": styles.UNIT_EDGE,
            "highlight": styles.HIGHLIGHT,
            "highlightFill": styles.HIGHLIGHT_FILL,
            "mark": styles.MARK,
            "place": styles.PLACE,
            "practice": styles.PRACTICE,
        },
    }


def encode(arcs: Arcs) -> list[list[int]]:
    """Return arcs in EPSG:27700 as the file holds them: sides, first point, differences."""
    longitude, latitude = TO_WGS84.transform(arcs.points[:, 0], arcs.points[:, 1])
    points = np.rint(np.column_stack([longitude, latitude]) * SCALE).astype(np.int64)
    rows = []
    for arc in range(len(arcs)):
        line = points[arcs.first_point[arc] : arcs.first_point[arc + 1]]
        steps = np.diff(line, axis=0)
        steps = steps[steps.any(axis=1)]
        sides = [int(arcs.left[arc]), int(arcs.right[arc])]
        rows.append([*sides, *line[0].tolist(), *steps.ravel().tolist()])
    return rows


def short_name(name: str) -> str:
    """Return an area's name without the words that its layer makes clear."""
    shorter = re.sub(r"^NHS\s+", "", name)
    shorter = re.sub(
        r"\s+(CCG|PCN|ICS|STP|ICB|Clinical Commissioning Group|Primary Care Network)$",
        "",
        shorter,
        flags=re.IGNORECASE,
    )
    return shorter or name


def _layer(layer: Layer, geometry: NDArray[np.object_], style: styles.LineStyle) -> dict[str, Any]:
    definition = layer.definition
    united = dissolve(geometry, layer.area_of_unit, len(layer.areas))
    return {
        "name": definition.name,
        "singular": definition.singular,
        "vintage": month_label(definition.vintage),
        "style": {
            "colour": style.colour,
            "width": style.width,
            "dash": list(style.dash),
            "nameSize": style.name_size,
            "rank": style.rank,
        },
        "of": layer.area_of_unit.tolist(),
        "areas": [list(row) for row in area_rows(layer, united)],
    }


def area_rows(layer: Layer, shapes: NDArray[np.object_]) -> tuple[tuple[Any, ...], ...]:
    """Return the areas of a layer as the file has them.

    Args:
        layer: the layer.
        shapes: shape (areas,), their outlines in EPSG:27700.

    Returns:
        For each area its code, name, short name, latitude and longitude of the point for its
        name, metres from there to the area's edge (0: it has no units), and 1 in the system.
    """
    return tuple(
        (area.code, area.name, short_name(area.name), *_name_point(shape), int(area.in_system))
        for area, shape in zip(layer.areas, shapes, strict=True)
    )


def _name_point(shape: shapely.Geometry) -> tuple[float, float, int]:
    """(latitude, longitude) well inside the largest piece, and metres from there to its edge."""
    if shapely.is_empty(shape):
        return 0.0, 0.0, 0
    largest = max(shapely.get_parts(shape), key=lambda piece: float(piece.area))
    tolerance = max(1.0, float(np.sqrt(largest.area)) / 50)
    radius = shapely.maximum_inscribed_circle(largest, tolerance=tolerance)
    longitude, latitude = TO_WGS84.transform(*radius.coords[0])
    return round(latitude, 5), round(longitude, 5), round(radius.length)


def _practice(pack: Pack, practice: Practice) -> list[Any] | None:
    if practice.place is None:
        return None
    longitude, latitude = TO_WGS84.transform(*practice.place)
    network = ""
    for key, code in practice.areas.items():
        if pack.layers[key].definition.tier == pack.tiers[-1].key:
            network = pack.layers[key].area(code).name
    lists = {
        day.isoformat(): [figure.patients, figure.state.value]
        for day, figure in practice.lists.items()
    }
    where = [round(latitude, 6), round(longitude, 6)]
    return [practice.code, practice.name, *where, network, lists]


def _whole(counts: Counts) -> list[int | None]:
    return [None if np.isnan(count) else int(count) for count in counts]


def _total_bounds(geometry: NDArray[np.object_]) -> tuple[float, float, float, float]:
    west, south, east, north = shapely.total_bounds(geometry).tolist()
    return west, south, east, north
