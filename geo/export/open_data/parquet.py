"""GeoParquet, one file for each table, in EPSG:27700."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping

import geopandas
import pandas as pd
import pyarrow.parquet

from geo.export.open_data.content import Files, OpenData
from geo.export.open_data.features import FeatureTable, Kind
from geo.export.open_data.vector_files import GRID

_TYPES: Mapping[Kind, str] = {
    "text": "string",
    "whole": "Int64",
    "decimal": "Float64",
    "date": "date32[day][pyarrow]",
    "truth": "boolean",
}


def parquet_files(data: OpenData) -> Files:
    """Return one file for each table."""
    return {f"geoparquet/{table.key}.parquet": _parquet(data, table) for table in data.tables}


def _parquet(data: OpenData, table: FeatureTable) -> bytes:
    columns = {
        field.name: pd.Series(table.column(field.name), dtype=_TYPES[field.kind])
        for field in table.fields
    }
    frame = geopandas.GeoDataFrame(columns, geometry=table.shapes, crs=GRID)
    plain = io.BytesIO()
    frame.to_parquet(plain, index=False)
    content = pyarrow.parquet.read_table(plain)
    words = {
        "title": f"{data.title}: {table.title}",
        "description": table.about,
        "attribution": "\n".join(data.attribution),
        "licence": "\n".join(data.licences),
        "vintages": json.dumps({key: day.isoformat() for key, day in data.vintages.items()}),
        "fields": json.dumps({field.name: field.meaning for field in table.fields}),
    }
    told = {key.encode(): text.encode() for key, text in words.items()}
    written = io.BytesIO()
    pyarrow.parquet.write_table(
        content.replace_schema_metadata({**content.schema.metadata, **told}), written
    )
    return written.getvalue()
