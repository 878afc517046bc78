"""Repair beside GerryChain and spopt: the same place, the same plan to start from, the same time.

Every area must hang together, as it must for those libraries, even where it does not today.

Run once as ordinary tests, for half a second each; measure, for ten seconds each, with
``python -m pytest tests/benchmarks/test_repair_beside_others.py --benchmark-enable -s``.
"""

from __future__ import annotations

import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from geo.advice.repair.clock import Clock
from geo.advice.repair.searching import search
from geo.model import Pack
from geo.topology import find_adjacency
from tests.benchmarks.repair_cases import (
    CITY,
    Best,
    Place,
    people_moved,
    problem_of,
    read_place,
)

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from tests.benchmarks.repair_by_gerrychain import GERRYCHAIN
    from tests.benchmarks.repair_by_spopt import SPOPT

pytestmark = pytest.mark.filterwarnings("ignore")
SECONDS = 10
SEED = 2019
Contestant = Callable[[Place, int, float], Best]


def ours(place: Place, seed: int, until: float) -> Best:
    best = Best(place)
    found = search(problem_of(place, in_one_piece=True), seed, Clock(until - time.monotonic()))
    if found.sharing is not None:
        best.offer(np.array(found.sharing))
    return best


CONTESTANTS: dict[str, Contestant] = {"ours": ours, **GERRYCHAIN, **SPOPT}


@pytest.fixture(scope="module")
def city(pack: Pack) -> Place:
    place, _ = read_place(pack, find_adjacency(pack.units.geometry), CITY.place)
    return place


@pytest.mark.benchmark(group="repair beside other libraries")
@pytest.mark.parametrize("name", CONTESTANTS)
def test_repairing_nottingham_city(
    benchmark: Any, request: pytest.FixtureRequest, city: Place, name: str
) -> None:
    seconds = SECONDS if request.config.getoption("benchmark_enable") else 0.5
    began, worked = time.monotonic(), time.process_time()
    plan = benchmark.pedantic(
        lambda: CONTESTANTS[name](city, SEED, time.monotonic() + seconds).plan, rounds=1
    )
    assert len(plan) == len(city.people)
    figures = {
        "people moved": people_moved(city, plan),
        "areas": len(set(plan.tolist())),
        "in band": city.areas_in_band(plan),
        "in one piece": city.areas_in_one_piece(plan),
        "seconds": round(time.monotonic() - began, 1),
        "seconds of the processor": round(time.process_time() - worked, 1),
    }
    benchmark.extra_info.update(figures)
    sys.stdout.write(f"\n{name}: {figures}\n")
