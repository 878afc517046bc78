"""KML: all tables in one document, a folder for each, in WGS84.

Names and figures are text; what a name contains is never markup.
"""

from __future__ import annotations

from datetime import date
from html import escape
from xml.etree import ElementTree

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.export.open_data.content import Files, OpenData
from geo.export.open_data.features import FeatureTable, Kind, Value
from geo.export.open_data.geojson import in_wgs84
from geo.export.open_data.xml_text import add, document
from geo.maps import styles

_KINDS: dict[Kind, str] = {
    "text": "string",
    "whole": "int",
    "decimal": "double",
    "date": "string",
    "truth": "bool",
}


def kml_files(data: OpenData) -> Files:
    """Return the document."""
    root = ElementTree.Element("kml", xmlns="http://www.opengis.net/kml/2.2")
    top = add(root, "Document")
    add(top, "name", data.title)
    add(top, "description", _as_markup(f"{data.read_me}\n{data.licence_text}"))
    lines = styles.line_styles([layer.definition for layer in data.pack.layers.values()])
    unit_line = styles.LineStyle(styles.UNIT_EDGE, 1.0, (), 10, 9)
    for table in data.tables:
        line = lines.get(table.key, unit_line)
        _add_style(top, table, line)
    for table in data.tables:
        _add_schema(top, table)
    for number, table in enumerate(data.tables):
        _add_folder(top, table, shown=number == 0)
    return {"boundaries.kml": document(root)}


def _add_style(top: ElementTree.Element, table: FeatureTable, line: styles.LineStyle) -> None:
    style = add(top, "Style", id=f"style-{table.key}")
    if table.polygons:
        drawn = add(style, "LineStyle")
        add(drawn, "color", _colour(line.colour))
        add(drawn, "width", f"{line.width:g}")
        add(add(style, "PolyStyle"), "fill", "0")
    else:
        icon = add(style, "IconStyle")
        add(icon, "color", _colour(styles.PRACTICE))
        add(icon, "scale", "0.6")


def _add_schema(top: ElementTree.Element, table: FeatureTable) -> None:
    schema = add(top, "Schema", name=table.key, id=f"schema-{table.key}")
    for field in table.fields:
        add(
            add(schema, "SimpleField", type=_KINDS[field.kind], name=field.name),
            "displayName",
            field.meaning,
        )


def _add_folder(top: ElementTree.Element, table: FeatureTable, *, shown: bool) -> None:
    folder = add(top, "Folder")
    add(folder, "name", table.title)
    add(folder, "visibility", str(int(shown)))
    add(folder, "description", _as_markup(table.about))
    names = [field.name for field in table.fields]
    place = names.index(table.name)
    for row, shape in zip(table.rows, in_wgs84(table.shapes), strict=True):
        mark = add(folder, "Placemark")
        add(mark, "name", str(row[place]))
        add(mark, "visibility", str(int(shown)))
        add(mark, "styleUrl", f"#style-{table.key}")
        facts = add(add(mark, "ExtendedData"), "SchemaData", schemaUrl=f"#schema-{table.key}")
        for name, value in zip(names, row, strict=True):
            if value is not None:
                add(facts, "SimpleData", _written(value), name=name)
        if shape is not None:
            _add_shape(mark, shape)


def _add_shape(mark: ElementTree.Element, shape: shapely.Geometry) -> None:
    if isinstance(shape, shapely.Point):
        add(add(mark, "Point"), "coordinates", _points(shapely.get_coordinates(shape)))
        return
    pieces = shapely.get_parts(shape)
    parent = add(mark, "MultiGeometry") if len(pieces) > 1 else mark
    for piece in pieces:
        polygon = add(parent, "Polygon")
        for tag, ring in (
            ("outerBoundaryIs", piece.exterior),
            *(("innerBoundaryIs", hole) for hole in piece.interiors),
        ):
            turned = add(add(polygon, tag), "LinearRing")
            add(turned, "coordinates", _points(shapely.get_coordinates(ring)))


def _points(points: NDArray[np.float64]) -> str:
    return " ".join(f"{longitude},{latitude}" for longitude, latitude in points.tolist())


def _as_markup(text: str) -> str:
    """Return a text as the markup that shows it: a KML description is read as HTML."""
    return escape(text).replace("\n", "<br>")


def _colour(colour: str) -> str:
    """Return ``#RRGGBB`` as KML writes it: opacity, blue, green, red."""
    return f"ff{colour[5:7]}{colour[3:5]}{colour[1:3]}".lower()


def _written(value: Value) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return value.isoformat() if isinstance(value, date) else str(value)
