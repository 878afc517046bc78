"""``advise repair``: its contract, on the toy county."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from geo.command_line import main
from geo.pack import read_pack
from geo.plan.edits import SetBand
from geo.plan.scenario_fields import CHANGES, Fields
from geo.store.scenario_files import write_scenario_file
from tests.geo.plan.plans import edited, toy_plan
from tests.toy_county import write_toy_pack

README = Path(__file__).parent.parent.parent / "README.md"
QUICK = ("--rounds", "1")
PLACE = {
    *("parent_code", "parent_name", "verdict", "sentences", "conflict", "bound", "seconds"),
    *("stopped", "proposals"),
}
PROPOSAL = {
    *("title", "moved", "joined_new", "created", "retired", "crossing", "bound", "gap", "proved"),
    *("sentences", "areas", "steps"),
}
AREA = {
    *("area_code", "area_name", "is_new", "figures", "pieces_before", "pieces_after", "members"),
}


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder that holds the toy county as the only pack."""
    monkeypatch.setenv("GEO_DATA", str(tmp_path))
    write_toy_pack(tmp_path / "toy")
    return tmp_path


@pytest.fixture
def narrow(data: Path) -> str:
    """A scenario in which networks may have 300 to 900 people."""
    plan = edited(toy_plan(read_pack(data / "toy")), SetBand("neighbourhood", 300, 900))
    write_scenario_file(data / "plan.json", plan.scenario)
    return str(data / "plan.json")


