"""``advise robustness``: its contract, on the toy county, and its answers for the shipped pack."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from geo.command_line import advise_robustness
from geo.command_line.asking import RefusedError
from tests.toy_county import write_toy_pack

README = Path(__file__).parent.parent.parent / "README.md"


@pytest.fixture
def toy_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder that holds the toy county as the only pack."""
    write_toy_pack(tmp_path / "toy")
    monkeypatch.setenv("GEO_DATA", str(tmp_path))
    return tmp_path


def ask(*arguments: str) -> None:
    parser = argparse.ArgumentParser()
    advise_robustness.add_to(parser.add_subparsers(required=True))
    asked = parser.parse_args(["robustness", *arguments])
    asked.run(asked)


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    ask(*arguments, "--json")
    content: dict[str, Any] = json.loads(capsys.readouterr().out)
    return content


TALLY = {"worlds", "unknown", "within", "share", "lowest", "highest"}


def test_the_answer_keeps_its_keys(capsys: pytest.CaptureFixture[str], toy_data: Path) -> None:
    content = answer(capsys, "--pack", "toy", "--rate", "5:10", "--years", "12", "--samples", "4")
    assert set(content) == {
        *("schema", "pack", "layer", "tier", "band", "summary", "asked", "base_date", "worlds"),
        *("weak_ties", "growth", "areas"),
    }
    assert content["worlds"] == {"dates": 4, "weak_ties": 4, "growth": 36}
    assert content["weak_ties"] == {
        "date": "2022-07-01",
        "threshold": 0.5,
        "seed": 1,
        "units": ["S33"],
        "without_choice": 1,
        "unknown": 0,
    }
    assert content["growth"] == {
        "layer": None,
        "years": 12,
        "rates": [],
        "everybody_else": {"low_percent": 5, "high_percent": 10},
        "without": 0,
    }
    assert len(content["areas"]) == 12
    for each in content["areas"]:
        assert set(each) == {
            *("area_code", "area_name", "parent_code", "population", "measure", "holds"),
            *("together", "dates", "weak_ties", "growth", "leaves", "sentence"),
        }
        for kind in ("together", "dates", "weak_ties", "growth"):
            assert each[kind] is None or set(each[kind]) == TALLY
    (found,) = [
        each
        for each in content["areas"]
        if (each["area_code"], each["measure"]) == ("N3", "residents")
    ]
    assert found["dates"] == {
        "worlds": 2,
        "unknown": 0,
        "within": 2,
        "share": 1.0,
        "lowest": 1200,
        "highest": 1260,
    }
    assert found["leaves"] == {
        "outside": False,
        "earliest": 2025,
        "latest": 2030,
        "horizon": 2031,
        "words": "between 2025 and 2030",
    }


def keys_in(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for each in value.values() for key in keys_in(each)}
    return {key for each in value for key in keys_in(each)} if isinstance(value, list) else set()


def test_every_key_is_in_the_readme(
    capsys: pytest.CaptureFixture[str], toy_data: Path, tmp_path: Path
) -> None:
    file = tmp_path / "rates.csv"
    file.write_text("area_code,low,high\nDW,0,1\nDE,0,1\n", encoding="utf-8")
    content = answer(capsys, "--pack", "toy", "--growth", str(file))
    readme = README.read_text(encoding="utf-8")
    assert {key for key in keys_in(content) if f"`{key}`" not in readme} == set()


def test_without_json_it_speaks(capsys: pytest.CaptureFixture[str], toy_data: Path) -> None:
    ask("--pack", "toy", "--rate=-1:1")
    printed = capsys.readouterr().out
    assert (
        "Residents (mid-2019 to mid-2029), against 1,000 to 2,000: of the 4 primary care networks"
        in printed
    )
    assert "Growth: residents of mid-2019 grow by −1 to 1 per cent a year" in printed
    assert "Leaves the band" in printed
    assert "None" not in printed


