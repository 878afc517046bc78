"""``python -m geo export``, on the toy county."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from geo.command_line import main
from geo.command_line.export import PARTS
from geo.export.consultation_pack.order import AFFECTED
from geo.pack import read_pack
from geo.plan.edits import MoveUnits, RenameArea
from geo.plan.scenario_text import scenario_text
from geo.store.scenario_files import read_scenario_file, write_scenario_file
from tests.geo.plan.plans import edited, toy_plan
from tests.toy_county import spoil_text, write_toy_pack


@pytest.fixture(autouse=True)
def plan_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A scenario on the toy county, which is the only pack."""
    monkeypatch.setenv("GEO_DATA", str(tmp_path))
    folder = write_toy_pack(tmp_path / "toy")
    spoil_text(folder, "sources.toml", "Office of Squares.", "Office of Squares, 2019.")
    pack = read_pack(folder)
    plan = edited(
        toy_plan(pack),
        MoveUnits("pcn", ("S31", "S32"), "N1"),
        RenameArea("pcn", "N1", "=1+1"),
    )
    path = tmp_path / "plan.json"
    write_scenario_file(path, plan.scenario)
    return path


def exported(tmp_path: Path, *arguments: str) -> int:
    return main(["export", "--pack", "toy", "--out", str(tmp_path / "out"), *arguments])


def test_it_writes_every_part_but_who_is_affected_where_nothing_is_proposed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exported(tmp_path) == 0
    content = json.loads((tmp_path / "out" / "manifest.json").read_bytes())
    assert content["parts"] == [part for part in PARTS if part != AFFECTED]
    assert content["scenario"] is None
    printed = capsys.readouterr()
    size = sum(path.stat().st_size for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert f"{size:,} bytes" in printed.out
    assert "Done" in printed.err


def test_only_some_parts_of_a_scenario_on_another_date(tmp_path: Path, plan_file: Path) -> None:
    asked = ("--scenario", str(plan_file), "--only", "geojson, csv", "--date", "2022-07")
    assert exported(tmp_path, *asked) == 0
    content = json.loads((tmp_path / "out" / "manifest.json").read_bytes())
    assert content["parts"] == ["geojson", "csv"]
    assert content["population_dates"]["registered_lists"] == "2022-07-01"
    scenario = content["scenario"]
    assert (scenario["name"], scenario["edits"]) == ("A plan for Toyshire", 2)
    assert scenario["sha256"] == hashlib.sha256(plan_file.read_bytes()).hexdigest()
    collection = json.loads((tmp_path / "out" / "geojson" / "pcn.geojson").read_bytes())
    network = next(each for each in collection["features"] if each["id"] == "N1")
    assert network["properties"]["resident_count"] == 1_200
    assert network["properties"]["area_name"] == "=1+1"
    assert not (tmp_path / "out" / "boundaries.gpkg").exists()


def test_the_hash_is_that_of_the_scenarios_log(tmp_path: Path, plan_file: Path) -> None:
    text = plan_file.read_text(encoding="utf-8")
    assert scenario_text(read_scenario_file(plan_file)) == text


def test_another_process_writes_the_same_bytes(tmp_path: Path, plan_file: Path) -> None:
    asked = ("--scenario", str(plan_file))
    assert exported(tmp_path, *asked) == 0
    arguments = ["export", *asked, "--out", str(tmp_path / "again")]
    subprocess.run(
        [sys.executable, "-m", "geo", *arguments],
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"},
        cwd=Path(__file__).parents[2],
        check=True,
        capture_output=True,
    )
    first, second = (
        {
            path.relative_to(tmp_path / name).as_posix(): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.is_file()
        }
        for name in ("out", "again")
    )
    assert first == second


@pytest.mark.parametrize(
    ("only", "told"),
    [("gpkg,shape", "There is no part shape. There is: gpkg,"), (" ,", "No part is named.")],
)
def test_a_part_that_is_not_there_is_refused_with_what_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], only: str, told: str
) -> None:
    assert exported(tmp_path, "--only", only) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_folder_with_something_in_it_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exported(tmp_path, "--only", "csv") == 0
    assert exported(tmp_path, "--only", "csv") == 2
    assert "is not empty" in capsys.readouterr().err
    assert exported(tmp_path, "--only", "csv", "--overwrite") == 0


def test_a_scenario_that_is_not_there_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exported(tmp_path, "--scenario", "nowhere.json") == 2
    assert "nowhere.json" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
