"""Plans as commands are given them: a scenario's file, or the baseline of a pack."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.command_line.asking import RefusedError, pack_named
from geo.model import Pack
from geo.pack import SHIPPED
from geo.plan.opened import open_scenario
from geo.plan.scenario import Scenario, ScenarioError
from geo.plan.state import State
from geo.store.scenario_files import read_scenario_file

BASELINE = "baseline"
"""Stands in the place of a file for the pack's own division."""


@dataclass(frozen=True)
class AskedPlan:
    """A plan that a command was given.

    Attributes:
        scenario: as it is kept; None for the baseline.
        state: what it looks like.
    """

    scenario: Scenario | None
    state: State

    @property
    def name(self) -> str:
        """What to call it."""
        return BASELINE if self.scenario is None else self.scenario.name

    def as_json(self) -> dict[str, Any]:
        """Return its key, its name, how many edits stand and how long its log is."""
        scenario = self.scenario
        return {
            "key": None if scenario is None else scenario.key,
            "name": self.name,
            "edits": 0 if scenario is None else len(scenario.edits),
            "entries": 0 if scenario is None else len(scenario.log),
        }


def asked_plans(asked: argparse.Namespace, names: list[str]) -> tuple[Pack, list[AskedPlan]]:
    """Read a pack and plans for it.

    Args:
        asked: with the option ``--pack``; where it is not given, the scenarios name the pack.
        names: the scenarios' files, or ``baseline``.

    Raises:
        RefusedError: a scenario cannot be opened, or they are for different packs.
        PackError: the pack cannot be used.
    """
    try:
        scenarios = [None if name == BASELINE else read_scenario_file(Path(name)) for name in names]
        wanted = {each.pack.key for each in scenarios if each is not None}
        if asked.pack is not None:
            wanted.add(asked.pack)
        if len(wanted) > 1:
            raise RefusedError(f"These are for different packs: {', '.join(sorted(wanted))}.")
        pack = pack_named(wanted.pop() if wanted else SHIPPED)
        return pack, [
            AskedPlan(each, State.of(pack) if each is None else open_scenario(each, pack).state)
            for each in scenarios
        ]
    except ScenarioError as error:
        raise RefusedError(str(error)) from None
