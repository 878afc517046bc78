"""How long a plan takes: one edit's figures beside GerryChain and geopandas, and long scenarios.

Run once as ordinary tests, on small packs, so that each is known to agree with the others; measure
with ``python -m pytest tests/benchmarks --benchmark-enable --benchmark-group-by=group``, which
also lays the shipped pack out 49 times, about as many small areas as England has.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import geopandas
import networkx
import numpy as np
import pytest
from gerrychain import GeographicPartition, Graph
from gerrychain.constraints import contiguous
from gerrychain.updaters import Tally

from geo.model import Pack
from geo.plan.comparison import compare
from geo.plan.edits import (
    Change,
    CreateArea,
    MergeAreas,
    MoveArea,
    MovePractices,
    MoveUnits,
    Part,
    RenameArea,
    SetBand,
    SplitArea,
)
from geo.plan.failed_checks import failed_checks
from geo.plan.ground import Ground
from geo.plan.impact import Impact, find_impact
from geo.plan.measures import Measured
from geo.plan.opened import OpenScenario, open_scenario
from geo.plan.scenario import Scenario
from geo.plan.scenario_text import read_scenario_text, scenario_text
from geo.plan.state import State
from geo.plan.totals import Dates
from tests.benchmarks.long_scenario import LONG, long_scenario
from tests.benchmarks.tiling import tiled

pytestmark = pytest.mark.filterwarnings("ignore")
NOW = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
NEWARK, SHERWOOD = "T00U65095", "T00U90349"


@dataclass(frozen=True, eq=False)
class Study:
    """A pack of some size, measured as it is when a planner starts to edit, and an edit of it."""

    before: Measured
    move: MoveUnits

    @property
    def pack(self) -> Pack:
        return self.before.state.pack

    def in_group(self, group: str) -> str:
        return f"{group}, {len(self.pack.units):,} units"

    def by_hand(self) -> tuple[float, float]:
        """The residents of the area that gains and of the one that loses, after the edit."""
        pack, people = self.pack, self.pack.residents[self.before.dates.resident].total
        moved = [pack.units.position[code] for code in self.move.units]
        gains, loses = (people[pack.layer("pcn").units_in(code)] for code in (SHERWOOD, NEWARK))
        return gains.sum() + people[moved].sum(), loses.sum() - people[moved].sum()


@pytest.fixture(scope="module", params=["small", "large"])
def study(pack: Pack, request: pytest.FixtureRequest) -> Study:
    measuring = bool(request.config.getoption("benchmark_enable"))
    times = 1 if request.param == "small" else (49 if measuring else 2)
    large = tiled(pack, times)
    before = Measured(State.of(large), Ground.of(large), Dates.of(large))
    failed_checks(before)
    units = large.layer("pcn").units_in(NEWARK)[:3]
    return Study(
        before, MoveUnits("pcn", tuple(large.units.codes[unit] for unit in units), SHERWOOD)
    )


def edit_with(study: Study, measure: Callable[[State], Measured]) -> tuple[float, float]:
    """Make the edit and work out everything that follows for the areas that it touches."""
    assert study.move.faults(study.before.state) == []
    impact = find_impact(study.before, measure(study.move.apply(study.before.state)))
    return _residents(impact.after, SHERWOOD), _residents(impact.after, NEWARK)


def _residents(measured: Measured, code: str) -> float:
    count = measured.layer("pcn")[code].check.resident.figure.count
    assert count is not None
    return count


def test_one_edit_ours_with_everything_that_follows(benchmark: Any, study: Study) -> None:
    benchmark.group = study.in_group("one edit")
    assert benchmark(edit_with, study, study.before.next) == study.by_hand()


def test_one_edit_ours_measured_from_scratch(benchmark: Any, study: Study) -> None:
    benchmark.group = study.in_group("one edit")
    before = study.before

    def scratch(state: State) -> Measured:
        return Measured(state, before.ground, before.dates)

    assert benchmark(edit_with, study, scratch) == study.by_hand()


def test_one_edit_gerrychain(benchmark: Any, study: Study) -> None:
    """Tallies, cut edges, perimeters and contiguity; no practices, holes, crossings or bands."""
    benchmark.group = study.in_group("one edit")
    partition = _partition(study)
    flips = dict.fromkeys(study.move.units, SHERWOOD)
    ours = _from_scratch(study).layer("pcn")
    in_one_piece = all(len(ours[code].check.parts) == 1 for code in (NEWARK, SHERWOOD))

    def edit() -> tuple[float, float]:
        after = partition.flip(flips, flips_passed_in_use_original_nx_node_ids=True)
        assert contiguous(after) == in_one_piece
        for updater in ("area", "cut_edges", "perimeter", "patients"):
            assert after[updater]
        return after["residents"][SHERWOOD], after["residents"][NEWARK]

    assert benchmark(edit) == study.by_hand()


def _partition(study: Study) -> GeographicPartition:
    pack, ground, graph = study.pack, study.before.ground, networkx.Graph()
    codes, adjacency = pack.units.codes, ground.adjacency
    shared = np.zeros(len(codes))
    for side in (adjacency.first, adjacency.second):
        shared += np.bincount(side, adjacency.shared_metres, minlength=len(codes))
    networks = pack.layer("pcn").area_codes_of_units()
    for unit, code in enumerate(codes):
        graph.add_node(
            code,
            network=networks[unit] or "none",
            residents=float(pack.residents[study.before.dates.resident].total[unit]),
            patients=float(pack.registrations.patients[unit]),
            area=float(ground.square_metres[unit]),
            boundary_node=bool(adjacency.on_outside[unit]),
            boundary_perim=float(ground.border_metres[unit] - shared[unit]),
        )
    for one, other, metres in zip(
        adjacency.first, adjacency.second, adjacency.shared_metres, strict=True
    ):
        graph.add_edge(codes[one], codes[other], shared_perim=float(metres))
    tallies = {name: Tally(name, alias=name) for name in ("residents", "patients")}
    partition = GeographicPartition(Graph.from_networkx(graph), "network", tallies)
    for updater in partition.updaters:
        assert partition[updater] is not None
    return partition


@pytest.mark.parametrize("method", ["unary", "coverage"])
def test_one_edit_geopandas_dissolving_the_layer(benchmark: Any, study: Study, method: str) -> None:
    benchmark.group = study.in_group("one edit")
    pack = study.pack
    frame = geopandas.GeoDataFrame(
        {
            "pcn": pack.layer("pcn").area_codes_of_units(),
            "residents": pack.residents[study.before.dates.resident].total,
        },
        geometry=list(pack.units.geometry),
        crs="EPSG:27700",
        index=list(pack.units.codes),
    )

    def edit() -> tuple[float, float]:
        after = frame.copy()
        after.loc[list(study.move.units), "pcn"] = SHERWOOD
        united = after.dissolve(by="pcn", aggfunc={"residents": "sum"}, method=method)
        return united.loc[SHERWOOD, "residents"], united.loc[NEWARK, "residents"]

    assert benchmark.pedantic(edit, rounds=3) == study.by_hand()


def test_one_edit_with_all_failed_checks(benchmark: Any, study: Study) -> None:
    benchmark.group = study.in_group("one edit and all checks")

    def edit() -> int:
        after = study.before.next(study.move.apply(study.before.state))
        find_impact(study.before, after)
        return len(failed_checks(after))

    assert benchmark(edit) == len(failed_checks(_from_scratch(study)))


def test_comparing_with_all_checks(benchmark: Any, study: Study) -> None:
    benchmark.group = study.in_group("one edit and all checks")

    def whole() -> int:
        after = study.before.next(study.move.apply(study.before.state))
        return len(compare(study.before, after).impact.areas)

    assert benchmark(whole) == 4


def _from_scratch(study: Study) -> Measured:
    before = study.before
    return Measured(study.move.apply(before.state), before.ground, before.dates)


EDITS = ("practice", "parent", "create", "rename", "split", "merge", "band", "other layer")


def _edit_of(study: Study, kind: str) -> Change:
    state, units = study.before.state, study.move.units
    layer = state.layers["pcn"]
    practices = tuple(state.practices_in("pcn", NEWARK)[:1])
    others = {area.parent_code for area in layer.areas} - {layer.area(NEWARK).parent_code}
    edits: dict[str, Change] = {
        "practice": MovePractices("pcn", practices, SHERWOOD),
        "parent": MoveArea("pcn", NEWARK, min(code for code in others if code is not None)),
        "create": CreateArea("pcn", "NEW1", "New"),
        "rename": RenameArea("pcn", NEWARK, "Newark and villages"),
        "split": SplitArea("pcn", NEWARK, (Part("NEW1", "New", units, practices),)),
        "merge": MergeAreas("pcn", (SHERWOOD,), NEWARK),
        "band": SetBand("neighbourhood", 30_000, 60_000),
        "other layer": MoveUnits("district", units, "T00E07000170"),
    }
    return edits[kind]


@pytest.mark.parametrize("kind", EDITS)
def test_each_kind_of_edit(benchmark: Any, study: Study, kind: str) -> None:
    """As ``test_one_edit_ours_with_everything_that_follows``, for the other kinds."""
    benchmark.group = study.in_group("each kind of edit")
    before, change = study.before, _edit_of(study, kind)
    assert change.faults(before.state) == []

    def edit() -> Impact:
        return find_impact(before, before.next(change.apply(before.state)))

    scratch = Measured(change.apply(before.state), before.ground, before.dates)
    expected = find_impact(before, scratch)
    assert _told(benchmark(edit)) == _told(expected)


def _told(impact: Impact) -> list[tuple[str, str, Any]]:
    return [
        (each.layer, each.area.code, each.after and each.after.check.resident.figure)
        for each in impact.areas
    ]


@pytest.fixture(scope="module")
def long(pack: Pack) -> Scenario:
    return long_scenario(pack, LONG)


@pytest.mark.benchmark(group="a scenario of 10,000 edits")
def test_opening_a_long_scenario_from_its_text(benchmark: Any, pack: Pack, long: Scenario) -> None:
    text = scenario_text(long)
    opened = benchmark(lambda: open_scenario(read_scenario_text(text), pack))
    expected = pack.layer("pcn").area_codes_of_units()
    for edit in long.edits:
        assert isinstance(edit.change, MoveUnits)
        expected[pack.units.position[edit.change.units[0]]] = edit.change.to
    assert opened.state.layers["pcn"].area_codes_of_units() == expected


@pytest.mark.benchmark(group="a scenario of 10,000 edits")
@pytest.mark.parametrize("times", [1, 100])
def test_undoing_in_a_long_scenario(benchmark: Any, pack: Pack, long: Scenario, times: int) -> None:
    opened = open_scenario(long, pack)

    def undo() -> OpenScenario:
        plan = opened
        for _ in range(times):
            plan = plan.undo("A", NOW)
        return plan

    undone = benchmark(undo)
    fewer = open_scenario(Scenario("long", "Long", long.pack, long.log[: LONG - times]), pack)
    assert np.array_equal(
        undone.state.layers["pcn"].area_of_unit, fewer.state.layers["pcn"].area_of_unit
    )
