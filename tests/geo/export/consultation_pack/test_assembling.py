"""Assembling a pack: what is missing comes first, then everything or nothing."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from geo.export.consultation_pack import OrderError, Packing, PackOrder, write_zip
from geo.export.documents import Chapter, ConsultedPlan, Kind, OwnTexts
from geo.maps.printed import Format
from geo.plan.measures import Measured
from geo.plan.opened import open_scenario
from geo.plan.scenario_text import read_scenario_text
from tests.geo.export.consultation_pack.conftest import HOSTILE

GiveOrder = Callable[..., PackOrder]
ANSWERS = OwnTexts(ways=(("Email", "views@example.org"),), closes=date(2026, 4, 5))


def tell_nobody(_done: int, _total: int, _next: str) -> None:
    pass


def with_answers(order: PackOrder, own: OwnTexts = ANSWERS) -> PackOrder:
    return replace(order, chapters=tuple(Chapter), own=own)


def test_what_is_missing_is_told_in_words(proposal: ConsultedPlan, order: GiveOrder) -> None:
    wanted = Packing(proposal, with_answers(order("documents"), OwnTexts()))
    told = "\n".join(wanted.missing())
    assert "Nobody is told where to answer" in told
    assert "Nobody is told until when to answer" in told
    assert "“Other formats” is empty" in told


def test_dates_the_wrong_way_round_are_told(proposal: ConsultedPlan, order: GiveOrder) -> None:
    own = replace(ANSWERS, opens=date(2026, 5, 1))
    told = Packing(proposal, with_answers(order("documents"), own)).missing()
    assert told == ["The consultation closes before it opens: look at the two dates."]


def test_an_empty_order_is_refused(proposal: ConsultedPlan, tmp_path: Path) -> None:
    with pytest.raises(OrderError, match="Nothing is ordered"):
        Packing(proposal, PackOrder()).make(tmp_path / "out", tell_nobody)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_drawn_or_written_where_something_is_missing(
    proposal: ConsultedPlan, order: GiveOrder, tmp_path: Path
) -> None:
    steps: list[str] = []
    wanted = Packing(proposal, with_answers(order("documents", "maps", "csv"), OwnTexts()))
    with pytest.raises(OrderError):
        wanted.make(tmp_path / "out", lambda _done, _total, what: steps.append(what))
    assert steps == []
    assert list(tmp_path.iterdir()) == []


def test_what_is_promised_is_what_is_made(
    proposal: ConsultedPlan, order: GiveOrder, county_folder: Path, tmp_path: Path
) -> None:
    wanted = Packing(
        proposal, with_answers(order("documents", "maps", "affected", "csv")), county_folder
    )
    made = {
        path.relative_to(tmp_path / "out").as_posix()
        for path in wanted.make(tmp_path / "out", tell_nobody)
    }
    promised = {each.path for each in wanted.promised() if each.path}
    assert len(promised) == 5 + 2 * 2
    assert promised <= made
    assert {"am-i-affected/am-i-affected.html", "am-i-affected/postcodes.csv"} <= made
    assert {"manifest.json", "README.txt", "LICENCE.txt", "csv/areas.csv"} <= made


def test_the_manifest_has_checksums_the_scenario_its_log_and_vintages(
    proposal: ConsultedPlan, order: GiveOrder, tmp_path: Path
) -> None:
    Packing(proposal, order("csv", "maps")).make(tmp_path / "out", tell_nobody)
    content = json.loads((tmp_path / "out" / "manifest.json").read_bytes())
    assert content["parts"] == ["csv", "maps"]
    assert content["scenario"]["name"] == HOSTILE
    assert len(content["scenario"]["sha256"]) == 64
    assert content["scenario"]["log_sha256"] == proposal.log_hash
    assert content["vintages"]["pcn"]
    for file in content["files"]:
        found = (tmp_path / "out" / file["path"]).read_bytes()
        assert hashlib.sha256(found).hexdigest() == file["sha256"], file["path"]


def test_every_file_for_people_tells_the_version_of_the_plan(
    proposal: ConsultedPlan, order: GiveOrder, county_folder: Path, tmp_path: Path
) -> None:
    wanted = replace(order("maps", "affected", "xlsx"), formats=(Format.SVG,))
    Packing(proposal, wanted, county_folder).make(tmp_path / "out", tell_nobody)
    version = f"Version {proposal.log_hash[:12]} of "
    told = {
        path.relative_to(tmp_path / "out").parts[0]
        for path in (tmp_path / "out").rglob("*")
        if path.suffix in (".svg", ".html", ".txt")
        and version in " ".join(path.read_text().split())
    }
    assert told == {"maps", "am-i-affected", "README.txt"}
    sheets = list((tmp_path / "out" / "maps").iterdir())
    assert sheets
    assert all(proposal.log_hash[:12] in sheet.read_text() for sheet in sheets)


def test_the_scenario_file_comes_only_where_it_is_asked_for_and_makes_the_same_pack(
    proposal: ConsultedPlan, baseline: Measured, order: GiveOrder, tmp_path: Path
) -> None:
    assert not order("csv").scenario
    Packing(proposal, order("csv")).make(tmp_path / "without", tell_nobody)
    assert not (tmp_path / "without" / "scenario.json").exists()
    wanted = Packing(proposal, order("csv", "scenario"))
    assert "names of those who edited it" in wanted.promised()[-1].title
    wanted.make(tmp_path / "with", tell_nobody)
    kept = (tmp_path / "with" / "scenario.json").read_text(encoding="utf-8")
    again = open_scenario(read_scenario_text(kept), baseline.state.baseline)
    same = Packing(ConsultedPlan.of(baseline, again), order("csv", "scenario"))
    same.make(tmp_path / "again", tell_nobody)
    assert (tmp_path / "again" / "manifest.json").read_bytes() == (
        tmp_path / "with" / "manifest.json"
    ).read_bytes()


def test_the_baseline_has_no_scenario_file(present: ConsultedPlan, order: GiveOrder) -> None:
    wanted = Packing(present, order("csv", "scenario", proposal=False))
    assert [each.part for each in wanted.promised()] == ["csv"]


def test_steps_are_told_in_order_and_all_of_them(
    proposal: ConsultedPlan, order: GiveOrder, tmp_path: Path
) -> None:
    steps: list[tuple[int, int]] = []
    wanted = Packing(proposal, replace(order("documents"), documents=(Kind.TEXT,)))
    wanted.make(tmp_path / "out", lambda done, total, _what: steps.append((done, total)))
    total = steps[0][1]
    assert steps == [(done, total) for done in range(total + 1)]


def test_the_same_plan_and_order_give_the_same_zip(
    proposal: ConsultedPlan, order: GiveOrder, tmp_path: Path
) -> None:
    wanted = with_answers(order("documents", "maps", "csv", "xlsx"))
    for name in ("one", "other"):
        Packing(proposal, wanted).make(tmp_path / name, tell_nobody)
        write_zip(tmp_path / name, tmp_path / f"{name}.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert archive.testzip() is None
        assert "documents/consultation.pdf" in archive.namelist()


def test_hostile_texts_of_the_planner_stay_text(
    proposal: ConsultedPlan, order: GiveOrder, county_folder: Path, tmp_path: Path
) -> None:
    own = OwnTexts(
        title=HOSTILE,
        organisation=HOSTILE,
        introduction=(HOSTILE,),
        questions=(HOSTILE,),
        ways=(("Email", HOSTILE),),
        closes=date(2026, 4, 5),
        chapters={Chapter.METHOD: (HOSTILE,)},
    )
    wanted = Packing(proposal, with_answers(order("documents", "affected"), own), county_folder)
    wanted.make(tmp_path / "out", tell_nobody)
    for page in ("documents/consultation.html", "am-i-affected/am-i-affected.html"):
        written = (tmp_path / "out" / page).read_text(encoding="utf-8")
        assert "<img src=x" not in written
        assert "&lt;img src=x" in written
    assert HOSTILE in (tmp_path / "out" / "documents/consultation.txt").read_text(encoding="utf-8")


def test_a_zip_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file.txt").write_text("words")

    def fail(_path: Path, _target: Path) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk is full"):
        write_zip(tmp_path / "folder", tmp_path / "pack.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
