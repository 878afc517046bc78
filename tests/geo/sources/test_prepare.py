"""The whole way from made-up publications to a pack."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely
from rich.console import Console

from geo.command_line import main
from geo.sources.errors import SourceError
from geo.sources.prepare import PreparationReport, prepare
from tests.geo.sources.toy_publications import (
    POSTCODE,
    unit_code,
    write_postcodes,
    write_publications,
    write_recipe,
)

COMPUTED = [
    *("areas.csv", "assignments.csv", "geometry.csv", "homes.csv", "left_out.csv", "lists.csv"),
    *("postcodes.csv", "practices.csv", "reconciliation.csv", "registrations.csv"),
    *("residents.csv", "units.csv"),
]


def rows(report: PreparationReport, name: str) -> list[dict[str, str]]:
    with (report.folder / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def test_every_computed_file_is_written_and_nothing_else(prepared: PreparationReport) -> None:
    written = {file.name for file in prepared.folder.iterdir()}
    assert written == {*COMPUTED, "pack.toml", "sources.toml"}
    assert sorted(prepared.file_bytes) == COMPUTED


def test_the_same_publications_give_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, console: Console
) -> None:
    results = []
    for name in ("once", "again"):
        monkeypatch.setenv("QLACREF_DATA_DIR", str(write_postcodes(tmp_path / f"{name}_postcodes")))
        sources = write_publications(tmp_path / f"{name}_sources")
        folder = write_recipe(tmp_path / name)
        prepare(sources, folder, console=console)
        results.append(contents(folder))
    assert results[0] == results[1]


def test_preparing_again_over_an_older_pack_changes_nothing(
    prepared: PreparationReport, sources: Path, console: Console
) -> None:
    before = contents(prepared.folder)
    prepare(sources, prepared.folder, console=console)
    assert contents(prepared.folder) == before


def test_files_have_line_feeds_and_ascending_unique_keys(prepared: PreparationReport) -> None:
    keys = {"lists.csv": 2, "residents.csv": 2, "registrations.csv": 2, "left_out.csv": 2}
    keys["homes.csv"] = 2
    for name in COMPUTED:
        content = (prepared.folder / name).read_bytes()
        assert content.endswith(b"\n")
        assert b"\r" not in content
        if name == "areas.csv":
            continue
        table = [tuple(row.values())[: keys.get(name, 1)] for row in rows(prepared, name)]
        if name != "reconciliation.csv":
            assert table == sorted(set(table))


def test_areas_come_in_the_order_of_the_layers_with_parents(prepared: PreparationReport) -> None:
    areas = rows(prepared, "areas.csv")
    layers = list(dict.fromkeys(row["layer"] for row in areas))
    assert layers == [
        *("ics", "icp", "icp_by_ccg", "pcn", "district", "ccg", "single_ccg", "ward", "msoa")
    ]
    pcns = {row["area_code"]: row for row in areas if row["layer"] == "pcn"}
    assert pcns["U2"]["area_name"] == "BACHS (Toy) PCN"
    assert pcns["U2"]["parent_code"] == "TOWN"
    assert (pcns["U9"]["parent_code"], pcns["U9"]["in_system"]) == ("", "no")


def test_wards_of_one_name_are_told_apart_by_district(prepared: PreparationReport) -> None:
    names = [row["area_name"] for row in rows(prepared, "areas.csv") if row["layer"] == "ward"]
    assert names == ["Castle (Downtown)", "Park", "Castle (Uptown)", "Field"]


def test_units_outside_the_system_have_no_area_of_layers_that_cover_it(
    prepared: PreparationReport,
) -> None:
    of_unit = {row["unit_code"]: row for row in rows(prepared, "assignments.csv")}
    outside, inside = of_unit["E01000041"], of_unit["E01000011"]
    assert [outside[key] for key in ("ics", "icp", "icp_by_ccg", "single_ccg")] == [""] * 4
    assert (outside["pcn"], outside["ccg"]) == ("U9", "09Z")
    assert (inside["ics"], inside["icp"], inside["msoa"]) == ("E54000001", "TOWN", "M1")


def test_outlines_are_a_coverage_of_squares_in_the_national_grid(
    prepared: PreparationReport,
) -> None:
    geometry = shapely.from_wkt([row["outline"] for row in rows(prepared, "geometry.csv")])
    assert shapely.coverage_is_valid(geometry)
    west, south, east, north = shapely.total_bounds(geometry)
    # The written-out transformation and the library's own choice agree within five metres.
    assert np.allclose([west, south, east, north], [450e3, 340e3, 452e3, 344e3], atol=5)
    areas = [float(row["area_km2"]) for row in rows(prepared, "units.csv")]
    assert areas == pytest.approx([1.0] * 8, abs=0.001)


def test_a_practice_opens_takes_a_place_and_closes(prepared: PreparationReport) -> None:
    practices = {row["practice_code"]: row for row in rows(prepared, "practices.csv")}
    assert list(practices) == ["P1", "P2", "P3", "P4", "P5", "P6", "P8"]
    assert practices["P8"]["predecessor"] == "P3"
    assert practices["P8"]["note"] == (
        "Opened on 1 July 2020 and took the place of P3 The P3 Practice in its network."
    )
    assert practices["P3"]["note"] == (
        "Dormant in December 2019; left its network on 1 July 2020; closed on 30 November 2020; "
        "its place was taken by P8 The P8 Practice."
    )
    assert practices["P1"]["note"] == ""
    assert practices["P5"]["pcn"] == "U9"
    assert practices["P5"]["icp"] == ""
    assert (practices["P1"]["easting"], practices["P1"]["northing"]) == ("450500", "340500")


def test_lists_say_why_there_is_no_number(prepared: PreparationReport) -> None:
    states = {
        (row["practice_code"], row["date"][:4]): (row["state"], row["patients"])
        for row in rows(prepared, "lists.csv")
    }
    assert states["P1", "2020"] == ("counted", "1000")
    assert states["P1", "2022"] == ("counted", "270")
    assert states["P3", "2020"] == ("dormant", "")
    assert states["P3", "2022"] == ("closed", "")
    assert states["P4", "2022"] == ("closed", "")
    assert states["P6", "2020"] == ("missing", "")
    assert states["P8", "2020"] == ("not yet open", "")


def test_ages_are_empty_where_the_file_holds_an_estimate(prepared: PreparationReport) -> None:
    lists = {(row["practice_code"], row["date"]): row for row in rows(prepared, "lists.csv")}
    assert lists["P1", "2020-04-01"]["aged_0_to_64"] == "995"
    assert lists["P1", "2022-07-01"]["aged_0_to_64"] == ""
    assert lists["P5", "2020-04-01"]["aged_0_to_64"] == ""


def test_postcodes_are_placed_by_outline_and_kept_just_outside(
    prepared: PreparationReport,
) -> None:
    unit_of = {row["postcode"]: row["unit_code"] for row in rows(prepared, "postcodes.csv")}
    assert unit_of["TT1 1AA"] == "E01000011"
    assert unit_of["TT10 1AA"] == "E01000012"
    assert unit_of[POSTCODE["P6"]] == ""
    assert "TT7 1AA" not in unit_of


def test_the_reconciliation_agrees_or_says_why(prepared: PreparationReport) -> None:
    found = {(row.topic, row.code): row for row in prepared.reconciled}
    assert found["Residents, mid-2019", "01A"].packed == 6 * 190
    assert found["Small areas", "system"].published == 6
    network = found["Patients by network, July 2022", "U1"]
    assert (network.published, network.packed) == (270, 345)
    assert network.explanation == (
        "Includes P8 The P8 Practice with 75 patients, listed as a member only in the edition of "
        "April 2022."
    )
    unknown = found["Patients by network, April 2020", "U2"]
    assert np.isnan(unknown.published)
    assert unknown.explanation.startswith("The total is unknown: no list of P6 The P6 Practice")
    assert found["Number of areas", "ward"].explanation == (
        "Left out for want of a best-fitting small area: 1 ward."
    )
    for row in prepared.reconciled:
        assert (row.published == row.packed) == (row.explanation == ""), row


def test_every_registration_is_used_or_accounted_for(prepared: PreparationReport) -> None:
    people = {row.subject: row.people for row in prepared.left_out}
    assert people["Patients of our practices who live elsewhere"] == 7
    assert people["Patients of our practices whose home is not known"] == 3
    assert people["Residents registered with practices elsewhere"] == 5 + 11
    assert people["Patients elsewhere of practices elsewhere"] == 500
    assert people["P9 The P9 Practice"] == 11
    living = sum(int(row["patients"]) for row in rows(prepared, "registrations.csv"))
    assert living == 1185


def test_small_counts_of_a_practice_in_a_small_area_are_withheld(
    prepared: PreparationReport,
) -> None:
    homes = rows(prepared, "homes.csv")
    told = {(row["practice_code"], row["unit_code"]): row["patients"] for row in homes}
    assert told["P5", unit_code("A12")] == ""
    assert told["P1", unit_code("A12")] == "30"
    members = {row["practice_code"] for row in rows(prepared, "practices.csv")}
    assert {practice for practice, _ in told} <= members
    assert all(count == "" or int(count) >= 5 for count in told.values())


def test_a_total_that_nothing_explains_is_refused_and_nothing_is_written(
    sources: Path, folder: Path, console: Console
) -> None:
    recipe = folder / "pack.toml"
    recipe.write_text(recipe.read_text().replace("value = 6.0", "value = 7.0"))
    before = contents(folder)
    with pytest.raises(SourceError, match="published 7, packed 6") as refused:
        prepare(sources, folder, console=console)
    assert [fault.code for fault in refused.value.faults] == ["county"]
    assert contents(folder) == before


def test_missing_files_and_columns_are_all_named_at_once(
    sources: Path, folder: Path, console: Console
) -> None:
    (sources / "england" / "LSOA11_WD19_LAD19.csv").unlink()
    (sources / "toyshire" / "Wards_Dec_2019_Boundaries_BGC.geojson").unlink()
    lists = sources / "england" / "GP_list_size_apr2020.csv"
    pd.read_csv(lists, dtype=str).drop(columns=["16OV", "TOTAL"]).to_csv(lists, index=False)
    (sources / "england" / "ePCN_apr2022.xlsx").write_text("not a workbook")
    before = contents(folder)
    with pytest.raises(SourceError) as refused:
        prepare(sources, folder, console=console)
    told = str(refused.value)
    for words in (
        "england/LSOA11_WD19_LAD19.csv: This file is missing",
        "Wards_Dec_2019_Boundaries_BGC.geojson: This file is missing",
        "Missing columns: TOTAL, 16OV.",
        "england/ePCN_apr2022.xlsx, sheet PCN Core Partner Details: This file cannot be read",
    ):
        assert words in told
    assert contents(folder) == before


def test_an_empty_folder_names_every_file(tmp_path: Path, folder: Path, console: Console) -> None:
    with pytest.raises(SourceError) as refused:
        prepare(tmp_path / "nowhere", folder, console=console)
    files = [fault.file for fault in refused.value.faults]
    assert len(files) == len(set(files)) == 15


def test_a_unit_that_a_publication_lacks_is_named(
    sources: Path, folder: Path, console: Console
) -> None:
    file = sources / "england" / "LSOA11_population_mid2019.csv"
    table = pd.read_csv(file, dtype=str)
    table[table["LSOA11CD"] != "E01000021"].to_csv(file, index=False)
    with pytest.raises(SourceError, match=r"mid2019\.csv: No row for E01000021"):
        prepare(sources, folder, console=console)


def test_a_publication_that_sources_toml_lacks_is_named(
    sources: Path, folder: Path, console: Console
) -> None:
    described = folder / "sources.toml"
    described.write_text(described.read_text().replace('"imd_2019"', '"another"'))
    with pytest.raises(SourceError, match=r"sources\.toml, imd_2019"):
        prepare(sources, folder, console=console)


def test_the_command_says_what_was_settled_by_the_smaller_code(
    sources: Path,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("GEO_DATA", str(folder.parent))
    arguments = ["prepare", "--sources", str(sources), "--pack", folder.name]
    assert main(arguments) == 0
    told = " ".join(capsys.readouterr().out.split())
    for networks in ("the CCG", "England"):
        assert (
            f"1 small area has equally many patients with the two largest networks of {networks}; "
            "the smaller code decided: E01000012."
        ) in told


def test_progress_is_shown_step_by_step(sources: Path, folder: Path) -> None:
    with Console(record=True, width=100) as console:
        prepare(sources, folder, console=console)
    assert "Comparing with the publishers' totals" in console.export_text()
