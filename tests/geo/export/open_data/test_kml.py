"""KML: its names are text, and its descriptions, which are read as HTML, hold no markup of ours."""

from __future__ import annotations

from html import unescape
from xml.etree import ElementTree

from geo.export.open_data.content import OpenData
from geo.export.open_data.kml import kml_files
from geo.export.open_data.xml_text import add, document
from tests.geo.export.open_data.conftest import HOSTILE_NAMES

KML = "{http://www.opengis.net/kml/2.2}"


def test_hostile_names_are_names_and_nothing_else(hostile: OpenData) -> None:
    root = ElementTree.fromstring(kml_files(hostile)["boundaries.kml"])
    names = {each.findtext(f"{KML}name") for each in root.iter(f"{KML}Placemark")}
    assert set(HOSTILE_NAMES.values()) <= names
    for each in root.iter(f"{KML}description"):
        assert "<" not in (each.text or "").replace("<br>", "")
    whole = root.findtext(f"{KML}Document/{KML}description") or ""
    assert hostile.name in unescape(whole)


def test_a_folder_is_shown_at_first_and_the_others_wait(hostile: OpenData) -> None:
    root = ElementTree.fromstring(kml_files(hostile)["boundaries.kml"])
    folders = list(root.iter(f"{KML}Folder"))
    assert [each.findtext(f"{KML}name") for each in folders] == [
        table.title for table in hostile.tables
    ]
    assert [each.findtext(f"{KML}visibility") for each in folders] == ["1", *"0" * 10]


def test_what_xml_cannot_hold_is_replaced() -> None:
    root = ElementTree.Element("all")
    add(root, "one", "a\x00b\x0b", name="c\ufffe")
    (one,) = ElementTree.fromstring(document(root))
    assert (one.text, one.get("name")) == ("a�b�", "c�")
