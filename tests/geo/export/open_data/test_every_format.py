"""Every format, read back by other programs' libraries, holds the figures of the plan."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import openpyxl
import pandas as pd
import pyarrow.parquet
import pytest
import shapely

from geo.export.open_data.content import OpenData
from geo.export.open_data.shapefile import LONGEST_TEXT
from tests.geo.export.open_data.conftest import HOSTILE_NAMES, Exported, hostile_plan

Figures = tuple[int | None, int | None, int | None]
COUNTS = ("resident_count", "registered_count", "living_inside_count")
SHORT_COUNTS = ("res_count", "reg_count", "liv_count")


def planned(exported: Exported, key: str) -> dict[str, Figures]:
    """The three populations of each area of a layer, as the plan measures them."""
    return {
        code: (
            each.check.resident.figure.count,
            each.check.registered.figure.count,
            each.living_inside.figure.count,
        )
        for code, each in exported.data.measured.layer(key).items()
    }


def figures_in(frame: pd.DataFrame, columns: tuple[str, ...] = COUNTS) -> dict[str, Figures]:
    return {
        code: tuple(None if pd.isna(cell) else int(cell) for cell in cells)
        for code, *cells in frame[["area_code", *columns]].itertuples(index=False)
    }  # type: ignore[misc]


def layers_of(exported: Exported) -> list[str]:
    return [table.key for table in exported.data.layers]


def read_shapefile(folder: Path, key: str) -> pd.DataFrame:
    return geopandas.read_file(f"{folder / 'boundaries-shapefile.zip'}!{key}.shp")


def read_kml(exported: Exported, key: str) -> pd.DataFrame:
    title = next(table.title for table in exported.data.tables if table.key == key)
    return geopandas.read_file(exported.folder / "boundaries.kml", layer=title)


READERS: Mapping[str, Callable[[Exported, str], pd.DataFrame]] = {
    "GeoPackage": lambda each, key: geopandas.read_file(each.folder / "boundaries.gpkg", layer=key),
    "GeoJSON": lambda each, key: geopandas.read_file(each.folder / "geojson" / f"{key}.geojson"),
    "Shapefile": lambda each, key: read_shapefile(each.folder, key),
    "KML": read_kml,
    "GeoParquet": lambda each, key: geopandas.read_parquet(
        each.folder / "geoparquet" / f"{key}.parquet"
    ),
}


@pytest.mark.parametrize("form", READERS)
def test_the_areas_have_the_figures_of_the_plan(exported: Exported, form: str) -> None:
    columns = SHORT_COUNTS if form == "Shapefile" else COUNTS
    for key in layers_of(exported):
        frame = READERS[form](exported, key)
        assert figures_in(frame, columns) == planned(exported, key)


@pytest.mark.parametrize("form", READERS)
def test_the_shapes_are_valid_and_those_of_the_units(exported: Exported, form: str) -> None:
    pack = exported.data.pack
    geographic = form in ("GeoJSON", "KML")
    for key in layers_of(exported):
        frame = READERS[form](exported, key)
        assert frame.crs.to_epsg() == (4326 if geographic else 27700)
        layer = pack.layer(key)
        for code, shape in zip(frame["area_code"], frame.geometry, strict=True):
            units = pack.units.geometry[layer.units_in(code)]
            if len(units) == 0:
                assert shape is None
                continue
            assert shape.is_valid
            if not geographic:
                assert shape.area == pytest.approx(float(shapely.area(units).sum()), rel=1e-9)


def test_the_tables_of_the_workbook_and_the_csv_files_agree_with_the_plan(
    exported: Exported,
) -> None:
    with (exported.folder / "csv" / "areas.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    book = openpyxl.load_workbook(exported.folder / "tables.xlsx")
    heading, *cells = [[cell.value for cell in row] for row in book["Areas"].iter_rows()]
    for key in layers_of(exported):
        expected = planned(exported, key)
        told = [row for row in rows if row["layer"] == key]
        assert {
            row["area_code"]: tuple(int(row[name]) if row[name] else None for name in COUNTS)
            for row in told
        } == expected
        sheet = [row for values in cells if (row := dict(zip(heading, values, strict=True)))]
        assert {
            row["area_code"]: tuple(row[name] for name in COUNTS)
            for row in sheet
            if row["layer"] == key
        } == expected


def test_no_cell_of_the_workbook_is_a_formula_or_a_link(exported: Exported) -> None:
    book = openpyxl.load_workbook(exported.folder / "tables.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert all(cell.hyperlink is None for cell in cells)
    codes = [row[0] for row in book["Small areas"].iter_rows(min_row=2)]
    assert {(cell.data_type, cell.number_format) for cell in codes} == {("s", "@")}


def test_no_cell_of_a_csv_file_begins_a_formula(exported: Exported) -> None:
    for path in (exported.folder / "csv").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row)


def test_an_unknown_figure_is_null_and_says_why(exported: Exported) -> None:
    for key in layers_of(exported):
        frame = READERS["GeoParquet"](exported, key)
        for name in ("resident", "registered", "living_inside"):
            known = frame[f"{name}_known"].astype(bool)
            assert (frame[f"{name}_count"].notna() == known).all()
            assert (frame[f"{name}_missing"].notna() == ~known).all()
            assert (frame[f"{name}_count"][known] == frame[f"{name}_at_least"][known]).all()
            banded = frame["tier"].notna()
            unknown = frame[f"{name}_band_status"][banded & ~known]
            assert (unknown == "unknown").all()
            assert (frame[f"{name}_band_status"][~banded] == "no band").all()


def test_units_have_their_area_codes_and_populations(exported: Exported) -> None:
    pack = exported.data.pack
    frame = READERS["GeoPackage"](exported, "unit")
    assert frame["unit_code"].tolist() == list(pack.units.codes)
    for key in layers_of(exported):
        codes = [None if pd.isna(code) else code for code in frame[f"{key}_code"]]
        assert codes == pack.layer(key).area_codes_of_units()
    for day, residents in pack.residents.items():
        counts = frame[f"residents_{day:%Y_%m_%d}"].to_numpy(dtype=float)
        np.testing.assert_array_equal(counts, residents.total)


def test_practices_have_their_lists_and_what_they_belong_to(exported: Exported) -> None:
    pack = exported.data.pack
    for form in ("GeoPackage", "GeoParquet", "GeoJSON"):
        frame = READERS[form](exported, "practice").set_index("practice_code")
        for practice in pack.practices:
            row = frame.loc[practice.code]
            assert (row.geometry is None) == (practice.place is None)
            network = row["pcn_code"]
            assert (None if pd.isna(network) else network) == practice.areas.get("pcn")
            for day, listed in practice.lists.items():
                patients = row[f"list_{day:%Y_%m_%d}"]
                assert (None if pd.isna(patients) else patients) == listed.patients
                assert row[f"list_{day:%Y_%m_%d}_state"] == listed.state.value


def test_what_moves_against_the_baseline_is_told(exported: Exported) -> None:
    def rows(name: str) -> list[dict[str, str]]:
        path = exported.folder / "csv" / name
        return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))

    impact = exported.data.comparison.impact
    units = sum(len(flow.units) for flow in impact.units)
    practices = sum(len(flow.practices) for flow in impact.practices)
    assert len(rows("small_areas_that_move.csv")) == units
    assert len(rows("practices_that_move.csv")) == practices
    assert bool(units or practices) == (exported.data.scenario is not None)


def test_no_small_count_of_a_practice_in_a_unit_leaves(exported: Exported) -> None:
    practices = {practice.code for practice in exported.data.pack.practices}
    units = set(exported.data.pack.units.codes)
    for path in (exported.folder / "csv").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                assert not (practices & set(row) and units & set(row)), path.name
    assert "counts under 5" in (exported.folder / "README.txt").read_text(encoding="utf-8")


def test_shapefiles_keep_the_limits_of_their_format(exported: Exported) -> None:
    with zipfile.ZipFile(exported.folder / "boundaries-shapefile.zip") as archive:
        names = archive.namelist()
        told = archive.read("fields.txt").decode()
        for table in exported.data.tables:
            assert {f"{table.key}.{end}" for end in ("shp", "shx", "dbf", "prj", "cpg")} <= set(
                names
            )
            assert archive.read(f"{table.key}.cpg") == b"UTF-8"
            assert b"British_National_Grid" in archive.read(f"{table.key}.prj")
            fields = dbf_fields(archive.read(f"{table.key}.dbf"))
            assert fields == [field.short for field in table.fields]
            assert len(set(map(str.casefold, fields))) == len(fields)
            assert all(0 < len(name) <= 10 for name in fields)
            assert all(name in told for name in fields)
        assert exported.data.attribution[0] in archive.read("README.txt").decode()
        assert "LICENCE.txt" in names


def dbf_fields(content: bytes) -> list[str]:
    """Names of the fields, read from the header as dBASE III describes it."""
    names, at = [], 32
    while content[at] != 0x0D:
        names.append(content[at : at + 11].split(b"\0")[0].decode("ascii"))
        at += 32
    return names


def test_attribution_licence_and_vintages_travel_with_every_file(exported: Exported) -> None:
    said, licence = exported.data.attribution[0], exported.data.licences[0]
    vintage = exported.data.vintages["pcn"].isoformat()

    def has_all(text: str) -> bool:
        return said in text and licence in text

    for path in (exported.folder / "geojson").iterdir():
        content = json.loads(path.read_bytes())
        assert said in content["attribution"]
        assert licence in content["licence"]
        assert content["vintages"]["pcn"] == vintage
    for path in (exported.folder / "geoparquet").iterdir():
        told = pyarrow.parquet.read_schema(path).metadata
        assert has_all(f"{told[b'attribution'].decode()} {told[b'licence'].decode()}")
        assert vintage in told[b"vintages"].decode()
    notes = openpyxl.load_workbook(exported.folder / "tables.xlsx")["Notes"]
    assert has_all(" ".join(str(cell.value) for row in notes.iter_rows() for cell in row))
    for name in ("csv/notes.csv", "README.txt", "boundaries.kml", "map.html"):
        text = (exported.folder / name).read_text(encoding="utf-8").replace("&amp;", "&")
        assert has_all(text), name


def test_the_manifest_names_every_file_with_its_hash(exported: Exported) -> None:
    content: dict[str, Any] = json.loads((exported.folder / "manifest.json").read_bytes())
    there = {
        path.relative_to(exported.folder).as_posix(): path
        for path in exported.folder.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    assert [each["path"] for each in content["files"]] == sorted(there)
    for each in content["files"]:
        written = there[each["path"]].read_bytes()
        assert each["sha256"] == hashlib.sha256(written).hexdigest()
        assert each["bytes"] == len(written)
    scenario = exported.data.scenario
    assert (content["scenario"] is None) == (scenario is None)
    if scenario is not None:
        assert content["scenario"]["name"] == scenario.name
    assert content["vintages"]["pcn"] == exported.data.vintages["pcn"].isoformat()


def test_no_file_tells_when_it_was_written(exported: Exported) -> None:
    day = exported.data.pack.registered_date
    with zipfile.ZipFile(exported.folder / "boundaries-shapefile.zip") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        year, month, number = archive.read("pcn.dbf")[1:4]
        assert (1900 + year, month, number) == (day.year, day.month, day.day)
    properties = openpyxl.load_workbook(exported.folder / "tables.xlsx").properties
    assert {properties.created.date(), properties.modified.date()} == {day}
    with zipfile.ZipFile(exported.folder / "tables.xlsx") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_same_plan_gives_the_same_bytes(hostile: OpenData, tmp_path: Path) -> None:
    first = Exported(hostile, tmp_path / "first").files
    second = Exported(hostile_plan(hostile.measured.state.baseline), tmp_path / "second").files
    assert [path.name for path in first] == [path.name for path in second]
    for one, other in zip(first, second, strict=True):
        assert one.read_bytes() == other.read_bytes(), one.name


def test_a_text_too_long_for_a_shapefile_is_cut_at_a_whole_character(
    hostile: OpenData, tmp_path: Path
) -> None:
    folder = Exported(hostile, tmp_path / "out").folder
    frame = read_shapefile(folder, "pcn").set_index("area_code")
    whole, cut = HOSTILE_NAMES["N4"], frame.loc["N4", "area_name"]
    assert whole.startswith(cut)
    assert LONGEST_TEXT - 3 < len(cut.encode()) <= LONGEST_TEXT
