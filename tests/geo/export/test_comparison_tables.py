"""Tables of a comparison, read back with other programs' libraries."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import openpyxl
import pytest

from geo.export.comparison_tables import (
    areas_table,
    checks_table,
    comparison_notes,
    comparison_sheets,
    practice_moves_table,
    unit_moves_table,
)
from geo.export.tables import Table, as_csv, as_workbook_of
from geo.model import Pack
from geo.plan.account import account
from geo.plan.check_keys import CheckKind
from geo.plan.comparison import Comparison, compare
from geo.plan.edits import (
    AcceptCheck,
    Change,
    CreateArea,
    MergeAreas,
    MovePractices,
    MoveUnits,
    RenameArea,
)
from geo.plan.equality import equality
from geo.plan.totals import Dates
from tests.geo.plan.plans import edited, measured, toy_plan

NAMES = ("Baseline", "A plan")
HOSTILE = "=HYPERLINK(1) <b>x"


def found(pack: Pack, *made: Change) -> Comparison:
    return compare(measured(toy_plan(pack)), measured(edited(toy_plan(pack), *made)))


def rows(table: Table) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(as_csv(table).decode("utf-8-sig"))))


def workbook(comparison: Comparison) -> openpyxl.Workbook:
    impact = comparison.impact
    content = as_workbook_of(
        impact.after.state.pack,
        "Comparison",
        comparison_sheets(NAMES, comparison, account(impact), equality(impact)),
        comparison_notes(NAMES, impact),
    )
    return openpyxl.load_workbook(io.BytesIO(content))


def test_an_area_has_each_population_before_and_after_in_columns_of_its_own(
    toy_pack: Pack,
) -> None:
    table = areas_table(found(toy_pack, MoveUnits("pcn", ("S31",), "N1")).impact)
    (south,) = [row for row in rows(table) if row["Area code"] == "N1"]
    assert [south[f"Residents, mid-2019: {when}"] for when in ("before", "after")] == ["600", "900"]
    assert south["Residents, mid-2019: difference"] == "300"
    assert south["Residents, mid-2019: band status before"] == "Below"
    assert south["On practices’ lists, April 2020: difference"] == "0"
    assert south["Registered, living inside, July 2022: before"] == "660"
    assert south["Registered, living inside, July 2022: after"] == "990"
    assert (south["Small areas before"], south["Small areas after"]) == ("4", "5")
    assert south["New or ended"] == ""


def test_areas_that_begin_and_end_are_marked_in_words(toy_pack: Pack) -> None:
    comparison = found(
        toy_pack,
        CreateArea("pcn", "X1", "New Network", "PW"),
        MoveUnits("pcn", ("S31",), "X1"),
        MergeAreas("pcn", ("N3",), "N4"),
    )
    told = {row["Area code"]: row for row in rows(areas_table(comparison.impact))}
    assert told["X1"]["New or ended"] == "new"
    assert told["X1"]["Residents, mid-2019: before"] == ""
    assert told["X1"]["Residents, mid-2019: difference"] == "300"
    assert told["N3"]["New or ended"] == "ended"
    assert told["N3"]["Residents, mid-2019: difference"] == "-1200"


def test_a_layer_without_lists_has_empty_cells_for_them(toy_pack: Pack) -> None:
    district = toy_pack.layer("district")
    assert district.definition.registered == "living_inside"
    here, there = (area.code for area in district.areas[:2])
    unit = toy_pack.units.codes[int(district.units_in(here)[0])]
    told = rows(areas_table(found(toy_pack, MoveUnits("district", (unit,), there)).impact))
    (row,) = [each for each in told if each["Area code"] == here]
    assert row["On practices’ lists, April 2020: before"] == ""
    assert row["On practices’ lists, April 2020: difference"] == ""
    assert row["Registered, living inside, July 2022: difference"] == "-110"


def test_units_and_practices_that_move_stand_with_both_ends(toy_pack: Pack) -> None:
    comparison = found(
        toy_pack,
        MoveUnits("pcn", ("S31", "S41"), "N1"),
        MovePractices("pcn", ("P21",), "N1"),
    )
    units = rows(unit_moves_table(comparison.impact))
    assert [(row["Small area code"], row["From: code"], row["To: code"]) for row in units] == [
        ("S31", "N2", "N1"),
        ("S41", "N2", "N1"),
    ]
    assert [row["Residents, mid-2019"] for row in units] == ["300", "400"]
    (practice,) = rows(practice_moves_table(comparison.impact))
    assert (practice["Practice code"], practice["Patients on the list"]) == ("P21", "1500")
    assert practice["Date of the list"] == "2020-04-01"
    living = "Patients who live in the area it {}, July 2022: {}"
    assert practice[living.format("leaves", "fewest")] == "1360"
    assert practice[living.format("joins", "most")] == "560"


def test_patients_of_a_practice_that_moves_are_told_by_where_they_live(toy_pack: Pack) -> None:
    comparison = found(toy_pack, MovePractices("pcn", ("P12", "P42"), "N3"))
    wharf, hilltop = (
        {
            row["Practice code"]: row
            for row in rows(practice_moves_table(comparison.impact))
            if row["Layer"] == "Primary care networks"
        }[code]
        for code in ("P12", "P42")
    )
    columns = [
        f"Patients who live in the area it {verb}, July 2022: {bound}"
        for verb in ("leaves", "joins")
        for bound in ("fewest", "most")
    ]
    assert [wharf[column] for column in columns] == ["1", "4", "0", "0"]
    assert [hilltop[column] for column in columns] == ["unknown"] * 4


def test_a_list_that_is_missing_is_unknown_and_never_0(toy_pack: Pack) -> None:
    in_2022 = Dates(toy_pack.resident_date, toy_pack.list_dates[1])
    before, after = (
        replace(measured(plan), dates=in_2022)
        for plan in (
            toy_plan(toy_pack),
            edited(toy_plan(toy_pack), MovePractices("pcn", ("P42",), "N3")),
        )
    )
    comparison = compare(before, after)
    (practice,) = rows(practice_moves_table(comparison.impact))
    assert practice["Patients on the list"] == "unknown"
    told = {row["Area code"]: row for row in rows(areas_table(comparison.impact))}
    assert told["N3"]["On practices’ lists, July 2022: after"] == "unknown"
    assert told["N3"]["On practices’ lists, July 2022: difference"] == "unknown"


def test_checks_say_what_became_of_them_and_why_they_are_accepted(toy_pack: Pack) -> None:
    comparison = found(
        toy_pack,
        MoveUnits("pcn", ("S31", "S32", "S41"), "N1"),
        AcceptCheck("pcn", "N2", CheckKind.REGISTERED_BAND, None),
    )
    table = rows(checks_table(comparison))
    became = {(row["Area code"], row["Check"]): row for row in table}
    passes = became["N1", "resident population outside its band"]
    assert passes["What became of it"] == "passes now"
    accepted = [row for row in table if row["Accepted because"]]
    assert [
        (row["Area code"], row["Accepted because"], row["Accepted by"]) for row in accepted
    ] == [("N2", "A reason.", "Ada Planner")]


def test_the_workbook_has_a_sheet_for_each_thing_and_the_notes(toy_pack: Pack) -> None:
    book = workbook(found(toy_pack, MoveUnits("pcn", ("S31",), "N1")))
    assert book.sheetnames == [
        "Summary",
        "Areas",
        "Small areas that move",
        "Practices that move",
        "Checks",
        "Who changes area",
        "Notes",
    ]
    assert [cell.value for cell in book["Summary"]["B"]][1:3] == list(NAMES)
    people = list(book["Who changes area"].iter_rows(min_row=2, values_only=True))
    everyone = [row for row in people if row[2] == "all"]
    assert {row[3] for row in everyone} == {300}
    notes = dict(book["Notes"].iter_rows(values_only=True))
    assert notes["On practices’ lists"] == "1 April 2020"
    assert "Band of a neighbourhood, A plan" in notes


def test_hostile_names_stay_text_in_every_file(toy_pack: Pack) -> None:
    comparison = found(toy_pack, RenameArea("pcn", "N1", HOSTILE), MoveUnits("pcn", ("S31",), "N1"))
    book = workbook(comparison)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if HOSTILE in str(cell.value)} == {"s"}
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    (named,) = [row for row in rows(areas_table(comparison.impact)) if row["Area code"] == "N1"]
    assert named["Area name"] == f"'{HOSTILE}"


def test_the_same_comparison_gives_the_same_bytes(toy_pack: Pack) -> None:
    comparison = found(toy_pack, MoveUnits("pcn", ("S31",), "N1"))
    impact = comparison.impact
    made = [
        as_workbook_of(
            toy_pack,
            "Comparison",
            comparison_sheets(NAMES, comparison, account(impact), equality(impact)),
            comparison_notes(NAMES, impact),
        )
        for _ in range(2)
    ]
    assert made[0] == made[1]


@pytest.mark.parametrize("table", [areas_table, unit_moves_table, practice_moves_table])
def test_nothing_that_differs_leaves_only_headings(toy_pack: Pack, table) -> None:
    assert table(found(toy_pack).impact).rows == ()
