"""``python -m geo export``, on the toy county."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from geo.command_line import main
from geo.command_line.export import PARTS
from geo.export.consultation_pack import MapKind, PackOrder
from geo.export.consultation_pack.order import AFFECTED, SCENARIO, SHEETS, order_text
from geo.export.documents import Chapter, Kind
from geo.maps.printed import Format
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
    assert content["parts"] == [part for part in PARTS if part not in (AFFECTED, SCENARIO)]
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


def test_an_order_says_what_is_written_and_the_zip_holds_all_of_it(
    tmp_path: Path, plan_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    order = {
        "documents": ["TEXT"],
        "chapters": ["how-to-respond", "changes"],
        "own": {"ways": [["Email", "views@example.org"]], "closes": "2026-04-05"},
        "open_data": ["csv"],
    }
    (tmp_path / "order.json").write_text(json.dumps(order), encoding="utf-8")
    asked = ("--scenario", str(plan_file), "--order", str(tmp_path / "order.json"))
    assert exported(tmp_path, *asked, "--zip", str(tmp_path / "pack.zip"), "--json") == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {*told[0]} == {"schema", "done", "total", "next"}
    files = {
        path.relative_to(tmp_path / "out").as_posix(): path.read_bytes()
        for path in (tmp_path / "out").rglob("*")
        if path.is_file()
    }
    assert told[-1] == {"schema": 1, "files": len(files), "bytes": sum(map(len, files.values()))}
    text = files["documents/consultation.txt"].decode()
    assert "Open until 5 April 2026." in text
    assert "Email: views@example.org" in text
    assert not any(name.startswith(("maps/", "am-i-affected/", "geojson/")) for name in files)
    with zipfile.ZipFile(tmp_path / "pack.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files


def test_an_order_that_lacks_something_writes_nothing_and_says_why(
    tmp_path: Path, plan_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    order = {"documents": ["TEXT"], "chapters": ["how-to-respond"]}
    (tmp_path / "order.json").write_text(json.dumps(order), encoding="utf-8")
    asked = ("--scenario", str(plan_file), "--order", str(tmp_path / "order.json"), "--json")
    assert exported(tmp_path, *asked) == 2
    faults = json.loads(capsys.readouterr().out.splitlines()[-1])["faults"]
    assert any("Nobody is told where to answer" in fault for fault in faults)
    assert any("Nobody is told until when" in fault for fault in faults)
    assert not (tmp_path / "out").exists()


def test_the_readme_names_everything_that_an_order_can_hold() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    told = readme.partition("**`export`** writes")[2].partition("\n## ")[0]
    order = json.loads(order_text(PackOrder()))
    names = [*PARTS, *order, *order["own"], *Kind.__members__, *Chapter, *MapKind]
    names += [*(paper.name for paper in SHEETS), *Format.__members__]
    assert [name for name in names if f"`{name}`" not in told] == []
