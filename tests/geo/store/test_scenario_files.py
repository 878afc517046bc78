"""Scenario files on disk: read whole or refused with words, written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from geo.model import Pack
from geo.plan.edits import MoveUnits
from geo.plan.scenario import ScenarioError
from geo.store.scenario_files import read_scenario_file, write_scenario_file
from tests.geo.plan.plans import edited, toy_plan


def test_what_is_written_is_read_and_written_over_as_a_whole(
    toy_pack: Pack, tmp_path: Path
) -> None:
    plan = toy_plan(toy_pack)
    write_scenario_file(tmp_path / "plan.json", plan.scenario)
    assert read_scenario_file(tmp_path / "plan.json") == plan.scenario
    after = edited(plan, MoveUnits("pcn", ("S11",), "N2"))
    write_scenario_file(tmp_path / "plan.json", after.scenario)
    assert read_scenario_file(tmp_path / "plan.json") == after.scenario
    assert [path.name for path in tmp_path.iterdir()] == ["plan.json"]


def test_a_disk_that_is_full_leaves_the_old_file(
    toy_pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = toy_plan(toy_pack)
    write_scenario_file(tmp_path / "plan.json", plan.scenario)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_scenario_file(
            tmp_path / "plan.json", edited(plan, MoveUnits("pcn", ("S11",), "N2")).scenario
        )
    assert read_scenario_file(tmp_path / "plan.json") == plan.scenario
    assert [path.name for path in tmp_path.iterdir()] == ["plan.json"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "cannot be read: No such file"),
        (b"\xff\xfe\x00", "is not UTF-8"),
        (b'{"schema": 1', "cut short"),
    ],
)
def test_a_file_that_is_no_scenario_is_refused(
    tmp_path: Path, content: bytes | None, words: str
) -> None:
    if content is not None:
        (tmp_path / "plan.json").write_bytes(content)
    with pytest.raises(ScenarioError) as refused:
        read_scenario_file(tmp_path / "plan.json")
    assert words in str(refused.value)
    assert "plan.json" in str(refused.value)