def lines(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    where = () if "--scenario" in arguments else ("--pack", "toy")
    assert main(["advise", "repair", *where, *QUICK, *arguments, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = lines(capsys, *arguments)[-1]["repair"]
    return found


def without_seconds(value: Any) -> Any:
    if isinstance(value, list):
        return [without_seconds(each) for each in value]
    if isinstance(value, dict):
        return {key: without_seconds(each) for key, each in value.items() if key != "seconds"}
    return value


def test_the_answer_keeps_its_keys(capsys: pytest.CaptureFixture[str], narrow: str) -> None:
    *progress, last = lines(capsys, "--scenario", narrow, "--place", "PW", "--create", "2")
    assert set(last) == {"schema", "repair"}
    assert progress
    for line in progress:
        assert set(line) == {"schema", "progress"}
        assert set(line["progress"]) == {
            *("place", "place_name", "place_number", "places", "seconds", "best", "bound", "doing"),
        }
    assert progress[0]["progress"]["place"] == "PW"
    assert progress[0]["progress"]["doing"] == (
        "Looking for plans with at most 2 new primary care networks split off the largest ones"
    )
    content = last["repair"]
    assert set(content) == {
        *("pack", "scenario", "layer", "contiguity", "seed", "weak_ties", "populations", "places"),
    }
    assert content["weak_ties"] is None
    assert (content["layer"], content["contiguity"], content["seed"]) == ("pcn", "not_worse", 0)
    assert content["populations"] == [
        {"measure": "residents", "date": "2019-06-30", "label": "", "lowest": 300, "highest": 900}
    ]
    (west,) = content["places"]
    assert set(west) == PLACE
    assert (west["parent_code"], west["verdict"]) == ("PW", "proposals")
    (proposal,) = west["proposals"]
    assert set(proposal) == PROPOSAL
    assert (proposal["created"], proposal["bound"], proposal["gap"]) == (
        2,
        proposal["moved"] - proposal["gap"],
        0,
    )
    for area in proposal["areas"]:
        assert set(area) == AREA
        for figure in area["figures"]:
            assert set(figure) == {
                *("measure", "before", "after", "status_before", "status_after"),
                *("lowest_in_samples", "highest_in_samples"),
            }
            assert figure["lowest_in_samples"] is figure["highest_in_samples"] is None
            assert figure["status_after"] == "within"
            assert (figure["before"] is None) == area["is_new"]
        assert (area["pieces_before"] is None) == area["is_new"]
    for step in proposal["steps"]:
        assert set(step) == {"sentence", "people", "reason", "changes"}
        for change in step["changes"]:
            fields = Fields(change, "A change")
            CHANGES[fields.take("kind")][1](fields)
            fields.done()
            assert not fields.faults


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        (("--weak-ties",), {"samples": 200, "seed": 1}),
        (("--weak-ties", "20", "--weak-ties-seed", "3"), {"samples": 20, "seed": 3}),
    ],
)
def test_samples_of_weak_ties_are_asked_as_robustness_draws_them(
    capsys: pytest.CaptureFixture[str], data: Path, arguments: tuple[str, ...], asked: object
) -> None:
    """The proposal, accepted, is inside in every sample of ``advise robustness``."""
    content = answer(capsys, "--place", "PW", *arguments)
    assert content["weak_ties"] == asked
    (west,) = content["places"]
    (proposal,) = west["proposals"]
    plan = toy_plan(read_pack(data / "toy"))
    for step in proposal["steps"]:
        for change in step["changes"]:
            plan = edited(plan, CHANGES[change["kind"]][1](Fields(change, "A change")))
    write_scenario_file(data / "plan.json", plan.scenario)
    samples = ("--samples", str(content["weak_ties"]["samples"]))
    seed = ("--seed", str(content["weak_ties"]["seed"]))
    plan_file = ("--scenario", str(data / "plan.json"))
    assert main(["advise", "robustness", *plan_file, *samples, *seed, "--json"]) == 0
    rows = {
        each["area_code"]: each["weak_ties"]
        for each in json.loads(capsys.readouterr().out)["areas"]
        if each["measure"] == "residents"
    }
    for area in proposal["areas"]:
        tally, (figure,) = rows[area["area_code"]], area["figures"]
        assert tally["within"] == tally["worlds"] == content["weak_ties"]["samples"]
        assert figure["lowest_in_samples"] <= tally["lowest"]
        assert figure["highest_in_samples"] >= tally["highest"]


def test_what_cannot_be_is_told_with_its_causes(
    capsys: pytest.CaptureFixture[str], narrow: str
) -> None:
    (west,) = answer(capsys, "--scenario", narrow, "--place", "PW", "--create", "0")["places"]
    assert (west["verdict"], west["proposals"], west["bound"]) == ("impossible", [], None)
    assert west["conflict"] == [
        "Each primary care network has at most 900 residents (mid-2019).",
        "There are 2 primary care networks, and no primary care network may be created or retired.",
    ]
    assert not west["stopped"]


def test_unknown_figures_are_a_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("--population", "lists", "--date", "2022-07", "--contiguity", "free")
    content = answer(capsys, *asked)
    east, west = content["places"]
    assert (east["verdict"], east["bound"], east["proposals"]) == ("unknown", None, [])
    assert east["sentences"] == [
        "Nothing can be proposed: the list of 1 practice (P42) in July 2022 is not known."
    ]
    assert west["verdict"] in ("proposals", "impossible")
    assert content["populations"][0]["date"] == "2022-07-01"


def test_the_same_seed_and_rounds_give_the_same(
    capsys: pytest.CaptureFixture[str], data: Path
) -> None:
    """Both places in processes of their own give what each gives alone in this one."""
    plan = edited(toy_plan(read_pack(data / "toy")), SetBand("neighbourhood", 500, 1_700))
    write_scenario_file(data / "plan.json", plan.scenario)
    asked = ("--scenario", str(data / "plan.json"), "--seed", "7", "--create", "0")
    both = answer(capsys, *asked)
    alone = [answer(capsys, *asked, "--place", code) for code in ("PE", "PW")]
    assert [each["verdict"] for each in both["places"]] == ["proposals", "proposals"]
    assert without_seconds(both["places"]) == without_seconds(
        [each for one in alone for each in one["places"]]
    )


def keys_in(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for each in value.values() for key in keys_in(each)}
    return {key for each in value for key in keys_in(each)} if isinstance(value, list) else set()


def test_the_contract_s_keys_are_in_the_readme(
    capsys: pytest.CaptureFixture[str], narrow: str
) -> None:
    told = lines(capsys, "--scenario", narrow, "--place", "PW", "--weak-ties", "2")
    for proposal in told[-1]["repair"]["places"][0]["proposals"]:
        for step in proposal["steps"]:
            step["changes"] = []
    readme = README.read_text(encoding="utf-8")
    assert {key for key in keys_in(told) if f"`{key}`" not in readme} == set()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--place", "PW"), "600 residents (mid-2019) move between primary care networks."),
        (("--place", "PE"), "Every primary care network of East place has 1,000 to 2,000"),
        (
            ("--population", "lists", "--place", "PW", "--contiguity", "free"),
            "Practices move with their whole lists.",
        ),
        (("--population", "both", "--place", "PW"), "living inside (July 2022)"),
        (("--all-dates", "--place", "PW"), "(mid-2019 and mid-2020)"),
        (("--weak-ties", "--place", "PW"), "inside in all 200 samples of weak ties (seed 1)."),
        (("--create", "0", "--lock", "N1", "--place", "PW"), "What cannot hold together:"),
        (("--layer", "icp"), "places (by district)"),
        (("--layer", "ics"), "Every integrated care system has 5,000 or more residents"),
    ],
)
def test_answers_for_people_are_sentences(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    assert main(["advise", "repair", "--pack", "toy", *QUICK, *arguments]) == 0
    printed = capsys.readouterr().out
    assert told in printed
    assert "None" not in printed


def test_all_faults_are_told_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [
        *("--place", "PX", "--lock", "N9", "--lock-unit", "S99", "--border", "moon=1"),
        *("--border", "ccg", "--border", "ward=soft", "--border", "ward=hard", "--seconds", "0"),
        *("--rounds", "0", "--proposals", "6", "--seed", "-1", "--create", "-1", "--retire", "-1"),
        *("--weak-ties", "-1"),
    ]
    assert main(["advise", "repair", "--pack", "toy", *arguments, "--json"]) == 2
    printed = capsys.readouterr()
    (line,) = [json.loads(each) for each in printed.out.splitlines()]
    assert set(line) == {"schema", "faults"}
    assert line["faults"] == printed.err.splitlines()
    for told in (
        "There is no place (by district) 'PX'.",
        "There is no primary care network 'N9'.",
        "1 small area named here is not known: S99.",
        "“ccg” is no border: write a layer, an equals sign, and hard or a price.",
        "“ward=soft” is no border: write a layer, an equals sign, and hard or a price.",
        "A search takes more than 0 seconds, not 0.",
        "A search takes 1 round or more, not 0.",
        "From 1 to 5 proposals can be had, not 6.",
        "A seed lies between 0 and 2,147,483,647.",
        "Fewer than none can be created.",
        "Fewer than none can be retired.",
        "From 1 to 10,000 samples of weak ties can be had, not -1.",
    ):
        assert told in line["faults"]
    assert "There is no layer 'moon'." in line["faults"][3]
    assert len(line["faults"]) == 13


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--layer", "moon", "--rounds", "0"), "A search takes 1 round or more, not 0."),
        (("--layer", "moon"), "No layer moon."),
        (("--layer", "ward"), "there is no band"),
        (("--date", "1999-01-01"), "1999-01-01"),
        (("--scenario", "nowhere.json"), "nowhere"),
        (("--seconds", "nan"), "more than 0 seconds"),
        (("--seconds", "-3"), "more than 0 seconds"),
        (("--seed", "99999999999"), "A seed lies between"),
        (("--border", "ccg=1", "--border", "ccg=2"), "The border “ccg” is named more than once."),
        (("--border", "ccg=101"), "lies between 0 and 100, not at 101"),
        (("--population", "lists", "--lock-unit", "S11"), "no small area can be locked"),
        (("--layer", "icp", "--population", "lists"), "through primary care networks"),
        (("--layer", "icp", "--weak-ties"), "registrations speak of networks, not of places"),
        (("--population", "lists", "--weak-ties"), "Practices’ lists do not depend on where"),
        (("--weak-ties", "0"), "From 1 to 10,000 samples of weak ties can be had, not 0."),
        (("--weak-ties", "10001"), "From 1 to 10,000 samples of weak ties can be had, not 10,001."),
        (("--weak-ties", "--weak-ties-seed", "-1"), "The seed of the samples must be 0 or more."),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    assert main(["advise", "repair", "--pack", "toy", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert told in printed.err
    assert "Traceback" not in printed.err
