"""A GeoPackage with every table, its styles, its metadata, and what each column means.

Beside the feature tables it holds what QGIS reads by itself: ``layer_styles`` (each table opens
with its first style), and metadata of each table in QGIS's form; and what the standard has a place
for: ``gpkg_contents`` (titles), ``gpkg_data_columns`` (meanings) and ``gpkg_metadata``, where the
whole file is described by Dublin Core. (GDAL's own form of metadata would make GDAL write a file
beside this one whenever it is read.) The same plan gives the same bytes: times are the day of the
registered lists, and the file is packed at the end.
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
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
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
CREATE TABLE gpkg_metadata (
  id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL,
  md_scope TEXT NOT NULL DEFAULT 'dataset',
  md_standard_uri TEXT NOT NULL,
  mime_type TEXT NOT NULL DEFAULT 'text/xml',
  metadata TEXT NOT NULL DEFAULT ''
);
CREATE TABLE gpkg_metadata_reference (
  reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT, row_id_value INTEGER,
  timestamp DATETIME NOT NULL, md_file_id INTEGER NOT NULL, md_parent_id INTEGER,
  CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
  CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id)
);
INSERT INTO gpkg_extensions VALUES
  ('gpkg_data_columns', NULL, 'gpkg_schema',
   'http://www.geopackage.org/spec121/#extension_schema', 'read-write'),
  ('gpkg_metadata', NULL, 'gpkg_metadata',
   'http://www.geopackage.org/spec121/#extension_metadata', 'read-write'),
  ('gpkg_metadata_reference', NULL, 'gpkg_metadata',
   'http://www.geopackage.org/spec121/#extension_metadata', 'read-write');
"""


def geopackage_files(data: OpenData) -> Files:
    """Return the GeoPackage."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FILE
        for table in data.tables:
            write_layer(
                path,
                "GPKG",
                table,
                [field.name for field in table.fields],
                layer=table.key,
                layer_options={
                    "IDENTIFIER": table.title,
                    "DESCRIPTION": boundary_words(table),
                    "GEOMETRY_NAME": "geom",
                },
            )
        with closing(sqlite3.connect(path)) as file:
            _complete(file, data)
        return {FILE: path.read_bytes()}


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
        _add_metadata(file, table.key, _DTD, _qgis_metadata(data, table), moment)
    _add_metadata(file, None, _DUBLIN_CORE, _dublin_core(data), moment)
    file.execute("UPDATE gpkg_contents SET last_change = ?", [moment])
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


def _add_metadata(
    file: sqlite3.Connection, table: str | None, standard: str, content: str, moment: str
) -> None:
    """Add a document about a table, or about the whole file where there is none."""
    added = file.execute(
        "INSERT INTO gpkg_metadata (md_scope, md_standard_uri, mime_type, metadata) "
        "VALUES ('dataset', ?, 'text/xml', ?)",
        [standard, content],
    )
    file.execute(
        "INSERT INTO gpkg_metadata_reference (reference_scope, table_name, timestamp, md_file_id) "
        "VALUES (?, ?, ?, ?)",
        ["geopackage" if table is None else "table", table, moment, added.lastrowid],
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


def _dublin_core(data: OpenData) -> str:
    root = ElementTree.Element("metadata", {"xmlns:dc": _DUBLIN_CORE})
    add(root, "dc:title", data.title)
    add(root, "dc:description", data.read_me)
    add(root, "dc:language", "en-GB")
    for licence in data.licences:
        add(root, "dc:rights", f"Licence: {licence}")
    for sentence in data.attribution:
        add(root, "dc:rights", f"Attribution: {sentence}")
    for source in data.pack.sources:
        add(root, "dc:source", f"{source.title}. {source.publisher}, {source.vintage}.")
    for key, day in data.vintages.items():
        add(root, "dc:coverage", f"Boundaries of {key}: {day.isoformat()}")
    for key, day in data.dates.items():
        add(root, "dc:coverage", f"Population {key}: {day.isoformat()}")
    return document(root).decode()
