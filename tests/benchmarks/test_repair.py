"""How near repair comes to what is proved, on the real places, and how soon.

Run once as ordinary tests, for a second each; measure, for a minute each, with
``python -m pytest tests/benchmarks/test_repair.py --benchmark-enable -s``.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from typing import Any

import pytest

from geo.advice.repair.clock import Clock
from geo.advice.repair.problem import Problem
from geo.advice.repair.searching import Found, Progress, search
from geo.model import Pack
from geo.topology import Adjacency, find_adjacency
from tests.benchmarks.repair_cases import (
    CITY,
    CITY_IN_ONE_PIECE,
    MID,
    SOUTH,
    TOO_FEW,
    Case,
    problem_of,
    read_place,
)

SOON, LATE = 10, 60
"""Seconds after which the gap is read."""
SEED = 2019


@pytest.fixture(scope="module")
def adjacency(pack: Pack) -> Adjacency:
    return find_adjacency(pack.units.geometry)


def problem_in(pack: Pack, adjacency: Adjacency, case: Case) -> Problem:
    place, codes = read_place(pack, adjacency, case.place)
    origins = [codes.index(origin) for origin in case.origins]
    return problem_of(place, case.create, origins, in_one_piece=case.in_one_piece)


@pytest.mark.benchmark(group="repair")
@pytest.mark.parametrize("case", [CITY, CITY_IN_ONE_PIECE, MID, *SOUTH], ids=lambda case: case.name)
def test_repairing_a_place(
    benchmark: Any, request: pytest.FixtureRequest, pack: Pack, adjacency: Adjacency, case: Case
) -> None:
    problem = problem_in(pack, adjacency, case)
    seconds = LATE if request.config.getoption("benchmark_enable") else 1
    told: list[Progress] = []
    worked = time.process_time()
    found = benchmark.pedantic(
        lambda: search(problem, SEED, Clock(seconds), tell=told.append), rounds=1
    )
    assert not found.impossible
    if found.sharing is not None:
        assert problem.fits(found.sharing)
        assert found.bound <= problem.moved(found.sharing)
    figures = {f"at {at} s": at_second(told, at) for at in (SOON, LATE)}
    figures |= {"seconds of the processor": round(time.process_time() - worked, 1)}
    figures |= {"along": None if found.sharing is None else problem.along(found.sharing)}
    note(benchmark, case.name, figures, found)


@pytest.mark.benchmark(group="repair that is impossible")
@pytest.mark.parametrize("case", TOO_FEW, ids=lambda case: case.name)
def test_telling_that_too_few_networks_cannot_fit(
    benchmark: Any, pack: Pack, adjacency: Adjacency, case: Case
) -> None:
    problem = problem_in(pack, adjacency, case)
    found = benchmark.pedantic(lambda: search(problem, SEED, Clock(LATE)), rounds=1)
    assert found.impossible
    note(benchmark, case.name, {}, found)


def at_second(told: Sequence[Progress], at: float) -> str:
    """Say what was known after so many seconds: the last that was told by then."""
    known = [each for each in told if each.seconds <= at]
    if not known:
        return "nothing yet"
    moved, bound = known[-1].moved, known[-1].bound
    if moved is None:
        return f"none found, at least {bound:,}"
    return f"{moved:,} moved, at least {bound:,}, {gap(moved, bound)}"


def gap(moved: int, bound: int) -> str:
    """Say how many more people are moved than is proved, as a share of those proved."""
    if moved == bound:
        return "no gap"
    return f"gap {moved / bound - 1:.1%}" if bound else "gap unknown"


def note(benchmark: Any, name: str, figures: dict[str, object], found: Found) -> None:
    """Keep the figures with the benchmark, and show them."""
    figures |= {"proved": found.proved, "impossible": found.impossible, "rounds": found.rounds}
    benchmark.extra_info.update(figures)
    sys.stdout.write(f"\n{name}: {figures}\n")
