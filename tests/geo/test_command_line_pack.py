"""``python -m geo export`` for a whole consultation pack, on the toy county."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from geo.command_line import main
from geo.export.consultation_pack import order_text, usual_order
from geo.export.documents import Chapter, Kind, OwnTexts
from geo.pack import read_pack
from geo.plan.edits import MoveUnits
from geo.store.scenario_files import write_scenario_file
from tests.geo.plan.plans import edited, toy_plan
from tests.toy_county import spoil_text, write_toy_pack

TEXT_ONLY = replace(usual_order(proposal=True), documents=(Kind.TEXT,), open_data=("csv",))


@pytest.fixture(autouse=True)
def plan_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A scenario on the toy county, which is the only pack."""
    monkeypatch.setenv("GEO_DATA", str(tmp_path))
    folder = write_toy_pack(tmp_path / "toy")
    spoil_text(folder, "sources.toml", "Office of Squares.", "Office of Squares, 2019.")
    path = tmp_path / "plan.json"
    plan = edited(toy_plan(read_pack(folder)), MoveUnits("pcn", ("S31", "S32"), "N1"))
    write_scenario_file(path, plan.scenario)
    return path


def exported(tmp_path: Path, *arguments: str) -> int:
    return main(["export", "--pack", "toy", "--out", str(tmp_path / "out"), *arguments])


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_an_order_is_filled_and_zipped_and_told_line_by_line(
    tmp_path: Path, plan_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = OwnTexts(ways=(("Email", "views@example.org"),), closes=date(2026, 4, 5))
    order = replace(TEXT_ONLY, chapters=tuple(Chapter), own=own)
    (tmp_path / "order.json").write_text(order_text(order), encoding="utf-8")
    asked = ("--scenario", str(plan_file), "--order", str(tmp_path / "order.json"))
    assert exported(tmp_path, *asked, "--zip", str(tmp_path / "pack.zip"), "--json") == 0
    *steps, last = lines(capsys)
    assert [step["done"] for step in steps] == list(range(len(steps)))
    assert steps[-1]["done"] == steps[-1]["total"]
    with zipfile.ZipFile(tmp_path / "pack.zip") as archive:
        assert last["files"] == len(archive.namelist())
        assert "views@example.org" in archive.read("documents/consultation.txt").decode()
        assert json.loads(archive.read("manifest.json"))["parts"] == [
            *("csv", "maps", "affected", "documents")
        ]


def test_all_that_is_missing_is_told_and_nothing_is_written(
    tmp_path: Path, plan_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    order = replace(TEXT_ONLY, chapters=tuple(Chapter))
    (tmp_path / "order.json").write_text(order_text(order), encoding="utf-8")
    asked = ("--scenario", str(plan_file), "--order", str(tmp_path / "order.json"))
    assert exported(tmp_path, *asked, "--zip", str(tmp_path / "pack.zip"), "--json") == 2
    (last,) = lines(capsys)
    assert len(last["faults"]) > 2
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "pack.zip").exists()


def test_only_the_documents(tmp_path: Path, plan_file: Path) -> None:
    assert exported(tmp_path, "--scenario", str(plan_file), "--only", "documents") == 0
    assert len(list((tmp_path / "out" / "documents").iterdir())) == 5
    assert not (tmp_path / "out" / "maps").exists()


@pytest.mark.parametrize(("text", "told"), [("[]", "no JSON object"), ("{", "is not JSON")])
def test_an_order_that_is_none_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, told: str
) -> None:
    (tmp_path / "order.json").write_text(text, encoding="utf-8")
    assert exported(tmp_path, "--order", str(tmp_path / "order.json")) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_who_is_affected_by_nothing_is_no_pack(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exported(tmp_path, "--only", "affected") == 2
    assert "Nothing is ordered" in capsys.readouterr().err
