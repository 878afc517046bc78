"""Tables to take away, read back with other programs' libraries."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from geo.export.data_tables import left_out_table, plain, reconciliation_table
from geo.export.tables import (
    CHECK_COLUMNS,
    Column,
    Table,
    as_csv,
    as_workbook,
    band_note,
    check_notes,
    checks_table,
)
from geo.model import Band, Pack
from geo.pack import read_pack
from geo.plan.checks import check_layer
from geo.plan.totals import Dates
from geo.topology import find_adjacency
from tests.toy_county import write_toy_pack


def table_of(pack: Pack, layer: str = "pcn", dates: Dates | None = None) -> Table:
    return checks_table(
        pack, check_layer(pack, pack.layer(layer), find_adjacency(pack.units.geometry), dates)
    )


def in_2022(pack: Pack) -> Dates:
    return Dates(pack.resident_date, pack.list_dates[1])


def read_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def workbook(pack: Pack, table: Table) -> bytes:
    notes = check_notes(pack, Dates.of(pack), pack.published_bands)
    return as_workbook(pack, "Checks", table, notes, frozen=4)


def test_csv_has_both_populations_with_dates_and_words(toy_pack: Pack) -> None:
    content = as_csv(table_of(toy_pack))
    assert content.startswith(b"\xef\xbb\xbfLayer,Tier,Area code,")
    first, *_, last = read_csv(content)
    assert (first["Area code"], first["Area name"]) == ("N1", "Southwest Network")
    assert (first["Residents"], first["Residents: date"]) == ("600", "2019-06-30")
    assert (first["Residents: status"], first["Residents: short of the band"]) == ("Below", "400")
    assert (first["Registered"], first["Registered: date"]) == ("700", "2020-04-01")
    assert first["Registered: what is counted"] == "patients on the lists of the area’s practices"
    assert (first["Belongs to: code"], first["Belongs to: name"]) == ("PW", "West place")
    assert first["Band: source"] == "The Toyshire consultation"
    assert (last["Area code"], last["In the system"], last["Belongs to: code"]) == ("N5", "no", "")


def test_a_figure_that_is_not_known_is_written_unknown_never_empty(toy_pack: Pack) -> None:
    (row,) = [
        row
        for row in read_csv(as_csv(table_of(toy_pack, dates=in_2022(toy_pack))))
        if row["Area code"] == "N4"
    ]
    assert row["Registered"] == "unknown"
    assert row["Registered: at least"] == "1200"
    assert row["Registered: codes without a figure"] == "P42"
    assert row["Registered: status"] == "Unknown"
    assert row["Registered: room to the nearer end"] == "unknown"
    assert row["Registered: short of the band"] == row["Registered: over the band"] == "unknown"


def test_room_within_the_band_is_a_number_and_the_end_a_word(toy_pack: Pack) -> None:
    below, *_ = read_csv(as_csv(table_of(toy_pack)))
    assert below["Residents: room to the nearer end"] == below["Residents: nearer end"] == ""
    west, *_ = read_csv(as_csv(table_of(toy_pack, "icp_by_ccg")))
    assert int(west["Residents: room to the nearer end"]) > 0
    assert west["Residents: nearer end"] in ("lower", "upper")


def test_a_layer_without_a_band_says_so(toy_pack: Pack) -> None:
    row = read_csv(as_csv(table_of(toy_pack, "district")))[0]
    assert row["Residents: status"] == "No band"
    assert row["Band: lowest"] == row["Residents: over the band"] == row["Tier"] == ""
    assert row["Registered: what is counted"] == "registered patients who live inside"


@pytest.mark.parametrize("name", ["=1+1", "+44", "-2", "@SUM(A1)", "\tx", "\rx"])
def test_text_that_looks_like_a_formula_is_disarmed(toy_pack: Pack, name: str) -> None:
    table = Table((Column("Name"), Column("Count", "number")), ((name, -5),))
    _, row = csv.reader(io.StringIO(as_csv(table).decode("utf-8-sig"), newline=""))
    assert row == [f"'{name}", "-5"]


def test_the_workbook_keeps_codes_as_text_numbers_as_numbers_and_dates_as_dates(
    toy_pack: Pack,
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(toy_pack, table_of(toy_pack, "ccg"))))
    sheet = book["Checks"]
    heading = [cell.value for cell in sheet[1]]
    assert heading == [column.heading for column in CHECK_COLUMNS]
    row = dict(zip(heading, sheet[2], strict=True))
    assert (row["Area code"].value, row["Area code"].number_format) == ("01W", "@")
    assert row["Area code"].data_type == "s"
    assert (row["Residents"].value, row["Residents"].data_type) == (3000, "n")
    assert row["Residents: date"].value == datetime(2019, 6, 30)  # noqa: DTZ001 - as a sheet has it
    assert sheet.freeze_panes == "E2"


def test_codes_that_look_like_numbers_stay_text(toy_pack: Pack) -> None:
    table = Table((Column("Code", "code"),), (("04E10",), ("007",), ("=1+1",), ("http://x.org",)))
    book = openpyxl.load_workbook(io.BytesIO(workbook(toy_pack, table)))
    cells = [row[0] for row in book["Checks"].iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == ["04E10", "007", "=1+1", "http://x.org"]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.hyperlink is None for cell in cells)


def test_the_notes_travel_with_the_figures(toy_pack: Pack) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(toy_pack, table_of(toy_pack))))
    notes = [(row[0].value, row[1].value) for row in book["Notes"].iter_rows()]
    assert ("Residents", "mid-2019, estimates") in notes
    assert ("Registered", "Patients on practices’ lists, 1 April 2020") in notes
    for source in toy_pack.sources:
        assert ("Attribution", source.attribution) in notes
    for caution in toy_pack.cautions:
        assert ("What not to conclude", caution) in notes


def test_the_same_figures_give_the_same_bytes(toy_pack: Pack) -> None:
    assert workbook(toy_pack, table_of(toy_pack)) == workbook(toy_pack, table_of(toy_pack))
    made = openpyxl.load_workbook(io.BytesIO(workbook(toy_pack, table_of(toy_pack))))
    assert made.properties.created.date() == toy_pack.registered_date


def test_an_empty_table_is_a_table(toy_pack: Pack) -> None:
    empty = Table(CHECK_COLUMNS, ())
    assert read_csv(as_csv(empty)) == []
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(toy_pack, empty)))["Checks"]
    assert sheet.max_row == 1


def test_a_band_says_whether_it_is_the_published_one(toy_pack: Pack) -> None:
    in_force, offered = [band for band in toy_pack.bands if band.tier == "neighbourhood"]
    assert band_note(toy_pack, in_force) == (
        "1,000 to 2,000; the published band in force: The Toyshire consultation, 1 October 2019"
    )
    assert band_note(toy_pack, offered) == (
        "500 to 2,500; published, but not the band in force: The Toyshire guidance, 1 June 2019"
    )
    assert band_note(toy_pack, Band("neighbourhood", 1, 2)) == (
        "1 to 2; set by the planner, not published"
    )


def test_crossings_are_told_in_words(toy_pack: Pack, tmp_path: Path) -> None:
    county = read_pack(write_toy_pack(tmp_path / "crossing", network={"S11": "N3"}))
    (row,) = [row for row in read_csv(as_csv(table_of(county))) if row["Area code"] == "N3"]
    assert row["Pieces"] == "2"
    assert "Westshire CCG 100" in row["Crosses"]


def test_the_reconciliation_and_what_was_left_out(toy_pack: Pack) -> None:
    agrees, differs = read_csv(as_csv(reconciliation_table(toy_pack.reconciliation)))
    assert (agrees["Code"], agrees["Difference"], agrees["Explanation"]) == ("01W", "0", "")
    assert (differs["Difference"], differs["Explanation"]) == ("-1", "Rounded by hand.")
    rows = read_csv(as_csv(left_out_table(toy_pack.left_out)))
    assert [row["People"] for row in rows] == ["12", ""]


def test_a_total_is_written_as_it_is() -> None:
    assert (plain(3.0), plain(74.61), plain(float("nan"))) == (3, 74.61, "unknown")


def test_a_date_is_written_in_full() -> None:
    table = Table((Column("When", "date"),), ((date(2020, 4, 1),),))
    assert as_csv(table) == b"\xef\xbb\xbfWhen\r\n2020-04-01\r\n"
