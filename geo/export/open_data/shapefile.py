"""Shapefiles, one for each table, together in one archive.

The format allows ten characters for a field's name and 254 bytes for a text: ``fields.txt`` says
what each short name stands for, and longer texts are cut at a whole character.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from geo.export.open_data.archives import zipped
from geo.export.open_data.content import Files, OpenData
from geo.export.open_data.features import FeatureTable, Value
from geo.export.open_data.vector_files import write_layer

LONGEST_TEXT = 254
"""In bytes of UTF-8."""
ARCHIVE = "boundaries-shapefile.zip"


def shapefile_files(data: OpenData) -> Files:
    """Return the archive."""
    files = {
        "README.txt": data.read_me.encode(),
        "LICENCE.txt": data.licence_text.encode(),
        "fields.txt": field_list(data.tables).encode(),
    }
    with tempfile.TemporaryDirectory() as folder:
        for table in data.tables:
            write_layer(
                Path(folder) / f"{table.key}.shp",
                "ESRI Shapefile",
                table,
                [field.short for field in table.fields],
                columns=[[_cut(value) for value in table.column(f.name)] for f in table.fields],
                encoding="UTF-8",
                layer_options={
                    "DBF_DATE_LAST_UPDATE": data.pack.registered_date.isoformat(),
                    "SPATIAL_INDEX": "NO",
                },
            )
        for path in Path(folder).iterdir():
            files[path.name] = path.read_bytes()
    return {ARCHIVE: zipped(files)}


def field_list(tables: Sequence[FeatureTable]) -> str:
    """Return what every short field name stands for, as text."""
    told = ["The fields of each Shapefile, with their names in the other formats.", ""]
    for table in tables:
        told.append(f"{table.key}.shp: {table.title}")
        told += [f"  {each.short:<10}  {each.name}: {each.meaning}" for each in table.fields]
        told.append("")
    told.append(f"Texts of more than {LONGEST_TEXT} bytes are cut.")
    return "\n".join(told) + "\n"


def _cut(value: Value) -> Value:
    if not isinstance(value, str):
        return value
    return value.encode()[:LONGEST_TEXT].decode(errors="ignore")
