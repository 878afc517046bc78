"""The GeoPackage: what QGIS reads by itself, and what the standard asks for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

import pyogrio
import pytest

from geo.export.open_data.content import OpenData
from geo.export.open_data.geopackage import FILE, geopackage_files
from geo.maps import styles
from geo.model import BandStatus

SE = "{http://www.opengis.net/se}"
OGC = "{http://www.opengis.net/ogc}"


@pytest.fixture(scope="module")
def path(hostile: OpenData, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("geopackage") / FILE
    path.write_bytes(geopackage_files(hostile)[FILE])
    return path


@pytest.fixture
def file(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
        yield file


def test_it_is_a_sound_geopackage(file: sqlite3.Connection, hostile: OpenData) -> None:
    assert file.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
    assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert file.execute("PRAGMA foreign_key_check").fetchall() == []
    contents = dict(file.execute("SELECT table_name, data_type FROM gpkg_contents"))
    features = {table.key for table in hostile.tables}
    assert {key for key, kind in contents.items() if kind == "features"} == features
    assert contents["layer_styles"] == "attributes"
    registered = file.execute("SELECT DISTINCT srs_id FROM gpkg_geometry_columns").fetchall()
    assert registered == [(27700,)]


def test_every_table_opens_with_one_style_of_its_own(
    file: sqlite3.Connection, hostile: OpenData
) -> None:
    defaults = file.execute(
        "SELECT f_table_name, f_geometry_column FROM layer_styles WHERE useAsDefault"
    ).fetchall()
    assert sorted(defaults) == sorted((table.key, "geom") for table in hostile.tables)
    (qml,) = style(file, "pcn", "Outlines and names")[:1]
    line = qml.find(".//layer[@class='SimpleLine']")
    assert line is not None
    assert option(line, "line_color") == "0,112,60,255"  # LINE_STYLES["pcn"], #00703C
    text = qml.find(".//text-style")
    assert text is not None
    assert text.get("fieldName") == "area_name"
    assert qml.find(".//layer[@class='SimpleFill']") is None


def style(file: sqlite3.Connection, table: str, name: str) -> list[ElementTree.Element]:
    row = file.execute(
        "SELECT styleQML, styleSLD FROM layer_styles WHERE f_table_name = ? AND styleName = ?",
        [table, name],
    ).fetchone()
    return [ElementTree.fromstring(text.encode()) for text in row]


def option(layer: ElementTree.Element, name: str) -> str | None:
    found = layer.find(f"./Option/Option[@name='{name}']")
    return None if found is None else found.get("value")


@pytest.mark.parametrize("population", ["resident", "registered"])
def test_layers_with_a_band_have_a_style_for_each_band_status(
    file: sqlite3.Connection, population: str
) -> None:
    qml, sld = style(file, "pcn", f"{population.capitalize()}s by band status".replace("eds", "ed"))
    renderer = qml.find("renderer-v2")
    assert renderer is not None
    field = renderer.get("attr")
    assert field == f"{population}_band_status"
    columns = [row[1] for row in file.execute("PRAGMA table_info(pcn)")]
    assert field in columns
    values = {each.get("value") for each in qml.iter("category")}
    assert values == {*(status.value for status in BandStatus), "no band"}
    used = {row[0] for row in file.execute(f"SELECT DISTINCT {field} FROM pcn")}
    assert used <= values
    symbols = {each.get("name") for each in qml.iter("symbol")}
    assert {each.get("symbol") for each in qml.iter("category")} == symbols
    assert {each.text for each in sld.iter(f"{OGC}Literal")} == values
    colours = {each.text for each in sld.iter(f"{SE}SvgParameter") if each.get("name") == "fill"}
    assert styles.STATUS_STYLES[BandStatus.ABOVE].fill.colour in colours


def test_layers_without_a_band_have_no_style_by_band_status(file: sqlite3.Connection) -> None:
    names = file.execute("SELECT styleName FROM layer_styles WHERE f_table_name = 'district'")
    assert names.fetchall() == [("Outlines and names",)]


def test_every_column_says_what_it_means(file: sqlite3.Connection, hostile: OpenData) -> None:
    for table in hostile.tables:
        told = dict(
            file.execute(
                "SELECT column_name, description FROM gpkg_data_columns WHERE table_name = ?",
                [table.key],
            )
        )
        columns = {row[1] for row in file.execute(f"PRAGMA table_info({table.key})")}
        assert columns - {"fid", "geom"} == set(told)
        assert all(told.values())


def test_title_licence_attribution_and_vintages_are_in_its_metadata(
    file: sqlite3.Connection, hostile: OpenData
) -> None:
    (whole,) = file.execute(
        "SELECT metadata FROM gpkg_metadata JOIN gpkg_metadata_reference ON md_file_id = id "
        "WHERE reference_scope = 'geopackage'"
    ).fetchone()
    told = ElementTree.fromstring(whole.encode())
    dublin_core = "{http://purl.org/dc/elements/1.1/}"
    assert told.findtext(f"{dublin_core}title") == hostile.title
    rights = {each.text for each in told.iter(f"{dublin_core}rights")}
    assert {f"Attribution: {each}" for each in hostile.attribution} <= rights
    assert {f"Licence: {each}" for each in hostile.licences} <= rights
    coverage = {each.text for each in told.iter(f"{dublin_core}coverage")}
    assert f"Boundaries of pcn: {hostile.vintages['pcn'].isoformat()}" in coverage


def test_each_table_has_metadata_in_the_form_of_qgis(
    file: sqlite3.Connection, hostile: OpenData
) -> None:
    kept = dict(
        file.execute(
            "SELECT table_name, metadata FROM gpkg_metadata JOIN gpkg_metadata_reference "
            "ON md_file_id = id WHERE md_standard_uri = 'http://mrcc.com/qgis.dtd'"
        )
    )
    assert kept.keys() == {table.key for table in hostile.tables}
    for text in kept.values():
        told = ElementTree.fromstring(text.encode())
        assert {each.text for each in told.iter("license")} == set(hostile.licences)
        assert {each.text for each in told.iter("rights")} == set(hostile.attribution)


def test_reading_it_leaves_no_file_beside_it(path: Path) -> None:
    for layer, _ in pyogrio.list_layers(path):
        pyogrio.read_info(path, layer=layer)
        pyogrio.raw.read(path, layer=layer)
    assert [each.name for each in path.parent.iterdir()] == [FILE]


def test_every_time_in_it_is_the_same_day(file: sqlite3.Connection, hostile: OpenData) -> None:
    day = f"{hostile.pack.registered_date.isoformat()}T00:00:00.000Z"
    for table, column in (
        ("gpkg_contents", "last_change"),
        ("gpkg_metadata_reference", "timestamp"),
        ("layer_styles", "update_time"),
    ):
        assert set(file.execute(f"SELECT {column} FROM {table}")) == {(day,)}
