"""The places of the pack that ships: what is proved about them is known from elsewhere."""

from __future__ import annotations

import networkx as nx
import pandas as pd
import pytest

from geo.advice.repair.clock import Clock
from geo.advice.repair.problem import Problem
from geo.advice.repair.searching import search
from geo.model import Pack
from tests.geo.advice.repair.real_places import HIGHEST, LOWEST, real_problem
from tests.geo.advice.repair.small_problems import graph_of, hangs_together, numbers, people_moved

LONG = 600.0


@pytest.fixture(scope="module")
def city(pack: Pack) -> Problem:
    return real_problem(pack, "Nottingham City")


def test_bands_alone_need_5503_people_to_move_in_the_city(pack: Pack) -> None:
    problem = real_problem(pack, "Nottingham City", contiguous=False)
    found = search(problem, 1, Clock(LONG), rounds=3)
    assert found.sharing is not None
    assert found.proved
    assert (found.bound, people_moved(problem, found.sharing)) == (5503, 5503)


@pytest.mark.parametrize("place", ["Mid-Nottinghamshire", "South Nottinghamshire"])
def test_as_many_networks_as_there_are_cannot_fit(pack: Pack, place: str) -> None:
    found = search(real_problem(pack, place), 1, Clock(LONG), rounds=1)
    assert found.impossible
    assert found.sharing is None
    assert found.rounds == 0


def test_the_city_is_repaired_with_fewest_people_moved(city: Problem) -> None:
    found = search(city, 1, Clock(LONG), rounds=8)
    assert found.sharing is not None
    assert found.proved
    assert found.bound == people_moved(city, found.sharing) == 10_257
    table = pd.DataFrame({"slot": found.sharing, "people": city.weights})
    assert table.groupby("slot").people.sum().between(LOWEST, HIGHEST).all()
    graph: nx.Graph = graph_of(city)
    for slot, members in table.groupby("slot"):
        assert hangs_together(graph, members.index, numbers(city.slots[int(str(slot))].loose))
