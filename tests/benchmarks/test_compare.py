"""What a choice of two plans costs before anything is drawn."""

from __future__ import annotations

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from geo.maps.difference import (
    Moves,
    changed_layers,
    difference_marks,
    difference_shading,
    practice_moves,
    shared_colours,
)
from geo.maps.map_state import MapState, state_json
from geo.maps.plan_layers import plan_layers
from geo.model import Pack
from geo.plan.account import account
from geo.plan.comparison import Comparison, compare
from geo.plan.equality import equality
from geo.plan.ground import Ground
from geo.plan.measures import Measured
from geo.plan.opened import open_scenario
from geo.plan.state import State
from geo.plan.totals import Dates
from geo.store.scenario_files import example_files, read_scenario_file


@pytest.fixture(scope="module")
def baseline(pack: Pack) -> Measured:
    measured = Measured(State.of(pack), Ground.of(pack), Dates.of(pack))
    compare(measured, measured)
    return measured


def pairs(baseline: Measured) -> list[Comparison]:
    """The baseline against every example, from its file."""
    pack = baseline.state.baseline
    states = [
        open_scenario(read_scenario_file(path), pack).state for path in example_files(pack.key)
    ]
    return [compare(baseline, baseline.next(state)) for state in states]


def test_all_examples_are_compared(baseline: Measured, benchmark: BenchmarkFixture) -> None:
    found = benchmark(pairs, baseline)
    assert len(found) == 4


def test_all_comparisons_are_told(baseline: Measured, benchmark: BenchmarkFixture) -> None:
    found = pairs(baseline)
    told = benchmark(lambda: [(account(each.impact), equality(each.impact)) for each in found])
    assert all(sentences for sentences, _ in told)


def test_messages_for_the_maps_of_all_examples(
    baseline: Measured, benchmark: BenchmarkFixture
) -> None:
    found, pack = pairs(baseline), baseline.state.baseline

    def message(each: Comparison) -> str:
        impact = each.impact
        key = changed_layers(impact)[0]
        after = impact.after.state.pack.layer(key)
        moves = Moves.of(impact, key)
        colours = shared_colours(pack.layer(key), after, baseline.ground.adjacency)
        return state_json(
            MapState(
                resident_date=pack.resident_date,
                layers=(key,),
                pick=key,
                shading=difference_shading(impact, moves, colours),
                marked=difference_marks(impact, moves),
                practices=pack.registered_date,
                practice_moves=practice_moves(impact, moves),
                plan=plan_layers(impact.after.state, [key]),
            )
        )

    messages = benchmark(lambda: [message(each) for each in found])
    benchmark.extra_info["characters"] = [len(each) for each in messages]
    assert max(map(len, messages)) < 16_000