def test_rates_may_come_from_a_file(
    capsys: pytest.CaptureFixture[str], toy_data: Path, tmp_path: Path
) -> None:
    file = tmp_path / "rates.csv"
    file.write_text("area_code,low,high\nPW,0,1\nPE,0,2\n", encoding="utf-8")
    arguments = ("--pack", "toy", "--growth", str(file), "--growth-layer", "icp_by_ccg")
    content = answer(capsys, *arguments, "--layer", "icp", "--date", "mid-2020")
    assert content["base_date"] == "2020-06-30"
    assert content["weak_ties"] is None
    assert content["growth"] == {
        "layer": "icp_by_ccg",
        "years": 10,
        "rates": [
            {"area_code": "PE", "low_percent": 0, "high_percent": 2},
            {"area_code": "PW", "low_percent": 0, "high_percent": 1},
        ],
        "everybody_else": None,
        "without": 4,
    }


def test_a_question_without_growth_has_no_years(
    capsys: pytest.CaptureFixture[str], toy_data: Path
) -> None:
    content = answer(capsys, "--pack", "toy", "--samples", "0")
    assert content["growth"] is None
    assert content["worlds"] == {"dates": 4, "weak_ties": 0, "growth": 0}
    assert {each["leaves"] for each in content["areas"]} == {None}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--rate", "1"), None),
        (("--rate", "2:1"), "The low rate, 2, is above the high one, 1."),
        (("--rate", "1%:2%"), "The rate 1%:2% is not LOW:HIGH in per cent a year"),
        (("--rate", "0:nan"), "A rate must be a finite number."),
        (("--rate", "0:50"), "50 per cent a year is beyond what is believed here"),
        (("--rate", "0:1:2"), "is not LOW:HIGH"),
        (("--years", "5"), "Years need rates"),
        (("--rate", "0:1", "--years", "0"), "The years must be between 1 and 100."),
        (("--samples", "-1"), "The samples must be between 0 and 10,000."),
        (("--seed", "-1"), "The seed must be 0 or more."),
        (("--layer", "ward"), "has no band to stay inside"),
        (("--layer", "parish"), "No layer parish."),
        (("--date", "mid-1999"), "no resident or registered population of mid-1999"),
        (("--growth", "nowhere.csv"), "nowhere.csv cannot be read: No such file or directory."),
        (("--growth", "."), "cannot be read: Is a directory."),
        (("--growth-layer", "ward"), "needs a file of rates"),
        (("--growth", "rates.csv", "--growth-layer", "parish"), "No layer parish."),
        (("--growth", "rates.csv"), "rates.csv cannot be used.\nrates.csv, row 2, DQ: There is no"),
        (("--scenario", "nowhere.json"), "nowhere.json cannot be read"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(
    toy_data: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    told: str | None,
) -> None:
    monkeypatch.chdir(toy_data)
    Path("rates.csv").write_text("area_code,low,high\nDQ,0,1\n", encoding="utf-8")
    if told is None:
        ask("--pack", "toy", *arguments)
        return
    with pytest.raises(RefusedError) as caught:
        ask("--pack", "toy", *arguments)
    assert told in str(caught.value)


def test_a_scenario_has_its_own_lines_and_bands(capsys: pytest.CaptureFixture[str]) -> None:
    from geo.pack import SHIPPED, data_folder

    file = data_folder() / SHIPPED / "scenarios" / "rushcliffe-as-three-neighbourhoods.json"
    content = answer(capsys, "--scenario", str(file), "--samples", "20")
    assert content["scenario"]["name"] == "Rushcliffe as three neighbourhoods"
    parts = [
        each
        for each in content["areas"]
        if each["area_name"].startswith("Rushcliffe") and each["measure"] == "residents"
    ]
    assert [each["holds"] for each in parts] == ["all"] * 3


def test_the_shipped_baseline_on_its_own_dates(capsys: pytest.CaptureFixture[str]) -> None:
    """Of 20 networks 13 are inside for residents of all three dates; Synergy grew into its band."""
    content = answer(capsys, "--samples", "0")
    holds = {
        each["area_name"]: each["holds"]
        for each in content["areas"]
        if each["measure"] == "residents"
    }
    assert sorted(holds.values()).count("all") == 13
    assert [name for name, where in holds.items() if where == "some"] == ["Synergy Health PCN"]
    assert {name for name, where in holds.items() if where == "none"} == {
        "Rushcliffe PCN",
        "Rosewood PCN",
        "City South PCN",
        "Nottingham City East PCN",
        "Newark PCN",
        "Nottingham West PCN",
    }
