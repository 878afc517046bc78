"""A long scenario: many edits, each of a small area that is picked at random."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np

from geo.model import Pack
from geo.plan.edits import Edit, MoveUnits
from geo.plan.opened import new_scenario
from geo.plan.scenario import Scenario

LONG = 10_000
"""Edits of a long scenario."""
BEGUN = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)


def long_scenario(pack: Pack, count: int) -> Scenario:
    """Return a scenario of so many edits of the networks, one a minute, always the same."""
    codes, networks = pack.units.codes, [area.code for area in pack.layer("pcn").areas]
    here = [networks[place] for place in pack.layer("pcn").area_of_unit]
    random = np.random.default_rng(2019)
    log = []
    for number, unit in enumerate(random.integers(len(codes), size=count).tolist()):
        others = [code for code in networks if code != here[unit]]
        here[unit] = others[random.integers(len(others))]
        at = BEGUN + timedelta(minutes=number)
        log.append(Edit(MoveUnits("pcn", (codes[unit],), here[unit]), "A", at))
    return Scenario("long", "Long", new_scenario(pack, "long", "Long").scenario.pack, tuple(log))
