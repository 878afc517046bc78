"""A GeoPackage with every table, its styles, its metadata, and what each column means.

Beside the feature tables it holds what QGIS reads by itself: ``layer_styles`` (each table opens
with its first style), and metadata in QGIS's form; and what the standard has a place for:
``gpkg_contents`` (titles), ``gpkg_data_columns`` (meanings) and ``gpkg_metadata``. The same plan
gives the same bytes: times are the day of the registered lists, and the file is packed at the end.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

from geo.export.open_data.content import Files, OpenData, boundary_words
from geo.export.open_data.features import FeatureTable
from geo.export.open_data.qgis_styles import Style, table_styles
from geo.export.open_data.vector_files import write_layer
from geo.export.open_data.xml_text import add, document
from geo.maps import styles

FILE = "boundaries.gpkg"
_DTD = "http://mrcc.com/qgis.dtd"
_UNIT_LINE = styles.LineStyle(styles.UNIT_EDGE, 1.0, (), 10, 9)
_EXTENSIONS = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256),
  f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
  useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME
);
CREATE TABLE gpkg_data_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT,
  mime_type TEXT, constraint_name TEXT,
  CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
  CONSTRAINT gdc_tn UNIQUE (table_name, name)
);
INSERT INTO gpkg_extensions VALUES (
  'gpkg_data_columns', NULL, 'gpkg_schema',
  'http://www.geopackage.org/spec121/#extension_schema', 'read-write'
);
"""


def geopackage_files(data: OpenData) -> Files:
    """Return the GeoPackage."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FILE
        for number, table in enumerate(data.tables):
            write_layer(
                path,
                "GPKG",
                table,
                [field.name for field in table.fields],
                layer=table.key,
                dataset_metadata=_dataset_metadata(data) if number == 0 else None,
                layer_options={
                    "IDENTIFIER": table.title,
                    "DESCRIPTION": boundary_words(table),
                    "GEOMETRY_NAME": "geom",
                },
            )
        with closing(sqlite3.connect(path)) as file:
            _complete(file, data)
        return {FILE: path.read_bytes()}


def _dataset_metadata(data: OpenData) -> dict[str, str]:
    """Return what GDAL keeps in ``gpkg_metadata`` about the whole file."""
    return {
        "TITLE": data.title,
        "LICENCE": "\n".join(data.licences),
        "ATTRIBUTION": "\n".join(data.attribution),
        "VINTAGES": "\n".join(f"{key}: {day}" for key, day in data.vintages.items()),
        "POPULATION_DATES": "\n".join(f"{key}: {day}" for key, day in data.dates.items()),
        "NOTES": data.read_me,
    }


def _complete(file: sqlite3.Connection, data: OpenData) -> None:
    """Add what GDAL does not write, and set every time to the same one."""
    moment = f"{data.pack.registered_date.isoformat()}T00:00:00.000Z"
    file.executescript(_EXTENSIONS)
    file.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) "
        "VALUES ('layer_styles', 'attributes', 'layer_styles', 'Styles for QGIS', 0)"
    )
    for table in data.tables:
        _add_columns(file, table)
        _add_styles(file, table, _styles_of(data, table), moment)
        _add_metadata(file, table.key, _qgis_metadata(data, table), moment)
    file.execute("UPDATE gpkg_contents SET last_change = ?", [moment])
    file.execute("UPDATE gpkg_metadata_reference SET timestamp = ?", [moment])
    file.commit()
    file.execute("VACUUM")


def _add_columns(file: sqlite3.Connection, table: FeatureTable) -> None:
    file.executemany(
        "INSERT INTO gpkg_data_columns (table_name, column_name, description) VALUES (?, ?, ?)",
        [(table.key, field.name, field.meaning) for field in table.fields],
    )


def _styles_of(data: OpenData, table: FeatureTable) -> list[Style]:
    definitions = {key: layer.definition for key, layer in data.pack.layers.items()}
    lines = styles.line_styles(list(definitions.values()))
    tier = definitions[table.key].tier if table.key in definitions else None
    return table_styles(table, lines.get(table.key, _UNIT_LINE), tier)


def _add_styles(
    file: sqlite3.Connection, table: FeatureTable, made: Iterable[Style], moment: str
) -> None:
    file.executemany(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
        "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner, "
        "update_time) VALUES ('', '', ?, 'geom', ?, ?, ?, ?, ?, '', ?)",
        [
            (table.key, each.name, each.qml, each.sld, number == 0, table.title, moment)
            for number, each in enumerate(made)
        ],
    )


def _add_metadata(file: sqlite3.Connection, table: str, content: str, moment: str) -> None:
    added = file.execute(
        "INSERT INTO gpkg_metadata (md_scope, md_standard_uri, mime_type, metadata) "
        "VALUES ('dataset', ?, 'text/xml', ?)",
        [_DTD, content],
    )
    file.execute(
        "INSERT INTO gpkg_metadata_reference (reference_scope, table_name, timestamp, md_file_id) "
        "VALUES ('table', ?, ?, ?)",
        [table, moment, added.lastrowid],
    )


def _qgis_metadata(data: OpenData, table: FeatureTable) -> str:
    root = ElementTree.Element("qgis", version="3.28.0")
    add(root, "identifier", table.key)
    add(root, "language", "ENG")
    add(root, "type", "dataset")
    add(root, "title", f"{table.title}; {data.title}")
    add(root, "abstract", "\n".join([boundary_words(table), "", data.read_me]))
    for sentence in data.attribution:
        add(root, "rights", sentence)
    for licence in data.licences:
        add(root, "license", licence)
    if table.vintage is not None:
        add(add(root, "dates"), "date", type="Published", value=table.vintage.isoformat())
    return document(root, f"<!DOCTYPE qgis PUBLIC '{_DTD}' 'SYSTEM'>").decode()
