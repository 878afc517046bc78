"""Parts: the ways of writing a plan down that can be asked for one by one, each with a name.

Whoever adds another kind of export (documents, print maps) adds a part: it is written, listed in
the manifest and offered by the command like the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from geo.export.open_data.content import Files, OpenData
from geo.export.open_data.geojson import geojson_files
from geo.export.open_data.geopackage import geopackage_files
from geo.export.open_data.kml import kml_files
from geo.export.open_data.parquet import parquet_files
from geo.export.open_data.plain_tables import csv_files, workbook_files
from geo.export.open_data.shapefile import shapefile_files
from geo.export.open_data.web_map import web_map_files


@dataclass(frozen=True)
class Part:
    """One kind of export.

    Attributes:
        key: short name, as a command is given it.
        title: for people.
        write: returns the part's files, the same bytes for the same plan.
    """

    key: str
    title: str
    write: Callable[[OpenData], Files]


OPEN_DATA: tuple[Part, ...] = (
    Part("gpkg", "GeoPackage with styles for QGIS", geopackage_files),
    Part("geojson", "GeoJSON", geojson_files),
    Part("shapefile", "Shapefiles, zipped", shapefile_files),
    Part("kml", "KML", kml_files),
    Part("geoparquet", "GeoParquet", parquet_files),
    Part("csv", "CSV tables", csv_files),
    Part("xlsx", "Excel workbook", workbook_files),
    Part("html", "Map to look at without a network", web_map_files),
)
"""The parts of open data, in the order in which they are offered."""


def by_key(parts: tuple[Part, ...]) -> Mapping[str, Part]:
    """Return parts by their keys."""
    return {part.key: part for part in parts}
