"""The command line's contract for plans, on the toy county."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from geo.command_line import main
from geo.model import Pack
from geo.pack import read_pack
from geo.plan.check_keys import CheckKind
from geo.plan.edits import AcceptCheck, MovePractices, MoveUnits, SetBand
from geo.store.scenario_files import write_scenario_file
from tests.geo.plan.plans import edited, toy_plan
from tests.toy_county import write_toy_pack


@pytest.fixture(autouse=True)
def plan_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A scenario on the toy county, which is the only pack."""
    monkeypatch.setenv("GEO_DATA", str(tmp_path))
    pack = read_pack(write_toy_pack(tmp_path / "toy"))
    plan = edited(
        toy_plan(pack),
        MoveUnits("pcn", ("S31", "S32"), "N1"),
        MovePractices("pcn", ("P21",), "N1"),
        SetBand("place", 1_000, 5_000),
        AcceptCheck("pcn", "N1", CheckKind.REGISTERED_BAND),
    )
    path = tmp_path / "plan.json"
    write_scenario_file(path, plan.scenario)
    return path


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main([*arguments, "--json"]) == 0
    content: dict[str, Any] = json.loads(capsys.readouterr().out)
    return content


def test_check_answers_for_the_scenario_and_its_bands(
    capsys: pytest.CaptureFixture[str], plan_file: Path
) -> None:
    content = asked(capsys, "check", "--scenario", str(plan_file))
    assert content["pack"] == "toy"
    assert content["scenario"] == {
        "key": "toy-plan",
        "name": "A plan for Toyshire",
        "edits": 4,
        "entries": 4,
    }
    (network,) = [each for each in content["areas"] if each["area_code"] == "N1"]
    assert (network["resident"]["count"], network["registered"]["count"]) == (1_200, 2_200)
    place = next(each for each in content["areas"] if each["layer"] == "icp")
    assert place["resident"]["band"] == {
        "lowest": 1_000,
        "highest": 5_000,
        "source": "set in this scenario",
    }
    accepted = [failed for failed in content["failed_checks"] if failed["accepted"]]
    assert [(failed["area_code"], failed["check"]) for failed in accepted] == [
        ("N1", "registered_band")
    ]


def test_check_tells_which_units_a_scenario_leaves_without_an_area(
    capsys: pytest.CaptureFixture[str], toy_pack: Pack, plan_file: Path
) -> None:
    before = asked(capsys, "check", "--scenario", str(plan_file))
    assert "pcn" not in before["unassigned"]
    plan = edited(toy_plan(toy_pack), MoveUnits("pcn", ("S31", "S11"), None))
    write_scenario_file(plan_file, plan.scenario)
    left = asked(capsys, "check", "--scenario", str(plan_file))["unassigned"]["pcn"]
    assert sorted(left["units"]) == ["S11", "S31"]
    position = toy_pack.units.position
    people = toy_pack.residents[toy_pack.resident_date].total
    assert left["residents"]["count"] == sum(people[position[code]] for code in left["units"])


def test_compare_keeps_its_keys(capsys: pytest.CaptureFixture[str], plan_file: Path) -> None:
    content = asked(capsys, "compare", "baseline", str(plan_file))
    assert set(content) == {
        *("schema", "pack", "before", "after", "resident_date", "registered_date", "account"),
        *("residents_moved", "patients_moved", "unit_moves", "practice_moves", "unassigned"),
        *("areas", "bands", "checks"),
    }
    assert content["before"]["name"] == "baseline"
    assert content["unit_moves"][0]["units"] == ["S31", "S32"]
    assert content["residents_moved"]["pcn"]["count"] == 600
    assert content["practice_moves"][0]["registered"]["count"] == 1_500
    network = next(each for each in content["areas"] if each["area_code"] == "N1")
    for side in ("before", "after"):
        assert {
            *("resident", "registered", "living_inside", "compactness", "practices"),
            *("practices_outside", "leaning_elsewhere", "parts", "holes", "crosses"),
        } <= set(network[side])
    assert network["before"]["resident"]["count"] == 600
    assert network["after"]["resident"]["count"] == 1_200
    assert set(content["checks"]) == {"fails_now", "passes_now", "ended", "still_fails"}


def test_two_plans_that_are_the_same_do_not_differ(
    capsys: pytest.CaptureFixture[str], plan_file: Path
) -> None:
    content = asked(capsys, "compare", str(plan_file), str(plan_file))
    assert (content["areas"], content["account"], content["unit_moves"]) == ([], [], [])
    assert main(["compare", "baseline", "baseline", "--pack", "toy"]) == 0
    assert "Nothing differs." in capsys.readouterr().out


def test_both_commands_can_be_read_by_people(
    capsys: pytest.CaptureFixture[str], plan_file: Path
) -> None:
    assert main(["compare", "baseline", str(plan_file)]) == 0
    printed = capsys.readouterr().out
    assert "2 small areas with 600 residents move" in printed
    assert "is accepted by Ada Planner: “A reason.”" in printed
    assert main(["check", "--scenario", str(plan_file)]) == 0
    assert "Scenario: A plan for Toyshire" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--scenario", "nowhere.json"),
        ("compare", "baseline", "nowhere.json"),
        ("compare", "baseline", "baseline", "--pack", "nowhere"),
    ],
)
def test_what_cannot_be_answered_is_refused(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    assert main(list(arguments)) == 2
    assert "nowhere" in capsys.readouterr().err


def test_a_scenario_of_another_pack_is_refused(
    capsys: pytest.CaptureFixture[str], plan_file: Path
) -> None:
    assert main(["check", "--scenario", str(plan_file), "--pack", "other"]) == 2
    assert "different packs: other, toy" in capsys.readouterr().err
