"""The command line's contract for advice, on the toy county."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from geo.command_line import main
from geo.command_line.advise import QUESTIONS
from geo.pack import read_pack
from geo.plan.edits import SetBand
from geo.store.scenario_files import write_scenario_file
from tests.geo.plan.plans import edited, toy_plan
from tests.toy_county import write_toy_pack

README = Path(__file__).parent.parent.parent / "README.md"
FEASIBILITY_OF_CHECK = {
    *("tier", "layer", "parent_code", "population", "count", "date", "band"),
    *("areas", "fewest", "most", "possible"),
}
STANDING = {
    *("count", "date", "measure", "known", "missing", "band", "status", "short", "over"),
}


@pytest.fixture(autouse=True)
def plan_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A scenario with a narrow band on the toy county, which is the only pack."""
    monkeypatch.setenv("GEO_DATA", str(tmp_path))
    pack = read_pack(write_toy_pack(tmp_path / "toy"))
    path = tmp_path / "plan.json"
    plan = edited(toy_plan(pack), SetBand("neighbourhood", 300, 450))
    write_scenario_file(path, plan.scenario)
    return path


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    where = () if "--scenario" in arguments else ("--pack", "toy")
    assert main(["advise", *arguments, *where, "--json"]) == 0
    content: dict[str, Any] = json.loads(capsys.readouterr().out)
    return content


