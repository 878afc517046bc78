"""The command line's contract, on the toy county."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from geo.command_line import main
from tests.toy_county import spoil_cell, write_toy_pack


@pytest.fixture(autouse=True)
def toy_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder that holds the toy county as the only pack."""
    write_toy_pack(tmp_path / "toy")
    monkeypatch.setenv("GEO_DATA", str(tmp_path))
    return tmp_path


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main([*arguments, "--pack", "toy", "--json"]) == 0
    content: dict[str, Any] = json.loads(capsys.readouterr().out)
    return content


def area(content: dict[str, Any], layer: str, code: str) -> dict[str, Any]:
    (found,) = [
        each for each in content["areas"] if (each["layer"], each["area_code"]) == (layer, code)
    ]
    return found


def test_check_keeps_its_keys(capsys: pytest.CaptureFixture[str]) -> None:
    """The README documents exactly these; a new key is documented in the same change."""
    content = asked(capsys, "check")
    assert set(content) == {"schema", "pack", "areas", "feasibility"}
    for each in content["areas"]:
        assert set(each) == {
            *("layer", "area_code", "area_name", "tier", "parent_code", "in_system"),
            *("resident", "registered", "units", "parts", "holes", "crosses"),
        }
        for population in ("resident", "registered"):
            assert set(each[population]) == {
                *("count", "date", "measure", "known", "missing"),
                *("band", "status", "short", "over"),
            }
    for row in content["feasibility"]:
        assert set(row) == {
            *("tier", "layer", "parent_code", "population", "count", "date", "band"),
            *("areas", "fewest", "most", "possible"),
        }


def test_the_contract_s_keys_are_in_the_readme(capsys: pytest.CaptureFixture[str]) -> None:
    readme = (Path(__file__).parent.parent.parent / "README.md").read_text(encoding="utf-8")
    keys: set[str] = set()
    for arguments in (("check",), ("units",), ("overlap", "ccg", "district")):
        content = asked(capsys, *arguments)
        for value in content.values():
            for row in value if isinstance(value, list) else ():
                keys |= set(row)
    assert {key for key in keys if f"`{key}`" not in readme} == set()


def test_a_layer_can_be_asked_for_alone(capsys: pytest.CaptureFixture[str]) -> None:
    content = asked(capsys, "check", "--layer", "pcn", "--layer", "ics")
    assert {each["layer"] for each in content["areas"]} == {"pcn", "ics"}
    assert {row["layer"] for row in content["feasibility"]} == {"pcn", "ics"}


def test_check_speaks_of_every_layer(capsys: pytest.CaptureFixture[str]) -> None:
    content = asked(capsys, "check")
    assert {each["layer"] for each in content["areas"]} == {
        *("ics", "icp", "icp_by_ccg", "pcn", "district", "ccg", "single_ccg"),
        *("ward", "msoa", "unit"),
    }


def test_one_population_can_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    content = asked(capsys, "check", "--basis", "resident")
    assert area(content, "pcn", "N1")["registered"] is None
    assert {row["population"] for row in content["feasibility"]} == {"resident"}


@pytest.mark.parametrize("text", ["mid-2020", "2020-06-30", "2020-06"])
def test_a_date_may_be_written_in_several_ways(
    capsys: pytest.CaptureFixture[str], text: str
) -> None:
    found = area(asked(capsys, "check", "--date", text), "pcn", "N1")
    assert (found["resident"]["count"], found["resident"]["date"]) == (640, "2020-06-30")
    assert found["registered"]["date"] == "2020-04-01"


def test_each_population_has_its_own_date(capsys: pytest.CaptureFixture[str]) -> None:
    content = asked(capsys, "check", "--date", "mid-2020", "--date", "2022-07-01")
    found = area(content, "pcn", "N4")
    assert found["resident"]["date"] == "2020-06-30"
    assert found["registered"] == {
        **found["registered"],
        "count": None,
        "date": "2022-07-01",
        "status": "unknown" if found["registered"]["band"] else None,
        "known": 1200,
        "missing": ["P42"],
    }


