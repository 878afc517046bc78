"""Reading publishers' files: text stays text, and faults are told in a reader's words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geo.model import Fault
from geo.sources.boundaries import PATH, read_outlines
from geo.sources.lookups import read_middle_layer
from geo.sources.populations import read_residents
from geo.sources.practices import read_practices
from geo.sources.publications import Publication, parse_day, read_publication
from geo.sources.registrations import read_lists

CODES = Publication("codes", "codes.csv", {"code": "The Code", "count": "N"})


def read(folder: Path, content: str) -> tuple[list[list[str]], list[Fault]]:
    (folder / "codes.csv").write_text(content, encoding="utf-8")
    faults: list[Fault] = []
    return read_publication(CODES, folder, faults).to_numpy().tolist(), faults


def edit(file: Path, old: str, new: str) -> None:
    content = file.read_text(encoding="utf-8")
    assert old in content
    file.write_text(content.replace(old, new), encoding="utf-8")


def test_codes_that_look_like_numbers_stay_as_they_are(tmp_path: Path) -> None:
    rows, faults = read(tmp_path, "The Code,N\n04E,1\n1E05,2\n007,3\nNA,4\n")
    assert [code for code, _ in rows] == ["04E", "1E05", "007", "NA"]
    assert faults == []


def test_headings_broken_over_lines_are_found(tmp_path: Path) -> None:
    rows, faults = read(tmp_path, '"The \nCode",N,Other\nA,1,x\n')
    assert rows == [["A", "1"]]
    assert faults == []


def test_a_file_without_rows_is_a_fault(tmp_path: Path) -> None:
    assert [str(fault) for fault in read(tmp_path, "The Code,N\n")[1]] == [
        "codes.csv: This file has no rows."
    ]
    assert "cannot be read" in str(read(tmp_path, "")[1][0])


def test_a_file_of_the_study_area_may_not_be_there_twice(sources: Path) -> None:
    (sources / "copy").mkdir()
    name = PATH.removeprefix("*/")
    (sources / "copy" / name).write_bytes((sources / "toyshire" / name).read_bytes())
    faults: list[Fault] = []
    assert read_outlines(sources, faults) == {}
    assert "several folders (copy, toyshire)" in str(faults[0])


def test_outlines_in_another_coordinate_system_are_refused(sources: Path) -> None:
    before = '{"type": "FeatureCollection"'
    crs = '"crs": {"type": "name", "properties": {"name": "EPSG:27700"}}'
    edit(sources / "toyshire" / PATH.removeprefix("*/"), before, f"{before}, {crs}")
    faults: list[Fault] = []
    assert read_outlines(sources, faults) == {}
    assert "EPSG:27700; EPSG:4326" in faults[0].message


def test_geojson_without_codes_is_a_fault_and_no_traceback(sources: Path) -> None:
    edit(sources / "toyshire" / PATH.removeprefix("*/"), "LSOA11CD", "CODE")
    faults: list[Fault] = []
    assert read_outlines(sources, faults) == {}
    assert "property LSOA11CD" in faults[0].message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"type": "FeatureCollection"', '"type": "Collection"'),
        ('{"type": "FeatureCollection"', "no GeoJSON"),
        ('"coordinates": [', '"coordinates": "lost", "others": ['),
        ('"LSOA11CD": "E01000011"', '"LSOA11CD": null'),
    ],
)
def test_geojson_that_cannot_be_understood_is_one_fault(sources: Path, old: str, new: str) -> None:
    edit(sources / "toyshire" / PATH.removeprefix("*/"), old, new)
    faults: list[Fault] = []
    assert read_outlines(sources, faults) == {}
    (fault,) = faults
    assert fault.file == PATH


def test_ages_that_do_not_add_up_are_a_fault(sources: Path) -> None:
    edit(sources / "england" / "LSOA11_population_mid2019.csv", "E01000011,190", "E01000011,191")
    faults: list[Fault] = []
    read_residents(date(2019, 6, 30), sources, faults)
    assert [fault.message for fault in faults] == [
        "The age bands do not add up to all ages for: E01000011."
    ]


def test_a_figure_that_is_no_number_is_a_fault_and_never_a_zero(sources: Path) -> None:
    edit(sources / "england" / "GP_list_size_apr2020.csv", "P1,1000", "P1,x")
    faults: list[Fault] = []
    read_lists(sources, faults)
    assert "patients: 1 cell without a whole number (row 2)." in [fault.message for fault in faults]


def test_a_deprivation_decile_outside_its_range_is_a_fault(sources: Path) -> None:
    edit(sources / "england" / "LSOA11_MSOA11_region_IMD19.csv", ",3\n", ",11\n")
    faults: list[Fault] = []
    assert set(read_middle_layer(sources, faults)["deprivation_decile"]) == {"unknown"}
    assert "not between 1 and 10 for: E01000011" in faults[0].message


def test_days_are_read_as_the_nhs_writes_them(sources: Path) -> None:
    assert parse_day("20191001") == date(2019, 10, 1)
    assert parse_day(" ") is None
    with pytest.raises(ValueError, match="2019-10-01"):
        parse_day("2019-10-01")
    edit(sources / "england" / "epraccur_dec2019.csv", "19740401", "1974")
    faults: list[Fault] = []
    read_practices(date(2019, 12, 1), sources, faults)
    assert [fault.message for fault in faults] == ["opened: not a day such as 20191001: 1974."]