def keys_in(value: Any) -> Iterator[str]:
    """Every key of the contract; those that are codes of areas or layers hold no lower case."""
    if isinstance(value, list):
        for each in value:
            yield from keys_in(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield key
            if key not in ("new_crossings", "crosses"):
                yield from keys_in(each)


def test_feasibility_keeps_its_keys(capsys: pytest.CaptureFixture[str], plan_file: Path) -> None:
    content = asked(capsys, "feasibility", "--scenario", str(plan_file), "--lock", "N1")
    assert set(content) == {"schema", "pack", "scenario", "layer", "locked", "assessments"}
    assert (content["layer"], content["locked"], content["scenario"]["edits"]) == ("pcn", ["N1"], 1)
    assert [each["measure"] for each in content["assessments"]] == ["residents", "lists"]
    for each in content["assessments"]:
        assert set(each) == {
            *("measure", "at_least_within_parents", "unassigned", "feasibility", "sentences"),
        }
        assert [row["parent_code"] for row in each["feasibility"]] == [None, "PE", "PW"]
        for row in each["feasibility"]:
            assert set(row) == FEASIBILITY_OF_CHECK | {
                *("known", "gain", "lose", "impossible", "unlocked", "locked_outside"),
                *("must_split", "indivisible", "moves", "sentences"),
            }
            assert set(row["moves"]) == {
                *("above", "below", "unknown", "excess", "shortfall", "at_least"),
                *("between_neighbours", "shifts", "obstacle"),
            }
    residents, lists = (each["feasibility"][2] for each in content["assessments"])
    assert set(residents["unlocked"]) == FEASIBILITY_OF_CHECK
    assert residents["locked_outside"] == [
        {**residents["locked_outside"][0], "area_code": "N1", "count": 600, "over": 150}
    ]
    assert set(residents["locked_outside"][0]) == {"area_code", *STANDING}
    assert residents["must_split"] == [
        {
            "area_code": "N2",
            "known": 2_400,
            "fewest": 6,
            "left_over": 1_950,
            "room": 0,
            "needs_new": True,
        }
    ]
    assert residents["indivisible"][0] == {
        "kind": "unit",
        "code": "S51",
        "area_code": "N2",
        "people": 500,
    }
    assert lists["indivisible"][0]["kind"] == "practice"
    assert residents["moves"]["obstacle"] == {
        "too_many": True,
        "area_codes": ["N2"],
        "around": [],
        "have": 2_400,
        "limit": 450,
    }


def test_shifts_between_neighbours_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    content = asked(capsys, "feasibility", "--parent", "PW", "--population", "residents")
    (found,) = content["assessments"]
    (row,) = found["feasibility"]
    assert row["moves"]["shifts"] == [{"from_code": "N2", "to_code": "N1", "people": 400}]
    assert (row["moves"]["between_neighbours"], row["moves"]["obstacle"]) == (400, None)
    assert (row["gain"], row["lose"], row["impossible"]) == (0, 0, False)


def test_split_keeps_its_keys(capsys: pytest.CaptureFixture[str]) -> None:
    content = asked(capsys, "split", "--area", "N2", "--parts", "2", "--seed", "3")
    assert set(content) == {"schema", "pack", "scenario", "layer", "area_code", "proposals"}
    for proposal in content["proposals"]:
        assert set(proposal) == {"title", "parts", "sentences"}
        for part in proposal["parts"]:
            assert set(part) == {
                *("area_code", "area_name", "is_new", "unit_codes", "practice_codes", "measures"),
            }
        assert sum(part["measures"]["resident"]["count"] for part in proposal["parts"]) == 2_400
    again = asked(capsys, "split", "--area", "N2", "--parts", "2", "--seed", "3")
    assert again == content


def test_merge_keeps_its_keys_and_asks_about_what_is_too_small(
    capsys: pytest.CaptureFixture[str],
) -> None:
    content = asked(capsys, "merge")
    assert set(content) == {"schema", "pack", "scenario", "layer", "locked", "mergers"}
    assert [each["area_code"] for each in content["mergers"]] == ["N1", "N3"]
    for each in content["mergers"]:
        assert set(each) == {"area_code", "best", "partners", "sentences"}
        for partner in each["partners"]:
            assert set(partner) == {
                *("area_code", "area_name", "same_parent", "fits", "from_code", "to_code"),
                *("border_metres", "new_crossings", "measures"),
            }
    by_people = asked(capsys, "merge", "--population", "residents")
    assert [each["area_code"] for each in by_people["mergers"]] == ["N1"]
    (one,) = asked(capsys, "merge", "--area", "N4", "--lock", "N2")["mergers"]
    assert [partner["area_code"] for partner in one["partners"]] == ["N3"]


def test_the_contract_s_keys_are_in_the_readme(
    capsys: pytest.CaptureFixture[str], plan_file: Path
) -> None:
    readme = README.read_text(encoding="utf-8")
    keys = {
        key
        for arguments in (
            ("feasibility", "--scenario", str(plan_file), "--lock", "N1"),
            ("feasibility",),
            ("split", "--area", "N2"),
            ("merge",),
        )
        for key in keys_in(asked(capsys, *arguments))
    }
    assert {key for key in keys if f"`{key}`" not in readme} == set()


def test_every_question_is_in_the_readme_s_table() -> None:
    readme = README.read_text(encoding="utf-8")
    for question in QUESTIONS:
        name = question.__name__.rpartition("advise_")[2]
        assert f"`python -m geo advise {name} " in readme


def test_answers_for_people_are_sentences(
    capsys: pytest.CaptureFixture[str], plan_file: Path
) -> None:
    toy = ("--pack", "toy")
    for arguments, told in (
        (("feasibility", *toy), "Residents, mid-2019"),
        (("feasibility", "--layer", "icp", *toy), "Patients on practices’ lists, April 2020"),
        (("feasibility", "--scenario", str(plan_file)), "must be split"),
        (("split", "--area", "N2", *toy), "Most even"),
        (("merge", *toy), "Southwest Network"),
        (("merge", "--layer", "ics", "--population", "residents", *toy), "None of the integrated"),
    ):
        assert main(["advise", *arguments]) == 0
        printed = capsys.readouterr().out
        assert told in printed
        assert "None " not in printed.replace("None of the ", "")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("feasibility", "--layer", "moon"), "No layer moon."),
        (("feasibility", "--layer", "district"), "nothing says how many people"),
        (("feasibility", "--parent", "P9"), "'P9'"),
        (("feasibility", "--lock", "N9"), "'N9'"),
        (("feasibility", "--date", "1999-01-01"), "1999-01-01"),
        (("feasibility", "--scenario", "nowhere.json"), "nowhere"),
        (("feasibility", "--layer", "ward", "--population", "lists"), "have no lists"),
        (("split", "--area", "N9"), "'N9'"),
        (("split", "--area", "N4"), "it is inside the band"),
        (("split", "--area", "N2", "--parts", "0"), "2 parts or more"),
        (("merge", "--area", "N9"), "'N9'"),
        (("merge", "--layer", "district"), "name one with --area"),
        (("merge", "--area", "N1", "--lock", "N1"), "is locked"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    assert main(["advise", *arguments, "--pack", "toy"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert told in printed.err
    assert "Traceback" not in printed.err