def test_an_unknown_population_makes_feasibility_unknown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    content = asked(capsys, "check", "--basis", "registered", "--date", "2022-07-01")
    (row,) = [
        row for row in content["feasibility"] if (row["layer"], row["parent_code"]) == ("pcn", None)
    ]
    assert (row["count"], row["fewest"], row["most"], row["possible"]) == (None, None, None, None)
    assert row["areas"] == 4


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("check", "--date", "1999-01-01"), "no resident or registered population of 1999-01-01"),
        (("check", "--date", "mid-2019", "--date", "mid-2020"), "Two dates were given"),
        (("check", "--pack", "nowhere"), "There is no pack nowhere. There is: toy."),
        (("overlap", "pcn", "parish"), "No layer parish."),
        (("check", "--layer", "parish"), "No layer parish."),
        (("overlap", "ccg", "pcn", "--date", "2022-07-01"), "no resident population of 2022-07-01"),
        (
            ("check", "--basis", "resident", "--date", "2022-07"),
            "no resident population of 2022-07",
        ),
    ],
)
def test_a_question_that_cannot_be_answered_says_what_could_be(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    where = () if "--pack" in arguments else ("--pack", "toy")
    assert main([*arguments, *where]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert told in printed.err
    assert "Traceback" not in printed.err


def test_a_damaged_pack_is_refused_with_all_its_faults(
    capsys: pytest.CaptureFixture[str], toy_data: Path
) -> None:
    spoil_cell(toy_data / "toy", "residents.csv", 2, "all_ages", "-5")
    spoil_cell(toy_data / "toy", "assignments.csv", 3, "pcn", "N99")
    assert main(["check", "--pack", "toy"]) == 2
    told = capsys.readouterr().err
    assert "residents.csv, row 2, S11" in told
    assert "assignments.csv, row 3, S12" in told


def test_units_come_with_their_areas_and_populations(capsys: pytest.CaptureFixture[str]) -> None:
    first, *rest = asked(capsys, "units")["units"]
    assert len(rest) == 23
    assert first == {
        "unit_code": "S11",
        "unit_name": "Square 1-1",
        "in_system": True,
        "areas": {
            "ics": "TOY",
            "icp": "PW",
            "icp_by_ccg": "PW",
            "pcn": "N1",
            "district": "DW",
            "ccg": "01W",
            "single_ccg": "99X",
            "ward": "W1W",
            "msoa": "M1",
        },
        "residents": {"2019-06-30": 100, "2020-06-30": 110},
        "registered": 110,
        "registered_date": "2022-07-01",
        "share_registered_with_pcn": 0.7273,
        "leading_pcn": "N1",
        "leading_pcn_name": "Southwest Network",
    }


def test_units_as_csv_hold_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["units", "--pack", "toy", "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == 24
    assert rows[-1]["in_system"] == "no"
    assert rows[-1]["icp"] == ""
    assert rows[0]["residents_2019-06-30"] == "100"


def test_overlap_counts_people_in_every_pair(capsys: pytest.CaptureFixture[str]) -> None:
    content = asked(capsys, "overlap", "ccg", "district")
    assert (content["first"], content["second"], content["date"]) == (
        *("ccg", "district"),
        "2019-06-30",
    )
    assert {
        "first_code": "02E",
        "first_name": "Eastshire CCG",
        "second_code": "DW",
        "second_name": "Westbury",
        "units": 2,
        "residents": 700,
    } in content["overlaps"]
    assert sum(pair["residents"] for pair in content["overlaps"]) == 8400


def test_answers_for_people_are_tables_and_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (("check",), ("units",), ("overlap", "ccg", "district")):
        assert main([*arguments, "--pack", "toy"]) == 0
        printed = capsys.readouterr().out
        assert "None" not in printed
        assert len(printed.splitlines()) > 5


def test_a_reader_who_has_read_enough_is_no_fault(toy_data: Path) -> None:
    """As in ``python -m geo units --json | head``."""
    with subprocess.Popen(
        [sys.executable, "-m", "geo", "units", "--pack", "toy", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parent.parent.parent,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told = process.stderr.read().decode()
    assert "Traceback" not in told
