"""The example scenarios of the shipped pack: what is committed, and the figures it leads to."""

from __future__ import annotations

import pytest

from geo.model import BandStatus, Pack
from geo.pack import SHIPPED
from geo.plan.check_keys import CheckKey, CheckKind
from geo.plan.comparison import Comparison, compare
from geo.plan.ground import Ground
from geo.plan.measures import Measured
from geo.plan.opened import OpenScenario, open_scenario
from geo.plan.scenario_text import scenario_text
from geo.plan.state import State
from geo.plan.totals import Dates
from geo.store.scenario_files import example_files, read_scenario_file
from tests.example_scenarios import EXAMPLES


@pytest.fixture(scope="module")
def examples(pack: Pack) -> dict[str, Comparison]:
    """Each example beside the baseline, by its name."""
    ground, dates = Ground.of(pack), Dates.of(pack)
    before = Measured(State.of(pack), ground, dates)
    opened = [open_scenario(read_scenario_file(path), pack) for path in example_files(SHIPPED)]
    return {
        each.scenario.name: compare(before, Measured(each.state, ground, dates)) for each in opened
    }


def count(comparison: Comparison, layer: str, code: str, basis: str = "resident") -> int | None:
    check = comparison.impact.after.layer(layer)[code].check
    figure = check.resident.figure if basis == "resident" else check.registered.figure
    return figure.count


def test_what_is_committed_is_what_the_script_writes(pack: Pack) -> None:
    made: list[OpenScenario] = [example(pack) for example in EXAMPLES]
    assert {f"{each.scenario.key}.json": scenario_text(each.scenario) for each in made} == {
        path.name: path.read_text(encoding="utf-8") for path in example_files(SHIPPED)
    }


def test_every_edit_of_an_example_has_a_reason(pack: Pack) -> None:
    for path in example_files(SHIPPED):
        scenario = read_scenario_file(path)
        assert scenario.edits
        assert all(edit.reason and edit.author == "Example" for edit in scenario.edits)


def test_one_ccg_has_everybody_in_the_system(examples: dict[str, Comparison]) -> None:
    found = examples["One CCG"]
    assert count(found, "ccg", "52R") == 1_043_665
    assert list(found.impact.after.layer("ccg")) == ["02Q", "52R"]
    assert {flow.layer for flow in found.impact.units} == {"ccg"}
    assert found.fails_now == ()


def test_with_hucknall_mid_nottinghamshire_reaches_its_band(
    examples: dict[str, Comparison],
) -> None:
    found = examples["Hucknall follows its district"]
    assert [len(flow.units) for flow in found.impact.units] == [20]
    assert found.residents_moved["icp_by_ccg"].count == 35_664
    assert count(found, "icp_by_ccg", "MID") == 324_231 + 35_664
    assert found.patients_moved["icp"].count == 37_082
    assert count(found, "icp", "MID", "registered") == 334_411 + 37_082
    passed = {failed.key for failed in found.passes_now}
    assert CheckKey("icp_by_ccg", "MID", CheckKind.RESIDENT_BAND) in passed


def test_rushcliffe_becomes_three_neighbourhoods_in_one_piece_and_inside_the_band(
    examples: dict[str, Comparison],
) -> None:
    found = examples["Rushcliffe as three neighbourhoods"]
    networks = found.impact.after.layer("pcn")
    three = [networks[code] for code in ("RUSHCLIFFE-EAST", "RUSHCLIFFE-SOUTH", "U12563")]
    assert [each.check.resident.figure.count for each in three] == [42_554, 33_977, 42_653]
    assert [each.check.registered.figure.count for each in three] == [40_145, 40_866, 49_185]
    for each in three:
        assert each.check.resident.status is BandStatus.WITHIN
        assert each.check.registered.status is BandStatus.WITHIN
        assert len(each.check.parts) == 1
        assert each.check.holes == ()
    assert sum(each.check.units for each in three) == 68
    assert found.fails_now == ()


def test_bassetlaw_comes_as_a_place_of_its_own_that_is_accepted_as_small(
    examples: dict[str, Comparison],
) -> None:
    found = examples["Bassetlaw joins"]
    assert count(found, "ics", "E54000014") == 1_043_665 + 117_459
    assert count(found, "icp", "BASSETLAW") == 117_459
    assert count(found, "icp", "BASSETLAW", "registered") == 119_431
    assert found.impact.after.state.pack.units.in_system.all()
    small = [failed for failed in found.fails_now if failed.key.area_code == "BASSETLAW"]
    assert len(small) == 4
    assert all(failed.waiver is not None for failed in small)
