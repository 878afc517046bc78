"""How long a plan takes: one edit's figures beside dissolving and summing with geopandas.

Run once as ordinary tests, so that each pair is known to agree; measure with
``python -m pytest tests/benchmarks --benchmark-enable --benchmark-group-by=group``.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

import geopandas
import numpy as np
import pytest

from geo.model import Pack
from geo.plan.comparison import compare
from geo.plan.edits import Edit, MoveUnits
from geo.plan.ground import Ground
from geo.plan.impact import find_impact
from geo.plan.measures import Measured
from geo.plan.opened import new_scenario, open_scenario
from geo.plan.scenario import Scenario
from geo.plan.scenario_text import read_scenario_text, scenario_text
from geo.plan.state import State
from geo.plan.totals import Dates

NOW = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
NEWARK, SHERWOOD = "U65095", "U90349"


@pytest.fixture(scope="module")
def before(pack: Pack) -> Measured:
    """The baseline, measured as it is when a planner starts to edit."""
    measured = Measured(State.of(pack), Ground.of(pack), Dates.of(pack))
    for key in ("ics", "icp", "pcn"):
        measured.layer(key)
    return measured


@pytest.fixture(scope="module")
def move(pack: Pack) -> MoveUnits:
    units = pack.layer("pcn").units_in(NEWARK)[:3]
    return MoveUnits("pcn", tuple(pack.units.codes[unit] for unit in units), SHERWOOD)


@pytest.mark.benchmark(group="one edit")
def test_one_edit_ours_with_everything_that_follows(
    benchmark: Any, before: Measured, move: MoveUnits
) -> None:
    def edit() -> int | None:
        assert move.faults(before.state) == []
        after = Measured(move.apply(before.state), before.ground, before.dates)
        return next(
            change.after.check.resident.figure.count
            for change in find_impact(before, after).areas
            if change.area.code == SHERWOOD and change.after is not None
        )

    assert benchmark(edit) == _sum_by_hand(before, move)


@pytest.mark.benchmark(group="one edit")
@pytest.mark.parametrize("method", ["unary", "coverage"])
def test_one_edit_geopandas_dissolving_the_layer(
    benchmark: Any, before: Measured, move: MoveUnits, method: str
) -> None:
    pack = before.state.pack
    frame = geopandas.GeoDataFrame(
        {
            "pcn": pack.layer("pcn").area_codes_of_units(),
            "residents": pack.residents[before.dates.resident].total,
        },
        geometry=list(pack.units.geometry),
        crs="EPSG:27700",
        index=list(pack.units.codes),
    )

    def edit() -> float:
        after = frame.copy()
        after.loc[list(move.units), "pcn"] = SHERWOOD
        united = after.dissolve(by="pcn", aggfunc={"residents": "sum"}, method=method)
        return float(united.loc[SHERWOOD, "residents"])

    assert benchmark(edit) == _sum_by_hand(before, move)


@pytest.mark.benchmark(group="a whole comparison")
def test_comparing_with_all_checks(benchmark: Any, before: Measured, move: MoveUnits) -> None:
    state = move.apply(before.state)

    def whole() -> int:
        return len(compare(before, Measured(state, before.ground, before.dates)).impact.areas)

    assert benchmark(whole) == 4


def test_ten_thousand_edits_open_in_two_seconds(pack: Pack) -> None:
    codes, networks = pack.units.codes, [area.code for area in pack.layer("pcn").areas]
    here = [networks[place] for place in pack.layer("pcn").area_of_unit]
    random = np.random.default_rng(2019)
    log = []
    for unit in random.integers(len(codes), size=10_000).tolist():
        others = [code for code in networks if code != here[unit]]
        here[unit] = others[random.integers(len(others))]
        log.append(Edit(MoveUnits("pcn", (codes[unit],), here[unit]), "A", NOW))
    empty = new_scenario(pack, "long", "Long").scenario
    text = scenario_text(Scenario("long", "Long", empty.pack, tuple(log)))
    start = time.perf_counter()
    opened = open_scenario(read_scenario_text(text), pack)
    taken = time.perf_counter() - start
    assert opened.state.layers["pcn"].area_codes_of_units() == here
    assert taken < 2.0


def _sum_by_hand(before: Measured, move: MoveUnits) -> float:
    pack = before.state.pack
    units = [*pack.layer("pcn").units_in(SHERWOOD).tolist()]
    units += [pack.units.position[code] for code in move.units]
    return float(pack.residents[before.dates.resident].total[units].sum())
